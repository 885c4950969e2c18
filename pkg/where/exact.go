package where

import (
	"bytes"
	"cmp"
)

// An exact is a number as it is written. Numbers are compared digit by digit: binary fractions
// would make two long customer ids equal.
type exact struct {
	valid    bool
	plain    bool // with digits before the mark, and without a plus sign, leading zeros or an exponent
	negative bool
	// The value is 0.digits × 10^point, where digits are those of whole and then of part, from the
	// first that is not zero. Zero has neither.
	whole, part []byte
	point       int
}

// maxExponent keeps the arithmetic on exponents far from overflow.
const maxExponent = 99999

// readDecimal reads an optional sign, digits, an optional fraction behind the mark and an optional
// exponent. The result points into s.
func readDecimal(s []byte, mark byte) exact {
	if mark == 0 {
		mark = '.'
	}
	d := exact{plain: true}
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		d.negative, d.plain = s[0] == '-', s[0] == '-'
		s = s[1:]
	}
	n := digits(s)
	d.whole, s = s[:n], s[n:]
	if len(s) > 0 && s[0] == mark {
		k := digits(s[1:])
		d.part, s = s[1:1+k], s[1+k:]
		if k == 0 {
			return exact{}
		}
	}
	if n+len(d.part) == 0 {
		return exact{}
	}
	exponent, ok := readExponent(s)
	if !ok {
		return exact{}
	}
	d.plain = d.plain && len(s) == 0 && (n == 1 || n > 1 && d.whole[0] != '0')
	d.valid = true
	d.normalise(exponent)
	return d
}

func digits(s []byte) int {
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	return n
}

// readExponent reads e5, E-5 or nothing.
func readExponent(s []byte) (exponent int, ok bool) {
	if len(s) == 0 {
		return 0, true
	}
	if s[0]|0x20 != 'e' {
		return 0, false
	}
	s = s[1:]
	sign := 1
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	if len(s) == 0 || digits(s) != len(s) {
		return 0, false
	}
	for _, b := range s {
		exponent = exponent*10 + int(b-'0')
		if exponent > maxExponent {
			return 0, false
		}
	}
	return sign * exponent, true
}

// normalise drops the zeros around the digits.
func (d *exact) normalise(exponent int) {
	d.point = len(d.whole) + exponent
	d.part = bytes.TrimRight(d.part, "0")
	if len(d.part) == 0 {
		d.whole = bytes.TrimRight(d.whole, "0")
	}
	before := len(d.whole)
	d.whole = bytes.TrimLeft(d.whole, "0")
	d.point -= before - len(d.whole)
	if len(d.whole) > 0 {
		return
	}
	before = len(d.part)
	d.part = bytes.TrimLeft(d.part, "0")
	d.point -= before - len(d.part)
	if len(d.part) == 0 {
		d.point, d.negative = 0, false
	}
}

func (d *exact) zero() bool { return len(d.whole)+len(d.part) == 0 }

// compare returns -1, 0 or 1 as d is below, at or above e.
func (d *exact) compare(e exact) int {
	switch {
	case d.negative && !e.negative:
		return -1
	case !d.negative && e.negative:
		return 1
	case d.negative:
		return -d.compareSize(e)
	}
	return d.compareSize(e)
}

func (d *exact) compareSize(e exact) int {
	switch {
	case d.zero() && e.zero():
		return 0
	case d.zero():
		return -1
	case e.zero():
		return 1
	case d.point != e.point:
		return cmp.Compare(d.point, e.point)
	}
	n, k := len(d.whole)+len(d.part), len(e.whole)+len(e.part)
	for i := range min(n, k) {
		if x, y := d.digit(i), e.digit(i); x != y {
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(n, k)
}

// digit returns the digit at place i, from the first that is not zero.
func (d *exact) digit(i int) byte {
	if i < len(d.whole) {
		return d.whole[i]
	}
	return d.part[i-len(d.whole)]
}
