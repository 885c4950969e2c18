package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

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

// PoissonAtLeast returns the chance of k or more where so many are expected.
func PoissonAtLeast(k, expected float64) float64 {
	if k <= 0 {
		return 1
	}
	return mathext.GammaIncReg(k, expected)
}

// manyTrials is the number of trials from which the share of hits is as good as the chance that was drawn,
// which bounds the work.
const manyTrials = 1e5

// BetaBinomialAtMost returns the chance of k hits or fewer in n trials whose chance of a hit is itself drawn
// from the beta distribution with the parameters a and b. ok is false when k and n are not counts with
// k ≤ n, and for parameters that are not above 0. Source: Skellam, JRSS B 10, 1948.
func BetaBinomialAtMost(k, n, a, b float64) (p float64, ok bool) {
	if !isShare(k, n) && !(n == 0 && k == 0) || !(a > 0) || !(b > 0) || math.IsInf(a+b, 0) {
		return 0, false
	}
	if n > manyTrials {
		return mathext.RegIncBeta(a, b, min((k+0.5)/n, 1)), true
	}
	term := math.Exp(mathext.Lbeta(a, n+b) - mathext.Lbeta(a, b)) // no hit
	for hit := 0.0; ; hit++ {
		p += term
		if hit >= k {
			return min(p, 1), true
		}
		term *= (n - hit) / (hit + 1) * (a + hit) / (n - hit - 1 + b)
	}
}
