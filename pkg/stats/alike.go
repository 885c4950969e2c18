package stats

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// An FTest is the outcome of a test of several groups by Fisher's F.
type FTest struct {
	F        float64 // F is the ratio of the variance between groups to that within.
	DF1, DF2 float64 // DF1 and DF2 are the degrees of freedom between and within.
	P        float64 // P is the chance of an F as large where groups do not differ.
}

func fisherF(f, df1, df2 float64) FTest {
	return FTest{f, df1, df2, mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))}
}

// A Variation takes the spread of values in groups apart: between groups, and within.
type Variation struct {
	FTest
	// Eta2 is the share of the spread that lies between the groups, from 0 to 1.
	Eta2 float64
	// ICC is how alike two values of one group are, beside any two: 1 where all of a group are the same, 0 where groups
	// say nothing, below 0 where values of a group differ more than by chance.
	//
	//	(MSB − MSW) / (MSB + (n0 − 1) · MSW)
	ICC float64
	// N0 is the size of a group, corrected for unequal ones: (N − Σn² / N) / (k − 1).
	N0 float64
}

// Vary takes the spread of groups apart by the analysis of variance of one way. Groups of one value count; it is refused
// for fewer than two groups, where no group has two values, and where values do not differ at all.
// Source: Fisher 1925; ICC(1) of Shrout & Fleiss 1979 with n0 of Donner 1986. R's aov gives the same F.
func Vary(groups []Sample) (Variation, error) {
	k, n, squares, mean := float64(len(groups)), 0.0, 0.0, 0.0
	for _, g := range groups {
		n += g.N
		squares += g.N * g.N
		mean += g.N * g.Mean
	}
	if k < 2 || n <= k {
		return Variation{}, ErrTooFew
	}
	mean /= n
	var between, within float64
	for _, g := range groups {
		between += g.N * (g.Mean - mean) * (g.Mean - mean)
		within += (g.N - 1) * g.SD * g.SD
	}
	if between+within <= ulp*mean*ulp*mean*n {
		return Variation{}, fmt.Errorf("%w: all values are the same", ErrNoSpread)
	}
	msb, msw, n0 := between/(k-1), within/(n-k), (n-squares/n)/(k-1)
	v := Variation{Eta2: between / (between + within), ICC: (msb - msw) / (msb + (n0-1)*msw), N0: n0}
	v.FTest = fisherF(msb/msw, k-1, n-k)
	if msw == 0 {
		v.FTest.P = 0
	}
	return v, nil
}

// WelchAnova tests whether groups have the same mean, without taking their variances for equal. It is refused for fewer
// than two groups, for groups of fewer than two values, and for those without any spread, which would decide alone.
// Source: Welch, Biometrika 38, 1951; R's oneway.test gives the same.
func WelchAnova(groups []Sample) (FTest, error) {
	if len(groups) < 2 {
		return FTest{}, ErrTooFew
	}
	k := float64(len(groups))
	var sum, mean float64
	weights := make([]float64, len(groups))
	for i, g := range groups {
		switch {
		case g.N < 2:
			return FTest{}, ErrTooFew
		case g.SD == 0:
			return FTest{}, fmt.Errorf("%w: a group whose values are all the same", ErrNoSpread)
		}
		weights[i] = g.N / (g.SD * g.SD)
		sum += weights[i]
		mean += weights[i] * g.Mean
	}
	mean /= sum
	var between, lambda float64
	for i, g := range groups {
		between += weights[i] * (g.Mean - mean) * (g.Mean - mean)
		lambda += (1 - weights[i]/sum) * (1 - weights[i]/sum) / (g.N - 1)
	}
	lambda *= 3 / (k*k - 1)
	f := between / (k - 1) / (1 + 2*(k-2)*lambda/3)
	return fisherF(f, k-1, 1/lambda), nil
}

// BrownForsythe tests whether groups have the same spread, by the analysis of variance of how far values lie from the
// median of their group. It is refused as [Vary] is.
// Source: Brown & Forsythe, JASA 69, 1974; leveneTest of R's car gives the same.
func BrownForsythe(groups [][]float64) (FTest, error) {
	var away []Sample
	for _, values := range groups {
		values = slices.Clone(values)
		slices.Sort(values)
		median := medianOf(values)
		ones := make([]float64, len(values))
		for i := range values {
			values[i], ones[i] = math.Abs(values[i]-median), 1
		}
		away = append(away, SampleOfCounts(values, ones))
	}
	v, err := Vary(away)
	return v.FTest, err
}

func medianOf(sorted []float64) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return sorted[(n-1)/2]/2 + sorted[n/2]/2
}

// Funnel returns the limits between which the share of n lies that differs from p by chance only:
//
//	p ± z √(p (1 − p) / n), from 0 to 1
//
// Source: Spiegelhalter, Statistics in Medicine 24, 2005.
func Funnel(p, n, z float64) (v Interval, ok bool) {
	if !(p >= 0 && p <= 1) || !(n > 0) || !isCount(z) {
		return Interval{}, false
	}
	return around(p, z*math.Sqrt(p*(1-p)/n)).Clip(0, 1), true
}
