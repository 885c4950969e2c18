package stats

import (
	"math"
	"math/big"
)

// A Ratio is a ratio of two sums over the same units, such as Σ end / Σ start over customers.
type Ratio struct {
	N             int64   // units
	Value         float64 // Σe / Σs
	StandardError float64 // by the delta method
}

// RatioSums are whole-number sums over n units: Σs, Σe, Σs², Σs·e and Σe².
type RatioSums struct {
	N          int64
	S, E       *big.Int
	SS, SE, EE *big.Int
}

// Ratio returns Σe / Σs with its delta-method standard error:
//
//	sqrt(n / (n − 1) · Σ(eᵢ − R·sᵢ)²) / Σs
//
// The squares are taken apart exactly, so that large amounts with a small spread lose no digits:
//
//	Σ(e − R·s)² = (Σe²·S² − 2·E·S·Σse + E²·Σs²) / S²
//
// ok is false when there are no units, and when Σs is not positive. With one unit the standard error is NaN.
// Source: Cochran, Sampling Techniques, 3rd ed., section 6.4; svyratio of R's survey gives the same.
func (x RatioSums) Ratio() (r Ratio, ok bool) {
	if x.N <= 0 || x.S.Sign() <= 0 {
		return Ratio{}, false
	}
	value := quotient(x.E, x.S)
	s2 := new(big.Int).Mul(x.S, x.S)
	top := new(big.Int).Mul(x.EE, s2)
	cross := new(big.Int).Mul(x.E, x.S)
	cross.Mul(cross, x.SE).Lsh(cross, 1)
	top.Sub(top, cross)
	top.Add(top, new(big.Int).Mul(new(big.Int).Mul(x.E, x.E), x.SS))
	squares := quotient(top, s2)
	s, _ := new(big.Float).SetInt(x.S).Float64()
	r = Ratio{N: x.N, Value: value, StandardError: math.NaN()}
	if n := float64(x.N); n > 1 {
		r.StandardError = math.Sqrt(n/(n-1)*squares) / s
	}
	return r, true
}

// Interval returns Value ± t · StandardError with n − 1 degrees of freedom. ok is false below two
// units and when there is no spread. Limits can leave the range of the ratio: clip them.
func (r Ratio) Interval(confidence float64) (v Interval, ok bool) {
	if r.N < 2 || !(r.StandardError > 0) || !isLevel(confidence) {
		return Interval{}, false
	}
	return around(r.Value, T(confidence, float64(r.N-1))*r.StandardError), true
}

// MeanInterval is Interval for a ratio that is a mean of amounts, which are never below 0 and often very
// unequal: from 0, with more room above.
func (r Ratio) MeanInterval(confidence float64) (v Interval, ok bool) {
	v, ok = r.Interval(confidence)
	if !ok || !(r.Value > 0) {
		return Interval{}, false
	}
	return v.uneven(r.Value), true
}

// uneven returns an even interval of a mean of amounts with more room above, where a large one may be
// missing: a sample without it has too small a mean and too small an error at once. With r for the half
// width over the mean, the high end is
//
//	mean · exp(r + r²/2)
//
// which is that of an error that grows with the mean, mean / (1 − r), to the second order. Beyond r = 1, of
// a handful of units, it goes on in proportion.
func (v Interval) uneven(mean float64) Interval {
	if !(mean > 0) {
		return Interval{max(v.Low, 0), v.High}
	}
	r := (v.High - mean) / mean
	near := min(r, 1)
	return Interval{max(v.Low, 0), mean * math.Exp(near+near*near/2) * max(r, 1)}
}
