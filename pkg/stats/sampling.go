package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// FPC returns the finite population correction, the factor by which a standard error shrinks when n
// of N were asked:
//
//	√((N − n) / (N − 1))
//
// It is 0 for a census (n = N) and 1 for an empty sample. A population smaller than the sample is an
// error. Source: Cochran, Sampling Techniques, 3rd ed.
func FPC(n, population float64) (float64, error) {
	switch {
	case !isCount(n):
		return 0, impossible("a sample of %v", n)
	case !isCount(population):
		return 0, impossible("a population of %v", population)
	case population < n:
		return 0, impossible("a population of %v is smaller than the sample of %v", population, n)
	case n == population:
		return 0, nil
	case n <= 1:
		return 1, nil
	}
	return math.Sqrt((population - n) / (population - 1)), nil
}

// The functions below plan a survey. They take the variance of one answer: p (1 − p) for a
// share, at worst 1/4; [Trinomial.Variance] for a net share, at worst 1. Sizes are returned as
// computed; [WholeSize] rounds them up to people.

// SizeForMargin returns how many answers bring the margin of error, half the width of the Wald
// interval, down to margin:
//
//	variance · z² / margin²
func SizeForMargin(variance, margin, z float64) (n float64, err error) {
	if !isCount(variance) || !isCount(z) || !(margin > 0) {
		return 0, impossible("variance %v, margin %v, quantile %v", variance, margin, z)
	}
	n = variance * (z / margin) * (z / margin)
	if !isCount(n) {
		return 0, impossible("a margin of %v takes more answers than can be counted", margin)
	}
	return n, nil
}

// MarginForSize returns the margin of error, half the width of the Wald interval, of n answers.
func MarginForSize(variance, n, z float64) (margin float64, err error) {
	if !isCount(variance) || !isCount(z) || !(n > 0) {
		return 0, impossible("variance %v, %v answers, quantile %v", variance, n, z)
	}
	return z * math.Sqrt(variance/n), nil
}

// SizeInPopulation returns how many of a finite population are needed where n of an endless one would
// be:
//
//	n / (1 + (n − 1) / population)
//
// Source: Cochran, Sampling Techniques, 3rd ed.
func SizeInPopulation(n, population float64) (float64, error) {
	if !isCount(n) || !isCount(population) || population < 1 {
		return 0, impossible("a sample of %v from a population of %v", n, population)
	}
	return min(n/(1+(n-1)/population), population), nil
}

// A Power says how surely a comparison shall find a difference.
type Power struct {
	Alpha float64 // Alpha is the two-sided level of significance, 0.05 for 95 % confidence.
	Power float64 // Power is the chance to find a difference that is there, 0.8 by custom.
}

// quantiles returns z of the significance and z of the power.
func (p Power) quantiles() (za, zb float64, err error) {
	if !isLevel(p.Alpha) || !isLevel(p.Power) {
		return 0, 0, impossible("significance %v, power %v", p.Alpha, p.Power)
	}
	return Z(1 - p.Alpha), mathext.NormalQuantile(p.Power), nil
}

// SizeForDifference returns how many answers each of two samples needs, so that a difference of
// delta is found:
//
//	(z(α/2) + z(power))² (variance A + variance B) / delta²
func SizeForDifference(varianceA, varianceB, delta float64, p Power) (n float64, err error) {
	za, zb, err := p.quantiles()
	if err != nil {
		return 0, err
	}
	if !isCount(varianceA) || !isCount(varianceB) || !(math.Abs(delta) > 0) {
		return 0, impossible("variances %v and %v, difference %v", varianceA, varianceB, delta)
	}
	z := (za + zb) / delta
	if n = z * z * (varianceA + varianceB); !isCount(n) {
		return 0, impossible("a difference of %v takes more answers than can be counted", delta)
	}
	return n, nil
}

// SizeForShares returns how many answers each of two samples needs, so that the pooled z test finds
// the difference of two shares, as R's power.prop.test does.
// Source: Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd ed.
func SizeForShares(shareA, shareB float64, p Power) (n float64, err error) {
	za, zb, err := p.quantiles()
	if err != nil {
		return 0, err
	}
	if !(shareA >= 0 && shareA <= 1 && shareB >= 0 && shareB <= 1) || shareA == shareB {
		return 0, impossible("shares %v and %v, expected two different ones", shareA, shareB)
	}
	both := (shareA + shareB) / 2
	null := math.Sqrt(2 * both * (1 - both))
	alternative := math.Sqrt(shareA*(1-shareA) + shareB*(1-shareB))
	z := (za*null + zb*alternative) / (shareB - shareA)
	return z * z, nil
}

// DetectableDifference returns the smallest difference that samples of nA and nB answers find:
//
//	(z(α/2) + z(power)) √(variance A / nA + variance B / nB)
func DetectableDifference(varianceA, nA, varianceB, nB float64, p Power) (delta float64, err error) {
	za, zb, err := p.quantiles()
	if err != nil {
		return 0, err
	}
	if !isCount(varianceA) || !isCount(varianceB) || !(nA > 0) || !(nB > 0) {
		return 0, impossible("variances %v and %v of %v and %v answers", varianceA, varianceB, nA, nB)
	}
	return max(za+zb, 0) * math.Sqrt(varianceA/nA+varianceB/nB), nil
}

// WholeSize rounds a computed size up to people, and not for a mere speck of rounding error. It is at
// least 1.
func WholeSize(n float64) float64 { return max(math.Ceil(n-n*1e-12), 1) }
