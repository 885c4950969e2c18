package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// LastDay returns the last day in the last period of which the data tell, and how many days of the period come after
// it. ok is false where AsOf says until when the data go, and where the periods before end as early: a state of the
// first of each month is one of the whole month.
func (c *Closing) LastDay() (label string, left int, ok bool) {
	o := &c.ledger.options
	switch {
	case o.AsOf != nil || o.Shape == Status:
		return "", 0, false
	case o.Shape == Transaction:
		if len(c.days.until) == 0 {
			return "", 0, false
		}
		until := c.days.until[len(c.days.until)-1]
		return dates.Day.Label(int64(c.lastOrder)), int(until - 1 - c.lastOrder), true
	}
	last := len(c.slots) - 1
	day, left, ok := c.lastOf(c.slots[last])
	if !ok || !c.shown[last] || !c.endsEarly(left) {
		return "", 0, false
	}
	return dates.Day.Label(day), left, true
}

// lastOf returns the last day of a slot of which rows tell, and how many days come after it.
func (c *Closing) lastOf(slot int32) (day int64, left int, ok bool) {
	at, ok := c.ledger.latest.of(slot)
	if !ok {
		return 0, 0, false
	}
	zone := c.ledger.options.Dates.Zone
	day = dates.Day.Index(at, zone)
	return day, int(dates.Day.Index(c.until(slot), zone) - 1 - day), true
}

// endsEarly tells whether the data of the last period end earlier in it, by a tenth of its length, than those of nine in
// ten of the periods before it.
func (c *Closing) endsEarly(left int) bool {
	share := func(slot int32, left int) float64 { return float64(left) / float64(c.PeriodDays(int(slot))) }
	last := len(c.slots) - 1
	known, later := 0, 0
	for _, slot := range c.slots[:last] {
		if _, before, ok := c.lastOf(slot); ok {
			known++
			if share(slot, before)+0.1 < share(c.slots[last], left) {
				later++
			}
		}
	}
	return known > 0 && 10*later >= 9*known
}

// PeriodDays returns how many days a period has.
func (c *Closing) PeriodDays(period int) int {
	o := &c.ledger.options
	since, until := o.Period.Bounds(int64(period), o.Dates.Zone)
	return int(dates.Day.Index(until, o.Dates.Zone) - dates.Day.Index(since, o.Dates.Zone))
}
