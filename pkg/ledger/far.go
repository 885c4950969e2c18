package ledger

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A reach is what the times of a ledger come to: in which stretches of about a month there are some, and the first row
// of the earliest and of the latest stretch. It costs no more than a division and a comparison where rows are in order.
type reach struct {
	stretches     observed
	last          int32 // the stretch of the time before
	first, latest Extreme
	others        observed // days of rows that were left out, which the data tell about all the same
}

// An Extreme is a row with an extreme time.
type Extreme struct {
	Role Item
	Finding

	stretch int32
}

// stretchLength is a twelfth of a year.
const stretchLength = dates.Instant(365.2425 * 24 * 3600 * 1e6 / 12)

// farStretches are ten years, beyond which a few times are told of.
const farStretches = 120

func (e *reach) add(at dates.Instant, role Item, text []byte, r *Row) {
	stretch := int32(at / stretchLength)
	if at < 0 {
		stretch-- // before 1970 too, it begins before what it holds
	}
	if stretch == e.last && e.first.Rows > 0 {
		return
	}
	e.last = stretch
	e.stretches.tell(stretch)
	if e.first.Rows == 0 || stretch < e.first.stretch {
		e.first = extremeOf(stretch, role, text, r)
	}
	if e.latest.Rows == 0 || stretch > e.latest.stretch {
		e.latest = extremeOf(stretch, role, text, r)
	}
}

func extremeOf(stretch int32, role Item, text []byte, r *Row) Extreme {
	x := Extreme{Role: role, stretch: stretch}
	x.add(r, bytes.TrimSpace(text))
	return x
}

const farDays = int32(farStretches * stretchLength / (24 * 3600 * 1e6))

// tellOthers adds the days of rows that were left out to those of rows that count. Such as lie ten years and more
// from all of these tell nothing about them.
func (e *reach) tellOthers(days *observed) {
	known := days.slots()
	if len(known) == 0 {
		days.merge(&e.others)
		return
	}
	for _, day := range e.others.slots() {
		if day > known[0]-farDays && day < known[len(known)-1]+farDays {
			days.tell(day)
		}
	}
}

// passing reads the day of a row that is left out; ok is false where it has none within the bounds. A text that was
// met in such a row only is not kept: in one that counts, it tells how far the times go.
func (t *clock) passing(text []byte, c *Collector) (day int32, ok bool) {
	if len(text) <= shortKey {
		k := pack(text)
		if recent := t.place(k); recent.key == k && recent.used {
			return recent.day, recent.inside
		}
	}
	at, out := t.instant(Time, text, c)
	if out.Fate != Counted {
		return 0, false
	}
	m, ok := t.momentOf(at)
	if !ok || t.bounded && !t.inside(at) {
		return 0, false
	}
	c.learn(m)
	if t.dated {
		t.latest.add(m.slot, at)
	}
	return m.day, true
}

func (e *reach) merge(o *reach) {
	e.others.merge(&o.others)
	e.stretches.merge(&o.stretches)
	e.first.take(&o.first, o.first.stretch < e.first.stretch)
	e.latest.take(&o.latest, o.latest.stretch > e.latest.stretch)
}

// take becomes another extreme where that goes further, or as far in an earlier row.
func (x *Extreme) take(o *Extreme, further bool) {
	if o.Rows > 0 && (x.Rows == 0 || further || o.stretch == x.stretch && o.First.Before(x.First)) {
		*x = *o
	}
}

// A FarDate is a row whose time lies ten years and more from nearly all others.
type FarDate struct {
	Extreme
	Early bool   // it lies before them
	Years int    // by which it does
	Bound string // the month from which, or until which, the others go
}

// FarDate returns a time that lies far from all but at most three months of the others, and from all but one in a
// hundred; nil where there is none. Bounds that are given leave it out.
func (l *Ledger) FarDate() *FarDate {
	found := l.happenedStretches()
	few := max(3, len(found)/100)
	for i := min(few, (len(found)-1)/2) - 1; i >= 0; i-- {
		if gap := found[i+1] - found[i]; gap >= farStretches && !l.bounded(found[i], true) {
			return &FarDate{l.reach.first, true, int(found[i+1]-found[0]) / 12, monthOf(found[i+1], 0)}
		}
		last := len(found) - 1 - i
		if gap := found[last] - found[last-1]; gap >= farStretches && !l.bounded(found[last], false) {
			return &FarDate{l.reach.latest, false, int(found[len(found)-1]-found[last-1]) / 12, monthOf(found[last-1], 2)}
		}
	}
	return nil
}

// happenedStretches lists the stretches with times, without those of what is only planned.
func (l *Ledger) happenedStretches() []int32 {
	found := l.reach.stretches.slots()
	if now := l.options.Now; now != nil && l.options.Shape.changes() {
		for len(found) > 0 && dates.Instant(found[len(found)-1])*stretchLength > *now {
			found = found[:len(found)-1]
		}
	}
	return found
}

// bounded tells whether the options leave out what lies in a stretch and before or behind it. What lies before Since
// is known all the same: a balance of then would open the first period.
func (l *Ledger) bounded(stretch int32, early bool) bool {
	o := &l.options
	from := dates.Instant(stretch) * stretchLength
	if early {
		return o.Since != nil && *o.Since > from && (o.OnlyOrders || o.Shape.changes())
	}
	return o.Until != nil && *o.Until <= from+stretchLength || o.AsOf != nil && *o.AsOf <= from+stretchLength
}

// monthOf names the month in which a stretch begins, or one after it.
func monthOf(stretch int32, after int64) string {
	return dates.Month.Label(dates.Month.Index(dates.Instant(stretch)*stretchLength, nil) + after)
}
