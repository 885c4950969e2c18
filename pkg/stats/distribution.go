package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// manyDF is where Student's t is so near the normal distribution that expansions are exact to 1e-9.
const manyDF = 1e5

// Z returns the two-sided quantile of the standard normal distribution: 1.959964 for 0.95. It is NaN
// unless 0 < confidence < 1, and a NaN makes every interval refuse.
func Z(confidence float64) float64 {
	if !isLevel(confidence) {
		return math.NaN()
	}
	// The quantile of the upper half loses digits as the level nears 1; the lower tail does not.
	return -mathext.NormalQuantile((1 - confidence) / 2)
}

// T returns the two-sided quantile of Student's t with df degrees of freedom: 2.262157 for 0.95
// and 9. It is NaN unless 0 < confidence < 1 and df > 0.
func T(confidence, df float64) float64 {
	if !isLevel(confidence) || !(df > 0) {
		return math.NaN()
	}
	// Past that the library loses digits, and the expansion of Fisher and Cornish (Abramowitz & Stegun
	// 26.7.5) is exact.
	if df > manyDF {
		z := Z(confidence)
		z3, z5 := z*z*z, z*z*z*z*z
		return z + (z3+z)/(4*df) + (5*z5+16*z3+3*z)/(96*df*df)
	}
	x := betaQuantile(df/2, 0.5, 1-confidence)
	return math.Sqrt(df * (1 - x) / x)
}

// betaQuantile returns where the beta distribution has p below it. The functions of mathext serve
// here, and not the distributions of distuv that rest on them: those bring linear algebra along,
// which is a tenth of the program.
func betaQuantile(alpha, beta, p float64) float64 { return mathext.InvRegIncBeta(alpha, beta, p) }

// normalP returns the two-sided p-value of a standard normal statistic.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// StudentP returns the two-sided p-value of a t statistic.
func StudentP(t, df float64) float64 {
	// As for the quantile; the approximation is Wallace's (Annals of Mathematical Statistics 30, 1959).
	if df > manyDF {
		return normalP((8*df + 1) / (8*df + 3) * math.Sqrt(df*math.Log1p(t*t/df)))
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// chiSquare is the test of a statistic by the upper tail of the chi-square distribution.
func chiSquare(statistic float64, df int) Test {
	return Test{Statistic: statistic, DF: float64(df), P: mathext.GammaIncRegComp(float64(df)/2, statistic/2)}
}

func isLevel(confidence float64) bool { return confidence > 0 && confidence < 1 }

// isCount reports whether x can be a count, or a quantile that stretches a standard error: finite and not negative.
func isCount(x float64) bool { return x >= 0 && !math.IsInf(x, 1) }

// isFinite reports whether x is a number that is not infinite.
func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
