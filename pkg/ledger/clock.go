package ledger

import (
	"bytes"
	"math"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// tooFar is why a time is no moment of a ledger.
const tooFar = "lies too far away"

// A clock reads the time columns of a ledger.
type clock struct {
	options *Bookkeeping
	reader  *dates.Reader
	entered *dates.Reader // of what places an entry in time, and so has happened
	slots   dates.Period  // what a slot is: the period, or a day for orders
	bounded bool
	first   int32 // the slots of rows that are kept: first ≤ slot ≤ last
	last    int32
	dated   bool // last moments are kept
	today   slotDay
	runs    bool // the period of today is shown as far as it has come
	latest  latest
	reach   reach
	recent  [256]recentTime
}

// A slotDay is when a row of a ledger without changes stands.
type slotDay struct {
	slot int32 // the period, or the day of orders
	day  int32
}

// A recentTime is a short text that was read before, and its moment.
type recentTime struct {
	key key
	slotDay
	inside bool // since ≤ time < until
	kept   bool // the row is known, inside or not
	used   bool
	class  uint16 // of usual rows without a group
	known  bool   // there is such a class
}

func (t *clock) init(o *Bookkeeping) (err error) {
	t.options, t.slots = o, o.Period
	if o.Shape == Transaction {
		t.slots = dates.Day
	}
	t.dated = t.slots != dates.Day
	t.bounded = !o.Shape.changes() && (o.Since != nil || o.Until != nil)
	t.first, t.last = o.kept()
	if o.Now != nil && o.AsOf == nil {
		t.today, t.runs = t.momentOf(*o.Now)
	}
	if t.reader, err = dates.NewReader(o.Dates); err != nil {
		return err
	}
	t.entered, err = dates.NewReader(o.Dates.Happened(o.Now))
	return err
}

// kept returns the first and the last slot of the rows that are known.
func (o *Bookkeeping) kept() (first, last int32) {
	first, last = math.MinInt32, math.MaxInt32
	if !o.Near || o.Shape != Balance {
		return first, last
	}
	slot := func(at dates.Instant) int32 { return int32(o.Period.Index(at, o.Dates.Zone)) }
	if o.Since != nil {
		first = slot(*o.Since)
		if since, _ := o.Period.Bounds(int64(first), o.Dates.Zone); since == *o.Since { // it is shown, and the one before opens it
			first--
		}
	}
	if o.Until != nil {
		last = slot(*o.Until - 1)
	}
	return first, last
}

// keeps tells whether the rows of a moment are known.
func (t *clock) keeps(at slotDay) bool { return t.first <= at.slot && at.slot <= t.last }

// read reads the time of a row. Rows outside the bounds are Filtered, and their moment is known all the
// same.
func (t *clock) read(role Item, text []byte, c *Collector) (at slotDay, out Outcome) {
	if len(text) > shortKey {
		return t.slowRead(role, text, c, nil)
	}
	k := pack(text)
	recent := t.place(k)
	if recent.key != k || !recent.used {
		return t.slowRead(role, text, c, recent)
	}
	if !recent.inside {
		return recent.slotDay, outside(role)
	}
	return recent.slotDay, counted
}

func (t *clock) place(k key) *recentTime {
	return &t.recent[(k.lo*0x9e3779b97f4a7c15^k.hi*0xd6e8feb86659fd93)>>56]
}

func (t *clock) slowRead(role Item, text []byte, c *Collector, keep *recentTime) (at slotDay, out Outcome) {
	instant, out := t.instant(role, text, c)
	if out.Fate != Counted {
		return slotDay{}, out
	}
	at, ok := t.momentOf(instant)
	if !ok {
		return slotDay{}, invalid(role, tooFar)
	}
	inside, kept := !t.bounded || t.inside(instant), t.keeps(at)
	if kept {
		c.learn(at)
	} else {
		c.passed.tell(at.day)
	}
	if keep != nil {
		*keep = recentTime{key: pack(text), slotDay: at, inside: inside, kept: kept, used: true}
	}
	t.reach.add(instant, role, text, c.row)
	if !inside {
		return at, outside(role)
	}
	if t.dated {
		t.latest.add(at.slot, instant)
	}
	return at, out
}

// keep takes note of a moment. Texts that were met lately were kept then.
func (t *clock) keep(slot int32, at dates.Instant, role Item, text []byte, r *Row) {
	t.reach.add(at, role, text, r)
	if t.dated {
		t.latest.add(slot, at)
	}
}

func outside(role Item) Outcome {
	return Outcome{Fate: Filtered, Role: role, Why: "lies outside --since and --until"}
}

func (t *clock) inside(at dates.Instant) bool {
	return (t.options.Since == nil || *t.options.Since <= at) && (t.options.Until == nil || at < *t.options.Until)
}

// slotOf returns the slot of an instant; ok is false beyond what blocks can number.
func (t *clock) slotOf(at dates.Instant) (slot int32, ok bool) {
	index := t.slots.Index(at, t.options.Dates.Zone)
	return int32(index), isNear(index)
}

// momentOf returns slot and day of an instant; ok is false beyond what blocks can number.
func (t *clock) momentOf(at dates.Instant) (m slotDay, ok bool) {
	slot, ok := t.slotOf(at)
	day := int64(slot)
	if t.slots != dates.Day {
		day = dates.Day.Index(at, t.options.Dates.Zone)
	}
	return slotDay{slot, int32(day)}, ok && isNear(day)
}

// before returns the moment at which an opening balance stands: that of the first day of a period is the state at the end
// of the one before.
func (t *clock) before(at slotDay) slotDay {
	since, _ := t.slots.Bounds(int64(at.slot), t.options.Dates.Zone)
	if dates.Day.Index(since, t.options.Dates.Zone) == int64(at.day) {
		at.slot--
	}
	return at
}

func isNear(index int64) bool {
	const most = maxBase * slotsPerBlock
	return index > -most && index < most
}

// instant reads a time that has to be there.
func (t *clock) instant(role Item, text []byte, c *Collector) (dates.Instant, Outcome) {
	at, ok, out := t.maybe(role, text, c)
	if !ok && out.Fate == Counted {
		return 0, blank(role)
	}
	return at, out
}

// maybe reads a time that may be blank; ok is false when it is.
func (t *clock) maybe(role Item, text []byte, c *Collector) (at dates.Instant, ok bool, out Outcome) {
	text = bytes.TrimSpace(text)
	if c.isBlank(text) {
		return 0, false, counted
	}
	if (role == End || role == Request || role == TrialEnd) && IsNoDate(text) {
		if role == End {
			c.note(NoteNoEnd)
		}
		return 0, false, counted
	}
	reader := t.reader
	if role == Time || role == Start {
		reader = t.entered
	}
	at, reading, ok := reader.Parse(text)
	if reading != dates.Plain && !c.Evidence.Has(reading) {
		c.Evidence.Add(reading, text, c.place())
	}
	switch {
	case ok:
		return at, true, counted
	case t.options.Dates.Order == dates.Unknown && reading == dates.Either:
		return 0, false, Outcome{Fate: Undecided, Role: role, Why: "can be read with the day or the month first"}
	}
	if reader.Impossible(text) != "" {
		return 0, false, invalid(role, "is a date that cannot be: before 1900, or more than ten years ahead")
	}
	return 0, false, invalid(role, "is not a date")
}

func (t *clock) dayAfter(at dates.Instant) dates.Instant {
	zone := t.options.Dates.Zone
	_, until := dates.Day.Bounds(dates.Day.Index(at, zone), zone)
	return until
}
