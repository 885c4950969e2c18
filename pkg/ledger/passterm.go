package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// passTerm takes note of a subscription that the caller leaves out: the data go as far as all of them tell, and whoever is kept
// and runs was there until then.
func (c *Collector) passTerm(r *Row) {
	from, _, ok := c.time.entered.Parse(r.Start)
	if !ok {
		return
	}
	c.passChange(from)
	end, _, ends := c.time.reader.Parse(r.End)
	if !ends || end < from {
		return
	}
	if c.options.LastDay {
		end = c.time.dayAfter(end)
	}
	c.passChange(end)
}

// passChange takes note of the moment of a change in a row that is left out, unless it is still to come.
func (c *Collector) passChange(at dates.Instant) {
	o := c.options
	slot, ok := c.time.slotOf(at)
	if !ok || o.AsOf == nil && o.Now != nil && at > *o.Now {
		return
	}
	c.passed.tell(slot)
	if c.time.dated {
		c.time.latest.add(slot, at)
	}
}
