package contacts

import (
	"bytes"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/span"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// waitForms are the two forms of waits whose unit the file does not show, 90 and 1:30: the first of each.
type waitForms struct{ bare, clocked firstWait }

type firstWait struct {
	n     int64
	first tally.Place
	text  string
	age   dates.Instant
}

// add takes note of the form of a wait. None at all is as long in every unit.
func (w *waitForms) add(text []byte, age dates.Instant, at tally.Place) {
	form := &w.bare
	switch colons := bytes.IndexByte(text, ':'); {
	case age == 0:
		return
	case colons >= 0 && bytes.LastIndexByte(text, ':') == colons:
		form = &w.clocked
	case colons >= 0 || text[len(text)-1] > '9':
		return
	}
	if form.n++; form.n == 1 || at.Before(form.first) {
		form.first, form.text, form.age = at, string(text), age
	}
}

func (w *waitForms) merge(o waitForms) {
	w.bare.merge(o.bare)
	w.clocked.merge(o.clocked)
}

func (f *firstWait) merge(o firstWait) {
	n := f.n + o.n
	if f.n == 0 || o.n > 0 && o.first.Before(f.first) {
		*f = o
	}
	f.n = n
}

// waitIn is what waits are told in: what the header says, else seconds, and minutes of 0:27.
func waitIn(header string) span.Yardstick {
	in := span.InHeader(header)
	if in.Bare == 0 && in.Clock != 3600e6 {
		in.Bare = 1e6
	}
	if in.Clock == 0 {
		in.Clock = 60e6
	}
	return in
}

// nextClock is when a clock next shows a time of day; where that is half a day later, it rather is the time before.
func nextClock(began, clock dates.Instant, zone *time.Location) dates.Instant {
	const day = 86400e6
	later := ((clock-sinceMidnight(began, zone))%day + day) % day
	if later > day/2 {
		later -= day
	}
	return began + later
}

// sinceMidnight is the time of day of a moment.
func sinceMidnight(at dates.Instant, zone *time.Location) dates.Instant {
	local := time.UnixMicro(at).In(zone)
	return local.Sub(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)).Microseconds()
}
