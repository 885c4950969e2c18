package ltv_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/ltv"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Two of twenty customers leave in a month, so a customer stays for ten.
func ExampleMetric() {
	m := new(tally.Movement) // in cents
	for range 17 {
		m.Stay(50_00, 50_00)
	}
	m.Stay(50_00, 90_00)
	m.Lose(50_00, tally.CauseUnknown, []byte("Acme"))
	m.Lose(100_00, tally.CauseUnknown, []byte("Initech"))
	m.Join(70_00)
	fields := ltv.Metric().Movement(m, metric.Account{Confidence: 0.95, Priced: true, Decimals: 2, PerYear: 12},
		"value", "arpa", "churn", "lifetime")
	for _, f := range fields {
		fmt.Println(f.Key, f.Value)
	}
	// Output:
	// value 525
	// arpa 52.5
	// churn 10
	// lifetime 10
}
