package answers

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// Close judges what was read, or says why it cannot be told.
func (s *polling) Close(ctx context.Context, reads []pass.Read, way int) (kind.Closed, error) {
	c := &polled{polling: s}
	for i, it := range s.items {
		t, err := it.rule.Tallies(&reads[i], reads[i].Ways[way])
		if err != nil {
			return nil, s.Failed(i, err)
		}
		h := &heard{item: it, tallies: t, judged: texts.Judge(t, it.rule.Classifier, s.weighted())}
		h.worded = h.wordsOf()
		c.heard = append(c.heard, h)
	}
	c.pool()
	c.doubts = c.together()
	for _, h := range c.heard {
		if h.judged.Rows.Counted == 0 && c.rows.Counted > 0 {
			continue // the other columns fit
		}
		if err := h.doubtWords(); err != nil {
			return c, s.besides(h.item, err)
		}
	}
	if err := cmp.Or(c.refuse(), c.tooMany()); err != nil || s.Enrolment == nil {
		return c, err
	}
	return c, c.enrol(ctx, reads[len(s.items)], way)
}

// polled is what was read.
type polled struct {
	*polling
	heard      []*heard
	rows       result.Rows
	total      tally.Answers
	doubts     []result.Warning
	shown      []spot // of the groups of the document, before they were ordered
	rearranged []int  // where each of its groups stood before; nil for where it stands
	open       string // the last period, where it looks as if it were not over
	enrolled   kind.Enrolled
}

// heard is what was read of one column of answers.
type heard struct {
	*item
	tallies *texts.Tallies
	judged  texts.Judged
	worded  worded
}

// Rows accounts for every row, once for each column of answers.
func (c *polled) Rows() result.Rows { return c.rows }

// Doubt adds doubts about the answers.
func (c *polled) Doubt(d *result.Document) {
	d.Warnings = append(d.Warnings, c.doubts...)
	d.Warnings = append(d.Warnings, c.fewAnswers(d)...)
	for _, h := range c.heard {
		h.doubtScale(d, h.judged)
		h.doubtSources(d, h.judged)
	}
}

// Later doubts totals over periods.
func (c *polled) Later(d *result.Document) {
	if !c.several() {
		c.sameRespondents(d, c.heard[0].tallies.Repeats)
	}
}

// Nothing says why there is no figure.
func (c *polled) Nothing(*result.Document) *problem.Error {
	if n := c.rows.Counted; n > 0 {
		return problem.Failure("%s: the weights and counts of the %s add up to 0", c.set.Names(), kind.HowMany(n, "answer"))
	}
	return kind.Nothing(c.set.Names(), c.rows)
}

// Fill tells the figures.
func (c *polled) Fill(d *result.Document) error {
	s := c.polling
	if s.question.Invited > 0 && c.several() {
		return problem.Usage("--invited counts people, and each of them may have answered in several columns; ask one with --score")
	}
	for _, h := range c.heard {
		if n, all := h.judged.Total.N(), s.question.Invited; all > 0 && n > all {
			return problem.Usage("--invited %d is less than the %d answers that came", all, n)
		}
		if n, all := h.judged.Total.N(), s.question.Population; all > 0 && n > all {
			return problem.Usage("--population %d is less than the %d answers that were drawn from it", all, n)
		}
	}
	if why := s.unsureOf(c.total); why != "" && !c.several() {
		return s.otherMethod(why)
	}
	d.Definition, d.Columns, d.Settings = s.Metric.Define(s.question), c.columns(), c.settings()
	d.Period, d.By = string(s.Cut), s.byNames()
	d.Total = s.group(c.total, s.question)
	if c.several() {
		unsure(&d.Total)
	}
	if len(d.By) > 0 || s.Cut != "" {
		c.fillGroups(d)
	}
	c.doubts = append(slices.Clone(c.doubts), c.unfinished(d)...)
	return nil
}

// A spot is a group of a document: that of an item, by its number there.
type spot struct{ item, group int32 }

func (c *polled) fillGroups(d *result.Document) {
	spots := c.spots(len(d.By))
	whole := c.question
	whole.Invited = 0 // who of a group was asked is not known
	if !c.alone() {
		whole.Population = 0 // it is the population of all, and that of a group is not known
	}
	group := func(i int, q metric.Inquiry) result.Group {
		answers, _ := c.judged(spots[i])
		return c.group(answers, q)
	}
	d.Groups = result.Make(len(spots), func(i int) result.Group {
		g := group(i, whole)
		g.By = make(result.Object, len(d.By))
		for j, name := range d.By {
			g.By[j] = result.Member{Key: name, Value: c.value(spots[i], j)}
		}
		if c.Cut != "" {
			g.Period = c.Cut.Label(c.of(spots[i]).Key.Period())
		}
		return g
	})
	kind.MostlyUnusableGroups(d, func(i int) result.Rows { _, r := c.judged(spots[i]); return r })
	c.shown = spots
	c.rearranged = c.Groups.Arrange(d, whole.Confidence, func(i int, confidence float64) *result.Verdict {
		q := whole
		q.Confidence, q.Exact = confidence, true
		return group(i, q).Verdict
	})
}

// spots lists the groups of all items by their values, in the order of --by, then by period.
func (c *polled) spots(values int) []spot {
	var out []spot
	for i, h := range c.heard {
		for j := range h.judged.Groups {
			out = append(out, spot{int32(i), int32(j)})
		}
	}
	slices.SortStableFunc(out, func(a, b spot) int {
		for j := range values {
			if order := kind.CompareValues(c.value(a, j), c.value(b, j)); order != 0 {
				return order
			}
		}
		if c.Cut == "" {
			return 0
		}
		return cmp.Compare(c.of(a).Key.Period(), c.of(b).Key.Period())
	})
	return out
}

func (c *polled) of(s spot) *texts.Combination { return &c.heard[s.item].judged.Groups[s.group] }

// judged returns the answers of a group, and what became of its rows.
func (c *polled) judged(s spot) (tally.Answers, result.Rows) {
	return c.heard[s.item].judged.Group(int(s.group))
}

// value is what a group has for one of the words of --by.
func (c *polled) value(s spot, j int) string {
	switch {
	case j == c.at:
		return c.heard[s.item].name()
	case c.at != dataset.None && j > c.at:
		j--
	}
	return c.of(s).Key.Value(j)
}

// byNames are the names of what makes the groups, as the first source has them.
func (s *polling) byNames() []string {
	names := s.set.Tables[0].Names(s.items[0].columns[0].By)
	if s.at != dataset.None {
		names = slices.Insert(names, s.at, ColumnKey)
	}
	return names
}

func (s *polling) group(a tally.Answers, q metric.Inquiry) result.Group {
	g := result.Group{Values: s.Metric.Compute(a, q)}
	if target := s.target(); target != nil {
		g.Verdict = metric.Judge(g.Values, *target)
	}
	return g
}

// unsureOf says why the chosen interval claims too much for some answers; "" where it does not.
func (s *polling) unsureOf(a tally.Answers) string {
	if s.Metric.Unsure == nil {
		return ""
	}
	return s.Metric.Unsure(a, s.question)
}

// target is the figure to reach, nil for none. That of the metric is one of its own scale.
func (s *polling) target() *float64 {
	if s.Target == nil && s.question.Scale == s.Metric.Scale {
		return s.Metric.Target
	}
	return s.Target
}

// settings show what decided the numbers. Those beyond the usual appear only where they apply.
func (c *polled) settings() result.Object {
	s, q := c.polling, c.question
	o := result.Object{
		{Key: "confidence", Value: q.Confidence},
		{Key: "interval", Value: cmp.Or(q.Method.Name, s.Metric.Interval)},
		{Key: "scale", Value: []float64{q.Scale.Min, q.Scale.Max}},
	}
	for _, b := range s.Metric.Breaks {
		o.Add(true, dataKey(b.Flag), q.Breaks[b.Flag])
	}
	o.Add(q.Reverse, "reverse", true)
	o.Add(true, "dedup", string(s.Dedup))
	by := s.byNames()
	o = append(o, s.Parted(by, s.ZoneName)...)
	o = append(o, q.Method.Settings(len(by) > 0 || s.Cut != "")...)
	o.Add(q.Population > 0, "population", q.Population)
	o.Add(q.Invited > 0, "invited", q.Invited)
	o.Add(s.Weights != "", "weights", s.Weights)
	o = append(o, s.Kept(c.order())...)
	o.Add(len(s.Values) > 0, "values", s.values())
	o.Add(s.Fractional, "fractional", true)
	words := c.words()
	o.Add(words != nil, "words", words)
	return o
}

// values lists the scores that the user gave to texts, by text.
func (s *polling) values() result.Object {
	var o result.Object
	for _, text := range slices.Sorted(maps.Keys(s.Values)) {
		o = append(o, result.Member{Key: text, Value: s.Values[text]})
	}
	return o
}
