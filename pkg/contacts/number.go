package contacts

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A stem is what stands before the last digits of a telephone number, and whether the number says that it begins with the
// code of a country. Names, short numbers and what is no number have the zero stem.
type stem uint32

// tail is how many last digits numbers share that may be one: the shortest that are whole without the code of a country.
// longest is how many digits a number has at most, by E.164.
const (
	tail    = 8
	longest = 15
)

// The bits of a stem, above those of its digits.
const (
	stemLength = 24
	stemAbroad = 27
)

func stemOf(digits []byte, abroad bool) (s stem) {
	for _, d := range digits {
		s = 10*s + stem(d-'0')
	}
	if s |= stem(len(digits)) << stemLength; abroad {
		s |= 1 << stemAbroad
	}
	return s
}

// abroad tells whether the number says by + or 00 that it begins with the code of a country.
func (s stem) abroad() bool { return s>>stemAbroad&1 == 1 }

// digits are those that stand before the last ones.
func (s stem) digits() string {
	n := int(s >> stemLength & 7)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%0*d", n, s&(1<<stemLength-1))
}

// String is the number with its last digits hidden.
func (s stem) String() string {
	plus := ""
	if s.abroad() {
		plus = "+"
	}
	return plus + s.digits() + strings.Repeat("x", tail)
}

// appendNumber adds what tells a number from others: its digits, or a name in small letters. Of a telephone number these are
// the last digits only, and its stem is apart.
func appendNumber(to, text []byte) ([]byte, stem) {
	from := len(to)
	to, plain, number := appendDigits(to, text)
	switch {
	case !plain:
		return append(to[:from], answer.Fold(string(text))...), 0
	case !number:
		return appendLower(to[:from], text), 0
	}
	digits := to[from:]
	rest, abroad := bytes.CutPrefix(digits, []byte("00"))
	if abroad {
		digits = rest
	}
	n := len(digits)
	if n < tail || n > longest {
		return append(to[:from], digits...), 0
	}
	s := stemOf(digits[:n-tail], abroad || bytes.IndexByte(text, '+') >= 0)
	return append(to[:from], digits[n-tail:]...), s
}

// appendLower adds a text of English letters in small ones.
func appendLower(to, text []byte) []byte {
	for _, c := range text {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

// These may stand between the digits of a number: among ASCII, and beyond it.
const (
	separators = " +-()./"
	otherMarks = "\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u200e\u200f\u202a\u202c\u2066\u2069\u2212"
)

// appendDigits adds the digits of a number; plain is false where letters stand in it that are not English, and number where
// any do. The 0 in brackets after the code of a country is none of it, nor is that behind the point of a spreadsheet.
func appendDigits(to, text []byte) (_ []byte, plain, number bool) {
	number = true
	if bytes.HasPrefix(text, []byte("+")) || bytes.HasPrefix(text, []byte("00")) {
		if at := bytes.Index(text, []byte("(0)")); at >= 0 {
			text = slices.Concat(text[:at], text[at+len("(0)"):])
		}
	}
	if whole, ok := bytes.CutSuffix(text, []byte(".0")); ok && len(whole) >= tail && bytes.IndexByte(whole, '.') < 0 {
		text = whole
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			to = append(to, c)
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(text[i:])
			if !strings.ContainsRune(otherMarks, r) {
				return to, false, false
			}
			i += size - 1
		case number:
			number = strings.IndexByte(separators, c) >= 0
		}
	}
	return to, true, number
}

// rounded tells whether a spreadsheet has written a number in such a way that its last digits are lost, as 3.46E+10.
func rounded(text []byte) bool {
	head, power, ok := bytes.Cut(text, []byte("E+"))
	return ok && len(head) > 0 && len(bytes.Trim(head, "0123456789.,")) == 0 && len(power) == 2 && len(bytes.Trim(power, "0123456789")) == 0
}

// national is a stem without the 0 that is dialled before a number within a country.
func (s stem) national() string {
	if s.abroad() {
		return s.digits()
	}
	return strings.TrimPrefix(s.digits(), "0")
}

// within lists what may stand before the last digits of a number that is dialled in its own country.
func (s stem) within() []string {
	code, rest := countryCode(s.digits())
	switch {
	case code == "":
		return nil
	case code != "1" && code != "7":
		return []string{strings.TrimPrefix(rest, "0")} // Italy keeps it behind the code
	case len(rest) != 10-tail: // these have ten digits, always
		return nil
	case code == "7":
		return []string{rest, "8" + rest} // which is dialled there as 0 is elsewhere
	}
	return []string{rest}
}

// twoDigits are the codes of countries of two digits; 1 and 7 have one, and all others three.
const twoDigits = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98"

// countryCode takes a number apart that begins with the code of a country; the code is empty where it does not.
func countryCode(digits string) (code, rest string) {
	n := 3
	switch {
	case digits == "" || digits[0] == '0':
		return "", digits
	case digits[0] == '1' || digits[0] == '7':
		n = 1
	case len(digits) >= 2 && strings.Contains(twoDigits, digits[:2]):
		n = 2
	}
	if len(digits) < n {
		return "", digits
	}
	return digits[:n], digits[n:]
}

// A doubtful number has no code of a country, and may belong to several that have one, two of which are named.
type doubtful struct{ short, one, other stem }

// sameCallers tells which of the numbers that end alike are one: for each the first of its caller. Stems are in order, each
// once. A number without the code of a country is the only one with it, and where there are several nobody knows.
func sameCallers(stems []stem) (home []int, unclear []doubtful) {
	local := make(map[string]int) // by what is dialled within the country
	spelt := make(map[string]int) // of those without + or 00, by their digits
	for i, s := range stems {
		at, key := local, s.national()
		if s.abroad() {
			at, key = spelt, s.digits()
		}
		first, ok := at[key]
		if !ok {
			first = i
		}
		if home = append(home, first); !s.abroad() {
			local[key], spelt[s.digits()] = first, first
		}
	}
	with := make(map[int][]int) // by number, those with a code that it may be
	for j, s := range stems {
		for _, key := range s.within() {
			if i, ok := local[key]; ok && i != home[j] && !slices.Contains(with[i], home[j]) {
				with[i] = append(with[i], home[j])
			}
		}
	}
	for i, of := range with {
		if len(of) > 1 {
			unclear = append(unclear, doubtful{stems[i], stems[of[0]], stems[of[1]]})
		}
	}
	slices.SortFunc(unclear, func(a, b doubtful) int { return cmp.Compare(a.short, b.short) })
	for i := range home {
		for of := with[home[i]]; len(of) == 1; of = with[home[i]] {
			home[i] = of[0]
		}
	}
	return home, unclear
}
