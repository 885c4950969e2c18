package stats

import "math"

// AgrestiCoull returns the Wald interval of the share after adding z² answers, half of them hits,
// clipped to [0, 1]. z is Z(confidence), times FPC for a finite population. ok is false for n = 0, and
// when k and n are not counts with k ≤ n. Source: Agresti & Coull, American Statistician 52, 1998.
func AgrestiCoull(k, n, z float64) (v Interval, ok bool) {
	if !isShare(k, n) || !isQuantile(z) {
		return Interval{}, false
	}
	n2 := n + z*z
	p := (k + z*z/2) / n2
	return around(p, z*math.Sqrt(p*(1-p)/n2)).Clip(0, 1), true
}
