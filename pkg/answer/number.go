package answer

import (
	"cmp"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A decimal is a number as it was written, without its separators.
type decimal struct {
	negative    bool
	whole, frac string // digits
}

// isWhole tells whether the number has no fraction. It looks at the digits, so that a fraction that
// a float64 would lose still counts.
func (d decimal) isWhole() bool { return strings.Trim(d.frac, "0") == "" }

// float returns the nearest float64, infinite when the number is too large. It is never -0.
func (d decimal) float() float64 {
	x, _ := strconv.ParseFloat(d.whole+"."+d.frac, 64) // digits only: the one error is the range
	if d.negative && x != 0 {
		return -x
	}
	return x
}

// readScore reads a score. A single mark of the other kind that cannot be a thousands separator is
// a decimal mark too, so "9,0" is 9 in a file with decimal points.
func readScore(text string, mark byte) (decimal, bool) {
	if d, ok := readDecimal(text, mark); ok {
		return d, true
	}
	return readDecimal(text, otherMark(mark))
}

func otherMark(mark byte) byte {
	if mark == ',' {
		return '.'
	}
	return ','
}

// readDecimal reads an optional sign, digits with or without thousands separators, and an optional
// fraction behind the decimal mark; 0 means '.'.
func readDecimal(text string, mark byte) (d decimal, ok bool) {
	mark = cmp.Or(mark, '.')
	body := text
	for _, sign := range []string{"+", "-", "\u2212"} {
		if rest, found := strings.CutPrefix(text, sign); found {
			body, d.negative = rest, sign != "+"
		}
	}
	whole, frac, marked := strings.Cut(body, string(rune(mark)))
	if marked && !isDigits(frac) {
		return decimal{}, false
	}
	d.whole, ok = ungroup(whole, otherMark(mark))
	d.frac = frac
	return d, ok && d.whole+d.frac != ""
}

// ungroup removes the thousands separators from the digits before the decimal mark. All separators
// must be the same, with one to three digits before the first and three after each.
func ungroup(text string, mark byte) (digits string, ok bool) {
	if isDigits(text) {
		return text, true
	}
	separator := groupSeparator(text, mark)
	if separator == "" || text[0] == '0' {
		return "", false
	}
	for i, group := range strings.Split(text, separator) {
		if !isDigits(group) || i > 0 && len(group) != 3 || i == 0 && (group == "" || len(group) > 3) {
			return "", false
		}
	}
	return strings.ReplaceAll(text, separator, ""), true
}

// groupSeparator returns the first character that is not a digit if it may stand between thousands:
// the mark that is not the decimal one, a blank, or an apostrophe as in Switzerland.
func groupSeparator(text string, mark byte) string {
	i := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if i <= 0 {
		return ""
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if r == rune(mark) || strings.ContainsRune(" \u00A0\u2009\u202F'’", r) {
		return text[i : i+size]
	}
	return ""
}

// isDigits tells whether a text holds nothing but the digits 0 to 9; the empty text does.
func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// Reasons why a text is not a number or a count. A caller puts the place and the text before them.
var (
	ErrNotNumber = errors.New("not a number")
	ErrTooLarge  = errors.New("too large a number")
	ErrNotCount  = errors.New("not a whole number")
	ErrNegative  = errors.New("less than 0")
	ErrExponent  = errors.New("written with an exponent by which digits may be lost")
)

// ParseNumber reads a weight, an amount or another number that need not be whole. Blanks around it
// are removed. mark is the decimal mark, '.' or ','; 0 means '.'.
//
// Thousands may be separated by the other mark, by a blank or by an apostrophe, when every group
// has three digits: "1,234" is 1234 with the decimal mark '.', and 1.234 with ','. "12,5" and "1,23,456"
// are refused with the decimal mark '.', for nobody can tell what they mean.
//
// An exponent is read only as programs write it, a lower-case e with a sign: 1e+05, 9.5e-05. The
// form of spreadsheets, 1.23E+11, has lost digits and is refused. So are NaN, infinities,
// hexadecimal digits and digits of other scripts.
func ParseNumber(text string, mark byte) (float64, error) {
	t := Trim(text)
	d, ok := readDecimal(t, mark)
	if !ok {
		return parseExponent(t, mark)
	}
	x := d.float()
	if math.IsInf(x, 0) {
		return 0, ErrTooLarge
	}
	return x, nil
}

// ParsePart reads a number as ParseNumber does, or a percentage, "12.5%", as the part of 1 that it is.
func ParsePart(text string, mark byte) (float64, error) {
	x, err := ParseNumber(text, mark)
	if numeral, percent := strings.CutSuffix(Trim(text), "%"); percent && err != nil {
		x, err = ParseNumber(numeral, mark)
		x /= 100
	}
	return x, err
}

func parseExponent(text string, mark byte) (float64, error) {
	at := strings.IndexAny(text, "eE")
	if at < 0 {
		return 0, ErrNotNumber
	}
	d, ok := readDecimal(text[:at], mark)
	exponent := text[at+1:]
	if !ok || exponent == "" || !isDigits(strings.TrimLeft(exponent, "+-")) || len(exponent) > 5 {
		return 0, ErrNotNumber
	}
	if text[at] == 'E' || len(exponent) < 2 || isDigits(exponent[:1]) || !isDigits(exponent[1:]) {
		return 0, ErrExponent
	}
	x, err := strconv.ParseFloat(d.whole+"."+d.frac+"e"+exponent, 64)
	if err != nil {
		return 0, ErrTooLarge
	}
	if d.negative && x != 0 {
		x = -x
	}
	return x, nil
}

// ParseCount reads how many answers a row stands for: a whole number from 0 to 2⁶³-1, in the
// writings that ParseNumber knows. A fraction of zeros is allowed: "3.0" is 3.
func ParseCount(text string, mark byte) (int64, error) {
	t := Trim(text)
	d, ok := readDecimal(t, mark)
	if !ok {
		return parseExponentCount(t, mark)
	}
	switch {
	case !d.isWhole():
		return 0, ErrNotCount
	case strings.Trim(d.whole, "0") == "":
		return 0, nil
	case d.negative:
		return 0, ErrNegative
	}
	n, err := strconv.ParseInt(d.whole, 10, 64)
	if err != nil {
		return 0, ErrTooLarge
	}
	return n, nil
}

func parseExponentCount(text string, mark byte) (int64, error) {
	x, err := parseExponent(text, mark)
	switch {
	case err != nil:
		return 0, err
	case x < 0:
		return 0, ErrNegative
	case x != math.Trunc(x):
		return 0, ErrNotCount
	case x > 1<<53:
		return 0, ErrTooLarge
	}
	return int64(x), nil
}
