package duration

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/span"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Gatherer collects lengths.
func (p *watch) Gatherer() facts.Gatherer {
	return &stopwatch{watch: p, bare: make([]bool, len(p.units)), clocked: make([]*unitless, len(p.units))}
}

// A stopwatch is the waits of groups.
type stopwatch struct {
	*watch
	groups  []sojourns
	newest  dates.Instant
	dated   bool  // newest is known
	zero    int64 // took no time
	night   int64 // clock times that go over midnight
	planned int64 // ends that are still to come
	ahead   int64 // begins that are
	unsure  *unitless
	bare    []bool      // by source: there are numbers that stand alone
	clocked []*unitless // by source: the first like 1:30
}

// A unitless number is one whose unit nobody knows, and where it stands.
type unitless struct {
	tally.Place
	text string
}

func (s *stopwatch) at(group int32) *sojourns {
	for int(group) >= len(s.groups) {
		s.groups = append(s.groups, sojourns{})
	}
	return &s.groups[group]
}

// Take counts a row.
func (s *stopwatch) Take(r *facts.Fact) pass.Became {
	if s.held {
		return s.lengthOf(r)
	}
	begin, state := r.When(from)
	switch {
	case state == facts.Blank:
		return r.Wrong("blank", from, "does not tell when it began")
	case state == facts.Bad:
		return s.clocks(r)
	case s.asOf != nil && begin > *s.asOf:
		return r.Wrong("excluded", from, "begins after --as-of")
	}
	end, state := r.When(to)
	if state == facts.Good && end < begin && r.SameDay(from, to) {
		s.night++
		end = r.DayAfter(end)
	}
	switch {
	case state == facts.Bad:
		return r.NoTime(to)
	case state == facts.Good && end < begin:
		return r.Wrong("invalid", to, "lies before the time when it began")
	case s.asOf == nil && s.Now != nil && begin > *s.Now: // it would be the newest time, until which all others are open
		s.ahead++
		return r.Wrong("excluded", from, "begins later than now")
	case state == facts.Good && s.asOf == nil && s.Now != nil && end > *s.Now:
		s.planned++
		state = facts.Blank
	}
	s.seen(begin)
	if state == facts.Blank || s.asOf != nil && end > *s.asOf {
		if _, ok := s.between(begin, begin); !ok {
			return r.Wrong("out_of_range", from, "lies outside the years of business hours")
		}
		w := s.at(r.Group)
		w.left++
		w.open.add(begin)
		return facts.Counted()
	}
	s.seen(end)
	micros, ok := s.between(begin, end)
	if !ok {
		return r.Wrong("out_of_range", to, "lies outside the years of business hours")
	}
	return s.took(r, micros)
}

// seen takes note of a moment.
func (s *stopwatch) seen(at dates.Instant) {
	if !s.dated || at > s.newest {
		s.newest, s.dated = at, true
	}
}

// between is how long it was from one moment to another.
func (p *watch) between(from, to dates.Instant) (micros int64, ok bool) {
	if p.calendar != nil {
		return p.calendar.Between(from, to)
	}
	return to - from, true
}

// took counts a length.
func (s *stopwatch) took(r *facts.Fact, micros int64) pass.Became {
	w := s.at(r.Group)
	w.closed++
	w.done.add(micros)
	if micros == 0 {
		s.zero++
	}
	if micros <= s.limit {
		w.within++
	}
	return facts.Counted()
}

// lengthOf takes the length that a cell holds.
func (s *stopwatch) lengthOf(r *facts.Fact) pass.Became {
	text := r.Told(length)
	if len(text) == 0 {
		return r.Wrong("blank", length, "holds no length")
	}
	r.Weigh(length, 0, text)
	s.form(r, text)
	micros, state := span.Parse(string(text), s.units[r.Source], r.Decimal())
	switch {
	case state == span.Unsure:
		if at := r.Place(); s.unsure == nil || at.Before(s.unsure.Place) {
			s.unsure = &unitless{at, string(text)}
		}
		return r.Wrong("invalid", length, "has no unit")
	case state == span.Bad:
		return r.Wrong("invalid", length, "is no length of time")
	case micros < 0 && !s.Own.Is("signed"):
		return r.Wrong("invalid", length, "is below 0: with --signed early is told from late")
	}
	return s.took(r, micros)
}

// form takes note of numbers that stand alone and of those like 1:30, which the unit of a header is not said to be of.
func (s *stopwatch) form(r *facts.Fact, text []byte) {
	if s.unit != 0 || s.units[r.Source].Bare == 0 {
		return
	}
	if colons := bytes.Count(text, []byte(":")); colons == 1 {
		if at := r.Place(); s.clocked[r.Source] == nil || at.Before(s.clocked[r.Source].Place) {
			s.clocked[r.Source] = &unitless{at, string(text)}
		}
	} else if colons == 0 {
		s.bare[r.Source] = s.bare[r.Source] || len(bytes.Trim(text, "0123456789.,")) == 0
	}
}

// mixed is the first like 1:30 of a source that also has numbers that stand alone; nil where there is none.
func (s *stopwatch) mixed() *unitless {
	for i, first := range s.clocked {
		if first != nil && s.bare[i] {
			return first
		}
	}
	return nil
}

// clocks takes two times of a day without dates. One that ends before it begins ends the day after.
func (s *stopwatch) clocks(r *facts.Fact) pass.Became {
	begin, ok := span.OfDay(string(r.Text(from)))
	end, okEnd := span.OfDay(string(r.Text(to)))
	switch {
	case !ok:
		return r.NoTime(from)
	case len(r.Text(to)) == 0:
		return r.Wrong("blank", to, "is blank, and a clock time does not tell for how long it has been open")
	case !okEnd:
		return r.Wrong("invalid", to, "is not a clock time, as its begin is")
	case s.calendar != nil:
		return r.Wrong("invalid", from, "names no day, which business hours need")
	case end < begin:
		s.night++
		end += 24 * 3600e6
	}
	return s.took(r, end-begin)
}

// Merge adds what another one has gathered.
func (s *stopwatch) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*stopwatch)
	if o.dated {
		s.seen(o.newest)
	}
	s.zero += o.zero
	s.night += o.night
	s.planned += o.planned
	s.ahead += o.ahead
	if o.unsure != nil && (s.unsure == nil || o.unsure.Before(s.unsure.Place)) {
		s.unsure = o.unsure
	}
	for i, first := range o.clocked {
		s.bare[i] = s.bare[i] || o.bare[i]
		if first != nil && (s.clocked[i] == nil || first.Before(s.clocked[i].Place)) {
			s.clocked[i] = first
		}
	}
	for i := range o.groups {
		s.at(group[i]).add(&o.groups[i])
	}
	return nil
}
