package answers

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// answer turns the tallies into the document, or says why there is none.
func (s *session) answer(rule *texts.Judging, t *texts.Tallies) (*Answer, error) {
	judged := texts.Judge(t, rule.Classifier, s.Weight != "")
	doubts := s.doubts(t, judged)
	for _, stop := range []error{s.confirmWords(t), s.refuse(judged)} {
		if stop != nil {
			return nil, stop
		}
	}
	if err := s.tolerate(judged, t); err != nil {
		return nil, err
	}
	if n, all := judged.Total.N(), s.question.Population; all > 0 && n > all {
		return nil, problem.Usage("--population %d is less than the %d answers that were drawn from it", all, n)
	}
	d := s.document(judged, t)
	d.Warnings = append(d.Warnings, doubts...)
	d.Warnings = append(d.Warnings, s.fewAnswers(d)...)
	s.doubtScale(d, judged)
	kind.MostlyUnusable(d)
	kind.Together(d)
	s.sameRespondents(d, t.Repeats)
	a := &Answer{Document: d, Reasons: s.reasons(t)}
	var err error
	if a.Missed, err = kind.Pass(s.gates, d); err != nil {
		return nil, err
	}
	if _, ok := d.Total.Values.Number("value"); !ok {
		err := kind.Nothing(s.set.Names(), judged.Rows)
		if judged.Rows.Counted > 0 {
			err = problem.Failure("%s: the weights and counts of the %s add up to 0", s.set.Names(), kind.HowMany(judged.Rows.Counted, "answer"))
		}
		d.Warnings = append(d.Warnings, result.Warning{Code: kind.NoData, Text: err.Text})
		return a, err
	}
	return a, nil
}

func (s *session) document(judged texts.Judged, t *texts.Tallies) *result.Document {
	m := s.Metric
	d := &result.Document{
		Schema: "cxcalc/" + m.Name + "/v1", Metric: m.Name, Unit: m.Unit,
		Definition: m.Define(s.question), Columns: s.columns[0].Object(),
		Settings: s.settings(t), Rows: judged.Rows,
		Warnings: []result.Warning{}, Thresholds: []result.Threshold{},
		Title: m.Title, Fields: m.Fields, Period: string(s.period),
	}
	for _, table := range s.set.Tables {
		d.Sources = append(d.Sources, table.Info)
		d.Warnings = append(d.Warnings, table.Notes...)
	}
	d.By = s.byNames()
	d.Total = s.group(judged.Total, s.question)
	if len(s.By) == 0 && s.period == "" {
		return d
	}
	sortGroups(judged.Groups)
	whole := s.question
	whole.Population = 0 // it is the population of all, and that of a group is not known
	group := func(i int, q metric.Question) result.Group {
		answers, _ := judged.Group(i)
		return s.group(answers, q)
	}
	d.Groups = result.Make(len(judged.Groups), func(i int) result.Group {
		g, of := group(i, whole), judged.Groups[i]
		g.By = make(result.Object, len(of.By))
		for j, value := range of.By {
			g.By[j] = result.Member{Key: d.By[j], Value: value}
		}
		if s.period != "" {
			g.Period = s.period.Label(of.Period)
		}
		return g
	})
	kind.MostlyUnusableGroups(d, func(i int) result.Rows { _, r := judged.Group(i); return r })
	s.Groups.Arrange(d, whole.Confidence, func(i int, confidence float64) *result.Verdict {
		q := whole
		q.Confidence, q.Exact = confidence, true
		return group(i, q).Verdict
	})
	return d
}

// byNames are the names of the columns that make the groups, as the first source has them.
func (s *session) byNames() []string { return s.set.Tables[0].Names(s.columns[0].By) }

func (s *session) group(a tally.Answers, q metric.Question) result.Group {
	g := result.Group{Values: s.Metric.Compute(a, q)}
	if target := s.target(); target != nil {
		g.Verdict = metric.Judge(g.Values, *target)
	}
	return g
}

// target is the figure to reach, nil for none. That of the metric is one of its own scale.
func (s *session) target() *float64 {
	if s.Target == nil && s.question.Scale == s.Metric.Scale {
		return s.Metric.Target
	}
	return s.Target
}

// settings show what decided the numbers. Those beyond the usual appear only where they apply.
func (s *session) settings(t *texts.Tallies) result.Object {
	q := s.question
	o := result.Object{
		{Key: "confidence", Value: q.Confidence},
		{Key: "interval", Value: s.Metric.Interval},
		{Key: "scale", Value: []float64{q.Scale.Min, q.Scale.Max}},
	}
	add := func(used bool, key string, value any) {
		if used {
			o = append(o, result.Member{Key: key, Value: value})
		}
	}
	for _, b := range s.Metric.Breaks {
		add(true, dataKey(b.Flag), q.Breaks[b.Flag])
	}
	add(q.Reverse, "reverse", true)
	add(true, "dedup", string(s.Dedup))
	by := s.byNames()
	if by == nil {
		by = []string{}
	}
	add(true, "by", by)
	add(s.period != "", "period", string(s.period))
	add(s.period == "", "period", nil)
	add(true, "tz", s.ZoneName)
	add(q.Population > 0, "population", q.Population)
	add(len(s.Where) > 0, "where", s.Where)
	add(s.Since != "", "since", s.Since)
	add(s.Until != "", "until", s.Until)
	add(s.DateFormat != "", "date_format", s.DateFormat)
	add(t.Order != dates.Unknown, "date_order", t.Order.String())
	add(len(s.Missing) > 0, "missing", s.Missing)
	add(len(s.Values) > 0, "values", s.values())
	add(s.Fractional, "fractional", true)
	add(s.words.Name != "", "words", s.words.Name)
	return o
}

// values lists the scores that the user gave to texts, by text.
func (s *session) values() result.Object {
	var o result.Object
	for _, text := range slices.Sorted(maps.Keys(s.Values)) {
		o = append(o, result.Member{Key: text, Value: s.Values[text]})
	}
	return o
}

// sortGroups orders groups by their values, in the order of --by, then by period.
func sortGroups(groups []texts.Group) {
	slices.SortStableFunc(groups, func(a, b texts.Group) int {
		return cmp.Or(slices.CompareFunc(a.By, b.By, kind.CompareValues), cmp.Compare(a.Period, b.Period))
	})
}
