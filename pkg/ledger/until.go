package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// LastDay returns the last day with an order in a transaction ledger, and how many days of the last
// period come after it. ok is false for other shapes, and where AsOf says until when the data go.
func (c *Closing) LastDay() (label string, left int, ok bool) {
	o := &c.ledger.options
	if o.Shape != Transaction || o.AsOf != nil || len(c.days.until) == 0 {
		return "", 0, false
	}
	until := c.days.until[len(c.days.until)-1]
	return dates.Day.Label(int64(c.lastOrder)), int(until - 1 - c.lastOrder), true
}

// PeriodDays returns how many days a period has.
func (c *Closing) PeriodDays(period int) int {
	o := &c.ledger.options
	since, until := o.Period.Bounds(int64(period), o.Dates.Zone)
	return int(dates.Day.Index(until, o.Dates.Zone) - dates.Day.Index(since, o.Dates.Zone))
}
