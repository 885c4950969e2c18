package expansion_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// One customer brings more, and two have left.
func ExampleMetric() {
	m := new(tally.Movement) // in cents
	for range 17 {
		m.Stay(50_00, 50_00)
	}
	m.Stay(50_00, 90_00)
	m.Lose(50_00, tally.CauseUnknown, []byte("Acme"))
	m.Lose(100_00, tally.CauseUnknown, []byte("Initech"))
	m.Join(70_00)
	fields := expansion.Metric().Movement(m, metric.Account{Confidence: 0.95, Priced: true, Decimals: 2, PerYear: 12},
		"value", "revenue_expansion", "revenue_lost", "cover_ratio")
	for _, f := range fields {
		fmt.Println(f.Key, f.Value)
	}
	// Output:
	// value 3.8095238095238093
	// revenue_expansion 40
	// revenue_lost 150
	// cover_ratio 0.26666666666666666
}
