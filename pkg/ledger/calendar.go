package ledger

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// setPeriods makes the calendar.
func (c *Closing) setPeriods(seen *census) error {
	o := &c.ledger.options
	found, stated := seen.slots.slots(), []int32(nil)
	switch {
	case (o.Shape == Transaction || o.Shape == Balance) && len(found) > 0:
		c.days.first, c.days.last = found[0], found[len(found)-1]
		stated = c.stock.stateDays(c.ledger, found)
		found = c.days.periods(stated, c.ledger)
		if c.lastOrder = seen.lastOrder; c.lastOrder < c.days.first { // refunds alone
			c.lastOrder = c.days.last
		}
		c.lastDone = c.lastOrder
		if seen.lastDone >= c.days.first && c.lastOrder > seen.today {
			c.PlannedDay, c.lastDone = dates.Day.Label(int64(c.lastOrder)), seen.lastDone
		}
	case o.Shape == Status && len(found) > 0:
		found = []int32{before, after}
	case seen.first != math.MaxInt32: // who came and left before anybody stayed makes no period
		c.opened = len(found) > 0 && found[0] < seen.first
		found = slices.DeleteFunc(found, func(slot int32) bool { return slot < seen.first })
	}
	if len(found) == 0 {
		return ErrNoPeriods
	}
	found = c.happened(found)
	first, last := found[0], found[len(found)-1]
	if o.Shape.changes() {
		found = found[:0]
		for slot := first; slot <= last; slot++ {
			found = append(found, slot)
		}
	}
	if o.AsOf != nil && o.Shape != Status {
		if found = c.extend(found); len(found) == 0 {
			return ErrNoPeriods
		}
	}
	c.slots = found
	if c.tooNear() {
		return ErrTooNear
	}
	c.days.windows(c.slots, o)
	c.number()
	c.places = c.ords
	if c.stock.settle(c, stated); c.stock.ords != nil {
		c.places = lookup{c.days.first, c.stock.ords}
	}
	return nil
}

// NoCohorts says why a ledger tells of none that wants them; nil where it does.
func (c *Closing) NoCohorts() error {
	if n := len(c.ords.list); n > maxCohortPeriods {
		return fmt.Errorf("%d periods are too many for cohorts, at most %d: take a longer period", n, maxCohortPeriods)
	}
	return nil
}

// hasCohorts tells whether cohorts are counted beside the rest.
func (c *Closing) hasCohorts() bool {
	return c.ledger.options.WantCohorts && len(c.ords.list) <= maxCohortPeriods
}

// ErrTooNear says that the period before Since has no rows, so that what happened in the first one that is shown
// tells itself only by rows that Near left out.
var ErrTooNear = errors.New("the period before the bounds has no rows")

// tooNear tells whether the first period that is shown is compared with one whose rows were left out.
func (c *Closing) tooNear() bool {
	first, _ := c.ledger.options.kept()
	for i, slot := range c.slots {
		if slot >= first && c.isWithin(slot) {
			return i > 0 && c.slots[i-1] < first
		}
	}
	return false
}

// today is the day of Now, after which orders are planned, and the largest number where AsOf says until when the data go.
func (o *Bookkeeping) today() int32 {
	if o.Now == nil || o.AsOf != nil || o.Shape != Transaction {
		return math.MaxInt32
	}
	return int32(dates.Day.Index(*o.Now, o.Dates.Zone))
}

// happened leaves out the periods that begin after Now. Where all of them do, the clock is not to be trusted.
func (c *Closing) happened(slots []int32) []int32 {
	o := &c.ledger.options
	if o.Now == nil || o.AsOf != nil || o.Shape == Status {
		return slots
	}
	kept := slices.DeleteFunc(slices.Clone(slots), func(slot int32) bool { return c.since(slot) > *o.Now })
	if len(kept) == 0 || len(kept) == len(slots) {
		return slots
	}
	c.Planned = c.Label(int(slots[len(slots)-1]))
	return kept
}

// maxCohortPeriods bounds the triangle of cohorts, which grows with its square.
const maxCohortPeriods = 1500

// extend takes the calendar to AsOf: periods that are not over then fall away; a ledger of changes
// stays as it is until then.
func (c *Closing) extend(slots []int32) []int32 {
	o := &c.ledger.options
	c.cutShort(slots)
	for len(slots) > 0 && c.until(slots[len(slots)-1]) > *o.AsOf {
		slots = slots[:len(slots)-1]
	}
	if len(slots) == 0 || !o.Shape.changes() {
		return slots
	}
	for next := slots[len(slots)-1] + 1; c.until(next) <= *o.AsOf; next++ {
		slots = append(slots, next)
	}
	return slots
}

// cutShort takes note of a period that AsOf leaves out on its last day.
func (c *Closing) cutShort(slots []int32) {
	o := &c.ledger.options
	zone := o.Dates.Zone
	slot := int32(o.Period.Index(*o.AsOf, zone))
	until := dates.Day.Index(c.until(slot), zone)
	told := o.Shape.changes() && slot > slots[0] || slices.Contains(slots, slot)
	if o.Period != dates.Day && told && dates.Day.Index(*o.AsOf, zone) == until-1 {
		c.LastDayOf, c.DayAfter = c.Label(int(slot)), dates.Day.Label(until)
	}
}

// number gives every slot its place, and finds the missing ones and those that are shown.
func (c *Closing) number() {
	first := c.slots[0]
	c.ords = lookup{first, slices.Repeat([]int32{-1}, int(c.slots[len(c.slots)-1]-first)+1)}
	c.shown, c.begins = make([]bool, len(c.slots)), make([]bool, len(c.slots))
	shown := 0
	for place, slot := range c.slots {
		c.ords.list[slot-first] = int32(place)
		c.begins[place] = c.isWithin(slot)
		c.shown[place] = c.begins[place] && c.canLose(place)
		if place > 0 && c.shown[place] {
			if shown++; shown == 1 {
				c.opening = int32(place) - 1
			}
		}
	}
	c.several = shown > 1
	for i, place := range c.ords.list {
		if place < 0 {
			c.Missing = append(c.Missing, int(first)+i)
		}
	}
}

// isWithin tells whether a period lies within Since and Until. What lies before is known all the same.
func (c *Closing) isWithin(slot int32) bool {
	o := &c.ledger.options
	if o.Shape == Status {
		return true
	}
	since, until := o.Period.Bounds(int64(slot), o.Dates.Zone)
	return (o.Since == nil || *o.Since <= since) && (o.Until == nil || until <= *o.Until)
}

// canLose tells whether anybody can be lost in a period. Of transactions, nobody can as long as the days
// that count for being there reach back to where the data begin.
func (c *Closing) canLose(place int) bool {
	return c.ledger.options.Shape != Transaction || c.days.from[place] > c.days.first
}

// Unlosable counts the periods from the second on in which nobody can be lost yet, which are left out, and names the last one.
func (c *Closing) Unlosable() (n int, last string) {
	for place := range c.slots {
		if place > 0 && c.begins[place] && !c.shown[place] {
			n, last = n+1, c.Label(int(c.slots[place]))
		}
	}
	return n, last
}

// Stock tells whether some period of a balance has several days, and then whether customers have days of
// their own: the last of each then says how the period ends; otherwise the last common one does.
func (c *Closing) Stock() (several, own bool) { return c.stock.ords != nil, c.stock.Own }

// A lookup tells the place of the period that a slot of rows speaks for, −1 where it does not.
type lookup struct {
	first int32 // the slot of the first place
	list  []int32
}

func (l *lookup) of(slot int32) int32 {
	if i := uint32(slot - l.first); i < uint32(len(l.list)) {
		return l.list[i]
	}
	return -1
}

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
		return dates.Day.Label(int64(c.lastDone)), int(until - 1 - c.lastDone), true
	}
	last := len(c.slots) - 1
	day, left, ok := c.lastOf(c.slots[last])
	if !ok || !c.shown[last] || !c.endsEarly(left) {
		return "", 0, false
	}
	return dates.Day.Label(day), left, true
}

// Running tells whether the last period of a ledger of balances is that of today, so that rows of it may be missing yet.
func (c *Closing) Running() bool {
	return c.ledger.options.Shape == Balance && c.Runs()
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
// ten of the periods before it; of most, where those are longer than a month, of which small files have few days.
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
	long := c.PeriodDays(int(c.slots[last])) > 31 // days in the longest month
	return known > 0 && 10*later >= 9*known || long && 2*later > known
}

// PeriodDays returns how many days a period has.
func (c *Closing) PeriodDays(period int) int {
	o := &c.ledger.options
	since, until := o.Period.Bounds(int64(period), o.Dates.Zone)
	return int(dates.Day.Index(until, o.Dates.Zone) - dates.Day.Index(since, o.Dates.Zone))
}
