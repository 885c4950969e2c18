package tally

import (
	"math"
	"math/big"
	"math/bits"
)

// A Fixed is a number in billionths. Sums of such do not depend on the order in which they are added, so that any number of
// workers comes to the same digits.
type Fixed int64

// One is the number 1.
const One Fixed = 1e9

const billion = float64(One)

// Fix rounds a number to billionths.
func Fix(x float64) Fixed { return Fixed(math.Round(x * billion)) }

// Float is the number.
func (x Fixed) Float() float64 { return float64(x) / billion }

// A Products is a sum of products of two Fixed, in 128 bits. The zero Products is 0 and ready.
type Products struct {
	high int64
	low  uint64
}

// Add adds a product.
func (b *Products) Add(x, y Fixed) {
	high, low := bits.Mul64(magnitude(x), magnitude(y))
	if x < 0 != (y < 0) {
		var borrow uint64
		low, borrow = bits.Sub64(0, low, 0)
		high, _ = bits.Sub64(0, high, borrow)
	}
	b.Merge(Products{int64(high), low})
}

// AddTimes adds a product n times.
func (b *Products) AddTimes(x, y Fixed, n int64) {
	var one Products
	one.Add(x, y)
	below := one.high < 0
	if below {
		one = one.negative()
	}
	high, low := bits.Mul64(one.low, uint64(n))
	times := Products{int64(high) + one.high*n, low}
	if below {
		times = times.negative()
	}
	b.Merge(times)
}

func (b Products) negative() Products {
	low, borrow := bits.Sub64(0, b.low, 0)
	high, _ := bits.Sub64(0, uint64(b.high), borrow)
	return Products{int64(high), low}
}

func magnitude(x Fixed) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

// Merge adds another sum.
func (b *Products) Merge(o Products) {
	low, carry := bits.Add64(b.low, o.low, 0)
	b.low, b.high = low, b.high+o.high+int64(carry)
}

// Float is the sum as a number.
func (b Products) Float() float64 {
	return (float64(b.high)*(1<<64) + float64(b.low)) / billion / billion
}

// Int is the sum in billionths of billionths, whole.
func (b Products) Int() *big.Int {
	sum := new(big.Int).Lsh(big.NewInt(b.high), 64)
	return sum.Add(sum, new(big.Int).SetUint64(b.low))
}
