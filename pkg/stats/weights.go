package stats

// Kish returns the effective number of answers of a weighted sample, from the sum of the weights
// and the sum of their squares:
//
//	(Σw)² / Σw²
//
// It is the number itself when all weights are equal, and 0 when there are none. The design effect
// is the number of answers divided by it. Source: Kish, Survey Sampling, 1965
func Kish(sumW, sumW2 float64) float64 {
	if !(sumW2 > 0) {
		return 0
	}
	return sumW * (sumW / sumW2)
}
