package tally

import (
	"math"
	"math/big"
	"math/bits"
)

// The limbs of a Sum are 32 bits wide and begin at 2^sumBase. Eight of them hold every bit of
// every number from MinWeight² to MaxCount·MaxWeight², and 2^31 additions of the largest.
const (
	sumLimbs = 10
	sumBase  = -160
)

// A Sum adds numbers without rounding, so that the order of the additions, and with it the
// number of workers, cannot change a digit. The zero Sum is 0 and ready.
type Sum struct {
	limbs [sumLimbs]int64
	adds  int32
}

// Add adds x, which must be 0 or lie between MinWeight² and MaxCount·MaxWeight².
func (s *Sum) Add(x float64) {
	if x == 0 {
		return
	}
	frac, exp := math.Frexp(x) // x = frac · 2^exp, frac in [0.5, 1)
	mantissa := uint64(frac * (1 << 53))
	shift := exp - 53 - sumBase // the mantissa's lowest bit stands here
	at, off := shift>>5, uint(shift&31)
	low := mantissa << off
	s.limbs[at] += int64(low & math.MaxUint32)
	s.limbs[at+1] += int64(low >> 32)
	if off > 0 {
		s.limbs[at+2] += int64(mantissa >> (64 - off))
	}
	if s.adds++; s.adds == 1<<30 {
		s.carry()
	}
}

// Merge adds another sum.
func (s *Sum) Merge(o *Sum) {
	s.carry()
	other := *o
	other.carry()
	for i := range s.limbs {
		s.limbs[i] += other.limbs[i]
	}
	s.carry()
}

// Float returns the sum, rounded once.
func (s *Sum) Float() float64 {
	total := new(big.Int)
	for i := sumLimbs - 1; i >= 0; i-- {
		total.Lsh(total, 32)
		total.Add(total, big.NewInt(s.limbs[i]))
	}
	f, _ := new(big.Float).SetMantExp(new(big.Float).SetInt(total), sumBase).Float64()
	return f
}

// carry moves what has grown past 32 bits into the next limb.
func (s *Sum) carry() {
	for i := 0; i < sumLimbs-1; i++ {
		s.limbs[i+1] += s.limbs[i] >> 32
		s.limbs[i] &= math.MaxUint32
	}
	s.adds = 0
}

// A Wide is a whole number from 0 to 2^128 − 1. It holds sums of squares of money without rounding.
// The zero Wide is 0 and ready.
type Wide struct{ Hi, Lo uint64 }

// AddProduct adds x·y.
//
// The sums of a Movement cannot pass 2^126: amounts are not negative, so Σx² ≤ (Σx)², and Σx is
// held to an int64.
func (w *Wide) AddProduct(x, y int64) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	var carry uint64
	w.Lo, carry = bits.Add64(w.Lo, lo, 0)
	w.Hi, _ = bits.Add64(w.Hi, hi, carry)
}

// Merge adds another number.
func (w *Wide) Merge(o Wide) {
	var carry uint64
	w.Lo, carry = bits.Add64(w.Lo, o.Lo, 0)
	w.Hi, _ = bits.Add64(w.Hi, o.Hi, carry)
}

// Int returns the number.
func (w Wide) Int() *big.Int {
	n := new(big.Int).SetUint64(w.Hi)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(w.Lo))
}
