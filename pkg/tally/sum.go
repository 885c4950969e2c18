package tally

import (
	"math"
	"math/big"
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
