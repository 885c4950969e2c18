package stats

import "gonum.org/v1/gonum/mathext"

// Poisson returns the exact interval of the mean of a Poisson count k, for counts that are not part of the
// base they are divided by:
//
//	χ²(α/2; 2k) / 2  to  χ²(1 − α/2; 2k + 2) / 2
//
// ok is false when k is not a count. Source: Garwood, Biometrika 28, 1936.
func Poisson(k, confidence float64) (v Interval, ok bool) {
	if !isCount(k) || !isLevel(confidence) {
		return Interval{}, false
	}
	tail := (1 - confidence) / 2
	if k > 0 {
		v.Low = mathext.GammaIncRegInv(k, tail)
	}
	v.High = mathext.GammaIncRegCompInv(k+1, tail)
	return v, true
}
