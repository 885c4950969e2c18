package stats

import "math"

// Wilson returns the score interval of the share k/n. It never leaves [0, 1], and it starts at
// exactly 0 when k = 0 and ends at exactly 1 when k = n.
//
// z is Z(confidence), times FPC for a finite population. ok is false for n = 0, and when k and n are
// not counts with k ≤ n. Source: Wilson, JASA 22, 1927.
func Wilson(k, n, z float64) (v Interval, ok bool) {
	if !isShare(k, n) || !isQuantile(z) {
		return Interval{}, false
	}
	p, zz := k/n, z*z/n
	centre := (p + zz/2) / (1 + zz)
	half := z / (1 + zz) * math.Sqrt(p*(1-p)/n+zz/(4*n))
	return exactEnds(around(centre, half), k, n), true
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
