package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// isPlanned tells whether something is still to come within the period that runs: of later periods the calendar takes care, and of
// this one the rows have to, since it is shown as far as it has come.
func (c *Collector) isPlanned(slot int32, at dates.Instant) bool {
	o := c.options
	if o.Now == nil || o.AsOf != nil || at <= *o.Now {
		return false
	}
	now, ok := c.time.slotOf(*o.Now)
	return ok && slot == now
}

// isPlannedDay tells the same of a row of which the day alone is known.
func (c *Collector) isPlannedDay(at slotDay) bool {
	return c.time.runs && at.slot == c.time.today.slot && at.day > c.time.today.day
}

// Runs tells whether the last period is that of today, so that it is not over.
func (c *Closing) Runs() bool {
	o := &c.ledger.options
	last := c.slots[len(c.slots)-1]
	return o.Shape != Status && o.Now != nil && o.AsOf == nil && c.since(last) <= *o.Now && *o.Now < c.until(last)
}
