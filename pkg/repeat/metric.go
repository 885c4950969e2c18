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

Two orders on one day are two orders; repeat_days_pct counts them as one. A refund is no order. With
--cycle, how long the product lasts in days, the customers who should have come again are counted; --grace
stretches the cycle before they are overdue.

The interval is Wilson's.`,
		Examples: []metric.Example{
			{Says: "How many order again", Command: "cxcalc repeat orders.csv"},
			{Says: "Who is overdue when a product lasts 30 days", Command: "cxcalc repeat --cycle 30 --grace 1.5 orders.csv"},
		},
		Unit:     "percent",
		Interval: "wilson",
		Sources:  []string{"Customers with 2+ orders / customers with 1+", "Interval: Wilson 1927"},
		Fields:   fields(),
		Gist:     []string{"{repeat_customers} of {n} ordered again", "{orders_beyond_first} of {orders} orders are not the first"},
		Flags:    []string{"cycle", "grace"},
		Define:   func(metric.Account) string { return "100 × customers with 2+ orders / customers with 1+" },
		Orders:   compute,
	}
}

func fields() []result.Field {
	return append(metric.LedgerHead(result.Percent, "repeat rate", "Customers with two orders or more, of all, in percent."), []result.Field{
		{Name: "customers", Title: "customers", Kind: result.Count, Only: "total", Doc: "Customers with an order."},
		{Name: "repeat_customers", Title: "again", Kind: result.Count, Doc: "Customers with two orders or more."},
		{Name: "orders", Title: "orders", Kind: result.Count, Doc: "Orders."},
		{Name: "orders_beyond_first", Title: "beyond the first", Kind: result.Count, Doc: "Orders that were not the first of their customer."},
		{Name: "repeat_days_pct", Title: "by days", Kind: result.Percent, Spare: 2, Doc: "Repeat rate when orders of one day are one."},
		{Name: "gap_median", Title: "median gap", Kind: result.Number, Doc: "Median days between neighbouring days with an order of one customer."},
		{Name: "gap_mean", Title: "mean gap", Kind: result.Number, Spare: 2, Doc: "Mean of those days."},
		{Name: "revenue", Title: "revenue", Kind: result.Money, Doc: "Revenue of all orders, refunds taken off."},
		{Name: "revenue_per_order", Title: "per order", Kind: result.Money, Spare: 1, Doc: "Revenue per order."},
		{Name: "revenue_per_customer", Title: "per customer", Kind: result.Money, Spare: 1, Doc: "Revenue per customer."},
		{Name: "overdue", Title: "overdue", Kind: result.Count, Extra: true, Doc: "Customers whose last order is longer ago than cycle × grace; only with a cycle."},
		{Name: "overdue_pct", Title: "overdue", Kind: result.Percent, Extra: true, Doc: "Share of the customers that are overdue."},
		{Name: "distribution", Title: "orders per customer", Kind: result.Distribution, Doc: "Number of customers for each number of orders."},
	}...)
}

func compute(o *tally.Orders, q metric.Account) result.Object {
	rate, days := Of(o, false), Of(o, true)
	percent, ok := rate.Percent()
	limits, okLimits := rate.Interval(q.Z())
	byDays, okDays := days.Percent()
	median, okMedian := o.Gaps.Quantile(0.5)
	mean, okMean := o.Gaps.Mean()
	out := metric.Figures(o.Customers, percent, limits, ok && okLimits)
	out = append(out, result.Object{
		{Key: "customers", Value: o.Customers},
		{Key: "repeat_customers", Value: rate.Repeat},
		{Key: "orders", Value: o.Orders},
		{Key: "orders_beyond_first", Value: BeyondFirst(o)},
		{Key: "repeat_days_pct", Value: metric.Optional(byDays, okDays)},
		{Key: "gap_median", Value: metric.Optional(median, okMedian)},
		{Key: "gap_mean", Value: metric.Optional(mean, okMean)},
	}...)
	out = append(out, moneyFields(o, q)...)
	if q.Cycle > 0 {
		overdue := OverdueOf(o, Cycle{Days: q.Cycle, Grace: q.Grace})
		share, ok := overdue.Percent()
		out = append(out, result.Member{Key: "overdue", Value: overdue.Repeat}, result.Member{Key: "overdue_pct", Value: metric.Optional(share, ok)})
	}
	return append(out, result.Member{Key: "distribution", Value: distribution(o)})
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
