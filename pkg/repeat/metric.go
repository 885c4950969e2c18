package repeat

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares repeat orders.
func Metric() metric.Ledger {
	return metric.Ledger{
		Name:  "repeat",
		Title: "Repeat orders",
		Short: "Repeat: how many customers order again, and how soon?",
		Long: `The customers with two orders or more, of all with one or more. It means something only where a
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

The intervals are Wilson's, of customers.`,
		Examples: []metric.Example{
			{Says: "How many order again", Command: "cxcalc repeat orders.csv"},
			{Says: "Who is overdue when a product lasts 30 days", Command: "cxcalc repeat --cycle 30 --grace 1.5 orders.csv"},
			{Says: "The same where every product has its own cycle", Command: "cxcalc repeat --cycle cycles.csv orders.csv"},
			{Says: "Recency, frequency, money in fifths", Command: "cxcalc repeat --rfm orders.csv"},
		},
		Past:     true,
		Unit:     "percent",
		Interval: "wilson",
		Sources: []string{"Customers with 2+ orders / customers with 1+", "Interval: Wilson 1927", "Median gap: Kaplan & Meier 1958, with the waits that are not over",
			"Recency, frequency, money in fifths: Hughes, Strategic Database Marketing, 1994"},
		Fields: fields(),
		Gist: []string{"{repeat_customers} of {n} ordered again", "{orders_beyond_first} of {orders} orders are not the first",
			"{overdue} overdue on {as_of}"},
		Flags:  []string{"cycle", "grace", "product", "rfm"},
		Define: func(metric.Account) string { return "100 × customers with 2+ orders / customers with 1+" },
		Orders: compute,
		Fifths: Fifths,
	}
}

func fields() []result.Field {
	return append(metric.LedgerHead(result.Percent, "repeat rate", "Customers with two orders or more, of all, in percent."), []result.Field{
		{Name: "customers", Title: "customers", Kind: result.Count, Only: "total", Doc: "Customers with an order."},
		{Name: "repeat_customers", Title: "again", Kind: result.Count, Doc: "Customers with two orders or more."},
		{Name: "orders", Title: "orders", Kind: result.Count, Doc: "Orders."},
		{Name: "orders_beyond_first", Title: "beyond the first", Kind: result.Count, Doc: "Orders that were not the first of their customer."},
		{Name: "cycle", Title: "cycle", Kind: result.Number, Extra: true, Doc: "Days that the product lasts; of the groups of cycles by product."},
		{Name: "overdue", Title: "overdue", Kind: result.Count, Extra: true, Doc: "Customers whose last order is longer ago than cycle × grace; only with a cycle."},
		{Name: "overdue_pct", Title: "share overdue", Kind: result.Percent, Extra: true, Doc: "overdue of the customers; in the total of cycles by product, of cycle_customers."},
		{Name: "cycle_customers", Title: "customers with a cycle", Kind: result.Count, Extra: true, Doc: "Customers with an order of a product that has a cycle; in the total of cycles by product."},
		{Name: "orders_without_cycle", Title: "orders without a cycle", Kind: result.Count, Extra: true, Doc: "Orders of products that have no cycle; beside cycle_customers."},
		{Name: "repeat_days_pct", Title: "by days", Kind: result.Percent, Spare: 2, Doc: "Repeat rate when orders of one day are one."},
		{Name: "again_within_days", Title: "within days", Kind: result.Count, Extra: true, Doc: "The days that again_within_pct is about."},
		{Name: "again_within_n", Title: "seen 90 days", Kind: result.Count, Extra: true, Doc: "Customers whose first order lies so many days or more before the end of the data."},
		{Name: "again_within_pct", Title: "again in 90 days", Kind: result.Percent, Spare: 1, Doc: "Share of again_within_n that ordered again within so many days of the first order; null where nobody has been seen that long."},
		{Name: "again_within_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of again_within_pct."},
		{Name: "again_within_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of again_within_pct."},
		{Name: "gap_median", Title: "median gap", Kind: result.Number, Doc: "Days by which half of the days with an order are followed by the customer's next, Kaplan-Meier; null where fewer than half are."},
		{Name: "gap_mean", Title: "mean closed gap", Kind: result.Number, Spare: 3, Doc: "Mean days between neighbouring days with an order of one customer; waits that are not over are not in it, so it is too short for planning."},
		{Name: "revenue", Title: "revenue", Kind: result.Money, Doc: "Revenue of all orders, refunds taken off."},
		{Name: "revenue_pct", Title: "of revenue", Kind: result.Percent, Extra: true, Doc: "Share of the revenue, of all groups of the measure; of the groups of --rfm."},
		{Name: "revenue_per_order", Title: "per order", Kind: result.Money, Spare: 1, Doc: "Revenue per order."},
		{Name: "revenue_per_customer", Title: "per customer", Kind: result.Money, Spare: 1, Doc: "Revenue per customer."},
		{Name: "distribution", Title: "orders per customer", Kind: result.Distribution, Doc: "Number of customers for each number of orders."},
		{Name: "from", Title: "from", Kind: result.Number, Extra: true, Doc: "Lowest value of the measure in a group of --rfm: days since the last order, orders, or money."},
		{Name: "to", Title: "to", Kind: result.Number, Extra: true, Doc: "Highest value of it."},
		{Name: "span", Title: "span", Kind: result.Text, Extra: true, Doc: "from and to in words; of the groups of --rfm."},
		{Name: "segments", Title: "segments", Kind: result.Distribution, Extra: true, Doc: "Customers by their scores in recency, frequency and money, 555 the best; with --rfm."},
		{Name: "segments_revenue", Title: "revenue of segments", Kind: result.Amounts, Extra: true, Doc: "Their revenue, refunds taken off; with --rfm."},
	}...)
}

func compute(o *tally.Orders, q metric.Account) result.Object {
	rate, days := Of(o, false), Of(o, true)
	percent, ok := rate.Percent()
	limits, okLimits := rate.Interval(q.Z())
	byDays, okDays := days.Percent()
	median, okMedian := GapMedian(o)
	mean, okMean := o.Gaps.Mean()
	out := metric.Figures(o.Customers, percent, limits, ok && okLimits)
	out = append(out, result.Object{
		{Key: "customers", Value: o.Customers},
		{Key: "repeat_customers", Value: rate.Repeat},
		{Key: "orders", Value: o.Orders},
		{Key: "orders_beyond_first", Value: BeyondFirst(o)},
		{Key: "repeat_days_pct", Value: metric.Optional(byDays, okDays)},
	}...)
	out = append(out, againFields(o, q)...)
	out = append(out, result.Object{
		{Key: "gap_median", Value: metric.Optional(median, okMedian)},
		{Key: "gap_mean", Value: metric.Optional(mean, okMean)},
	}...)
	out = append(out, moneyFields(o, q)...)
	out = append(out, overdueFields(o, q)...)
	return append(out, result.Member{Key: "distribution", Value: distribution(o)})
}

// againFields tell how many came again soon, of those who have been seen long enough.
func againFields(o *tally.Orders, q metric.Account) result.Object {
	again := AgainOf(o)
	share, ok := again.Percent()
	limits, okLimits := again.Interval(q.Z())
	out := result.Object{{Key: "again_within_days", Value: int64(tally.AgainDays)}, {Key: "again_within_n", Value: again.Customers},
		{Key: "again_within_pct", Value: metric.Optional(share, ok)}}
	return append(out, metric.Limits("again_within_low", "again_within_high", limits, okLimits)...)
}

// overdueFields tell who should have come again; nothing without a cycle.
func overdueFields(o *tally.Orders, q metric.Account) result.Object {
	if q.Cycle <= 0 && o.Due == nil {
		return nil
	}
	overdue := OverdueOf(o, q)
	share, ok := overdue.Percent()
	out := result.Object{{Key: "overdue", Value: overdue.Repeat}, {Key: "overdue_pct", Value: metric.Optional(share, ok)}}
	if o.Due != nil {
		out = append(out, result.Member{Key: "cycle_customers", Value: o.Due.Customers}, result.Member{Key: "orders_without_cycle", Value: o.Due.Without})
	}
	return out
}

func moneyFields(o *tally.Orders, q metric.Account) result.Object {
	out := result.Object{{Key: "revenue"}, {Key: "revenue_per_order"}, {Key: "revenue_per_customer"}}
	if !q.Priced || o.Overflow || o.Orders == 0 {
		return out
	}
	out[0].Value = q.Price(o.Revenue)
	out[1].Value = q.Money(o.Revenue) / float64(o.Orders)
	out[2].Value = q.Money(o.Revenue) / float64(o.Customers)
	return out
}

func distribution(o *tally.Orders) result.Object {
	var out result.Object
	for _, n := range o.ByOrders.Values() {
		out = append(out, result.Member{Key: strconv.FormatInt(n, 10), Value: o.ByOrders[n]})
	}
	return out
}
