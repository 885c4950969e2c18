package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Z returns the two-sided quantile of the standard normal distribution: 1.959964 for 0.95. It is NaN
// unless 0 < confidence < 1, and a NaN makes every interval refuse.
func Z(confidence float64) float64 {
	if !isLevel(confidence) {
		return math.NaN()
	}
	// The quantile of the upper half loses digits as the level nears 1; the lower tail does not.
	return -distuv.UnitNormal.Quantile((1 - confidence) / 2)
}

// T returns the two-sided quantile of Student's t with df degrees of freedom: 2.262157 for 0.95
// and 9. It is NaN unless 0 < confidence < 1 and df > 0.
func T(confidence, df float64) float64 {
	if !isLevel(confidence) || !(df > 0) {
		return math.NaN()
	}
	// Past a million degrees of freedom the library loses digits, and the first term of the
	// Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5) is exact to 1e-11.
	if df > 1e6 {
		z := Z(confidence)
		return z + (z*z*z+z)/(4*df)
	}
	return -distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile((1 - confidence) / 2)
}

// normalP returns the two-sided p-value of a standard normal statistic.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// studentP returns the two-sided p-value of a t statistic.
func studentP(t, df float64) float64 {
	if df > 1e6 {
		return normalP(t)
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// chiSquareP returns the upper tail of the chi-square distribution.
func chiSquareP(x, df float64) float64 { return mathext.GammaIncRegComp(df/2, x/2) }

func isLevel(confidence float64) bool { return confidence > 0 && confidence < 1 }

// isCount reports whether x can be a count: finite and not negative.
func isCount(x float64) bool { return x >= 0 && !math.IsInf(x, 1) }

// isQuantile reports whether z can stretch a standard error: finite and not negative.
func isQuantile(z float64) bool { return isCount(z) }
