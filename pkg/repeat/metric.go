package repeat

import (
	_ "embed"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

//go:embed long.txt
var long string

// Metric declares repeat orders.
func Metric() metric.Metric {
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfCustomers,
		Name:  "repeat",
		Title: "Repeat orders",
		Short: "Repeat: how many customers order again, and how soon?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "How many order again", Command: "cxcalc repeat orders.csv"},
			{Says: "Who is overdue when a product lasts 30 days", Command: "cxcalc repeat --cycle 30 --grace 1.5 orders.csv"},
			{Says: "The same where every product has its own cycle", Command: "cxcalc repeat --cycle cycles.csv orders.csv"},
			{Says: "What will they order in the next 90 days?", Command: "cxcalc repeat --forecast 90d orders.csv"},
			{Says: "Recency, frequency, money in fifths", Command: "cxcalc repeat --rfm orders.csv"},
		},
		Unit:     "percent",
		Interval: "wilson",
		Sources: []string{"Customers with 2+ orders / customers with 1+", "Interval: Wilson 1927", "Median gap: Kaplan & Meier 1958, with the waits that are not over",
			"Recency, frequency, money in fifths: Hughes, Strategic Database Marketing, 1994",
			"Forecast: Fader, Hardie & Lee, Marketing Science 24, 2005 (BG/NBD), by maximum likelihood"},
		Fields: declared,
		Camps:  []metric.Camp{{Word: "once"}, {Word: "again", Field: "repeat_customers"}},
		Gist: []string{"{repeat_customers} of {n} ordered again", "{orders_beyond_first} of {orders} orders are not the first",
			"{overdue} overdue on {as_of}", "{forecast_orders} orders expected in {forecast_days} days",
			"for the last {forecast_days} days the model expected {forecast_check_expected}, and {forecast_check_orders} came"},
		Flags: []flags.Flag{
			{Name: "cycle", Default: "", Usage: "the product lasts `N|FILE` days, so whoever has not come again is overdue; a file has the columns product and days", Group: flags.Figures},
			{Name: "grace", Default: 1.0, Usage: "`FACTOR` that stretches the cycle before a customer is overdue, such as 1.5", Group: flags.Figures},
			{Name: "product", Default: "", Usage: "the `COL` with the product, for --cycle FILE", Group: flags.Columns},
			{Name: "forecast", Default: "", Usage: "expect orders of those who have come for so long `AHEAD`, such as 90d or 12w", Group: flags.Figures},
			{Name: "rfm", Default: false, Usage: "score customers by recency, frequency and money, in fifths", Group: flags.Figures},
		},
		LedgerTraits: &metric.LedgerTraits{
			Past:     true,
			Check:    check,
			Formula:  func(metric.Account) string { return "100 × customers with 2+ orders / customers with 1+" },
			Orders:   compute,
			Fifths:   Fifths,
			Shown:    shown,
			Settings: settings,
			Doubts:   doubts,
		},
	}
}
