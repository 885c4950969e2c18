package answers

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// Close judges what was read, or says why it cannot be told.
func (s *polling) Close(_ context.Context, reads []pass.Read, way int) (kind.Closed, error) {
	t, err := s.rule.Tallies(&reads[0], reads[0].Ways[way])
	if err != nil {
		return nil, s.Failed(err)
	}
	c := &polled{polling: s, tallies: t, judged: texts.Judge(t, s.rule.Classifier, s.Weight != "")}
	c.doubts = s.doubts(t, c.judged)
	return c, cmp.Or(s.confirmWords(t), s.refuse(c.judged))
}

// closed is what was read.
type polled struct {
	*polling
	tallies *texts.Tallies
	judged  texts.Judged
	doubts  []result.Warning
}

// Rows accounts for every row.
func (c *polled) Rows() result.Rows { return c.judged.Rows }

// FirstUnusable says which row is the first that cannot be used, and why.
func (c *polled) FirstUnusable() string { return c.firstUnusable(c.tallies, c.judged) }

// Reasons say why columns, and ways to read them, were chosen.
func (c *polled) Reasons() []string { return c.reasons(c.tallies) }

// Doubt adds doubts about the answers.
func (c *polled) Doubt(d *result.Document) {
	d.Warnings = append(d.Warnings, c.doubts...)
	d.Warnings = append(d.Warnings, c.fewAnswers(d)...)
	c.doubtScale(d, c.judged)
}

// Later doubts totals over periods.
func (c *polled) Later(d *result.Document) { c.sameRespondents(d, c.tallies.Repeats) }

// Nothing says why there is no figure.
func (c *polled) Nothing(*result.Document) *problem.Error {
	if n := c.judged.Rows.Counted; n > 0 {
		return problem.Failure("%s: the weights and counts of the %s add up to 0", c.set.Names(), kind.HowMany(n, "answer"))
	}
	return kind.Nothing(c.set.Names(), c.judged.Rows)
}

// Fill tells the figures.
func (c *polled) Fill(d *result.Document) error {
	s, judged := c.polling, &c.judged
	if n, all := judged.Total.N(), s.question.Population; all > 0 && n > all {
		return problem.Usage("--population %d is less than the %d answers that were drawn from it", all, n)
	}
	d.Definition, d.Columns, d.Settings = s.Metric.Define(s.question), s.columns[0].Object(), s.settings(c.tallies)
	d.Period, d.By = string(s.Cut), s.byNames()
	d.Total = s.group(judged.Total, s.question)
	if len(s.By) > 0 || s.Cut != "" {
		s.fillGroups(d, judged)
	}
	return nil
}

func (s *polling) fillGroups(d *result.Document, judged *texts.Judged) {
	sortGroups(judged.Groups)
	whole := s.question
	whole.Population = 0 // it is the population of all, and that of a group is not known
	group := func(i int, q metric.Inquiry) result.Group {
		answers, _ := judged.Group(i)
		return s.group(answers, q)
	}
	d.Groups = result.Make(len(judged.Groups), func(i int) result.Group {
		g, of := group(i, whole), judged.Groups[i]
		g.By = make(result.Object, len(of.By))
		for j, value := range of.By {
			g.By[j] = result.Member{Key: d.By[j], Value: value}
		}
		if s.Cut != "" {
			g.Period = s.Cut.Label(of.Period)
		}
		return g
	})
	kind.MostlyUnusableGroups(d, func(i int) result.Rows { _, r := judged.Group(i); return r })
	s.Groups.Arrange(d, whole.Confidence, func(i int, confidence float64) *result.Verdict {
		q := whole
		q.Confidence, q.Exact = confidence, true
		return group(i, q).Verdict
	})
}

// byNames are the names of the columns that make the groups, as the first source has them.
func (s *polling) byNames() []string { return s.set.Tables[0].Names(s.columns[0].By) }

func (s *polling) group(a tally.Answers, q metric.Inquiry) result.Group {
	g := result.Group{Values: s.Metric.Compute(a, q)}
	if target := s.target(); target != nil {
		g.Verdict = metric.Judge(g.Values, *target)
	}
	return g
}

// target is the figure to reach, nil for none. That of the metric is one of its own scale.
func (s *polling) target() *float64 {
	if s.Target == nil && s.question.Scale == s.Metric.Scale {
		return s.Metric.Target
	}
	return s.Target
}

// settings show what decided the numbers. Those beyond the usual appear only where they apply.
func (s *polling) settings(t *texts.Tallies) result.Object {
	q := s.question
	o := result.Object{
		{Key: "confidence", Value: q.Confidence},
		{Key: "interval", Value: s.Metric.Interval},
		{Key: "scale", Value: []float64{q.Scale.Min, q.Scale.Max}},
	}
	for _, b := range s.Metric.Breaks {
		o.Add(true, dataKey(b.Flag), q.Breaks[b.Flag])
	}
	o.Add(q.Reverse, "reverse", true)
	o.Add(true, "dedup", string(s.Dedup))
	by := s.byNames()
	if by == nil {
		by = []string{}
	}
	o.Add(true, "by", by)
	o.Add(s.Cut != "", "period", string(s.Cut))
	o.Add(s.Cut == "", "period", nil)
	o.Add(true, "tz", s.ZoneName)
	o.Add(q.Population > 0, "population", q.Population)
	o = append(o, s.Kept(t.Order)...)
	o.Add(len(s.Values) > 0, "values", s.values())
	o.Add(s.Fractional, "fractional", true)
	o.Add(s.words.Name != "", "words", s.words.Name)
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

// sortGroups orders groups by their values, in the order of --by, then by period.
func sortGroups(groups []texts.Combination) {
	slices.SortStableFunc(groups, func(a, b texts.Combination) int {
		return cmp.Or(slices.CompareFunc(a.By, b.By, kind.CompareValues), cmp.Compare(a.Period, b.Period))
	})
}
