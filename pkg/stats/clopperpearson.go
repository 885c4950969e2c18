package stats

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
