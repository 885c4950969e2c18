package facts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// find looks for the column of a role. What is needed and not clear is asked for.
func (s *session) find(t *dataset.Table, cs dataset.Columns, c Position, want Want) error {
	search := dataset.Search{Role: c.Role, Kind: s.Metric.Name,
		Free: func(i int) bool { return !cs.Taken(i) && (c.Times || c.Shared || !slices.Contains(cs.By, i)) }}
	switch {
	case c.Fit != nil:
		search.Fit = func(i int) dataset.Fit { return c.Fit(t, i) }
	case c.Times:
		search.Fit = func(i int) dataset.Fit {
			return dataset.Fit{Never: !t.Blank(i) && !t.HoldsTimes(i, s.Writing(dates.DayFirst)) && !counted(t, i)}
		}
	}
	if c.Asked {
		if want == Needed {
			return s.ask(t, cs, c, search)
		}
		return nil
	}
	f := t.Find(search)
	if c.Role == "score" && f.Sure {
		f = s.ofThing(t, search, f)
	}
	switch {
	case f.Sure && want == Needed && t.Complete() && t.Blank(f.Columns[0]):
		if err := s.unfilled(t, c, search, f.Columns[0]); err != nil {
			return err
		}
		cs.Take(c.Role, f)
	case f.Sure:
		cs.Take(c.Role, f)
	case want == Needed:
		return s.unclear(t, cs, c, f)
	}
	return nil
}

// unclear asks for the column of a role that no header tells.
func (s *session) unclear(t *dataset.Table, cs dataset.Columns, c Position, f dataset.Found) error {
	if p, ok := s.plan.(Advisor); ok {
		if err := p.Instead(t, c.Role); err != nil {
			return err
		}
	}
	if c.Role == "score" && !f.Unsure {
		f.Columns, _ = t.OwnFirst(t.OverallFirst(f.Columns))
	}
	e := t.Unclear("--"+c.Flag, c.noun(), f)
	if c.Role == "time" && len(f.Columns) == 0 {
		e.Senses = s.onlyTimes(t, cs)
	}
	if c.Many && isFamily(t, f.Columns) {
		e.Flags, e.Senses = nil, nil
		for _, i := range f.Columns {
			e.Flags = append(e.Flags, "--"+c.Flag, t.Reference(i))
		}
	}
	return e
}

// unfilled asks for another column where the only one whose header fits is blank in every row, and others may hold what it does not.
func (s *session) unfilled(t *dataset.Table, c Position, search dataset.Search, column int) error {
	if p, ok := s.plan.(Advisor); ok {
		if err := p.Instead(t, c.Role); err != nil {
			return err
		}
	}
	others := t.Those(func(i int) bool {
		return search.Free(i) && !t.Blank(i) && (search.Fit == nil || !search.Fit(i).Never) && (c.Times || !t.HoldsTimes(i, s.Writing(dates.DayFirst)))
	})
	if len(others) == 0 {
		return nil
	}
	e := t.Ask("--"+c.Flag, fmt.Sprintf("column %s is headed as that of the %s, and no row has any", t.Header(column), c.noun()), others)
	e.Flags = nil // to propose one would be a guess
	return e
}

// ofThing doubts a column of scores that holds the same in all rows of each thing, beside another that could hold those of the rows.
func (s *session) ofThing(t *dataset.Table, search dataset.Search, f dataset.Found) dataset.Found {
	others := t.Those(func(i int) bool {
		_, may := layout.RatingOf(layout.Score, s.Metric.Name, t.Headers[i])
		return may && i != f.Columns[0] && search.Free(i) && (search.Fit == nil || !search.Fit(i).Never)
	})
	if columns, own := t.OwnFirst(append(others, f.Columns[0])); own > 0 && slices.Contains(columns[own:], f.Columns[0]) {
		return dataset.Found{Columns: columns}
	}
	return f
}

// onlyTimes proposes the one column of times that plays no other role, where no header tells which holds the time. That it is the
// only one does not say what it is the time of.
func (s *session) onlyTimes(t *dataset.Table, cs dataset.Columns) []problem.Sense {
	fits := t.Those(func(i int) bool {
		_, may := layout.RatingOf(layout.Time, "", "date "+t.Headers[i]) // no date of birth
		return may && !cs.Taken(i) && t.HoldsTimes(i, s.Writing(dates.DayFirst))
	})
	if len(fits) != 1 {
		return nil
	}
	return []problem.Sense{{Says: "if " + t.Header(fits[0]) + " tells when", Flags: []string{"--time", t.Reference(fits[0])}}}
}

// isFamily tells whether columns are several of the same, whose headers differ in a number only: Reason 1, Reason 2.
func isFamily(t *dataset.Table, columns []int) bool {
	family := make(map[string]bool)
	for _, i := range columns {
		header := strings.TrimSpace(t.Headers[i])
		family[strings.TrimRight(header, "0123456789")] = true
		if strings.TrimRight(header, "0123456789") == header {
			return false
		}
	}
	return len(columns) > 1 && len(family) == 1
}

// counted tells whether a column holds seconds, milliseconds or microseconds since 1970 throughout, as an export of events does.
func counted(t *dataset.Table, column int) bool {
	digits := 0
	for _, text := range t.Sample(column) {
		switch text = strings.TrimSpace(text); {
		case text == "":
			continue
		case strings.Trim(text, "0123456789") != "" || digits > 0 && len(text) != digits, !strings.ContainsRune(firstOfSeconds, rune(text[0])):
			return false
		}
		digits = len(text)
	}
	return digits == 10 || digits == 13 || digits == 16
}

// ask asks for a column that nothing but its name tells: a command for each that fits. The only one may be taken.
func (s *session) ask(t *dataset.Table, cs dataset.Columns, c Position, search dataset.Search) error {
	fits := t.Those(func(i int) bool { return search.Free(i) && !t.Blank(i) && !search.Fit(i).Never })
	slices.SortStableFunc(fits, func(a, b int) int { return dataset.Order(search.Fit(a).Other, search.Fit(b).Other) })
	if p, ok := s.plan.(Sole); ok && len(fits) == 1 && p.Takes(t, fits[0]) {
		cs.Take(c.Role, dataset.Found{Columns: fits, Why: "the only one that fits"})
		return nil
	}
	if len(fits) == 0 {
		fits = s.ofStates(t, search)
	}
	e := t.Ask("--"+c.Flag, "nothing tells which is "+strings.ReplaceAll(c.Usage, "`COL`", "column"), fits)
	if p, ok := s.plan.(Lacking); ok && len(fits) == 0 {
		e.Senses = p.Lacking(t)
	}
	if len(fits) < 2 {
		return e
	}
	e.Flags = nil
	for _, i := range fits[:min(len(fits), sensesShown)] {
		e.Senses = append(e.Senses, problem.Sense{Says: "if it is " + t.Header(i), Flags: []string{"--" + c.Flag, t.Reference(i)}})
	}
	return e
}

// ofStates are the columns of a few words that nobody knows, of which the next question is: the only one, or those of several whose
// headers are those of states.
func (s *session) ofStates(t *dataset.Table, search dataset.Search) []int {
	few := t.Those(func(i int) bool { return search.Free(i) && fewStates(t, i) })
	if len(few) < 2 {
		return few
	}
	return slices.DeleteFunc(few, func(i int) bool { return !ofState(t.Headers[i]) })
}

// ofState tells whether a header is that of a state.
func ofState(header string) bool {
	return layout.TellsOf(layout.StateWord, header) || layout.IsAsideHeader(layout.AnyStateHeader, header)
}

// fewStates tells whether a column holds a few words that come again, and nothing with a digit.
func fewStates(t *dataset.Table, column int) bool {
	most := 4
	if ofState(t.Headers[column]) {
		most = 6
	}
	seen, rows := make(map[string]bool), 0
	for _, text := range t.Sample(column) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if rows++; len([]rune(text)) < 2 || strings.ContainsAny(text, "0123456789") {
			return false // a letter is a code of anything
		}
		if seen[answer.Fold(text)] = true; len(seen) > most {
			return false
		}
	}
	return len(seen) > 1 && rows > len(seen)
}
