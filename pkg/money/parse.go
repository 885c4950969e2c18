package money

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// What can be wrong with the text of an amount.
var (
	ErrNotAmount = errors.New("is not an amount of money")
	ErrGrouping  = errors.New("is not an amount: its thousands are grouped wrongly")
	ErrTooLarge  = errors.New("is larger than an amount can be")
)

// A Written is the text of an amount as it was read, before the decimals of its currency are known.
type Written struct {
	// Currency is the code that a sign or a code beside the number names, "" for none.
	Currency string
	// Sign is a sign beside the number that several currencies share, as in Signs; "" for none.
	Sign string

	negative bool
	mantissa uint64 // all digits
	fraction int    // how many of them stand behind the decimal mark; negative: zeros to append
	dropped  bool   // digits other than 0 were beyond what the mantissa holds
}

// Amount returns the number in minor units of a currency with the given decimals. A number with
// more digits than the currency has is rounded half away from zero, and rounded tells so: exports
// often carry the noise of floats, 19.989999999999998, or a twelfth of a yearly price.
// The error is ErrTooLarge beyond Limit.
func (n Written) Amount(decimals int) (a Amount, rounded bool, err error) {
	value, shift := n.mantissa, decimals-n.fraction
	rounded = n.dropped
	for ; shift > 0 && value > 0; shift-- {
		if value > uint64(Limit) {
			return 0, false, ErrTooLarge
		}
		value *= 10
	}
	if shift < 0 {
		var lost bool
		value, lost = shorten(value, -shift)
		rounded = rounded || lost
	}
	if value > uint64(Limit) {
		return 0, false, ErrTooLarge
	}
	a, _ = signed(n.negative, value)
	return a, rounded, nil
}

// Parts are the number itself: all its digits, and how many of them stand behind the decimal mark, below 0 for zeros to append.
func (n Written) Parts() (negative bool, digits uint64, fraction int) {
	return n.negative, n.mantissa, n.fraction
}

// shorten drops the last digits of a value and rounds half away from zero.
func shorten(value uint64, digits int) (short uint64, lost bool) {
	if digits > 19 {
		return 0, value > 0
	}
	unit := pow10[digits]
	short, rest := value/unit, value%unit
	if rest >= unit-rest && rest > 0 {
		short++
	}
	return short, rest > 0
}

var pow10 = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// Parse reads an amount of a currency with the given decimals; decimal is the decimal mark, '.' or ','.
func Parse(text []byte, decimal byte, decimals int) (a Amount, rounded bool, err error) {
	if a, ok := Quick(text, decimal, decimals); ok {
		return a, false, nil
	}
	n, err := Read(text, decimal)
	if err != nil {
		return 0, false, err
	}
	return n.Amount(decimals)
}

// Quick reads the form that nearly every cell has: digits, and behind a mark exactly the decimals
// of the currency, from 0 to 4. Whatever it does not read, Read may.
func Quick(text []byte, decimal byte, decimals int) (a Amount, ok bool) {
	if len(text) == 0 || len(text) > 15 {
		return 0, false
	}
	whole, fraction := text, []byte(nil)
	if point := len(text) - decimals - 1; decimals > 0 && point > 0 && text[point] == decimal {
		whole, fraction = text[:point], text[point+1:]
	}
	value := uint64(0)
	for _, c := range whole {
		if c-'0' > 9 {
			return 0, false
		}
		value = value*10 + uint64(c-'0')
	}
	if fraction == nil {
		value *= pow10[decimals]
	}
	for _, c := range fraction {
		if c-'0' > 9 {
			return 0, false
		}
		value = value*10 + uint64(c-'0')
	}
	return Amount(value), value <= uint64(Limit)
}

// QuickWord is Quick for a text of up to 8 bytes, which are the low ones of a word, the first the lowest.
func QuickWord(word uint64, n int, decimal byte, decimals int) (a Amount, ok bool) {
	if n < 1 || n > 8 || decimals < 0 || decimals > 4 {
		return 0, false
	}
	word <<= uint(8-n) * 8 // so that the last byte is the highest
	scale := pow10[decimals]
	if at := uint(7-decimals) * 8; decimals > 0 && n > decimals+1 && byte(word>>at) == decimal {
		whole, fraction := word&(1<<at-1), word>>8>>at<<8<<at
		word, scale = whole<<8|fraction, 1
		n--
	}
	const zeros, tops = 0x3030303030303030, 0x8080808080808080
	digits := (word ^ zeros) >> (uint(8-n) * 8) << (uint(8-n) * 8)
	if (digits|(digits+0x7676767676767676))&tops != 0 {
		return 0, false
	}
	// Neighbouring digits, then pairs, then fours are put together.
	digits = digits * (10<<8 + 1) >> 8 & 0x00ff00ff00ff00ff
	digits = digits * (100<<16 + 1) >> 16 & 0x0000ffff0000ffff
	digits = digits * (10000<<32 + 1) >> 32
	return Amount(digits * scale), true
}

// Read reads the text of an amount; decimal is the decimal mark, '.' or ','.
//
// Thousands may be grouped by the other mark, spaces, narrow spaces or apostrophes, as in 1,234.50,
// 1.234,50, 1 234,50 and 12,34,567.00; the groups must be whole. A minus stands before or behind, or the
// number stands in brackets. A currency sign or code may stand on either side. Powers of ten, 1.5E3,
// are read as spreadsheets and JSON write them.
func Read(text []byte, decimal byte) (Written, error) {
	if n, ok := plain(text, decimal); ok {
		return n, nil
	}
	body, n, err := unwrap(bytes.TrimFunc(text, isSpace))
	if err != nil {
		return Written{}, err
	}
	if err := n.digits(body, decimal); err != nil {
		return Written{}, err
	}
	return n, nil
}

// plain reads the usual form, digits with at most one decimal mark.
func plain(text []byte, decimal byte) (n Written, ok bool) {
	if len(text) == 0 || len(text) > 18 {
		return n, false
	}
	point := -1
	for i, c := range text {
		d := c - '0'
		if d > 9 {
			if c != decimal || point >= 0 || i == 0 {
				return n, false
			}
			point = i
			continue
		}
		n.mantissa = n.mantissa*10 + uint64(d)
	}
	if point >= 0 {
		n.fraction = len(text) - point - 1
	}
	return n, true
}

// digits reads the number itself: an integer part that may be grouped, a fraction, a power of ten.
func (n *Written) digits(body []byte, decimal byte) error {
	body, exponent, err := cutExponent(body)
	if err != nil {
		return err
	}
	whole, fraction, _ := bytes.Cut(body, []byte{decimal})
	whole, err = ungroup(whole, decimal)
	if err != nil {
		return err
	}
	if len(whole)+len(fraction) == 0 || !allDigits(whole) || !allDigits(fraction) {
		return ErrNotAmount
	}
	for _, c := range whole {
		if n.mantissa >= 1e18 {
			return ErrTooLarge
		}
		n.mantissa = n.mantissa*10 + uint64(c-'0')
	}
	for _, c := range fraction {
		if n.mantissa >= 1e18 {
			n.dropped = n.dropped || c != '0'
			continue
		}
		n.mantissa = n.mantissa*10 + uint64(c-'0')
		n.fraction++
	}
	n.fraction -= exponent
	return nil
}

// cutExponent cuts a power of ten off: 1.5E+3 is 1.5 and 3.
func cutExponent(body []byte) (rest []byte, exponent int, err error) {
	at := bytes.IndexAny(body, "eE")
	if at < 0 {
		return body, 0, nil
	}
	digits := body[at+1:]
	negative := len(digits) > 0 && digits[0] == '-'
	if negative || len(digits) > 0 && digits[0] == '+' {
		digits = digits[1:]
	}
	if len(digits) == 0 || len(digits) > 3 || !allDigits(digits) {
		return nil, 0, ErrNotAmount
	}
	for _, c := range digits {
		exponent = exponent*10 + int(c-'0')
	}
	if negative {
		exponent = -exponent
	}
	return body[:at], exponent, nil
}

func allDigits(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c-'0' > 9 })
}

// separators are the bytes between groups of thousands, beside the mark that is not the decimal one.
var separators = []string{" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019", "_"}

// ungroup takes the separators between thousands out of an integer part.
func ungroup(whole []byte, decimal byte) ([]byte, error) {
	if allDigits(whole) {
		return whole, nil
	}
	separator := groupedBy(whole, decimal)
	if separator == "" {
		return nil, ErrNotAmount
	}
	groups := bytes.Split(whole, []byte(separator))
	if !wholeGroups(groups) {
		return nil, ErrGrouping
	}
	return bytes.Join(groups, nil), nil
}

func groupedBy(whole []byte, decimal byte) string {
	for _, s := range append([]string{string(otherMark(decimal))}, separators...) {
		if bytes.Contains(whole, []byte(s)) {
			return s
		}
	}
	return ""
}

// wholeGroups tells whether groups of digits are thousands: 1 234 567, or 12 34 567 as in India.
func wholeGroups(groups [][]byte) bool {
	last := len(groups) - 1
	three, two := true, true
	for i, g := range groups {
		if !allDigits(g) || len(g) == 0 || i == last && len(g) != 3 {
			return false
		}
		if i > 0 && i < last {
			three = three && len(g) == 3
			two = two && len(g) == 2
		}
	}
	return three && len(groups[0]) <= 3 || two && len(groups[0]) <= 2
}

func isSpace(r rune) bool {
	return strings.ContainsRune(" \t\r\n\u00a0\u202f\u2009", r)
}

// MarkOf tells which mark is the decimal one of an amount, '.' or ',', by the text alone; it is 0 where there is
// none. sure is false where the mark may as well stand between thousands, as in 1.234.
func MarkOf(text []byte) (mark byte, sure bool) {
	if !bytes.ContainsAny(text, ",.") {
		return 0, false
	}
	body, _, err := unwrap(bytes.TrimFunc(text, isSpace))
	if err != nil {
		return 0, false
	}
	if body, _, err = cutExponent(body); err != nil {
		return 0, false
	}
	last := bytes.LastIndexAny(body, ",.")
	if last < 0 {
		return 0, false
	}
	mark = body[last]
	whole, behind := body[:last], body[last+1:]
	switch {
	case bytes.IndexByte(whole, mark) >= 0: // it stands there again, so it groups
		if !wholeGroups(bytes.Split(body, []byte{mark})) {
			return 0, false
		}
		return otherMark(mark), true
	case !allDigits(behind):
		return 0, false
	case !allDigits(whole): // another mark groups
		_, err := ungroup(whole, mark)
		return mark, err == nil
	}
	return mark, len(behind) != 3 || len(whole) == 0 || len(whole) > 3 || whole[0] == '0'
}

func otherMark(mark byte) byte {
	if mark == '.' {
		return ','
	}
	return '.'
}
