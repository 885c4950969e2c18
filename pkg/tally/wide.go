package tally

import (
	"math/big"
	"math/bits"
)

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
