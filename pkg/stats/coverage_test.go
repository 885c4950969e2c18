package stats

import (
	"math"
	"testing"
)

// Exact coverage: over all samples of n answers, how likely the 95 % interval holds the truth. The
// wanted figures are those of the reference paper on statistics, which were also enumerated in full.
func TestCoverage(t *testing.T) {
	for _, c := range []struct{ r, p, d, n, score float64 }{
		{.45, .40, .15, 5, .978},
		{.45, .40, .15, 10, .955},
		{.45, .40, .15, 30, .953},
		{.70, .25, .05, 10, .961},
		{.70, .25, .05, 30, .951},
		{.95, .04, .01, 10, .962},
		{.95, .04, .01, 30, .957},
		{.50, .00, .50, 10, .979},
		{.20, .50, .30, 10, .959},
		{.20, .50, .30, 100, .950},
	} {
		within(t, "score", coverage(Trinomial{c.r, c.p, c.d}, c.n, Trinomial.Score), c.score, 6e-4)
	}
}

func coverage(truth Trinomial, n float64, method func(Trinomial, float64) (Interval, bool)) (covered float64) {
	net := truth.Promoters - truth.Detractors
	for r := 0.0; r <= n; r++ {
		for d := 0.0; r+d <= n; d++ {
			sample := Trinomial{r, n - r - d, d}
			if v, ok := method(sample, z95); ok && v.Low <= net+1e-12 && net-1e-12 <= v.High {
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
