package stats

import (
	"math"
	"testing"
)

// The exact fractions are sums of binomials and beta functions of whole numbers, by Python's fractions.
func TestBetaBinomialAtMost(t *testing.T) {
	check := func(k, n, a, b, want float64) {
		t.Helper()
		got, ok := BetaBinomialAtMost(k, n, a, b)
		if !ok {
			t.Errorf("%v of %v: no chance", k, n)
		}
		within(t, "chance", got, want, 1e-10)
	}
	check(3, 10, 2, 3, 5.0/11)
	check(0, 20, 4, 2, 1.0/2530)
	check(2, 12, 4, 2, 171.0/6188)
	check(4, 7, 1, 1, 5.0/8) // every number of hits alike
	check(30, 200, 4, 2, 0.0028577241601959714)
	check(7, 7, 3, 1.2, 1)
	few, _ := BetaBinomialAtMost(9_000, manyTrials, 4, 2)
	many, _ := BetaBinomialAtMost(9_001, manyTrials+1, 4, 2)
	within(t, "beyond the bound", many, few, 1e-3)
	for _, bad := range [][4]float64{{-1, 5, 1, 1}, {6, 5, 1, 1}, {1, 5, 0, 1}, {1, 5, 1, -1}} {
		if p, ok := BetaBinomialAtMost(bad[0], bad[1], bad[2], bad[3]); ok {
			t.Errorf("%v: %v", bad, p)
		}
	}
}

func TestPoisson(t *testing.T) {
	for _, k := range []float64{0, 1, 2, 10, 100, 3000} {
		v, ok := Poisson(k, 0.95)
		if !ok {
			t.Errorf("%v: no interval", k)
		}
		below := func(mean float64, upTo float64) (p float64) { // by the definition
			for i := 0.0; i <= upTo; i++ {
				factorial, _ := math.Lgamma(i + 1)
				p += math.Exp(i*math.Log(mean) - mean - factorial)
			}
			return p
		}
		within(t, "high", below(v.High, k), 0.025, 1e-8)
		if k > 0 {
			within(t, "low", 1-below(v.Low, k-1), 0.025, 1e-8)
		}
	}
	v, _ := Poisson(10, 0.95)
	withinInterval(t, "ten", v, 4.795, 18.39, 1e-3) // Garwood's table
	if _, ok := Poisson(-1, 0.95); ok {
		t.Error("an interval of a count below 0")
	}
}

// Sums of the terms below k, by Python's decimal with 50 digits.
func TestPoissonAtLeast(t *testing.T) {
	check := func(k, expected, want float64) {
		t.Helper()
		if got := PoissonAtLeast(k, expected); math.Abs(got-want) > 1e-12*want {
			t.Errorf("%v of %v: %v, want %v", k, expected, got, want)
		}
	}
	check(0, 3, 1)
	check(1, 3, 0.950212931632136)
	check(10, 3, 0.0011024881301154798)
	check(11, 3, 0.00029233695064733654)
	check(120, 100, 0.028230393964865694)
}
