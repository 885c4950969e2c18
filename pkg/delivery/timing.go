package delivery

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// An occasion is a time, or a day of which no time is known.
type occasion struct {
	at    dates.Instant
	day   bool
	known bool
}

// bounds are the first instant that is meant and the one after the last.
func (m occasion) bounds(zone *time.Location) (from, to dates.Instant) {
	if !m.day {
		return m.at, m.at
	}
	return dates.Day.Bounds(dates.Day.Index(m.at, zone), zone)
}

// An earliness tells when a delivery came, as its promise and the window say.
type earliness int

const (
	inTime earliness = iota
	tooEarly
	tooLate
)

// A timing is how a delivery stands to its promise.
type timing struct {
	known bool
	early earliness
	after bool          // it came after the promise, however little
	off   dates.Instant // how long after the promise it came; negative before
}

const dayLength = 86_400_000_000

// hold holds a delivery against its promise:
//
//	promise − window ≤ delivery ≤ promise + window
//
// A promise of a day is kept at any time of that day. Where only the delivery is of a day, the timing is known if it
// is the same whenever on that day it came.
func hold(promise, came occasion, window dates.Instant, zone *time.Location) timing {
	switch {
	case !promise.known || !came.known:
		return timing{}
	case promise.day && came.day:
		days := dates.Day.Index(came.at, zone) - dates.Day.Index(promise.at, zone)
		return judge(0, 0, days*dayLength, window)
	}
	from, to := promise.bounds(zone)
	first, last := came.bounds(zone)
	if !came.day {
		return judge(from, to, first, window)
	}
	t, u := judge(from, to, first, window), judge(from, to, last, window)
	if t.early != u.early || t.after != u.after {
		return timing{}
	}
	if t.after { // by the end nearest to the promise
		return t
	}
	return u
}

func judge(from, to, came, window dates.Instant) timing {
	t := timing{known: true}
	switch {
	case came > to:
		t.after, t.off = true, came-to
	case came < from:
		t.off = came - from
	}
	switch {
	case t.off > window:
		t.early = tooLate
	case t.off < -window:
		t.early = tooEarly
	}
	return t
}

// with joins the timings of two lines of an order: what is late counts before what is early. It is known where both are.
func (t timing) with(o timing) timing {
	t.known = t.known && o.known
	t.early, t.after = max(t.early, o.early), t.after || o.after
	if max(o.off, -o.off) > max(t.off, -t.off) {
		t.off = o.off
	}
	return t
}
