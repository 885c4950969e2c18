package stats

import (
	"fmt"
	"math"
	"slices"
)

// A RankTest is the outcome of the Mann-Whitney test.
type RankTest struct {
	Test
	U     float64 // U counts the pairs in which B is above A; a tie is half a pair.
	Delta float64 // Delta is Cliff's delta, from -1 to 1: how much oftener B is above A than below it.
}

// MannWhitney tests whether the values of B tend to lie above or below those of A, by the normal
// approximation with corrections for ties and for continuity, as R's
// wilcox.test(exact = FALSE, correct = TRUE). It is refused when all values are the same.
// Source: Mann & Whitney, Annals of Mathematical Statistics 18, 1947; Cliff, Psychological Bulletin
// 114, 1993.
func MannWhitney(a, b []float64) (RankTest, error) {
	countA, countB, err := sideBySide(a, b)
	if err != nil {
		return RankTest{}, err
	}
	return MannWhitneyCounts(countA, countB)
}

// MannWhitneyCounts is MannWhitney for counted answers: a[i] and b[i] of them have the i-th smallest
// value.
func MannWhitneyCounts(a, b []float64) (RankTest, error) {
	nA, nB, err := matched(a, b)
	if err != nil {
		return RankTest{}, err
	}
	n := nA + nB
	if n <= 1 {
		return RankTest{}, ErrTooFew
	}
	var u, below, ties float64
	for i := range a {
		u += b[i] * (below + a[i]/2)
		below += a[i]
		t := (a[i] + b[i]) / n
		ties += t * t * t
	}
	// The textbook's n + 1 − Σ (t³ − t) / (n (n − 1)), with the ties in shares of n, so that large
	// counts do not overflow.
	spread := n + 1 - (ties-1/(n*n))*n*n/(n-1)
	if !(spread > (n+1)*ulp) {
		return RankTest{}, fmt.Errorf("%w: all answers are the same", ErrNoSpread)
	}
	distance := u - nA*nB/2
	if distance != 0 {
		distance -= math.Copysign(0.5, distance)
	}
	return RankTest{
		Test:  normalTest(distance / math.Sqrt(nA*(nB/12)*spread)),
		U:     u,
		Delta: 2*u/(nA*nB) - 1,
	}, nil
}

// sideBySide counts the values of two samples over their common values in ascending order.
func sideBySide(a, b []float64) (countA, countB []float64, err error) {
	values := slices.Concat(a, b)
	for _, x := range values {
		if math.IsNaN(x) {
			return nil, nil, impossible("a value that is not a number")
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	return counted(a, values), counted(b, values), nil
}

// counted returns how often each of the sorted values is among xs.
func counted(xs, values []float64) []float64 {
	counts := make([]float64, len(values))
	for _, x := range xs {
		i, _ := slices.BinarySearch(values, x)
		counts[i]++
	}
	return counts
}
