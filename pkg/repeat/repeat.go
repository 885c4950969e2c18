// Package repeat computes how many customers order again, how soon, and who is overdue. A model
// forecasts how often they will.
//
// Repeat orders mean something only where a product is used up: lenses, water, parts. One-off
// purchases are left out by the caller.
package repeat

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Rate is the customers that came again, of all that came.
type Rate struct{ Repeat, Customers int64 }

// Of counts customers with two orders or more. With days, two orders on one day are one.
func Of(o *tally.Orders, days bool) Rate {
	by := o.ByOrders
	if days {
		by = o.ByDays
	}
	return Rate{Repeat: by.Above(1), Customers: o.Customers}
}

// Percent returns the repeat rate in percent, from 0 to 100. ok is false without customers.
func (r Rate) Percent() (percent float64, ok bool) {
	if r.Customers <= 0 {
		return 0, false
	}
	return 100 * float64(r.Repeat) / float64(r.Customers), true
}

// Interval returns the Wilson interval of Percent; z is the normal quantile.
func (r Rate) Interval(z float64) (limits stats.Interval, ok bool) {
	limits, ok = stats.Wilson(float64(r.Repeat), float64(r.Customers), z)
	return limits.Times(100), ok
}

// AgainOf counts customers who ordered again within tally.AgainDays of their first order, of those who have
// been watched that long. Those who came just before the end of the data are in neither.
func AgainOf(o *tally.Orders) Rate { return Rate{Repeat: o.Again, Customers: o.Watched} }

// GapMedian returns the days by which half of the days with an order are followed by the customer's next
// one: the Kaplan-Meier median, in which the silence since the last order is a gap that is not over yet.
// Leaving those out, as the plain median of the gaps does, takes customers who wait for ones who do not
// exist. ok is false where fewer than half are followed by another.
// Source: Kaplan & Meier 1958.
func GapMedian(o *tally.Orders) (days float64, ok bool) {
	var gaps []stats.Lifetime
	for days, n := range o.Gaps {
		gaps = append(gaps, stats.Lifetime{Age: float64(days), Ended: float64(n)})
	}
	for days, n := range o.Silence {
		gaps = append(gaps, stats.Lifetime{Age: float64(days), Open: float64(n)})
	}
	return stats.KaplanMeier(gaps, 0).Median()
}

// BeyondFirst returns how many orders were not the first of their customer.
func BeyondFirst(o *tally.Orders) int64 { return o.Orders - o.Customers }

// OverdueOf counts the customers whose last order is longer ago than a product lasts, which is q.Cycle
// days, stretched by q.Grace. Where products have cycles of their own, a customer who is overdue in one
// of them is overdue, and only customers of such products count.
func OverdueOf(o *tally.Orders, q metric.Account) Rate {
	if o.Due != nil {
		return Rate{Repeat: o.Due.Overdue, Customers: o.Due.Customers}
	}
	r := Rate{Customers: o.Customers}
	for days, n := range o.Silence {
		if q.Overdue(days) {
			r.Repeat += n
		}
	}
	return r
}

// Fifths scores the values of a measure, 1 to 5, of which 5 is that of the highest: the customers,
// sorted by the measure, are cut at their fifths. Customers who are equal in it have the same score, that
// of the best place they share, so a fifth need not hold exactly one. Recency is measured by the days of
// silence with a minus, so that the latest has 5.
// Source: Hughes, Strategic Database Marketing, 1994.
func Fifths(values tally.Histogram) map[int64]int {
	n, before := values.N(), int64(0)
	out := make(map[int64]int, len(values))
	for _, value := range values.Values() {
		before += values[value]
		out[value] = int((5*before + n - 1) / n) // rank · 5 / n, rounded up
	}
	return out
}
