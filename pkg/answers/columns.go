package answers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// chooser says which columns the request names, in the order of documents.
func (s *item) chooser() dataset.Chooser {
	return dataset.Chooser{By: s.keys, Where: s.Conditions, Roles: []dataset.Wish{
		{Role: texts.Score, Flag: "--score", Name: s.score},
		{Role: texts.Time, Flag: "--time", Name: s.Time},
		{Role: texts.Respondent, Flag: "--respondent", Name: s.Respondent},
		{Role: texts.Weight, Flag: "--weight", Name: s.Weight},
		{Role: texts.Count, Flag: "--count", Name: s.Count},
	}}
}

// choose finds the columns of a table. Those of later tables bear the names that were found in the first.
func (s *item) choose(t *dataset.Table) (dataset.Columns, error) {
	cs, err := s.chooser().Named(t)
	if err != nil {
		return cs, err
	}
	if l := t.Layout; l != nil && l.Calls("--time", s.Time) && !s.needsTime() && s.Dedup == texts.DedupNone {
		cs.Set(texts.Time, dataset.None) // nobody has asked for it
	}
	return cs, s.find(t, cs)
}

// find looks for the columns that were not named.
func (s *item) find(t *dataset.Table, cs dataset.Columns) error {
	for _, role := range []struct {
		role   dataset.Role
		wanted bool
		find   func() (int, error)
	}{
		{texts.Score, true, func() (int, error) { return s.findScore(t, cs) }},
		{texts.Time, s.needsTime() || s.Dedup != texts.DedupNone, func() (int, error) { return s.findTime(t) }},
		{texts.Respondent, true, func() (int, error) { return s.findRespondent(t) }},
	} {
		if cs.Has(role.role) || !role.wanted {
			continue
		}
		i, err := role.find()
		if err != nil {
			return err
		}
		cs.Set(role.role, i)
	}
	return nil
}

// findScore finds the column of answers, by the words of its header and by its values.
func (s *item) findScore(t *dataset.Table, cs dataset.Columns) (int, error) {
	if len(t.Headers) == 1 {
		return 0, nil
	}
	fits := func(i int) bool { return !cs.Taken(i) && !slices.Contains(cs.By, i) && s.holdsAnswers(t, i) }
	// Only the headers that fit best are looked at: where their values do not fit, a column with a
	// weaker header would be a guess.
	fitting := layout.Candidates(layout.Score, s.Metric.Name, t.Headers)
	fitting = slices.DeleteFunc(fitting, func(i int) bool { return !fits(i) })
	if len(fitting) == 1 {
		return fitting[0], nil
	}
	if len(fitting) > 0 {
		fitting = s.byFit(t, fitting)
		return 0, t.Unclear("--score", "answers", fitting)
	}
	fitting = t.Those(func(i int) bool { return fits(i) && !t.Blank(i) })
	fitting = s.byFit(t, fitting)
	return 0, t.Ask("--score", fmt.Sprintf("no header tells which column holds the answers, and the values of %d fit", len(fitting)), fitting)
}

// holdsAnswers tells whether a sampled value of the column is an answer on the scale, or may be a
// word for one. A column without any value may be one too.
func (s *item) holdsAnswers(t *dataset.Table, column int) bool {
	rules := s.rules(t.Decimal)
	classifier, err := answer.New(rules)
	if err != nil {
		return true
	}
	any := false
	words := make(map[string]int64)
	for _, text := range t.Sample(column) {
		switch kind, _, _ := classifier.Classify(text); kind {
		case answer.Counted:
			return true
		case answer.Invalid:
			words[text]++
			any = true
		case answer.OutOfRange:
			any = true
		}
	}
	if len(words) == 0 {
		return !any
	}
	_, ok, conflict := layout.Choose(layout.Words(rules.Min, rules.Max), words)
	return ok || len(conflict) > 0 || !any
}

// findTime finds the column of times, which the request cannot do without, unless it only serves
// to tell the latest answer of a respondent: then the order of reading can stand in.
func (s *item) findTime(t *dataset.Table) (int, error) {
	column, found, err := t.FindTime(s.Metric.Name, s.dateOptions(dates.Unknown), s.needsTime())
	if err != nil || !found {
		return dataset.None, err
	}
	return column, nil
}

// findRespondent finds the column that tells who answered. Without --dedup it only serves to see
// repeats, so nothing is asked when it is not clear.
func (s *item) findRespondent(t *dataset.Table) (int, error) {
	found := layout.Candidates(layout.Respondent, s.Metric.Name, t.Headers)
	switch {
	case len(found) == 1:
		return found[0], nil
	case s.Dedup == texts.DedupNone:
		return dataset.None, nil
	}
	return 0, t.Unclear("--respondent", "respondent", found)
}

// placed says which columns a count reads. That of the respondents, where it serves for nothing but the look for repeats,
// is wanted only as long as they are looked for.
func (s *item) placed(cs dataset.Columns) pass.Seats {
	rule := s.rule
	var times []dataset.Role
	if cs.Has(texts.Time) && rule.NeedsTime() {
		times = append(times, texts.Time)
	}
	out := s.Seats(cs, s.keys, times...)
	if len(times) == 0 {
		delete(out.Roles, texts.Time)
	}
	if rule.Dedup == texts.DedupNone {
		out.While = map[dataset.Role]func() bool{texts.Respondent: rule.Repeats.Looking}
	}
	return out
}
