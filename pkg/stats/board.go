package stats

// Shrink returns a mean or share of n answers drawn towards what is known beforehand, which counts as
// so many answers more. It keeps three perfect answers from leading a list.
//
//	(weight · prior + n · mean) / (weight + n)
//
// ok is false when both counts are 0, and for what is no number. Source: Gelman et al., Bayesian Data Analysis, 3rd ed.
func Shrink(mean, n, prior, weight float64) (shrunk float64, ok bool) {
	if !isCount(n) || !isCount(weight) || n+weight == 0 || !isFinite(mean) || !isFinite(prior) {
		return 0, false
	}
	return (weight*prior + n*mean) / (weight + n), true
}
