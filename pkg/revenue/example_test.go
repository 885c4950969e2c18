package revenue_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// From the opening of a month to its closing.
func ExampleMetric() {
	m := new(tally.Movement) // in cents
	for range 17 {
		m.Stay(50_00, 50_00)
	}
	m.Stay(50_00, 90_00)
	m.Lose(50_00, tally.CauseUnknown, []byte("Acme"))
	m.Lose(100_00, tally.CauseUnknown, []byte("Initech"))
	m.Join(70_00)
	fields := revenue.Metric().Movement(m, metric.Account{Confidence: 0.95, Priced: true, Decimals: 2, PerYear: 12},
		"value", "opening", "new", "expansion", "churn", "closing", "grr")
	for _, f := range fields {
		fmt.Println(f.Key, f.Value)
	}
	// Output:
	// value 89.52380952380952
	// opening 1050
	// new 70
	// expansion 40
	// churn 150
	// closing 1010
	// grr 85.71428571428571
}
