package stats

// Jeffreys returns the equal-tailed interval of the share k/n after the prior Beta(1/2, 1/2), with the
// low limit at 0 when k = 0 and the high limit at 1 when k = n. ok is false for n = 0, and when k and
// n are not counts with k ≤ n. Source: Brown, Cai & DasGupta, Statistical Science 16, 2001
func Jeffreys(k, n, confidence float64) (v Interval, ok bool) {
	if !isShare(k, n) || !isLevel(confidence) {
		return Interval{}, false
	}
	tail := (1 - confidence) / 2
	return exactEnds(Interval{betaQuantile(k+0.5, n-k+0.5, tail), betaQuantile(k+0.5, n-k+0.5, 1-tail)}, k, n), true
}
