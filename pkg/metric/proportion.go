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

// Interval returns the interval of the share in percent, by the method that the question asks for; z is the
// normal quantile, 1.96 for 95 %.
func (p Proportion) Interval(z float64, q Inquiry) (limits stats.Interval, ok bool) {
	if p.All.W > 0 && p.N > 0 {
		limits, ok = q.Method.Share(p.Part.W/p.All.W*p.N, p.N, Sureness{Confidence: q.Confidence, Z: z, Exact: q.Exact})
	}
	return limits.Times(100), ok
}

func (p Proportion) estimate(q Inquiry) Estimate {
	percent, ok := p.Percent()
	limits := Bound(q.Limits(p.All.N, percent, func(z float64) (stats.Interval, bool) { return p.Interval(z, q) }))
	return Estimated(p.All.N, percent, ok, limits).Whole()
}

// silent returns the shares in percent that are possible when so many were asked and the rest kept silent.
func (p Proportion) silent(invited float64) (limits stats.Interval, ok bool) {
	percent, ok := p.Percent()
	n := float64(p.All.N)
	return stats.Interval{Low: percent * n / invited, High: (percent*n + 100*(invited-n)) / invited}, ok
}

// ProportionStands tells what the value of a metric stands on that is a share of the answers.
func ProportionStands(of func(tally.Answers, Inquiry) Proportion) func(tally.Answers, Inquiry, string) (Evidence, bool) {
	return func(a tally.Answers, q Inquiry, field string) (Evidence, bool) {
		p := of(a, q)
		e := p.Evidence()
		if q.Method.Joins() && e.N > 0 {
			e.Asked = func(confidence float64) (stats.Interval, bool) {
				q.Confidence = confidence
				return p.Interval(stats.Z(confidence), q)
			}
		}
		return e, field == "value"
	}
}

// shareFigures are what a metric that is a share of the answers works out of a group.
type shareFigures struct {
	Asked
	Estimate
	Invitation
	part int64
}

// ProportionFields returns the fields of a metric that is a share of the answers; part is the field that counts
// them, and of finds them.
func ProportionFields(title, doc string, part result.Field, of func(tally.Answers, Inquiry) Proportion) ([]result.Field, Compute[tally.Answers, Inquiry]) {
	head := Head(result.Percent, title, doc)
	head[1].Share = "good"
	figures := func(a tally.Answers, q Inquiry) shareFigures {
		p := of(a, q)
		return shareFigures{Asked{a, q}, p.estimate(q), q.Response(p.All.N, p.silent), p.Part.N}
	}
	return Fields(figures,
		From(func(s shareFigures) Estimate { return s.Estimate }, head...),
		[]Figure[shareFigures]{{part, func(s shareFigures) any { return s.part }}},
		From(func(s shareFigures) Asked { return s.Asked }, Tail()...),
		From(func(s shareFigures) Invitation { return s.Invitation }, InvitationFields(result.Percent)...))
}
