package churn_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Of twenty customers two left, and a seventh of the revenue with them.
func ExampleMetric() {
	m := new(tally.Movement) // in cents
	for range 17 {
		m.Stay(50_00, 50_00)
	}
	m.Stay(50_00, 90_00)
	m.Lose(50_00, tally.CauseUnknown, []byte("Acme"))
	m.Lose(100_00, tally.CauseUnknown, []byte("Initech"))
	m.Join(70_00)
	fields := churn.Metric().Movement(m, metric.Account{Confidence: 0.95, Priced: true, Decimals: 2, PerYear: 12},
		"value", "customers_lost", "revenue_lost", "revenue_lost_pct")
	for _, f := range fields {
		fmt.Println(f.Key, f.Value)
	}
	// Output:
	// value 10
	// customers_lost 2
	// revenue_lost 150
	// revenue_lost_pct 14.285714285714286
}
