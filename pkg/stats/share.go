package stats

import "math"

// A Share is K hits out of N.
type Share struct{ K, N float64 }

// err says why it is no share; nil when it is one.
func (s Share) err() error {
	switch {
	case s.N == 0:
		return ErrNoData
	case !isShare(s.K, s.N):
		return impossible("%v of %v", s.K, s.N)
	}
	return nil
}

// term returns the share with its Wilson interval.
func (s Share) term(z float64) Term {
	limits, _ := Wilson(s.K, s.N, z)
	return Term{s.K / s.N, limits}
}

// Wilson returns the score interval of the share k/n. It never leaves [0, 1], and it starts at
// exactly 0 when k = 0 and ends at exactly 1 when k = n.
//
// z is Z(confidence), times FPC for a finite population. ok is false for n = 0, and when k and n are
// not counts with k ≤ n. Source: Wilson, JASA 22, 1927.
func Wilson(k, n, z float64) (v Interval, ok bool) {
	if !isShare(k, n) || !isCount(z) {
		return Interval{}, false
	}
	p, zz := k/n, z*z/n
	centre := (p + zz/2) / (1 + zz)
	half := z / (1 + zz) * math.Sqrt(p*(1-p)/n+zz/(4*n))
	return exactEnds(around(centre, half), k, n), true
}

// ClopperPearson returns the exact interval of the share k/n, which holds the truth at least as
// often as it says. ok is false for n = 0, and when k and n are not counts with k ≤ n.
// Source: Clopper & Pearson, Biometrika 26, 1934.
func ClopperPearson(k, n, confidence float64) (v Interval, ok bool) {
	if !isShare(k, n) || !isLevel(confidence) {
		return Interval{}, false
	}
	v = Interval{0, 1}
	tail := (1 - confidence) / 2
	// With less than a thousandth of a hit the limit is below the smallest number, and the library's
	// search for it is lost.
	const some = 1e-3
	if k >= some {
		v.Low = betaQuantile(k, n-k+1, tail)
	}
	if n-k >= some {
		v.High = betaQuantile(k+1, n-k, 1-tail)
	}
	return v, true
}

// Jeffreys returns the equal-tailed interval of the share k/n after the prior Beta(1/2, 1/2), with the
// low limit at 0 when k = 0 and the high limit at 1 when k = n. ok is false for n = 0, and when k and
// n are not counts with k ≤ n. Source: Brown, Cai & DasGupta, Statistical Science 16, 2001.
func Jeffreys(k, n, confidence float64) (v Interval, ok bool) {
	if !isShare(k, n) || !isLevel(confidence) {
		return Interval{}, false
	}
	tail := (1 - confidence) / 2
	return exactEnds(Interval{betaQuantile(k+0.5, n-k+0.5, tail), betaQuantile(k+0.5, n-k+0.5, 1-tail)}, k, n), true
}

// isShare reports whether k of n is a share: two counts, k ≤ n, and n not 0.
func isShare(k, n float64) bool { return isCount(k) && isCount(n) && n > 0 && k <= n }

// exactEnds sets the limit that lies on the end of the range to that end; rounding puts it a little
// beside.
func exactEnds(v Interval, k, n float64) Interval {
	v = v.Clip(0, 1)
	if k == 0 {
		v.Low = 0
	}
	if k == n {
		v.High = 1
	}
	return v
}
