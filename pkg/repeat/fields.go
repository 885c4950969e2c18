package repeat

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

type repeatFigures struct {
	*tally.Orders
	metric.Estimate
	account                 metric.Account
	rate, days, again, late Rate
	due                     bool // it is known how long a product lasts
	soon                    metric.Bounds
	ahead                   *Forecast // nil unless it is asked for
}

func figuresOf(o *tally.Orders, q metric.Account) repeatFigures {
	f := repeatFigures{Orders: o, account: q, rate: Of(o, false), days: Of(o, true), again: AgainOf(o), due: q.Cycle > 0 || o.Due != nil}
	percent, ok := f.rate.Percent()
	f.Estimate = metric.Estimated(o.Customers, percent, ok, metric.Bound(f.rate.Interval(q.Z()))).Whole()
	f.soon = metric.Bound(f.again.Interval(q.Z()))
	if f.due {
		f.late = OverdueOf(o, q)
	}
	if q.Ahead > 0 {
		f.ahead = forecastOf(o, q.Ahead)
	}
	return f
}

type list = []metric.Figure[repeatFigures]

func fields() ([]result.Field, metric.Compute[*tally.Orders, metric.Account]) {
	return metric.Fields(figuresOf,
		metric.From(func(f repeatFigures) metric.Estimate { return f.Estimate },
			metric.LedgerHead(result.Percent, "repeat rate", "Customers with two orders or more, of all, in percent.")...),
		again(), metric.Ends(result.Percent, "again_within", "again_within_pct", func(f repeatFigures) metric.Bounds { return f.soon }), gaps(), money(), overdue(), forecastFields(), scores())
}

// again are the fields that tell how many came again, and how soon.
func again() list {
	return list{
		{Field: result.Field{Name: "customers", Title: "customers", Kind: result.Count, Only: "total", Doc: "Customers with an order."},
			Of: func(f repeatFigures) any { return f.Customers }},
		{Field: result.Field{Name: "repeat_customers", Title: "again", Kind: result.Count, Doc: "Customers with two orders or more."},
			Of: func(f repeatFigures) any { return f.rate.Repeat }},
		{Field: result.Field{Name: "orders", Title: "orders", Kind: result.Count, Doc: "Orders."},
			Of: func(f repeatFigures) any { return f.Orders.Orders }},
		{Field: result.Field{Name: "orders_beyond_first", Title: "beyond the first", Kind: result.Count, Doc: "Orders that were not the first of their customer."},
			Of: func(f repeatFigures) any { return BeyondFirst(f.Orders) }},
		{Field: result.Field{Name: "repeat_days_pct", Title: "by days", Kind: result.Percent, Spare: 2, Doc: "Repeat rate when orders of one day are one."},
			Of: func(f repeatFigures) any { return metric.Optional(f.days.Percent()) }},
		{Field: result.Field{Name: "again_within_days", Title: "within days", Kind: result.Count, Extra: true, Doc: "The days that again_within_pct is about."},
			Of: func(repeatFigures) any { return int64(tally.AgainDays) }},
		{Field: result.Field{Name: "again_within_n", Title: "seen 90 days", Kind: result.Count, Extra: true, Doc: "Customers whose first order lies so many days or more before the end of the data."},
			Of: func(f repeatFigures) any { return f.again.Customers }},
		{Field: result.Field{Name: "again_within_pct", Title: "again in 90 days", Kind: result.Percent, Spare: 1, Doc: "Share of again_within_n that ordered again within so many days of the first order; null where nobody has been seen that long."},
			Of: func(f repeatFigures) any { return metric.Optional(f.again.Percent()) }},
	}
}

// gaps are the fields of the days between orders.
func gaps() list {
	return list{
		{Field: result.Field{Name: "gap_median", Title: "median gap", Kind: result.Number, Doc: "Days by which half of the days with an order are followed by the customer's next, Kaplan-Meier; null where fewer than half are."},
			Of: func(f repeatFigures) any { return metric.Optional(GapMedian(f.Orders)) }},
		{Field: result.Field{Name: "gap_mean", Title: "mean closed gap", Kind: result.Number, Spare: 3, Doc: "Mean days between neighbouring days with an order of one customer; waits that are not over are not in it, so it is too short for planning."},
			Of: func(f repeatFigures) any { return metric.Optional(f.Gaps.Mean()) }},
	}
}

// money are the fields of what the orders brought, nil where that is not known.
func money() list {
	known := func(f repeatFigures) bool { return f.account.Priced && !f.Overflow && f.Orders.Orders > 0 }
	per := func(name, title, doc string, of func(repeatFigures) int64) metric.Figure[repeatFigures] {
		return metric.Figure[repeatFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Money, Spare: 1, Doc: doc},
			Of: func(f repeatFigures) any { return metric.Optional(f.account.Money(f.Revenue)/float64(of(f)), known(f)) }}
	}
	return list{
		{Field: result.Field{Name: "revenue", Title: "revenue", Kind: result.Money, Doc: "Revenue of all orders, refunds taken off."},
			Of: func(f repeatFigures) any {
				if !known(f) {
					return nil
				}
				return f.account.Price(f.Revenue)
			}},
		{Field: result.Field{Name: "revenue_pct", Title: "of revenue", Kind: result.Percent, Extra: true, Doc: "Share of the revenue, of all groups of the measure; of the groups of --rfm."}},
		per("revenue_per_order", "per order", "Revenue per order.", func(f repeatFigures) int64 { return f.Orders.Orders }),
		per("revenue_per_customer", "per customer", "Revenue per customer.", func(f repeatFigures) int64 { return f.Customers }),
	}
}

// overdue are the fields that tell who should have come again; there are none without a cycle.
func overdue() list {
	due := func(f repeatFigures) tally.Due {
		if f.Due == nil {
			return tally.Due{}
		}
		return *f.Due
	}
	return list{
		{Field: result.Field{Name: "cycle", Title: "cycle", Kind: result.Number, Extra: true, Doc: "Days that the product lasts; of the groups of cycles by product."}},
		{Field: result.Field{Name: "overdue", Title: "overdue", Kind: result.Count, Extra: true, Doc: "Customers whose last order is longer ago than cycle × grace; only with a cycle."},
			Of: func(f repeatFigures) any { return metric.If(f.due, f.late.Repeat) }},
		{Field: result.Field{Name: "overdue_pct", Title: "share overdue", Kind: result.Percent, Extra: true, Doc: "overdue of the customers; in the total of cycles by product, of cycle_customers."},
			Of: func(f repeatFigures) any { return metric.If(f.due, metric.Optional(f.late.Percent())) }},
		{Field: result.Field{Name: "cycle_customers", Title: "customers with a cycle", Kind: result.Count, Extra: true, Doc: "Customers with an order of a product that has a cycle; in the total of cycles by product."},
			Of: func(f repeatFigures) any { return metric.If(f.Due != nil, due(f).Customers) }},
		{Field: result.Field{Name: "orders_without_cycle", Title: "orders without a cycle", Kind: result.Count, Extra: true, Doc: "Orders of products that have no cycle; beside cycle_customers."},
			Of: func(f repeatFigures) any { return metric.If(f.Due != nil, due(f).Without) }},
	}
}

// scores are the fields of customers by the number of their orders, and by recency, frequency and money.
func scores() list {
	return list{
		{Field: result.Field{Name: "distribution", Title: "orders per customer", Kind: result.Distribution, Doc: "Number of customers for each number of orders."},
			Of: func(f repeatFigures) any { return distribution(f.Orders) }},
		{Field: result.Field{Name: "from", Title: "from", Kind: result.Number, Extra: true, Doc: "Lowest value of the measure in a group of --rfm: days since the last order, orders, or money."}},
		{Field: result.Field{Name: "to", Title: "to", Kind: result.Number, Extra: true, Doc: "Highest value of it."}},
		{Field: result.Field{Name: "span", Title: "span", Kind: result.Text, Extra: true, Doc: "from and to in words; of the groups of --rfm."}},
		{Field: result.Field{Name: "segments", Title: "segments", Kind: result.Distribution, Extra: true, Doc: "Customers by their scores in recency, frequency and money, 555 the best; with --rfm."}},
		{Field: result.Field{Name: "segments_revenue", Title: "revenue of segments", Kind: result.Amounts, Extra: true, Doc: "Their revenue, refunds taken off; with --rfm."}},
	}
}

func distribution(o *tally.Orders) result.Object {
	var out result.Object
	for _, n := range o.ByOrders.Values() {
		out = append(out, result.Member{Key: strconv.FormatInt(n, 10), Value: o.ByOrders[n]})
	}
	return out
}
