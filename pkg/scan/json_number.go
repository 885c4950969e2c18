package scan

import (
	"bytes"
	"strconv"
)

// mostShift is how far an exponent moves the point of a number that is written without it.
const mostShift = 30

// plainNumber writes a JSON number without its exponent: 90e-1 is 9. Others it returns as they are.
func plainNumber(number []byte) []byte {
	at := bytes.IndexAny(number, "eE")
	if at < 1 || !hasExponent(number) {
		return number
	}
	shift, err := strconv.Atoi(string(number[at+1:]))
	if err != nil || shift < -mostShift || shift > mostShift {
		return number
	}
	sign, digits := []byte(nil), number[:at]
	if digits[0] == '-' {
		sign, digits = digits[:1], digits[1:]
	}
	whole, fraction, _ := bytes.Cut(digits, []byte{'.'})
	point := len(whole) + shift
	digits = append(bytes.Clone(whole), fraction...)
	for ; point < 1; point++ {
		digits = append([]byte{'0'}, digits...)
	}
	for len(digits) < point {
		digits = append(digits, '0')
	}
	out := append(bytes.Clone(sign), leading(digits[:point])...)
	if fraction = bytes.TrimRight(digits[point:], "0"); len(fraction) > 0 {
		out = append(append(out, '.'), fraction...)
	}
	return out
}

// leading takes the zeros before a whole number away.
func leading(whole []byte) []byte {
	if bare := bytes.TrimLeft(whole, "0"); len(bare) > 0 {
		return bare
	}
	return whole[:1]
}

// hasExponent tells whether a value that is no string has an exponent.
func hasExponent(value []byte) bool {
	return len(value) > 2 && (value[0] == '-' || value[0] <= '9') && bytes.ContainsAny(value, "eE")
}
