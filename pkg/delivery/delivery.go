// Package delivery computes what was promised and what came: deliveries in time, in full, and both, from the lines of
// orders.
package delivery

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A fate is what became of a line or an order.
type fate int

const (
	cancelled fate = iota // all of it
	open                  // some of it is still to come
	failed                // some of it will not come, though nobody cancelled it
	delivered
)

// A line is what was ordered of one thing, in as many parts as it came.
type line struct {
	fate fate
	// ordered and came are quantities; known says that both are.
	ordered, came float64
	known         bool
	timing        timing
	warned        answered
	// wait is from the order to the last part, or until now where the line is open; waits says that it is known.
	wait  dates.Instant
	waits bool
	due   bool // it is open, and its promise is past
}

// An answered is a word of a column of yes and no.
type answered int

const (
	silent answered = iota
	no
	yes
)

// What a quantity above the ordered one is worth.
const (
	overIgnored = "ignore" // no more than the ordered one
	overCounted = "count"  // as much as came
	overFails   = "fail"   // the line is not as ordered
)

// rules say what counts.
type rules struct {
	window   dates.Instant
	oneSided bool
	byOrder  bool
	over     string
	withOpen bool
	warns    bool // there is a column that tells whether customers were warned
}

// full tells whether a line came as it was ordered. Sums of decimals may miss by a hair.
func (r rules) full(l line) bool {
	hair := 1e-9 * l.ordered
	return l.fate == delivered && l.came >= l.ordered-hair && (r.over != overFails || l.came <= l.ordered+hair)
}

// units is how much of a line counts as delivered, whether or not more is to come.
func (r rules) units(l line) float64 {
	if r.over == overCounted {
		return l.came
	}
	return min(l.came, l.ordered)
}

// fills tells whether a line is in the fill rates.
func (r rules) fills(l line) bool {
	return l.known && (l.fate >= failed || l.fate == open && r.withOpen)
}

// A ratio is so many of so many.
type ratio struct{ k, of int64 }

func (r *ratio) add(is bool) {
	r.of++
	if is {
		r.k++
	}
}

func (r ratio) plus(o ratio) ratio { return ratio{r.k + o.k, r.of + o.of} }

func (r ratio) share() stats.Share { return stats.Share{K: float64(r.k), N: float64(r.of)} }

// Loads are what lines and orders of a group add up to.
type loads struct {
	orders, finished                                          int64
	lines, deliveredLines, openLines, cancelledLines, overdue int64
	failedLines                                               int64
	// perfect is in time and in full, of orders of which both are known.
	perfect ratio
	// onTime, early, late and notLate are of the same lines, or orders.
	onTime, early, late, notLate ratio
	fillLines, fillOrders        ratio
	ordered, came                tally.Sum
	warned                       ratio
	// off is how far deliveries were from their promise, either way; waits are those of what came, pending of what has not.
	off, waits, pending []dates.Instant
}

// take adds the lines of an order; all says that they are all.
func (t *loads) take(r rules, lines []line, all bool) {
	if len(lines) == 0 {
		return
	}
	t.orders++
	for _, l := range lines {
		t.count(l)
		if r.fills(l) {
			t.fillLines.add(r.full(l))
			t.ordered.Add(l.ordered)
			t.came.Add(r.units(l))
		}
	}
	o := orderOf(r, lines)
	o.known, o.timing.known, o.waits = o.known && all, o.timing.known && all, o.waits && all
	if o.fate >= failed && all {
		t.finished++
	}
	if r.fills(o.line) {
		t.fillOrders.add(o.full)
		if o.fate == open || o.timing.known {
			t.perfect.add(o.full && r.inTime(o.timing))
		}
	}
	if r.byOrder {
		lines = []line{o.line}
	}
	for _, l := range lines {
		t.time(r, l)
	}
}

// count counts a line.
func (t *loads) count(l line) {
	t.lines++
	switch l.fate {
	case cancelled:
		t.cancelledLines++
	case open:
		t.openLines++
		if l.due {
			t.overdue++
		}
	case failed:
		t.failedLines++
	case delivered:
		t.deliveredLines++
	}
}

// time adds when a line came, or an order.
func (t *loads) time(r rules, l line) {
	switch {
	case l.waits && l.fate == delivered:
		t.waits = append(t.waits, l.wait)
	case l.waits && l.fate == open:
		t.pending = append(t.pending, l.wait)
	}
	if l.fate < failed || !l.timing.known {
		return
	}
	t.onTime.add(r.inTime(l.timing))
	t.early.add(l.timing.early == tooEarly)
	t.late.add(l.timing.early == tooLate)
	t.notLate.add(!l.timing.after)
	if l.fate == delivered {
		t.off = append(t.off, max(l.timing.off, -l.timing.off))
	}
	if r.warns && l.timing.early == tooLate {
		t.warned.add(l.warned == yes)
	}
}

// inTime tells whether a delivery is in time.
func (r rules) inTime(t timing) bool {
	return t.known && (t.early == inTime || r.oneSided && t.early == tooEarly)
}

// A whole is an order, as if it were a line: delivered when nothing of it is open, late when one of its lines is.
type whole struct {
	line
	full bool
}

// orderOf joins the lines of an order. Cancelled ones are no part of it, unless all are.
func orderOf(r rules, lines []line) whole {
	o := whole{full: true}
	o.known, o.timing.known, o.waits = true, true, true
	some := false
	for _, l := range lines {
		if l.fate == cancelled {
			continue
		}
		if !some {
			o.fate, some = delivered, true
		}
		o.fate = min(o.fate, l.fate)
		o.known, o.waits = o.known && l.known, o.waits && l.waits
		o.full = o.full && r.full(l)
		o.wait = max(o.wait, l.wait)
		o.warned = max(o.warned, l.warned)
		o.timing = o.timing.with(l.timing)
	}
	return o
}

// plus adds the loads of another group.
func (t loads) plus(o loads) loads {
	t.orders, t.finished = t.orders+o.orders, t.finished+o.finished
	t.lines, t.deliveredLines, t.failedLines = t.lines+o.lines, t.deliveredLines+o.deliveredLines, t.failedLines+o.failedLines
	t.openLines, t.cancelledLines, t.overdue = t.openLines+o.openLines, t.cancelledLines+o.cancelledLines, t.overdue+o.overdue
	t.perfect, t.warned = t.perfect.plus(o.perfect), t.warned.plus(o.warned)
	t.onTime, t.early, t.late, t.notLate = t.onTime.plus(o.onTime), t.early.plus(o.early), t.late.plus(o.late), t.notLate.plus(o.notLate)
	t.fillLines, t.fillOrders = t.fillLines.plus(o.fillLines), t.fillOrders.plus(o.fillOrders)
	t.ordered.Merge(&o.ordered)
	t.came.Merge(&o.came)
	t.off = slices.Concat(t.off, o.off)
	t.waits, t.pending = slices.Concat(t.waits, o.waits), slices.Concat(t.pending, o.pending)
	return t
}
