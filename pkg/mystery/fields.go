package mystery

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// mostWorst is how many of the worst items are listed.
const mostWorst = 5

// roundFigures are what a round tells, at a confidence.
type roundFigures struct {
	*visitRound
	metric.Estimate
	confidence float64
	pass, miss metric.Bounds
	inTime     metric.Bounds
}

func figuresOf(r *visitRound, confidence float64) roundFigures {
	n := r.n()
	within, ok := limits(r.scores, confidence)
	wilson := func(k, n int64) metric.Bounds {
		return metric.Wilson(stats.Share{K: float64(k), N: float64(n)}, confidence)
	}
	return roundFigures{visitRound: r, confidence: confidence,
		Estimate: metric.Estimated(n, r.scores.Mean, n > 0, metric.Bound(within, ok)),
		pass:     wilson(r.passed, n), miss: wilson(r.missed, n), inTime: wilson(r.fresh, r.told)}
}

func declared() []result.Field { fields, _ := fields(); return fields }

// fields lists the fields of a group.
func fields() ([]result.Field, metric.Compute[*visitRound, float64]) {
	head := metric.Head(result.Percent, "score", "Mean score of the visits, in percent of the maximum, from 0 to 100.")
	head[0].Title, head[0].Doc = "visits", "Number of visits with a score."
	return metric.Fields(figuresOf, metric.From(func(f roundFigures) metric.Estimate { return f.Estimate }, head...),
		passing(), critical(), unanswerable(), listings(), feedback())
}

// passing are the fields about how many visits are good enough.
func passing() []metric.Figure[roundFigures] {
	return append([]metric.Figure[roundFigures]{
		{Field: result.Field{Name: "unweighted", Title: "unweighted", Kind: result.Percent, Extra: true,
			Doc: "Mean of 100 × points / maximum of the visits; only where sections have weights."},
			Of: func(f roundFigures) any { return metric.If(f.weighted, metric.Optional(f.plain.Mean, f.plain.N > 0)) }},
		{Field: result.Field{Name: "pooled", Title: "pooled", Kind: result.Percent, Extra: true, Doc: "Points of all visits together, in percent of their maximum, without weights: long forms count more than short ones."},
			Of: func(f roundFigures) any { return metric.Optional(f.all.percent()) }},
		{Field: result.Field{Name: "sd", Title: "spread", Kind: result.Number, Extra: true, Doc: "Standard deviation of the scores of visits, with n − 1."},
			Of: func(f roundFigures) any { return metric.Optional(f.scores.SD, f.scores.N > 1) }},
		{Field: result.Field{Name: "passed", Title: "passed", Kind: result.Count, Spare: 2, Doc: "Number of visits whose score reaches the limit of --pass."},
			Of: func(f roundFigures) any { return f.passed }},
		{Field: result.Field{Name: "pass_pct", Title: "pass rate", Kind: result.Percent, Spare: 1, Doc: "Share of the visits that pass, in percent."},
			Of: func(f roundFigures) any { return metric.Percent(float64(f.passed), f.scores.N) }},
	}, metric.Ends(result.Percent, "pass", "pass_pct", func(f roundFigures) metric.Bounds { return f.pass })...)
}

// critical are the fields about items that decide alone.
func critical() []metric.Figure[roundFigures] {
	return append([]metric.Figure[roundFigures]{
		{Field: result.Field{Name: "critical_missed", Title: "missed critical", Kind: result.Count, IfTold: true, Spare: 3,
			Doc: "Number of visits that miss one or more critical items; null where no item is said to be critical."},
			Of: func(f roundFigures) any {
				if !f.hasCritical {
					return nil
				}
				return f.missed
			}},
		{Field: result.Field{Name: "critical_pct", Title: "missed critical", Kind: result.Percent, Extra: true, Doc: "Share of the visits that miss one or more critical items, in percent."},
			Of: func(f roundFigures) any {
				return metric.If(f.hasCritical, metric.Percent(float64(f.missed), f.scores.N))
			}},
	}, absentEnds("critical", "critical_pct", func(f roundFigures) bool { return f.hasCritical }, func(f roundFigures) metric.Bounds { return f.miss })...)
}

// absentEnds are the fields of an interval that only stands where something applies.
func absentEnds(stem, of string, applies func(roundFigures) bool, bounds func(roundFigures) metric.Bounds) []metric.Figure[roundFigures] {
	ends := metric.Ends(result.Percent, stem, of, bounds)
	for i := range ends {
		inner := ends[i].Of
		ends[i].Of = func(f roundFigures) any { return metric.If(applies(f), inner(f)) }
	}
	return ends
}

// unanswerable are the fields about items that have no points.
func unanswerable() []metric.Figure[roundFigures] {
	return []metric.Figure[roundFigures]{
		{Field: result.Field{Name: "na", Title: "not applicable", Kind: result.Count, Spare: 5, Doc: "Number of items of visits that are not applicable."},
			Of: func(f roundFigures) any { return f.all.na }},
		{Field: result.Field{Name: "unanswered", Title: "blank", Kind: result.Count, Spare: 4, Doc: "Number of items of visits that are blank: nobody knows their points, and they count neither way."},
			Of: func(f roundFigures) any { return f.all.unanswered }},
	}
}

// listings are the fields that are lists.
func listings() []metric.Figure[roundFigures] {
	return []metric.Figure[roundFigures]{
		{Field: result.Field{Name: "sections", Title: "Sections", Kind: result.Listing, Extra: true, Rows: chapterRows(),
			Doc: "The sections of the form, in their order; only where there are some."},
			Of: func(f roundFigures) any { return metric.If(f.hasSection, f.chapterObjects()) }},
		{Field: result.Field{Name: "worst_items", Title: "Items that lose most points", Kind: result.Listing, Extra: true, Rows: faultRows(),
			Doc: "The items with which visits lose the largest share of the points, at most five; only where items have names."},
			Of: func(f roundFigures) any { return metric.If(len(f.items.names) > 0, f.faultObjects()) }},
		{Field: result.Field{Name: "branches", Title: "Branches", Kind: result.Listing, Extra: true, Rows: branchRows(),
			Doc: "The branches that were visited, in the order of their names; only with --branch."},
			Of: func(f roundFigures) any { return metric.If(f.hasBranch, f.branchObjects()) }},
		{Field: result.Field{Name: "alike", Title: "How alike branches are", Kind: result.Record, Extra: true, Rows: alikeRows(),
			Doc: "How alike the branches are, in level, spread and pass rate; only with --branch."},
			Of: func(f roundFigures) any { return metric.If(f.hasBranch, f.alike().object(f.confidence)) }},
	}
}

// feedback are the fields about the time from visits to their feedback.
func feedback() []metric.Figure[roundFigures] {
	has := func(f roundFigures) bool { return f.hasTold }
	quantile := func(p float64) func(roundFigures) any {
		return func(f roundFigures) any { return metric.If(has(f), metric.Optional(f.lagAt(p))) }
	}
	return append([]metric.Figure[roundFigures]{
		{Field: result.Field{Name: "feedback_n", Title: "with feedback", Kind: result.Count, Extra: true, Doc: "Number of visits with a time of visit and a later time of feedback; only with --feedback."},
			Of: func(f roundFigures) any { return metric.If(has(f), f.told) }},
		{Field: result.Field{Name: "feedback_median", Title: "median feedback", Kind: result.Duration, Only: "total", Extra: true, Doc: "Median time from visit to feedback, in seconds; only with --feedback."},
			Of: quantile(0.5)},
		{Field: result.Field{Name: "feedback_p90", Title: "p90 feedback", Kind: result.Duration, Extra: true, Doc: "Time within which 90 % of the visits had their feedback, in seconds; only with --feedback."},
			Of: quantile(0.9)},
		{Field: result.Field{Name: "feedback_within_pct", Title: "feedback in 24 h", Kind: result.Percent, Only: "total", Extra: true, Doc: "Share of the visits with feedback that had it within 24 hours, in percent; only with --feedback."},
			Of: func(f roundFigures) any { return metric.If(has(f), metric.Percent(float64(f.fresh), float64(f.told))) }},
	}, absentEnds("feedback_within", "feedback_within_pct", has, func(f roundFigures) metric.Bounds { return f.inTime })...)
}

func chapterRows() []result.Field {
	return []result.Field{
		{Name: "section", Title: "section", Kind: result.Text, Names: true, Doc: "Name of the section."},
		{Name: "n", Title: "visits", Kind: result.Count, Doc: "Number of visits in which something of it counts."},
		{Name: "score", Title: "score", Kind: result.Percent, Doc: "Mean score of the section over these visits, in percent."},
		{Name: "score_low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of score."},
		{Name: "score_high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of score."},
		{Name: "weight", Title: "weight", Kind: result.Number, Doc: "Weight of the section; null without weights, and where visits have several."},
		{Name: "points", Title: "scored", Kind: result.Number, Doc: "Points of all visits."},
		{Name: "max", Title: "of", Kind: result.Number, Doc: "Points that there were to get."},
		{Name: "na", Title: "not applicable", Kind: result.Count, Doc: "Number of items of visits that are not applicable."},
		{Name: "unanswered", Title: "blank", Kind: result.Count, Doc: "Number of items of visits that are blank."},
	}
}

func (f roundFigures) chapterObjects() []result.Object {
	out := []result.Object{}
	for _, c := range f.chapters() {
		s := sampleOf(c.visits)
		within, ok := limits(s, f.confidence)
		out = append(out, result.Object{
			{Key: "section", Value: f.sections.name(c.section)}, {Key: "n", Value: int64(s.N)},
			{Key: "score", Value: metric.Optional(s.Mean, s.N > 0)},
			{Key: "score_low", Value: metric.Optional(within.Low, ok)}, {Key: "score_high", Value: metric.Optional(within.High, ok)},
			{Key: "weight", Value: metric.Optional(c.weight, f.weighted && !c.manyWeight)},
			{Key: "points", Value: c.points}, {Key: "max", Value: c.most},
			{Key: "na", Value: c.na}, {Key: "unanswered", Value: c.unanswered},
		})
	}
	return out
}

func faultRows() []result.Field {
	return []result.Field{
		{Name: "item", Title: "item", Kind: result.Text, Names: true, Doc: "Name of the item."},
		{Name: "section", Title: "section", Kind: result.Text, Names: true, Doc: "Its section."},
		{Name: "n", Title: "visits", Kind: result.Count, Doc: "How often it counts."},
		{Name: "missed", Title: "missed", Kind: result.Count, Doc: "How often it got less than all points."},
		{Name: "lost_pct", Title: "points lost", Kind: result.Percent, Doc: "Share of its points that was lost, in percent."},
	}
}

func (f roundFigures) faultObjects() []result.Object {
	out := []result.Object{}
	for _, worst := range f.worst(mostWorst) {
		out = append(out, result.Object{
			{Key: "item", Value: f.items.name(worst.item)}, {Key: "section", Value: f.sections.name(worst.section)},
			{Key: "n", Value: worst.n}, {Key: "missed", Value: worst.missed}, {Key: "lost_pct", Value: 100 * worst.lost()},
		})
	}
	return out
}

func branchRows() []result.Field {
	return []result.Field{
		{Name: "branch", Title: "branch", Kind: result.Text, Names: true, Doc: "Name of the branch."},
		{Name: "n", Title: "visits", Kind: result.Count, Doc: "Number of its visits with a score."},
		{Name: "score", Title: "score", Kind: result.Percent, Doc: "Mean score of its visits, in percent."},
		{Name: "score_low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of score."},
		{Name: "score_high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of score."},
		{Name: "sd", Title: "spread", Kind: result.Number, Spare: 1, Doc: "Standard deviation of the scores of its visits."},
		{Name: "pass_pct", Title: "pass rate", Kind: result.Percent, Doc: "Share of its visits that pass, in percent."},
		{Name: "chance_low", Title: "by chance from", Kind: result.Percent, Spare: 2, Doc: "Lower limit of the pass rates that chance alone gives so many visits."},
		{Name: "chance_high", Title: "to", Kind: result.Percent, Spare: 2, Doc: "Upper limit of the same."},
		{Name: "outside", Title: "outside", Kind: result.Flag, Doc: "Whether the pass rate lies outside these limits."},
	}
}

func (f roundFigures) branchObjects() []result.Object {
	out := []result.Object{}
	for _, b := range f.alike().funnel(f.confidence) {
		out = append(out, b.object(f.confidence))
	}
	return out
}

func alikeRows() []result.Field {
	return []result.Field{
		{Name: "icc", Title: "ICC", Kind: result.Number, Doc: "How alike two visits of one branch are: 1 where all visits of a branch have one score, 0 where the branch says nothing."},
		{Name: "branches", Title: "branches", Kind: result.Count, Doc: "Number of branches."},
		{Name: "smallest_n", Title: "fewest visits", Kind: result.Count, Doc: "Number of visits of the branch with the fewest."},
		{Name: "n0", Title: "visits a branch", Kind: result.Number, Doc: "Size of a branch, corrected for unequal ones."},
		{Name: "welch_p", Title: "p of level", Kind: result.Probability, Doc: "p-value of Welch's test that all branches have the same mean score."},
		{Name: "brown_forsythe_p", Title: "p of spread", Kind: result.Probability, Doc: "p-value of the test of Brown and Forsythe that all branches have the same spread."},
		{Name: "pass_p", Title: "p of pass rate", Kind: result.Probability, Doc: "p-value of the chi-square test that all branches have the same pass rate."},
		{Name: "outside", Title: "Branches outside the limits", Kind: result.Listing, Rows: branchRows(), Doc: "The branches whose pass rate lies outside the limits that chance alone gives."},
	}
}

// stands is what a field stands on.
func stands(r *visitRound, field string) (metric.Evidence, bool) {
	share := func(k, n int64) (metric.Evidence, bool) {
		percent, _ := metric.Percent(float64(k), float64(n)).(float64)
		return metric.ShareEvidence(float64(n), percent, stats.Share{K: float64(k), N: float64(n)}), true
	}
	switch field {
	case "value":
		sample := r.scores
		return metric.Evidence{N: sample.N, Value: sample.Mean, Sample: &sample, Factor: 1, Form: result.Percent,
			Limits: func(confidence float64) (stats.Interval, bool) { return limits(sample, confidence) }}, true
	case "pass_pct":
		return share(r.passed, r.n())
	case "critical_pct":
		e, _ := share(r.missed, r.n())
		e.LowerIsBetter = true
		return e, r.hasCritical
	case "feedback_within_pct":
		e, ok := share(r.fresh, r.told)
		return e, ok && r.hasTold
	}
	return metric.Evidence{}, false
}
