package metric

import (
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Proportion is the part of all answers that has a quality: satisfied, easy.
type Proportion struct {
	Part, All tally.Scored
	// N is the number of answers that an interval stands on: all of them, or Kish's effective
	// number for weighted answers.
	N float64
}

// ProportionOf counts the answers that have the quality.
func ProportionOf(a tally.Answers, has func(score float64) bool) Proportion {
	return Proportion{Part: a.Share(has), All: a.All(), N: Effective(a)}
}

// Percent returns the share, weighted where the answers are, from 0 to 100:
//
//	100 · part / all
//
// ok is false when there are no answers.
func (p Proportion) Percent() (percent float64, ok bool) {
	if p.All.W <= 0 {
		return 0, false
	}
	return min(100*p.Part.W/p.All.W, 100), true // all of some sums of weights would be a hair more
}

// Interval returns the Wilson interval of the share in percent; z is the normal quantile, 1.96
// for 95 %.
// Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927.
func (p Proportion) Interval(z float64) (limits stats.Interval, ok bool) {
	return p.limits(stats.Wilson, z)
}

// exact returns the interval of Clopper and Pearson in percent. Populations are those of totals, and do not
// narrow it.
func (p Proportion) exact(confidence float64) (limits stats.Interval, ok bool) {
	return p.limits(stats.ClopperPearson, confidence)
}

func (p Proportion) limits(method func(k, n, sureness float64) (stats.Interval, bool), sureness float64) (limits stats.Interval, ok bool) {
	if p.All.W > 0 && p.N > 0 {
		limits, ok = method(p.Part.W/p.All.W*p.N, p.N, sureness)
	}
	return limits.Times(100), ok
}

func (p Proportion) estimate(q Inquiry) Estimate {
	percent, ok := p.Percent()
	method := p.Interval
	if q.Exact {
		method = func(float64) (stats.Interval, bool) { return p.exact(q.Confidence) }
	}
	return Estimated(p.All.N, percent, ok, Bound(q.Limits(p.All.N, percent, method))).Whole()
}

// ProportionStands tells what the value of a metric stands on that is a share of the answers.
func ProportionStands(of func(tally.Answers, Inquiry) Proportion) func(tally.Answers, Inquiry, string) (Evidence, bool) {
	return func(a tally.Answers, q Inquiry, field string) (Evidence, bool) {
		return of(a, q).Evidence(), field == "value"
	}
}

// shareFigures are what a metric that is a share of the answers works out of a group.
type shareFigures struct {
	Asked
	Estimate
	part int64
}

// ProportionFields returns the fields of a metric that is a share of the answers; part is the field that counts
// them, and of finds them.
func ProportionFields(title, doc string, part result.Field, of func(tally.Answers, Inquiry) Proportion) ([]result.Field, Compute[tally.Answers, Inquiry]) {
	head := Head(result.Percent, title, doc)
	head[1].Share = "good"
	figures := func(a tally.Answers, q Inquiry) shareFigures {
		p := of(a, q)
		return shareFigures{Asked{a, q}, p.estimate(q), p.Part.N}
	}
	return Fields(figures,
		From(func(s shareFigures) Estimate { return s.Estimate }, head...),
		[]Figure[shareFigures]{{part, func(s shareFigures) any { return s.part }}},
		From(func(s shareFigures) Asked { return s.Asked }, Tail()...))
}
