package repeat

import (
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// Metric declares repeat orders.
func Metric() metric.Metric {
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfCustomers,
		Name:  "repeat",
		Title: "Repeat orders",
		Short: "Repeat: how many customers order again, and how soon?",
		Long:  long,
		Examples: []metric.Example{
			{Says: "How many order again", Command: "cxcalc repeat orders.csv"},
			{Says: "Who is overdue when a product lasts 30 days", Command: "cxcalc repeat --cycle 30 --grace 1.5 orders.csv"},
			{Says: "The same where every product has its own cycle", Command: "cxcalc repeat --cycle cycles.csv orders.csv"},
			{Says: "Recency, frequency, money in fifths", Command: "cxcalc repeat --rfm orders.csv"},
		},
		Unit:     "percent",
		Interval: "wilson",
		Sources: []string{"Customers with 2+ orders / customers with 1+", "Interval: Wilson 1927", "Median gap: Kaplan & Meier 1958, with the waits that are not over",
			"Recency, frequency, money in fifths: Hughes, Strategic Database Marketing, 1994"},
		Fields: declared,
		Gist: []string{"{repeat_customers} of {n} ordered again", "{orders_beyond_first} of {orders} orders are not the first",
			"{overdue} overdue on {as_of}"},
		Flags: []flags.Flag{
			{Name: "cycle", Default: "", Usage: "the product lasts `N|FILE` days, so whoever has not come again is overdue; a file has the columns product and days", Group: flags.Figures},
			{Name: "grace", Default: 1.0, Usage: "`FACTOR` that stretches the cycle before a customer is overdue, such as 1.5", Group: flags.Figures},
			{Name: "product", Default: "", Usage: "the `COL` with the product, for --cycle FILE", Group: flags.Columns},
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
		},
	}
}

const long = `The customers with two orders or more, of all with one or more. It means something only where a
product is used up and bought again.

Two orders on one day are two orders; repeat_days_pct counts them as one. A refund is no order, and no
sign of silence after one: the data go until the last day with an order, or --as-of.

The share of all who came again grows with the length of the data. again_within_pct does not: it is
the share who ordered again within 90 days of their first order, of the customers who have been seen
that long. The median gap is by which day half of the orders are followed by another; waits that are
not over count as such (Kaplan-Meier), so it is empty where fewer than half are.
With --period there is a row of results for each period, of the orders in it alone.

With --cycle, how long the product lasts in days, the customers who should have come again are
counted: their last order is longer ago than the cycle, as of --as-of or the last day with an
order. --grace stretches the cycle before they are overdue. A file in place of the number, with
the columns product and days, gives every product its own cycle: then there is a row of results
for each product, and in the total a customer is overdue who is overdue in any of them.

With --rfm, customers are cut into fifths by recency (days since the last order), frequency
(orders) and money (revenue); 5 is the best. There is a row of results for every score of the
three, and the JSON document has every combination of them. All customers are scored together,
also with --by.

The intervals are Wilson's, of customers.`
