package journey

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

func stageFields() []metric.Figure[outlook] {
	return []metric.Figure[outlook]{
		{Field: result.Field{Name: "experience", Title: "total experience", Kind: result.Mean, IfTold: true, Doc: "Mean of the stages: of their scores, or of their emotions."}, Of: total},
		{Field: result.Field{Name: "stages", Title: "stages", Kind: result.Listing, Extra: true, Doc: "The stages, or the steps where no stages are named.", Rows: []result.Field{
			{Name: "stage", Title: "stage", Kind: result.Text, Names: true, Doc: "Name of the stage, the step or the column."},
			{Name: "n", Title: "n", Kind: result.Count, Doc: "Number of rows of the stage, whether they tell an emotion or not; of a survey, of those who gave a score."},
			{Name: "value", Title: "mean", Kind: result.Mean, Doc: "Mean score; of a log, mean emotion."},
			{Name: "low", Title: "low", Kind: result.Mean, Doc: "Lower end of the interval of value."},
			{Name: "high", Title: "high", Kind: result.Mean, Doc: "Upper end of the interval of value."},
			{Name: "few", Title: "few", Kind: result.Flag, IfTold: true, Extra: true, Doc: "There are fewer than 10, so that little is certain."},
			{Name: "emotion_mean", Title: "emotion", Kind: result.Mean, IfTold: true, Extra: true, Doc: "Mean emotion, from 1 to 5."},
			{Name: "emotion_n", Title: "emotions", Kind: result.Count, IfTold: true, Extra: true, Doc: "Number of rows that tell an emotion."},
			{Name: "goal_pct", Title: "goal reached", Kind: result.Percent, IfTold: true, Doc: "Rows whose goal was reached, in percent of those that tell."},
			{Name: "goal_low", Title: "low", Kind: result.Percent, IfTold: true, Extra: true, Doc: "Lower end of the interval of goal_pct."},
			{Name: "goal_high", Title: "high", Kind: result.Percent, IfTold: true, Extra: true, Doc: "Upper end of the interval of goal_pct."},
			{Name: "problems", Title: "problems", Kind: result.Count, IfTold: true, Doc: "Number of rows that name a problem."},
			{Name: "recovered_pct", Title: "recovered", Kind: result.Percent, IfTold: true, Doc: "Rows whose problem was mended, in percent of those with a problem that tell."},
			{Name: "gap", Title: "gap", Kind: result.Mean, IfTold: true, Doc: "Mean of what was perceived less what was expected."},
			{Name: "gap_low", Title: "low", Kind: result.Mean, IfTold: true, Extra: true, Doc: "Lower end of the interval of gap."},
			{Name: "gap_high", Title: "high", Kind: result.Mean, IfTold: true, Extra: true, Doc: "Upper end of the interval of gap."},
			{Name: "met_pct", Title: "met or exceeded", Kind: result.Percent, IfTold: true, Extra: true, Doc: "Rows in which what was perceived is not below what was expected, in percent of those that tell both."},
		}}, Of: stages},
		{Field: result.Field{Name: "weakest", Title: "weakest stage", Kind: result.Text, IfTold: true, Doc: "The stage with the lowest mean, of those with 10 or more where there are any."}, Of: weakest},
		{Field: result.Field{Name: "weakest_goal", Title: "goal missed most", Kind: result.Text, IfTold: true, Doc: "The stage in which the goal is reached least, of those with 10 or more where there are any."}, Of: weakestGoal},
	}
}

// asked tells whether rows are asked anything that stages tell.
func (a asks) asked() bool { return a.goal || a.emotion || a.problem || a.gap }

func hasStages(t *trail) bool { return t.on.asks.asked() }

// total is the mean of the stages.
func total(v outlook) any {
	switch {
	case v.survey != nil:
		return v.Value
	case !v.log.on.asks.emotion:
		return metric.Absent{}
	}
	sum, k := 0.0, 0.0
	for _, s := range v.log.lore().stages {
		if e := s.emotion(); e.N > 0 {
			sum, k = sum+e.Mean, k+1
		}
	}
	return metric.Optional(sum/max(k, 1), k > 0)
}

func stages(v outlook) any {
	out := []result.Object{}
	if v.survey != nil {
		for i, s := range v.survey.stages {
			row := result.Object{{Key: "stage", Value: v.survey.on.stages[i]}, {Key: "n", Value: s.n}}
			out = append(out, append(meanOf(row, s.sample(), v.confidence), fewOf(s.n)...))
		}
		return out
	}
	if !hasStages(v.log) {
		return metric.Absent{}
	}
	for i, s := range v.log.lore().stages {
		out = append(out, v.stage(v.log.on.stages.stages[i], s))
	}
	return out
}

// stage is the row of a stage of a log.
func (v outlook) stage(name string, s impression) result.Object {
	asked := v.log.on.asks
	row := result.Object{{Key: "stage", Value: name}, {Key: "n", Value: s.n}}
	e := s.emotion()
	if asked.emotion {
		row = meanOf(row, e, v.confidence)
	}
	row = append(row, fewOf(s.n)...)
	row.Add(asked.emotion, "emotion_mean", metric.Optional(e.Mean, e.N > 0))
	row.Add(asked.emotion, "emotion_n", int64(e.N))
	limits := metric.Wilson(s.reached, v.confidence)
	row.Add(asked.goal, "goal_pct", metric.Percent(s.reached.K, s.reached.N))
	row.Add(asked.goal, "goal_low", limits.LowerEnd())
	row.Add(asked.goal, "goal_high", limits.UpperEnd())
	row.Add(asked.problem, "problems", s.problems)
	row.Add(asked.recovered, "recovered_pct", metric.Percent(s.mended.K, s.mended.N))
	if !asked.gap {
		return row
	}
	gap := s.gap()
	between, ok := gap.Interval(v.confidence, 1)
	limits = metric.Bound(between, ok)
	return append(row, result.Member{Key: "gap", Value: metric.Optional(gap.Mean, gap.N > 0)}, result.Member{Key: "gap_low", Value: limits.LowerEnd()},
		result.Member{Key: "gap_high", Value: limits.UpperEnd()}, result.Member{Key: "met_pct", Value: metric.Percent(float64(s.met), gap.N)})
}

// meanOf adds a mean and its interval.
func meanOf(row result.Object, s stats.Sample, confidence float64) result.Object {
	limits, ok := s.Interval(confidence, 1)
	b := metric.Bound(limits, ok)
	return append(row, result.Member{Key: "value", Value: metric.Optional(s.Mean, s.N > 0)}, result.Member{Key: "low", Value: b.LowerEnd()}, result.Member{Key: "high", Value: b.UpperEnd()})
}

func fewOf(n int64) (o result.Object) {
	o.Add(n < enough, "few", true)
	return o
}

// lowest names the stage with the lowest figure: of those with enough behind them, where there are any.
func lowest(names []string, n func(i int) float64, figure func(i int) float64) any {
	best := -1
	for i := range names {
		if n(i) > 0 && (best < 0 || better(n, figure, i, best)) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return names[best]
}

// better tells whether a comes before b: with enough behind it, and then lower.
func better(n, figure func(i int) float64, a, b int) bool {
	if (n(a) >= enough) != (n(b) >= enough) {
		return n(a) >= enough
	}
	return figure(a) < figure(b)
}

func weakest(v outlook) any {
	switch {
	case v.survey != nil:
		s := v.survey.stages
		return lowest(v.survey.on.stages, func(i int) float64 { return float64(s[i].n) }, func(i int) float64 { return s[i].mean() })
	case !v.log.on.asks.emotion:
		return metric.Absent{}
	}
	s := v.log.lore().stages
	return lowest(v.log.on.stages.stages, func(i int) float64 { return s[i].emotion().N }, func(i int) float64 { return s[i].emotion().Mean })
}

func weakestGoal(v outlook) any {
	if v.log == nil || !v.log.on.asks.goal {
		return metric.Absent{}
	}
	s := v.log.lore().stages
	return lowest(v.log.on.stages.stages, func(i int) float64 { return s[i].reached.N }, func(i int) float64 { return s[i].reached.K / s[i].reached.N })
}
