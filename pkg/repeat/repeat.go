// Package repeat computes how many customers order again, how soon, and who is overdue.
//
// Repeat orders mean something only where a product is used up: lenses, water, parts. One-off
// purchases are left out by the caller.
package repeat

import (
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

// BeyondFirst returns how many orders were not the first of their customer.
func BeyondFirst(o *tally.Orders) int64 { return o.Orders - o.Customers }

// A Cycle is how long a product lasts.
type Cycle struct {
	Days float64
	// Grace stretches the cycle before a customer is overdue: 1.5 allows half a cycle more.
	Grace float64
}

// Overdue tells whether a customer that ordered so many days ago should have come again.
func (c Cycle) Overdue(days int64) bool { return float64(days) > c.Days*c.Grace }

// OverdueOf counts the customers whose last order is longer ago than the product lasts.
func OverdueOf(o *tally.Orders, c Cycle) Rate {
	return Rate{Repeat: o.Silence.Above(c.Days * c.Grace), Customers: o.Customers}
}
