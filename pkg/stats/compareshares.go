package stats

import (
	"fmt"
	"math"
)

// A Share is K hits out of N.
type Share struct{ K, N float64 }

// Value returns K/N. ok is false for N = 0, and when K and N are not counts with K ≤ N.
func (s Share) Value() (value float64, ok bool) {
	if !isShare(s.K, s.N) {
		return 0, false
	}
	return s.K / s.N, true
}

// bothShares returns an error unless both are shares.
func bothShares(a, b Share) error {
	for _, s := range []Share{a, b} {
		if s.N == 0 {
			return ErrNoData
		}
		if !isShare(s.K, s.N) {
			return impossible("%v of %v", s.K, s.N)
		}
	}
	return nil
}

// CompareShares compares two independent shares by Newcombe's method: the two Wilson intervals,
// squared and added. It works for any samples that are not empty, also when both shares are 0.
func CompareShares(a, b Share, confidence float64) (Comparison, error) {
	if err := bothShares(a, b); err != nil {
		return Comparison{}, err
	}
	z, err := level(confidence)
	if err != nil {
		return Comparison{}, err
	}
	intervals := func(z float64) (va, vb Interval) {
		va, _ = Wilson(a.K, a.N, z)
		vb, _ = Wilson(b.K, b.N, z)
		return va, vb
	}
	return squareAndAdd(a.K/a.N, b.K/b.N, intervals, z), nil
}

// CompareSharesWald compares two independent shares by their difference and its unpooled standard
// error. It is refused when both shares are 0 or 1.
func CompareSharesWald(a, b Share, confidence float64) (Comparison, error) {
	if err := bothShares(a, b); err != nil {
		return Comparison{}, err
	}
	z, err := level(confidence)
	if err != nil {
		return Comparison{}, err
	}
	pa, pb := a.K/a.N, b.K/b.N
	se := math.Sqrt(pa*(1-pa)/a.N + pb*(1-pb)/b.N)
	if se == 0 {
		return Comparison{}, fmt.Errorf("%w: each share is 0 or 1", ErrNoSpread)
	}
	return normalComparison(pb-pa, pb-pa, se, z), nil
}

// PooledZ tests whether two independent shares are equal, with the pooled standard error; z² is
// Pearson's chi-square of the 2 × 2 table. It is refused when both shares are 0, or both 1.
func PooledZ(a, b Share) (Test, error) {
	difference, se, err := pooled(a, b)
	if err != nil {
		return Test{}, err
	}
	return normalTest(difference / se), nil
}

// NMinusOne is PooledZ with (N − 1) / N on the chi-square, which is better for small samples.
// Source: Campbell, Statistics in Medicine 26, 2007.
func NMinusOne(a, b Share) (Test, error) {
	difference, se, err := pooled(a, b)
	if err != nil {
		return Test{}, err
	}
	n := a.N + b.N
	return normalTest(difference / se * math.Sqrt((n-1)/n)), nil
}

// Yates is PooledZ with the correction for continuity. Source: Yates, JRSS Supplement 1, 1934.
func Yates(a, b Share) (Test, error) {
	difference, se, err := pooled(a, b)
	if err != nil {
		return Test{}, err
	}
	correction := (1/a.N + 1/b.N) / 2
	distance := max(math.Abs(difference)-correction, 0)
	return normalTest(math.Copysign(distance/se, difference)), nil
}

// pooled returns the difference B − A and its standard error when the shares are equal.
func pooled(a, b Share) (difference, se float64, err error) {
	if err := bothShares(a, b); err != nil {
		return 0, 0, err
	}
	p := (a.K + b.K) / (a.N + b.N)
	se = math.Sqrt(p * (1 - p) * (1/a.N + 1/b.N))
	if se == 0 {
		return 0, 0, fmt.Errorf("%w: both shares are %v", ErrNoSpread, p)
	}
	return b.K/b.N - a.K/a.N, se, nil
}

func normalTest(z float64) Test { return Test{Statistic: z, P: normalP(z)} }

// CohenH returns the effect size of the difference B − A, from -π to π; 0.2 is called small, 0.5
// medium, 0.8 large. ok is false when one of them is not a share.
// Source: Cohen, Statistical Power Analysis, 1988, §6.2.
func CohenH(a, b Share) (h float64, ok bool) {
	if bothShares(a, b) != nil {
		return 0, false
	}
	return 2*math.Asin(math.Sqrt(b.K/b.N)) - 2*math.Asin(math.Sqrt(a.K/a.N)), true
}

// SmallExpected reports whether the 2 × 2 table of the two shares expects fewer than five answers in a
// cell, where [Fisher] is to be preferred to the tests that rest on the normal curve.
func SmallExpected(a, b Share) bool {
	if bothShares(a, b) != nil {
		return true
	}
	hits := a.K + b.K
	misses := a.N + b.N - hits
	return min(a.N, b.N)*min(hits, misses)/(a.N+b.N) < 5
}
