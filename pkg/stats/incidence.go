package stats

import (
	"cmp"
	"iter"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// An Incidence is K events among an exposure: customers, days, orders.
type Incidence struct{ K, Exposure float64 }

// err says why it is no rate; nil when it is one.
func (r Incidence) err() error {
	switch {
	case !(r.Exposure > 0):
		return ErrNoData
	case !isCount(r.K) || r.K != math.Trunc(r.K) || math.IsInf(r.Exposure, 0):
		return impossible("%v of %v", r.K, r.Exposure)
	}
	return nil
}

// Limits returns the interval of the rate: see [Poisson].
func (r Incidence) Limits(confidence float64) (v Interval, ok bool) {
	if r.err() != nil {
		return v, false
	}
	v, ok = Poisson(r.K, confidence)
	return v.Times(1 / r.Exposure), ok
}

func (r Incidence) term(confidence float64) (Term, bool) {
	limits, ok := r.Limits(confidence)
	return Term{r.K / r.Exposure, limits}, ok
}

// CompareRates compares two independent rates. P is that of the exact test: if both are the same, each of all events
// falls to B by B's part of both exposures, and outcomes count that are not likelier than this one. The interval of the
// difference is made of both exact ones (MOVER, Zou & Donner 2008), drawn so that it ends at 0 where the level is P.
// Source: Przyborowski & Wilenski, Biometrika 31, 1940; poisson.test of R gives the same P.
func CompareRates(a, b Incidence, confidence float64) (Comparison, error) {
	if err := cmp.Or(a.err(), b.err(), level(confidence)); err != nil {
		return Comparison{}, err
	}
	plain, err := CompareTerms(a.term, b.term, 0, confidence)
	if err != nil {
		return plain, err
	}
	plain.P = notLikelierThan(b.K, binomialOutcomes(a.K+b.K, b.Exposure/(a.Exposure+b.Exposure)))
	exact := -mathext.NormalQuantile(plain.P / 2)
	if !(exact > 0) || math.IsInf(exact, 0) || plain.Statistic == 0 {
		return plain, nil
	}
	z := Z(confidence) * math.Abs(plain.Statistic) / exact
	before, ok := a.term(math.Erf(z / math.Sqrt2))
	after, okAfter := b.term(math.Erf(z / math.Sqrt2))
	if ok && okAfter {
		plain.Interval = after.Minus(before, 0)
	}
	plain.Statistic = math.Copysign(exact, plain.Difference)
	return plain, nil
}

// RateRatio is the rate of B by that of A, with the exact interval: B's part of all events, by Clopper & Pearson, is the
// ratio of both rates weighed with their exposures. ok is false where A has no events.
// Source: Przyborowski & Wilenski, Biometrika 31, 1940; poisson.test of R gives the same.
func RateRatio(a, b Incidence, confidence float64) (ratio float64, limits Interval, ok bool) {
	if a.err() != nil || b.err() != nil || a.K == 0 {
		return 0, limits, false
	}
	part, ok := ClopperPearson(b.K, a.K+b.K, confidence)
	weigh := func(p float64) float64 { return p / (1 - p) * a.Exposure / b.Exposure }
	return b.K / b.Exposure / (a.K / a.Exposure), Interval{Low: weigh(part.Low), High: weigh(part.High)}, ok
}

// binomialOutcomes yields how many of n may be hits at a chance, with weights.
func binomialOutcomes(n, chance float64) iter.Seq2[float64, float64] {
	odds := chance / (1 - chance)
	return outcomes(0, n, math.Floor((n+1)*chance), func(x float64) float64 { return (n - x) / (x + 1) * odds })
}
