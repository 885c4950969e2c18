package dates

import (
	"bytes"
	"slices"
	"strconv"
	"unicode"
)

// IsNone tells whether a text in digits stands for no date: nothing but zeros, 0000-00-00, or the day with which a program begins
// to count, 0001-01-01, 1900-01-01 or 1970-01-01, which is the last one of 1969 west of Greenwich.
func IsNone(text []byte) bool {
	parts, ok := numbersOf(text)
	if !ok {
		return false
	}
	if !slices.ContainsFunc(parts, func(n int) bool { return n != 0 }) {
		return true
	}
	if len(parts) < 3 {
		return false
	}
	day := slices.Sorted(slices.Values(parts[:3]))
	first, eve := day[0] == 1 && day[1] == 1, day[0] == 12 && day[1] == 31
	if first && day[2] == 1970 || eve && day[2] == 1969 { // at whatever time the zone makes of midnight
		return true
	}
	midnight := !slices.ContainsFunc(parts[3:], func(n int) bool { return n != 0 })
	return midnight && (first && slices.Contains([]int{1, 1601, 1753, 1900, 1904}, day[2]) || day[0] == 12 && day[2] == 1899 && day[1] >= 30)
}

// IsNever tells whether a text in digits is the last day that a program knows, which stands for an end that nobody expects:
// 9999-12-31, 2099-12-31, 2079-06-06.
func IsNever(text []byte) bool {
	parts, ok := numbersOf(text)
	if !ok || len(parts) < 3 {
		return false
	}
	day := slices.Sorted(slices.Values(parts[:3]))
	edge := day[0] == 12 && day[1] >= 30 || day[0] == 1 && day[1] == 1
	return edge && (day[2] == 2099 || day[2] == 2100 || day[2] >= 2199) || day[0] == 6 && day[1] == 6 && day[2] == 2079
}

// numbersOf reads the numbers of a text that is written as dates are; ok is false where it is not.
func numbersOf(text []byte) (parts []int, ok bool) {
	if !bytes.ContainsAny(text, "0123456789") || bytes.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && r != 'T' && r != 'Z' }) {
		return nil, false
	}
	for part := range bytes.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		n, err := strconv.Atoi(string(part))
		if err != nil {
			return nil, false
		}
		parts = append(parts, n)
	}
	return parts, true
}
