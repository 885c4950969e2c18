package stats

import (
	"cmp"
	"iter"
	"math"
)

// SmallExpected reports whether the 2 × 2 table of two shares expects fewer than five answers in a
// cell, where [Fisher] is to be preferred to the tests that rest on the normal curve.
func SmallExpected(a, b Share) bool {
	hits := a.K + b.K
	misses := a.N + b.N - hits
	return !(min(a.N, b.N)*min(hits, misses)/(a.N+b.N) >= 5)
}

// Fisher returns the two-sided p-value of Fisher's exact test of two independent shares: the chance
// of all tables with the same sums that are not likelier than this one. Counts must be whole.
// Source: Fisher, Statistical Methods for Research Workers, 1934.
func Fisher(a, b Share) (p float64, err error) {
	if err := cmp.Or(a.err(), b.err()); err != nil {
		return 0, err
	}
	for _, x := range []float64{a.K, a.N, b.K, b.N} {
		if x != math.Trunc(x) || x > 1<<53 {
			return 0, impossible("%v is not a whole count", x)
		}
	}
	h := hypergeometric{a: a.N, b: b.N, hits: a.K + b.K}
	return h.notLikelierThan(a.K), nil
}

// A hypergeometric is the distribution of the hits that fall in the first of two samples, when the
// sizes of both and the sum of hits are given.
type hypergeometric struct{ a, b, hits float64 }

// step returns how much likelier x + 1 is than x.
func (h hypergeometric) step(x float64) float64 {
	return (h.a - x) / (x + 1) * (h.hits - x) / (h.b - h.hits + x + 1)
}

// notLikelierThan returns the chance of all outcomes whose chance is not above that of k.
func (h hypergeometric) notLikelierThan(k float64) float64 { return notLikelierThan(k, h.outcomes()) }

func notLikelierThan(k float64, outcomes iter.Seq2[float64, float64]) float64 {
	observed := 0.0
	for x, weight := range outcomes {
		if x == k {
			observed = weight
			break
		}
	}
	// R's fisher.test and binom.test leave the same room for rounding among outcomes that are equally likely.
	limit := observed * (1 + 1e-7)
	var tail, all float64
	for _, weight := range outcomes {
		all += weight
		if weight <= limit {
			tail += weight
		}
	}
	return min(tail/all, 1)
}

// outcomes yields every outcome with its weight, which is 1 for the likeliest.
func (h hypergeometric) outcomes() iter.Seq2[float64, float64] {
	low, high := max(0, h.hits-h.b), min(h.a, h.hits)
	mode := math.Floor((h.a + 1) * ((h.hits + 1) / (h.a + h.b + 2)))
	return outcomes(low, high, mode, h.step)
}

// outcomes yields whole numbers with their weights: from the likeliest, with 1, up, then down, each way until the weights
// vanish. step returns how much likelier x + 1 is than x.
func outcomes(low, high, mode float64, step func(x float64) float64) iter.Seq2[float64, float64] {
	mode = min(max(mode, low), high)
	const vanished = 1e-300
	return func(yield func(x, weight float64) bool) {
		for x, w := mode, 1.0; x <= high && w > vanished; x++ {
			if !yield(x, w) {
				return
			}
			w *= step(x)
		}
		for x, w := mode, 1.0; x > low; x-- {
			w /= step(x - 1)
			if w <= vanished || !yield(x-1, w) {
				return
			}
		}
	}
}
