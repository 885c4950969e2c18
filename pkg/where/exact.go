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
	// The value is 0.digits × 10^point, without zeros at either end of the digits. Zero has none.
	digits []byte
	point  int
}

// maxExponent keeps the arithmetic on exponents far from overflow.
const maxExponent = 99999

// readDecimal reads an optional sign, digits, an optional fraction behind the mark and an optional
// exponent. The result may point into s and into room, which takes the digits of a fraction.
func readDecimal(s []byte, mark byte, room []byte) exact {
	if mark == 0 {
		mark = '.'
	}
	d := exact{plain: true}
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		d.negative, d.plain = s[0] == '-', s[0] == '-'
		s = s[1:]
	}
	n := digits(s)
	d.digits, d.plain = s[:n], d.plain && (n == 1 || n > 1 && s[0] != '0')
	s = s[n:]
	if len(s) > 0 && s[0] == mark {
		k := digits(s[1:])
		if k == 0 {
			return exact{}
		}
		d.digits = append(append(room, d.digits...), s[1:1+k]...)
		s = s[1+k:]
	}
	exponent, ok := readExponent(s)
	if !ok || len(d.digits) == 0 {
		return exact{}
	}
	d.plain = d.plain && len(s) == 0
	d.valid = true
	significant := bytes.TrimLeft(d.digits, "0")
	d.point = n + exponent - (len(d.digits) - len(significant))
	if d.digits = bytes.TrimRight(significant, "0"); len(d.digits) == 0 {
		d.point, d.negative = 0, false
	}
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

// compare returns -1, 0 or 1 as d is below, at or above e.
func (d *exact) compare(e exact) int {
	sign := 1
	if d.negative {
		sign = -1
	}
	switch {
	case d.negative != e.negative:
		return sign
	case len(d.digits) == 0 || len(e.digits) == 0:
		return sign * cmp.Compare(len(d.digits), len(e.digits))
	case d.point != e.point:
		return sign * cmp.Compare(d.point, e.point)
	}
	return sign * bytes.Compare(d.digits, e.digits)
}
