package ledger

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A clock reads the time columns of a ledger.
type clock struct {
	options *Options
	reader  *dates.Reader
	slots   dates.Period // what a slot is: the period, or a day for orders
	bounded bool
	dated   bool // last moments are kept
	latest  latest
	reach   reach
	recent  [256]recentTime
}

// A recentTime is a short text that was read before, and its slot.
type recentTime struct {
	key    key
	slot   int32
	inside bool // since ≤ time < until
	used   bool
	class  uint16 // of usual rows without a group
	known  bool   // there is such a class
}

func (t *clock) init(o *Options) (err error) {
	t.options, t.slots = o, o.Period
	if o.Shape == Transaction {
		t.slots = dates.Day
	}
	t.dated = t.slots != dates.Day
	t.bounded = !o.Shape.changes() && (o.Since != nil || o.Until != nil)
	t.reader, err = dates.NewReader(o.Dates)
	return err
}

// slot reads a time into the number of its slot.
func (t *clock) slot(role Role, text []byte, c *Collector) (slot int32, out Outcome) {
	if len(text) > shortKey {
		return t.slowSlot(role, text, c, nil)
	}
	k := pack(text)
	recent := t.place(k)
	if recent.key != k || !recent.used {
		return t.slowSlot(role, text, c, recent)
	}
	if !recent.inside {
		return 0, outside(role)
	}
	return recent.slot, counted
}

func (t *clock) place(k key) *recentTime {
	return &t.recent[(k.lo*0x9e3779b97f4a7c15^k.hi*0xd6e8feb86659fd93)>>56]
}

func (t *clock) slowSlot(role Role, text []byte, c *Collector, keep *recentTime) (int32, Outcome) {
	at, out := t.instant(role, text, c)
	if out.Kind != Counted {
		return 0, out
	}
	slot, ok := t.slotOf(at)
	if !ok {
		return 0, invalid(role, tooFar)
	}
	inside := !t.bounded || t.inside(at)
	if keep != nil {
		*keep = recentTime{key: pack(text), slot: slot, inside: inside, used: true}
	}
	if !inside {
		return 0, outside(role)
	}
	t.keep(slot, at, role, text, c.row)
	return slot, out
}

// keep takes note of a moment. Texts that were met lately were kept then.
func (t *clock) keep(slot int32, at dates.Instant, role Role, text []byte, r *Row) {
	t.reach.add(at, role, text, r)
	if t.dated {
		t.latest.add(slot, at)
	}
}

func outside(role Role) Outcome {
	return Outcome{Kind: Filtered, Role: role, why: outsideBounds}
}

func (t *clock) inside(at dates.Instant) bool {
	return (t.options.Since == nil || *t.options.Since <= at) && (t.options.Until == nil || at < *t.options.Until)
}

// slotOf returns the slot of a moment; ok is false beyond what blocks can number.
func (t *clock) slotOf(at dates.Instant) (slot int32, ok bool) {
	index := t.slots.Index(at, t.options.Dates.Zone)
	const most = maxBase * slotsPerBlock
	return int32(index), index > -most && index < most
}

// instant reads a time that has to be there.
func (t *clock) instant(role Role, text []byte, c *Collector) (dates.Instant, Outcome) {
	at, ok, out := t.maybe(role, text, c)
	if !ok && out.Kind == Counted {
		return 0, blank(role)
	}
	return at, out
}

// maybe reads a time that may be blank; ok is false when it is.
func (t *clock) maybe(role Role, text []byte, c *Collector) (at dates.Instant, ok bool, out Outcome) {
	text = bytes.TrimSpace(text)
	if c.isBlank(text) {
		return 0, false, counted
	}
	at, reading, ok := t.reader.Parse(text)
	if reading != dates.Plain && !c.Evidence.Has(reading) {
		c.Evidence.Add(reading, text, c.position())
	}
	switch {
	case ok:
		return at, true, counted
	case t.options.Dates.Order == dates.Unknown && reading == dates.Either:
		return 0, false, Outcome{Kind: Undecided, Role: role, why: eitherOrder}
	}
	return 0, false, invalid(role, notDate)
}

// dayAfter returns the first moment of the day after a moment.
func (t *clock) dayAfter(at dates.Instant) dates.Instant {
	zone := t.options.Dates.Zone
	_, until := dates.Day.Bounds(dates.Day.Index(at, zone), zone)
	return until
}
