package stats

import (
	"math"
	"testing"
)

// Exact coverage: over all samples of n answers, how likely the 95 % interval holds the truth. The
// wanted figures are those of the reference paper on statistics, which were also enumerated in full; an
// interval that is refused holds nothing.
func TestCoverage(t *testing.T) {
	type row struct {
		r, p, d, n                     float64
		wald, student, adjusted, score float64
	}
	for _, c := range []row{
		{.45, .40, .15, 5, .848, .950, .947, .978},
		{.45, .40, .15, 10, .911, .940, .963, .955},
		{.45, .40, .15, 30, .938, .952, .949, .953},
		{.70, .25, .05, 10, .858, .864, .949, .961},
		{.70, .25, .05, 30, .914, .945, .953, .951},
		{.95, .04, .01, 10, .400, .401, .914, .962},
		{.95, .04, .01, 30, .784, .785, .976, .957},
		{.50, .00, .50, 10, .891, .979, .891, .979},
		{.20, .50, .30, 10, .903, .947, .959, .959},
		{.20, .50, .30, 100, .945, .950, .950, .950},
	} {
		truth := Trinomial{c.r, c.p, c.d}
		within(t, "Wald", coverage(truth, c.n, func(t Trinomial) (Interval, bool) {
			v, err := t.Wald(z95)
			return v, err == nil
		}), c.wald, 6e-4)
		within(t, "t", coverage(truth, c.n, func(t Trinomial) (Interval, bool) {
			v, err := t.Student(0.95, 1)
			return v, err == nil
		}), c.student, 6e-4)
		within(t, "adjusted Wald", coverage(truth, c.n, func(t Trinomial) (Interval, bool) {
			return t.AdjustedWald(z95)
		}), c.adjusted, 6e-4)
		within(t, "score", coverage(truth, c.n, func(t Trinomial) (Interval, bool) {
			return t.Score(z95)
		}), c.score, 6e-4)
	}
}

func coverage(truth Trinomial, n float64, method func(Trinomial) (Interval, bool)) (covered float64) {
	net := truth.Promoters - truth.Detractors
	for r := 0.0; r <= n; r++ {
		for d := 0.0; r+d <= n; d++ {
			sample := Trinomial{r, n - r - d, d}
			if v, ok := method(sample); ok && v.Low <= net+1e-12 && net-1e-12 <= v.High {
				covered += chance(sample, truth)
			}
		}
	}
	return covered
}

// chance returns the multinomial probability of a sample.
func chance(sample, truth Trinomial) float64 {
	term := func(k, p float64) float64 {
		if k == 0 {
			return 0
		}
		factorial, _ := math.Lgamma(k + 1)
		return k*math.Log(p) - factorial
	}
	all, _ := math.Lgamma(sample.N() + 1)
	return math.Exp(all + term(sample.Promoters, truth.Promoters) +
		term(sample.Passives, truth.Passives) + term(sample.Detractors, truth.Detractors))
}
