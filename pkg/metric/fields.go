package metric

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Bounds are the ends of an interval, if there is one.
type Bounds struct {
	stats.Interval
	Known bool
}

// Bound makes bounds of what estimators return.
func Bound(limits stats.Interval, ok bool) Bounds { return Bounds{limits, ok} }

// Wilson are the limits of a share in percent.
func Wilson(s stats.Share, confidence float64) Bounds {
	limits, ok := stats.Wilson(s.K, s.N, stats.Z(confidence))
	return Bound(limits.Times(100), ok)
}

// If leaves out bounds where they may not be told.
func (b Bounds) If(told bool) Bounds {
	b.Known = b.Known && told
	return b
}

// LowerEnd is the value of a field, nil where there is no interval.
func (b Bounds) LowerEnd() any { return Optional(b.Low, b.Known) }

// UpperEnd is the value of a field, nil where there is no interval.
func (b Bounds) UpperEnd() any { return Optional(b.High, b.Known) }

// Ends returns the fields of the interval of a figure: of is its name, and the stem is what they begin with.
func Ends[F any](kind result.Form, stem, of string, bounds func(F) Bounds) []Figure[F] {
	return []Figure[F]{
		{result.Field{Name: stem + "_low", Title: "low", Kind: kind, Extra: true, Doc: "Lower end of the interval of " + of + "."},
			func(f F) any { return bounds(f).LowerEnd() }},
		{result.Field{Name: stem + "_high", Title: "high", Kind: kind, Extra: true, Doc: "Upper end of the interval of " + of + "."},
			func(f F) any { return bounds(f).UpperEnd() }},
	}
}

// An Estimate is the figure of a group.
type Estimate struct {
	// N is the number of answers or customers that it stands on.
	N int64
	// Value is the figure, nil where there is none.
	Value any
	Bounds
}

// Estimated is an estimate that has its interval only where it has a value.
func Estimated(n int64, value float64, ok bool, bounds Bounds) Estimate {
	return Estimate{n, Optional(value, ok), bounds.If(ok)}
}

// Whole is an estimate that has its value only where it has an interval.
func (e Estimate) Whole() Estimate {
	if !e.Known {
		e.Value = nil
	}
	return e
}

// Head returns the fields that every group begins with.
func Head(value result.Form, title, doc string) []Figure[Estimate] {
	return []Figure[Estimate]{
		{result.Field{Name: "n", Title: "answers", Kind: result.Count, Doc: "Number of answers that count."}, func(e Estimate) any { return e.N }},
		{result.Field{Name: "value", Title: title, Kind: value, Doc: doc}, func(e Estimate) any { return e.Value }},
		{result.Field{Name: "low", Title: "low", Kind: value, Doc: "Lower end of the confidence interval of value."}, func(e Estimate) any { return e.LowerEnd() }},
		{result.Field{Name: "high", Title: "high", Kind: value, Doc: "Upper end of the confidence interval of value."}, func(e Estimate) any { return e.UpperEnd() }},
	}
}

// LedgerHead returns the fields that every group of a ledger metric begins with.
func LedgerHead(value result.Form, title, doc string) []Figure[Estimate] {
	head := Head(value, title, doc)
	head[0].Title, head[0].Doc = "customers", "Number of customers that the value stands on; of several periods, of each of them, added."
	return head
}

// RateHead is LedgerHead for a rate of a period: of several periods it is their mean.
func RateHead(title, doc string) []Figure[Estimate] {
	head := LedgerHead(result.Percent, title, doc)
	head[1].Span = result.SpanMean
	return head
}

// Asked are the answers of a group, and how they are asked about.
type Asked struct {
	Answers tally.Answers
	Inquiry Inquiry
}

// Tail returns the fields that every metric of answers ends with.
func Tail() []Figure[Asked] {
	weighted := func(of func(all tally.Scored) float64) func(Asked) any {
		return func(x Asked) any {
			all := x.Answers.All()
			if !x.Answers.Weighted || all.W <= 0 {
				return Absent{}
			}
			return of(all)
		}
	}
	return []Figure[Asked]{
		{result.Field{Name: "mean", Title: "mean", Kind: result.Mean, Doc: "Mean score, weighted where weights are given."},
			func(x Asked) any { return Optional(x.Answers.Mean()) }},
		{result.Field{Name: "distribution", Title: "distribution", Kind: result.Distribution, Doc: "Number of answers for each score."},
			func(x Asked) any { return distribution(x.Answers, x.Inquiry) }},
		{result.Field{Name: "n_effective", Title: "effective n", Kind: result.Number, Extra: true,
			Doc: "Kish effective number of answers, (Σw)² / Σw²; only with weights."},
			weighted(func(all tally.Scored) float64 { return stats.Kish(all.W, all.W2) })},
		{result.Field{Name: "weight_sum", Title: "sum of weights", Kind: result.Number, Extra: true,
			Doc: "Sum of the weights of the answers; only with weights."},
			weighted(func(all tally.Scored) float64 { return all.W })},
	}
}

// Percent returns 100 · part / whole, or nil when there is no whole. The whole itself is 100, which rounding
// would miss by a hair for some sums of weights.
func Percent(part, whole float64) any {
	if whole == 0 {
		return nil
	}
	if part == whole {
		return 100.0
	}
	return 100 * part / whole
}

// Optional is a value, or nil where there is none.
func Optional(value float64, ok bool) any {
	if !ok {
		return nil
	}
	return value
}

// distribution counts every score of the scale, also those that nobody gave.
func distribution(a tally.Answers, q Inquiry) result.Object {
	o := make(result.Object, 0, q.Scale.Steps())
	scores := a.Scores
	for step := range q.Scale.Steps() {
		score := q.Scale.Min + float64(step)
		var n int64
		for len(scores) > 0 && scores[0].Score < score {
			scores = scores[1:]
		}
		if len(scores) > 0 && scores[0].Score == score {
			n, scores = scores[0].N, scores[1:]
		}
		o = append(o, result.Member{Key: label(score), Value: n})
		for len(scores) > 0 && scores[0].Score < score+1 {
			o = append(o, result.Member{Key: label(scores[0].Score), Value: scores[0].N})
			scores = scores[1:]
		}
	}
	return o
}

func label(score float64) string { return strconv.FormatFloat(score, 'f', -1, 64) }

// Effective returns the number that the intervals of weighted answers stand on: Kish's effective
// number of answers, which equals n without weights.
func Effective(a tally.Answers) float64 {
	all := a.All()
	if !a.Weighted {
		return float64(all.N)
	}
	if all.W2 == 0 {
		return 0
	}
	return stats.Kish(all.W, all.W2)
}
