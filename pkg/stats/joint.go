package stats

import (
	"math"
	"math/big"
)

// A Joint is two ratios of sums over units of which some are in both, such as the customers of two months. The zero
// Joint is empty and ready.
type Joint struct {
	both   int64
	sums   [4]big.Int    // of the part and the whole before, and of those after
	square [4][4]big.Int // of their products
}

// Add adds a unit with its part and its whole on each side, 0 and 0 where it is not there.
func (j *Joint) Add(partBefore, wholeBefore, partAfter, wholeAfter int64) {
	values := [4]int64{partBefore, wholeBefore, partAfter, wholeAfter}
	if wholeBefore != 0 && wholeAfter != 0 {
		j.both++
	}
	var product big.Int
	for i, x := range values {
		if x == 0 {
			continue
		}
		j.sums[i].Add(&j.sums[i], big.NewInt(x))
		for k, y := range values {
			if y != 0 {
				j.square[i][k].Add(&j.square[i][k], product.Mul(big.NewInt(x), big.NewInt(y)))
			}
		}
	}
}

// Both is how many units are on both sides.
func (j *Joint) Both() int64 { return j.both }

// Correlation returns how the two ratios go together by chance, from -1 to 1, since some units are in both:
//
//	Σ e·f / sqrt(Σ e² · Σ f²),   e = part − ratio · whole before,   f the same after
//
// It is 0 where nobody is, and where a ratio has no spread. Source: the delta method; Cochran, Sampling Techniques, 3rd
// ed., section 6.19.
func (j *Joint) Correlation() float64 {
	// Σ (a − p·s)(b − q·t), times S·T: the large terms cancel, so they are taken exactly.
	cross := func(a, b int) float64 {
		x := func(k, l, i, m int) *big.Int {
			p := new(big.Int).Mul(&j.sums[k], &j.sums[l])
			return p.Mul(p, &j.square[i][m])
		}
		sum := x(a+1, b+1, a, b)
		sum.Sub(sum, x(a+1, b, a, b+1))
		sum.Sub(sum, x(a, b+1, a+1, b))
		sum.Add(sum, x(a, b, a+1, b+1))
		f, _ := new(big.Float).SetInt(sum).Float64()
		return f
	}
	scale := math.Sqrt(cross(0, 0)) * math.Sqrt(cross(2, 2))
	if !(scale > 0) {
		return 0
	}
	return min(max(cross(0, 2)/scale, -1), 1)
}
