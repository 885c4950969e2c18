package answers

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// chooser says which columns the request names, in the order of documents.
func (s *item) chooser() dataset.Chooser {
	roles := []dataset.Wish{{Role: texts.Score, Flag: "--score", Name: s.score}, {Role: texts.Time, Flag: "--time", Name: s.Time},
		{Role: texts.Respondent, Flag: "--respondent"}}
	for i, name := range s.Respondent {
		roles = append(roles[:2+i], dataset.Wish{Role: texts.RespondentPart(i), Flag: "--respondent", Name: name})
	}
	return dataset.Chooser{By: s.keys, Where: s.Conditions, Roles: append(roles,
		dataset.Wish{Role: texts.Weight, Flag: "--weight", Name: s.Weight}, dataset.Wish{Role: texts.Count, Flag: "--count", Name: s.Count})}
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
	if e := cmp.Or(s.perScore(t, cs), s.turned(t, cs)); e != nil {
		return e
	}
	for _, role := range []struct {
		role   dataset.Role
		wanted bool
		find   func() (dataset.Found, error)
	}{
		{texts.Score, true, func() (dataset.Found, error) { return s.findScore(t, cs) }},
		{texts.Time, s.needsTime() || s.Dedup != texts.DedupNone || s.Enrolment != nil, func() (dataset.Found, error) { return s.findTime(t, cs) }},
		{texts.Respondent, true, func() (dataset.Found, error) { return s.findRespondent(t) }},
	} {
		if cs.Has(role.role) || !role.wanted {
			continue
		}
		f, err := role.find()
		if err != nil {
			return err
		}
		if f.Sure {
			cs.Take(role.role, f)
		}
	}
	return nil
}

// findScore finds the column of answers, by the words of its header and by its values. Only the headers that fit best
// are looked at: where their values do not fit, a column with a weaker header would be a guess.
func (s *item) findScore(t *dataset.Table, cs dataset.Columns) (dataset.Found, error) {
	if len(t.Headers) == 1 {
		return s.onlyColumn(t)
	}
	if e := s.perStep(t); e != nil {
		return dataset.Found{}, e
	}
	search := dataset.Search{Role: layout.Score, Kind: s.Metric.Name, Strict: true,
		Free: func(i int) bool { return !cs.Taken(i) && !slices.Contains(cs.By, i) },
		Fit:  func(i int) dataset.Fit { return s.fit(t, i) }}
	words := search
	words.Fit = func(i int) dataset.Fit { // words on no list, below a header that speaks of answers
		fit := s.fit(t, i)
		fit.Never = fit.Never && !s.holdsWords(t, i)
		return fit
	}
	for _, one := range []dataset.Search{search, words} {
		switch f := t.Find(one); {
		case f.Sure && layout.IsOthersMark(t.Headers[f.Columns[0]]):
			continue // whose marks they are, people tell
		case f.Sure && t.Complete() && t.Blank(f.Columns[0]):
			return f, s.unfilled(t, f.Columns[0], search)
		case f.Sure && s.score == "" && s.fit(t, f.Columns[0]).Share < 1 && s.perGroup(t) != nil:
			return f, s.perGroup(t) // the score that was made of the groups
		case f.Sure:
			return f, nil
		case len(f.Columns) > 0:
			return f, cmp.Or(s.perOption(t), s.perGroup(t), s.unclear(t, f))
		}
	}
	if e := cmp.Or(s.perOption(t), s.perGroup(t)); e != nil {
		return dataset.Found{}, e
	}
	return s.unheaded(t, search)
}

// unheaded finds the answers where no header tells which column holds them.
func (s *item) unheaded(t *dataset.Table, search dataset.Search) (dataset.Found, error) {
	other, free := s.orOffScale(t, search), search.Free
	if groups := t.Those(func(i int) bool { return free(i) && s.holdsGroups(t, i) }); len(groups) == 1 {
		return dataset.Found{Columns: groups, Sure: true, Why: "the only column of promoters and detractors"}, nil
	}
	search.Role, search.Free = "", func(i int) bool { return free(i) && !t.Blank(i) && !s.elsewhere(t, i) }
	f := t.Find(search)
	candidates := s.spokenFor(t, f.Columns)
	sure := slices.DeleteFunc(slices.Clone(candidates), func(i int) bool { return !s.surelyFits(t, i) })
	if off := t.Find(other); off.Sure && len(sure) == 0 && !layout.IsOthersMark(t.Headers[off.Columns[0]]) {
		return off, nil // why they are no answers is told when they are read
	}
	switch {
	case len(f.Columns) == 0:
		return f, s.noneFits(t)
	case len(candidates) == 0:
		return f, s.noneSpeaks(t, f.Columns)
	}
	return f, s.askFitting(t, candidates, sure)
}

// unfilled asks for another column where the one of answers is blank in every row, and the values of others are answers.
func (s *item) unfilled(t *dataset.Table, column int, search dataset.Search) error {
	free := search.Free
	search.Role, search.Free = "", func(i int) bool {
		return free(i) && !t.Blank(i) && !s.elsewhere(t, i) && (s.surelyFits(t, i) || s.headed(t, i))
	}
	f := t.Find(search)
	if len(f.Columns) == 0 {
		return nil
	}
	e := t.Ask("--score", fmt.Sprintf("column %s is headed as one of answers, and no row has any; the values of %d others fit", t.Header(column), len(f.Columns)), f.Columns)
	eachOf(e, t, f.Columns)
	return e
}

// headed tells whether a header is one of answers, and the values are.
func (s *item) headed(t *dataset.Table, column int) bool {
	_, is := layout.RatingOf(layout.Score, s.Metric.Name, t.Headers[column])
	return is && s.fit(t, column).Share == 1
}

// eachOf has a question offer columns one by one.
func eachOf(e *problem.Error, t *dataset.Table, columns []int) {
	e.Flags = nil
	for _, i := range columns[:min(len(columns), sensesShown)] {
		e.Senses = append(e.Senses, problem.Sense{Says: "of " + answer.Quote(t.Headers[i], 60), Flags: []string{"--score", t.Reference(i)}})
	}
}

// orOffScale looks for numbers of any scale, below headers that surely ask what the metric asks.
func (s *item) orOffScale(t *dataset.Table, search dataset.Search) dataset.Search {
	search.Fit = func(i int) dataset.Fit {
		fit := s.fit(t, i)
		fit.Never = fit.Never && !s.offNumbers(t, i)
		return fit
	}
	return search
}

// headedByData tells whether the row that names the columns is one of data: the header of the answers is one, and that of another
// column of numbers is a number. Headers that count are names.
func (s *item) headedByData(t *dataset.Table, column int) bool {
	classifier, err := answer.New(s.rules(t.Decimal))
	if err != nil || t.Info.Delimiter == "" {
		return false
	}
	kind, own, _ := classifier.Classify(t.Headers[column])
	others := 0
	for i, header := range t.Headers {
		x, err := answer.ParseNumber(answer.Trim(header), t.Decimal)
		if _, whole := wholeNumbersOf(t, i); i == column || err != nil || !whole {
			continue
		}
		if others++; x == own+1 || x == own-1 {
			return false
		}
	}
	return kind == answer.Counted && others > 0
}

// offNumbers tells whether a column whose header surely asks what the metric asks holds numbers and nothing else.
func (s *item) offNumbers(t *dataset.Table, column int) bool {
	r, is := layout.RatingOf(layout.Score, s.Metric.Name, t.Headers[column])
	if !is || !r.Sure || r.Rank >= layout.General {
		return false
	}
	some := false
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		if _, err := answer.ParseNumber(text, t.Decimal); err != nil && !isPercent(text, t.Decimal) {
			return false
		}
		some = true
	}
	return some
}

// unclear asks which column holds the answers. The question of all there is comes before those of its parts, of which none is
// better than another, and for nps that of recommending, whatever else is named after it.
func (s *item) unclear(t *dataset.Table, f dataset.Found) *problem.Error {
	overall := func(i int) bool { return layout.Speaks(layout.Overall, t.Headers[i]) }
	asks := func(i int) bool { return s.Metric.Name == "nps" && layout.Recommends(t.Headers[i]) }
	for _, first := range []func(int) bool{overall, asks} {
		if i := slices.IndexFunc(f.Columns, first); i > 0 && !f.Unsure {
			f.Columns = slices.Concat(f.Columns[i:i+1], f.Columns[:i], f.Columns[i+1:])
		}
	}
	columns, own := t.OwnFirst(f.Columns)
	f.Columns = columns
	e := t.Unclear("--score", "answers", f)
	switch {
	case slices.ContainsFunc(f.Columns, func(i int) bool { _, mean := layout.RatingOf(layout.Mean, s.Metric.Name, t.Headers[i]); return mean }):
		e.Flags, e.Senses = nil, nil // means are no answers
	case len(f.Columns) > 1 && shared(t.Rows, f.Columns):
		return s.askShared(t, f.Columns)
	case !f.Unsure && len(f.Columns) > 1 && !overall(f.Columns[0]):
		eachOf(e, t, f.Columns[:own])
	}
	return e
}

// perOption refuses a table whose columns are named by the words of one scale: they hold how many answered so.
func (s *item) perOption(t *dataset.Table) *problem.Error {
	const steps = 3
	words := make(map[string]int64)
	for _, h := range t.Headers {
		words[h]++
	}
	list, _, conflict := layout.Choose(layout.Words(s.question.Scale.Min, s.question.Scale.Max), words)
	if len(conflict) > 0 {
		list = conflict[0]
	}
	options := t.Those(func(i int) bool { _, is := list.Scores[answer.Normalise(t.Headers[i])]; return is })
	if len(options) < steps {
		if options = byDegrees(t); len(options) < steps {
			return nil
		}
	}
	return problem.Failure("%s: columns are named by answers, %s, so they hold how many answered so; a row for each answer is needed, with its number in a column that --count names",
		t.Name, layout.List(t.Headers, options))
}

// byDegrees are the columns of whole numbers that are named by degrees, such as "Slightly" and "Very important", each by another.
func byDegrees(t *dataset.Table) []int {
	degrees := make(map[string]bool)
	return t.Those(func(i int) bool {
		degree := layout.DegreeOf(t.Headers[i])
		if degree == "" || degrees[degree] || slices.ContainsFunc(t.Sample(i), func(text string) bool {
			x, err := answer.ParseNumber(answer.Trim(text), t.Decimal)
			return err != nil || x != math.Trunc(x)
		}) {
			return false
		}
		degrees[degree] = true
		return true
	})
}

// perStep refuses a table whose columns are named by numbers of stars: they hold how many gave so many.
func (s *item) perStep(t *dataset.Table) *problem.Error {
	const steps = 3
	var options []int
	given := make(map[string]bool)
	for i, h := range t.Headers {
		stars, ok := layout.StarsOf(h)
		if !ok {
			continue
		}
		if given[stars] {
			return nil
		}
		given[stars] = true
		options = append(options, i)
	}
	if len(options) < steps {
		return nil
	}
	return problem.Failure("%s: columns are named by answers, %s, so they hold how many answered so; a row for each answer is needed, with its number in a column that --count names",
		t.Name, layout.List(t.Headers, options))
}

// surelyFits tells whether all values of a column are answers, and its header does not say that they are something else,
// or answers to the question of another metric.
func (s *item) surelyFits(t *dataset.Table, column int) bool {
	fit, header := s.fit(t, column), t.Headers[column]
	other := layout.MetricOf(header)
	return !fit.Other && fit.Share == 1 && !layout.TellsPortions(header) && (other == "" || other == s.Metric.Name) && layout.LeaningOf(s.Metric.Name, header) != layout.Leaving &&
		!slices.ContainsFunc([]layout.Role{layout.Figure, layout.Time, layout.Respondent, layout.Segment, layout.Weight, layout.Comment, layout.Mean}, func(r layout.Role) bool {
			_, is := layout.RatingOf(r, s.Metric.Name, header)
			return is
		})
}

// findTime finds the column of times, which the request cannot do without, unless it only serves
// to tell the latest answer of a respondent: then the order of reading can stand in, unless one column holds dates.
func (s *item) findTime(t *dataset.Table, cs dataset.Columns) (dataset.Found, error) {
	o := s.dateOptions(dates.Unknown)
	f, err := t.FindTime(s.Metric.Name, o, s.needsTime())
	if err == nil && len(f.Columns) == 0 && s.Dedup != texts.DedupNone {
		dated := func(i int) bool { return t.HoldsTimes(i, o) && !layout.Speaks(layout.RevisedWord, t.Headers[i]) }
		if only := t.Those(dated); len(only) == 1 && s.ofAnswers(t, cs, only[0]) {
			s.noted = append(s.noted, result.Warn("dedup_by_dates", "column %s is the only one with dates, so it tells which answer of a respondent is kept; --time names another", t.Header(only[0])).At(t.Name, 0))
			return dataset.Found{Columns: only, Sure: true, Why: onlyDates}, nil
		} else if len(only) == 1 {
			_, err = t.FindTime(s.Metric.Name, o, true)
		}
	}
	if err != nil && !s.needsTime() && s.Dedup == texts.DedupNone {
		return dataset.Found{}, nil // who has several answers of a customer asks
	}
	return f, err
}

// onlyDates is why a column is that of times, where no header says so.
const onlyDates = "the only column of dates"

// ofAnswers tells whether a column has several texts for the same respondent, as the days of answers have, and that of a birth
// has not.
func (s *item) ofAnswers(t *dataset.Table, cs dataset.Columns, column int) bool {
	who := cs.At(texts.Respondent)
	if f := t.Find(dataset.Search{Role: layout.Respondent, Kind: s.Metric.Name}); who == dataset.None && f.Sure {
		who = f.Columns[0]
	}
	seen := make(map[string]string)
	for _, row := range t.Rows {
		if who == dataset.None || max(who, column) >= len(row) || answer.Trim(row[who]) == "" {
			continue
		}
		if had, again := seen[row[who]]; again && had != row[column] {
			return true
		}
		seen[row[who]] = row[column]
	}
	return false
}

// findRespondent finds the column that tells who answered. Without --dedup it only serves to see
// repeats, so nothing is asked when it is not clear.
func (s *item) findRespondent(t *dataset.Table) (dataset.Found, error) {
	if s.weights != nil {
		return s.findWeighed(t)
	}
	f := t.Find(dataset.Search{Role: layout.Respondent, Kind: s.Metric.Name})
	if f.Sure || s.Dedup == texts.DedupNone {
		return f, nil
	}
	e := t.Unclear("--respondent", "respondent", f)
	if len(f.Columns) > 1 {
		e.Hint = "--respondent may be repeated: together such columns name a person"
	}
	return f, e
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
	if rule.Dedup == texts.DedupNone && rule.Weights == nil {
		out.While = make(map[dataset.Role]func() bool)
		for i := range max(1, len(s.Respondent)) {
			out.While[texts.RespondentPart(i)] = rule.Repeats.Looking
		}
	}
	return out
}
