// Package money reads, adds and writes exact amounts of money: whole minor units, never floats.
package money

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// An Amount is money in the minor unit of its currency: cents, yen, fils.
type Amount int64

// Limit is the largest amount that one line may hold, 2^53 − 1: a thousand such lines still add up.
const Limit Amount = 1<<53 - 1

// Add returns a + b; ok is false when the sum does not fit.
func (a Amount) Add(b Amount) (sum Amount, ok bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0)
}

// Scale returns a · num / den, rounded half away from zero; exact tells that nothing was rounded.
// ok is false when the result does not fit, or unless num ≥ 0 and den > 0.
func (a Amount) Scale(num, den int64) (scaled Amount, exact, ok bool) {
	if num < 0 || den <= 0 {
		return 0, false, false
	}
	hi, lo := bits.Mul64(magnitude(a), uint64(num))
	if hi >= uint64(den) {
		return 0, false, false
	}
	q, r := bits.Div64(hi, lo, uint64(den))
	if r >= uint64(den)-r {
		q++
	}
	scaled, ok = signed(a < 0, q)
	return scaled, r == 0, ok
}

func magnitude(a Amount) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

func signed(negative bool, magnitude uint64) (Amount, bool) {
	if magnitude > math.MaxInt64 {
		return 0, false
	}
	if negative {
		return -Amount(magnitude), true
	}
	return Amount(magnitude), true
}

// Format writes an amount with the given number of decimals, as programs read it: "-1234.50". It is the
// exact inverse of Parse.
func Format(a Amount, decimals int) string {
	sign, digits := "", strconv.FormatUint(magnitude(a), 10)
	if a < 0 {
		sign = "-"
	}
	if decimals <= 0 {
		return sign + digits
	}
	digits = strings.Repeat("0", max(decimals+1-len(digits), 0)) + digits
	point := len(digits) - decimals
	return sign + digits[:point] + "." + digits[point:]
}
