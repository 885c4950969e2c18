package facts

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// clockless refuses the hour of dates without a time of day.
func (s *session) clockless(t *dataset.Table, cs dataset.Columns) error {
	if !slices.Contains(s.By, HourKey) || !s.DaysOnly(t, cs, s.when()) {
		return nil
	}
	return problem.Usage("%s: column %s holds dates without a time of day, so that it does not tell %s", t.Name, cs.Header(s.when()), HourKey).
		Advise("where another column holds the time of day, name both joined by +, such as --time 'Date+Start'")
}

// apart asks where a column that was found for a time holds dates only, and others that nobody has named hold times of day:
// what belongs together is proposed by what the headers have in common, or by what they say.
func (s *session) apart(t *dataset.Table, cs dataset.Columns) error {
	clocks := t.Those(func(i int) bool { return dayTimes(t, i) && !s.long(t, i) && s.freeClock(cs, i) })
	dated := dataset.None
	var pairs, days []string
	for _, c := range s.traits.Columns {
		if c.Times && s.found(cs, c) && s.DaysOnly(t, cs, c.Role) && len(clocks) > 0 {
			dated = cs.At(c.Role)
			days = append(days, "--"+c.Flag, t.Reference(dated))
		}
	}
	if dated == dataset.None {
		return nil
	}
	whole := true
	for _, c := range s.traits.Columns {
		if !c.Times || s.Own.Text(c.Flag) != "" || s.wants(c) == Unwanted {
			continue
		}
		date := cs.At(c.Role)
		whole = whole && (date == dataset.None || s.Daily(t, date))
		if slices.Contains(clocks, date) {
			continue // it is read as what it is
		}
		if clock := s.clockFor(t, cs, c, clocks); clock != dataset.None {
			if date == dataset.None {
				date = dated
			}
			pairs = append(pairs, "--"+c.Flag, t.Reference(date)+"+"+t.Reference(clock))
		}
	}
	e := problem.Usage("%s: column %s holds dates without a time of day, and other columns may hold it; join the two by +\n%s",
		t.Name, t.Header(dated), t.List(clocks))
	if len(pairs) > 0 {
		e.Senses = append(e.Senses, problem.Sense{Says: "if they belong together", Flags: pairs})
	}
	if whole || len(pairs) == 0 {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the days are enough", Flags: days})
	}
	return e
}

// found tells whether nobody has named the column of a role.
func (s *session) found(cs dataset.Columns, c Position) bool {
	return cs.Has(c.Role) && s.Own.Text(c.Flag) == ""
}

// freeClock tells whether a column plays no role, or one of times that was found for it.
func (s *session) freeClock(cs dataset.Columns, column int) bool {
	return !cs.Taken(column) || slices.ContainsFunc(s.traits.Columns, func(c Position) bool { return c.Times && cs.At(c.Role) == column && s.found(cs, c) })
}

// long tells whether the header of a column speaks of a length of time.
func (s *session) long(t *dataset.Table, column int) bool {
	_, ok := layout.RatingOf("length", s.Metric.Name, t.Headers[column])
	return ok
}

// clockFor is the column that holds the time of day of a role, None where no header tells: the one that shares the stem of
// the header of the date, the one whose header names the role, or the only one there is.
func (s *session) clockFor(t *dataset.Table, cs dataset.Columns, c Position, clocks []int) int {
	date := cs.At(c.Role)
	clocks = slices.DeleteFunc(slices.Clone(clocks), cs.Taken)
	for _, i := range clocks {
		if date != dataset.None && stem(t.Headers[date]) != "" && stem(t.Headers[date]) == stem(t.Headers[i]) {
			return i
		}
	}
	best, rank := dataset.None, 0
	for _, i := range clocks {
		r, ok := layout.RatingOf(c.Role, s.Metric.Name, t.Headers[i])
		if ok && r.Sure && (best == dataset.None || r.Rank < rank) {
			best, rank = i, r.Rank
		}
	}
	if best == dataset.None && date != dataset.None && len(clocks) == 1 {
		return clocks[0]
	}
	return best
}

// stem is what is left of a header without words for dates and clocks.
func stem(header string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(answer.Normalise(header)), func(word string) bool {
		return layout.Meaning("clock", word) != ""
	}), " ")
}
