package stats

import (
	"fmt"
	"math"
)

// Fisher returns the two-sided p-value of Fisher's exact test of two independent shares: the chance
// of all tables with the same sums that are not likelier than this one. Counts must be whole.
// Source: Fisher, Statistical Methods for Research Workers, 1934.
func Fisher(a, b Share) (p float64, err error) {
	if err := check(a, b); err != nil {
		return 0, err
	}
	for _, x := range []float64{a.K, a.N, b.K, b.N} {
		if x != math.Trunc(x) || x > 1<<53 {
			return 0, fmt.Errorf("%w: %v is not a whole count", ErrArgument, x)
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

// notLikelierThan returns the chance of all outcomes whose chance is not above that of k. It walks
// from the likeliest outcome, whose weight it takes for 1, down both sides until nothing is left.
func (h hypergeometric) notLikelierThan(k float64) float64 {
	low, high := max(0, h.hits-h.b), min(h.a, h.hits)
	mode := math.Floor((h.a + 1) * ((h.hits + 1) / (h.a + h.b + 2)))
	mode = min(max(mode, low), high)

	up := walk(mode, high, h.step)
	down := walk(mode, low, func(x float64) float64 { return 1 / h.step(x-1) })
	weights, place := up, k-mode
	if k < mode {
		weights, place = down, mode-k
	}
	if place >= float64(len(weights)) {
		return 0
	}
	// R's fisher.test has the same room for rounding among equal tables.
	limit := weights[int(place)] * (1 + 1e-7)
	var tail, all float64
	for _, w := range append(up, down[1:]...) {
		all += w
		if w <= limit {
			tail += w
		}
	}
	return min(tail/all, 1)
}

// walk returns the weights from one outcome to another, the first being 1, and ends early where they
// vanish.
func walk(from, to float64, ratio func(x float64) float64) []float64 {
	direction := math.Copysign(1, to-from)
	weights := []float64{1}
	for x, w := from, 1.0; x != to; x += direction {
		w *= ratio(x)
		if w < 1e-300 {
			break
		}
		weights = append(weights, w)
	}
	return weights
}
