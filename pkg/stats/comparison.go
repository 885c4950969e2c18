package stats

import (
	"math"
)

// A Test is the outcome of a test of significance.
type Test struct {
	Statistic float64 // Statistic is z, t or chi-square, as the test says.
	DF        float64 // DF is the degrees of freedom; 0 for the normal distribution and for exact tests.
	P         float64 // P is the p-value, two-sided.
}

// A Comparison says how sample B differs from sample A. Test and Interval are of one method: P is
// below 1 − confidence where the interval leaves out 0.
type Comparison struct {
	Test
	Difference float64  // Difference is the figure of B minus the figure of A, as observed.
	SE         float64  // SE is the standard error of the difference; 0 where the method has none.
	Interval   Interval // Interval is that of the difference.
}

// normalComparison compares by an estimate whose error is normal.
func normalComparison(difference, centre, se, z float64) Comparison {
	statistic := centre / se
	return Comparison{
		Test:       Test{Statistic: statistic, P: normalP(statistic)},
		Difference: difference,
		SE:         se,
		Interval:   around(centre, z*se),
	}
}

// squareAndAdd compares two figures by their own intervals at any z. Where a figure's interval is
// lopsided the difference is too. P is the level at which the interval ends at 0.
//
// Source: Newcombe, Statistics in Medicine 17, 1998, method 10; Zou & Donner, Statistics in Medicine
// 27, 2008 ("MOVER").
func squareAndAdd(a, b float64, intervals func(z float64) (a, b Interval), z float64) Comparison {
	at := func(z float64) Interval {
		va, vb := intervals(z)
		return Interval{
			Low:  b - a - math.Hypot(b-vb.Low, va.High-a),
			High: b - a + math.Hypot(vb.High-b, a-va.Low),
		}
	}
	// Past 40 standard errors the p-value is 0 in double precision.
	const beyond = 40
	touching := boundary(0, beyond, func(z float64) bool { return at(z).Contains(0) })
	statistic := math.Copysign(touching, b-a)
	return Comparison{
		Test:       Test{Statistic: statistic, P: normalP(statistic)},
		Difference: b - a,
		Interval:   at(z),
	}
}

// level returns the quantile of a confidence level, or an error that names it.
func level(confidence float64) (z float64, err error) {
	if !isLevel(confidence) {
		return 0, impossible("confidence %v lies outside 0 to 1", confidence)
	}
	return Z(confidence), nil
}
