package stats

import "math"

// FisherZ returns the limits of Pearson's correlation r of n pairs, by Fisher's transformation:
//
//	tanh(atanh r ± z / √(n − 3))
//
// ok is false for three pairs or fewer. A correlation of ±1 has no width. Source: R. A. Fisher, Metron 1, 1921; R cor.test.
func FisherZ(r, n, confidence float64) (v Interval, ok bool) {
	z := Z(confidence)
	if !(n > 3) || !(math.Abs(r) <= 1) || math.IsNaN(z) {
		return v, false
	}
	half := z / math.Sqrt(n-3)
	return Interval{Low: math.Tanh(math.Atanh(r) - half), High: math.Tanh(math.Atanh(r) + half)}, true
}
