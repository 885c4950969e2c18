package stats

import "testing"

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
