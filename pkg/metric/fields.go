package metric

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Head returns the fields that every group begins with.
func Head(value result.Kind, title, doc string) []result.Field {
	return []result.Field{
		{Name: "n", Title: "answers", Kind: result.Count, Doc: "Number of answers that count."},
		{Name: "value", Title: title, Kind: value, Doc: doc},
		{Name: "low", Title: "low", Kind: value, Doc: "Lower end of the confidence interval of value."},
		{Name: "high", Title: "high", Kind: value, Doc: "Upper end of the confidence interval of value."},
	}
}

// LedgerHead returns the fields that every group of a ledger metric begins with.
func LedgerHead(value result.Kind, title, doc string) []result.Field {
	head := Head(value, title, doc)
	head[0].Title, head[0].Doc = "customers", "Number of customers that the value stands on; of several periods, of each of them, added."
	return head
}

// RateHead is LedgerHead for a rate of a period: of several periods it is their mean.
func RateHead(title, doc string) []result.Field {
	head := LedgerHead(result.Percent, title, doc)
	head[1].Span = result.SpanMean
	return head
}

// Tail returns the fields that every metric of answers ends with.
func Tail() []result.Field {
	return []result.Field{
		{Name: "mean", Title: "mean", Kind: result.Mean, Doc: "Mean score, weighted where weights are given."},
		{Name: "distribution", Title: "distribution", Kind: result.Distribution, Doc: "Number of answers for each score."},
		{Name: "n_effective", Title: "effective n", Kind: result.Number, Extra: true,
			Doc: "Kish effective number of answers, (Σw)² / Σw²; only with weights."},
		{Name: "weight_sum", Title: "sum of weights", Kind: result.Number, Extra: true,
			Doc: "Sum of the weights of the answers; only with weights."},
	}
}

// ProportionFields returns the fields of a metric that is a share of the answers; part is the
// field that counts them.
func ProportionFields(title, doc string, part result.Field) []result.Field {
	head := Head(result.Percent, title, doc)
	head[1].Share = "good"
	return append(append(head, part), Tail()...)
}

// Figures returns n, value, low and high. Without a value the three are nil.
func Figures(n int64, value float64, limits stats.Interval, ok bool) result.Object {
	o := result.Object{{Key: "n", Value: n}, {Key: "value"}, {Key: "low"}, {Key: "high"}}
	if ok {
		o[1].Value, o[2].Value, o[3].Value = value, limits.Low, limits.High
	}
	return o
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

// Spread returns mean, distribution and, with weights, the fields about them.
func Spread(a tally.Answers, q Question) result.Object {
	o := result.Object{{Key: "mean"}, {Key: "distribution", Value: distribution(a, q)}}
	if mean, ok := a.Mean(); ok {
		o[0].Value = mean
	}
	if all := a.All(); a.Weighted && all.W > 0 {
		o = append(o,
			result.Member{Key: "n_effective", Value: stats.Kish(all.W, all.W2)},
			result.Member{Key: "weight_sum", Value: all.W})
	}
	return o
}

// distribution counts every score of the scale, also those that nobody gave.
func distribution(a tally.Answers, q Question) result.Object {
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

func label(score float64) string {
	if whole := int(score); float64(whole) == score {
		return strconv.Itoa(whole)
	}
	return strconv.FormatFloat(score, 'f', -1, 64)
}

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
