package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestBootstrap(t *testing.T) {
	seed := Trinomial{Promoters: 90, Passives: 80, Detractors: 30}
	v, ok := seed.Bootstrap(0.95, 1)
	// The exact distribution of the bootstrap has the percentiles 20 and 40: the reference paper on statistics, by convolution.
	if !ok || math.Abs(v.Low-0.20) > 0.0051 || math.Abs(v.High-0.40) > 0.0051 {
		t.Errorf("got %v, %v, want 0.20 to 0.40", v, ok)
	}
	if again, _ := seed.Bootstrap(0.95, 1); again != v {
		t.Errorf("%v and %v from the same seed", v, again)
	}
	large := Trinomial{Promoters: 900_000, Passives: 800_000, Detractors: 300_000}
	// of so many answers all intervals agree: Wald's is 29.9010 to 30.0990 (R 4.2.2)
	if v, _ := large.Bootstrap(0.95, 7); math.Abs(v.Low-0.2990103) > 5e-5 || math.Abs(v.High-0.3009897) > 5e-5 {
		t.Errorf("of two million: %v", v)
	}
	for _, none := range []Trinomial{{}, {1.5, 1, 1}} {
		if v, ok := none.Bootstrap(0.95, 1); ok {
			t.Errorf("%v has the interval %v", none, v)
		}
	}
}

func TestBinomialIsDrawnByItsChances(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct{ n, p float64 }{{10, 0.3}, {400, 0.5}, {400, 0.995}, {1e6, 1e-5}} {
		const draws = 20_000
		var sum, squares float64
		for range draws {
			k := binomial(r, c.n, c.p)
			sum, squares = sum+k, squares+k*k
		}
		mean, variance := sum/draws, squares/draws-sum/draws*sum/draws
		want := c.n * c.p * (1 - c.p)
		if math.Abs(mean-c.n*c.p) > 4*math.Sqrt(want/draws) || math.Abs(variance/want-1) > 0.06 {
			t.Errorf("n = %v, p = %v: mean %v, variance %v, want %v and %v", c.n, c.p, mean, variance, c.n*c.p, want)
		}
	}
}

// How often the second intervals of a net share hold the truth, from the number of answers on from which they
// may be used; enumerated in full.
func TestCoverageOfSecondIntervals(t *testing.T) {
	for _, c := range []struct{ r, p, d, n, adjusted, profile float64 }{
		{.45, .40, .15, 10, .963, .926}, // adjusted: the paper on statistics
		{.95, .04, .01, 10, .914, .986},
		{.50, .00, .50, 10, .891, .891},
		{.70, .25, .05, 30, .953, .939},
		{.20, .50, .30, 100, .950, .948},
	} {
		truth := Trinomial{c.r, c.p, c.d}
		within(t, "adjusted", coverage(truth, c.n, Trinomial.AdjustedWald), c.adjusted, 6e-4)
		within(t, "profile", coverage(truth, c.n, Trinomial.ProfileLikelihood), c.profile, 6e-4)
	}
}
