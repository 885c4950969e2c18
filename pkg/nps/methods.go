package nps

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The names of the intervals.
const (
	score        = "score"
	adjustedWald = "adjusted-wald"
	profile      = "profile"
	bootstrap    = "bootstrap"
)

// methods are the ways to make the interval. Below the numbers of answers that they name, they hold the truth
// clearly less often than they say: of 95 % promoters, the bootstrap of 30 answers does 78 times in a hundred.
func methods() []metric.Method {
	return []metric.Method{
		{Name: score, Weights: true, Population: true, Doc: "the usual one: keeps its confidence with few answers and with nearly everybody a promoter"},
		{Name: adjustedWald, Weights: true, Changes: true, Few: 10, Jointly: score, Doc: "the score of the answers and three more, ± z standard errors: what MeasuringU and others print, to compare with them"},
		{Name: profile, Weights: true, Population: true, Few: 10, Jointly: score, Doc: "by the likelihood of the answers: what statistics programs give for a model of the three groups"},
		{Name: bootstrap, Seeded: true, Few: 100, Others: 10, Jointly: score, Doc: "from samples drawn from the answers: where a report or a reviewer asks for it; of many answers it says what score does"},
	}
}

// unsure says why the chosen interval claims too much for these answers; "" where it does not.
func unsure(a tally.Answers, q metric.Inquiry) string {
	if q.Method.Few == 0 {
		return ""
	}
	b, _ := Count(a, cut(q))
	return q.Method.Unsure(int64(b.N()), int64(b.N()-max(b.Promoters, b.Passives, b.Detractors)))
}

// interval returns the interval in points by the method that the question asks for, as Interval does.
func (b Buckets) interval(n, z float64, q metric.Inquiry) (limits stats.Interval, ok bool) {
	t := stats.Trinomial(b).Resize(n)
	switch method := q.Method.Name; {
	case b.N() <= 0 || n <= 0, q.Exact && q.Method.Jointly == score:
		return b.Interval(n, z)
	case method == adjustedWald:
		limits, ok = t.AdjustedWald(z)
	case method == profile:
		limits, ok = t.ProfileLikelihood(z)
	case method == bootstrap:
		limits, ok = t.Bootstrap(q.Confidence, q.Method.Seed)
	default:
		return b.Interval(n, z)
	}
	return limits.Clip(-1, 1).Times(100), ok
}
