package stats

import (
	"math"
	"math/big"
)

// The methods below read RatioSums as a part of an amount: S is the whole that units of unequal size
// bring, E what they gave, took or kept of it, and nobody's part is below 0.

// Effective returns how many units of equal size would be as uneven together, Kish's effective number
// S² / Σs².
// Source: Kish, Survey Sampling, 1965.
func (x RatioSums) Effective() float64 {
	if x.SS.Sign() <= 0 {
		return 0
	}
	return quotient(new(big.Int).Mul(x.S, x.S), x.SS)
}

// PartSize returns Σe² / Σs·e: how large the part of a unit is where it has one. It is 1 where units
// give all or nothing, and where nobody gave anything. ok is false where only units of no size gave.
func (x RatioSums) PartSize() (size float64, ok bool) {
	switch {
	case x.EE.Sign() == 0:
		return 1, true
	case x.SE.Sign() <= 0:
		return 0, false
	}
	return quotient(x.EE, x.SE), true
}

// EffectiveInterval returns the interval of the part E / S by effective units:
//
//	ρ · Wilson(p/ρ, n′),   p = E / S,   n′ = S² / Σs² / φ,   ρ = PartSize
//
// The squares of the whole are known from all units, those without a part included. So the interval does
// not hang on whether a large one happened to be among the few that gave, as t does, and it exists where
// nobody gave anything. For units that give all or nothing it is Wilson's on Kish's effective number. ok is
// false without a whole, and where parts grow so with the size of the units that they do not fit ρ.
// Source: Wilson 1927; Kish 1965. The variance that it stands on is Σs² · p · (ρ − p).
func (x RatioSums) EffectiveInterval(confidence float64, d Dispersion) (v Interval, ok bool) {
	size, ok := x.PartSize()
	ratio, okRatio := x.Ratio()
	units := x.Effective() / d.factor()
	p := ratio.Value
	quantile, okQuantile := d.Quantile(confidence)
	if !ok || !okRatio || !okQuantile || !(units > 0) || p < 0 || p > size*(1+1e-12) {
		return Interval{}, false
	}
	v, ok = Wilson(min(p/size, 1)*units, units, quantile)
	v = v.Times(size)
	return Interval{min(v.Low, p), max(v.High, p)}, ok
}

// PartInterval returns the wider, on each side, of EffectiveInterval and of t on the delta-method error
// with n − 1 degrees of freedom, from 0: effective units hold where a sample has few parts, t where parts
// have sizes of their own. most is the largest share that the part can be: 1 for what is taken away, +Inf
// for gains, which have more room above, as MeanInterval. ok is false below two units, whose sizes of parts say nothing.
// Source: as EffectiveInterval; Cochran, Sampling Techniques, 3rd ed., section 6.4.
func (x RatioSums) PartInterval(confidence, most float64, d Dispersion) (v Interval, ok bool) {
	ratio, okRatio := x.Ratio()
	between, okQuantile := d.Quantile(confidence)
	if !okRatio || !okQuantile || x.N < 2 || !isLevel(confidence) {
		return Interval{}, false
	}
	v, ok = x.EffectiveInterval(confidence, d)
	if !(ratio.StandardError > 0) {
		return v, ok
	}
	quantile := max(T(confidence, float64(x.N-1)), between)
	t := around(ratio.Value, quantile*ratio.StandardError*math.Sqrt(d.factor()))
	if math.IsInf(most, 1) {
		t = t.uneven(ratio.Value)
	}
	t = t.Clip(0, most)
	if !ok {
		return t, true
	}
	return Interval{min(v.Low, t.Low), max(v.High, t.High)}, true
}

// Correlation returns how two parts of the same whole go together over its units, from -1 to 1; joint is
// Σ of the products of both. It is 0 where one of them has no spread.
func Correlation(a, b RatioSums, joint *big.Int) float64 {
	// Σ(a − p·s)(b − q·s), times S²: the large terms cancel, so they are taken exactly.
	cross := func(a, b RatioSums, joint *big.Int) float64 {
		sum := new(big.Int).Mul(joint, new(big.Int).Mul(a.S, a.S))
		sum.Sub(sum, new(big.Int).Mul(a.S, new(big.Int).Mul(a.E, b.SE)))
		sum.Sub(sum, new(big.Int).Mul(a.S, new(big.Int).Mul(b.E, a.SE)))
		sum.Add(sum, new(big.Int).Mul(a.SS, new(big.Int).Mul(a.E, b.E)))
		f, _ := new(big.Float).SetInt(sum).Float64()
		return f
	}
	scale := math.Sqrt(cross(a, a, a.EE)) * math.Sqrt(cross(b, b, b.EE))
	if !(scale > 0) {
		return 0
	}
	return min(max(cross(a, b, joint)/scale, -1), 1)
}

func quotient(a, b *big.Int) float64 {
	f, _ := new(big.Rat).SetFrac(a, b).Float64()
	return f
}
