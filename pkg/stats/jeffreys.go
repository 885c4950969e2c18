package stats

import "gonum.org/v1/gonum/stat/distuv"

// Jeffreys returns the equal-tailed interval of the share k/n after the prior Beta(1/2, 1/2), with the
// low limit at 0 when k = 0 and the high limit at 1 when k = n. ok is false for n = 0, and when k and
// n are not counts with k ≤ n. Source: Brown, Cai & DasGupta, Statistical Science 16, 2001
func Jeffreys(k, n, confidence float64) (v Interval, ok bool) {
	if !isShare(k, n) || !isLevel(confidence) {
		return Interval{}, false
	}
	posterior := distuv.Beta{Alpha: k + 0.5, Beta: n - k + 0.5}
	tail := (1 - confidence) / 2
	return exactEnds(Interval{posterior.Quantile(tail), posterior.Quantile(1 - tail)}, k, n), true
}
