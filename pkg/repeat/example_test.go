package repeat_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/repeat"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Three customers, of whom one ordered again; the product lasts 30 days, and it is day 100.
func ExampleMetric() {
	o := new(tally.Orders)
	for _, days := range [][]int32{{10, 80}, {20}, {90}} {
		h := new(tally.History)
		for _, day := range days {
			h.Take(tally.HistoryRow{Day: day, Amount: 25_00})
		}
		o.Add(h, 100)
	}
	fields := repeat.Metric().Orders(o, metric.Account{Confidence: 0.95, Priced: true, Decimals: 2, Cycle: 30, Grace: 1},
		"value", "repeat_customers", "orders", "revenue", "overdue")
	for _, f := range fields {
		fmt.Println(f.Key, f.Value)
	}
	// Output:
	// value 33.333333333333336
	// repeat_customers 1
	// orders 4
	// revenue 100
	// overdue 1
}
