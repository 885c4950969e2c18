package duration

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A reading says what became of a text that may be a length of time.
type reading int

const (
	bad    reading = iota
	good           // a length
	unsure         // a length only where the unit of its first number is known
)

// mostMicros is the longest length, some hundred thousand years: sums of it stay exact.
const mostMicros = 1 << 62

// parse reads a length of time in microseconds: a number of a unit (0 where it is not known), 1h 05m, 01:02:03, 90 min, 2 days
// 03:00:00, PT1H5M. Of 1:30 the first number is of the unit, hours or minutes. Days have 24 hours.
func parse(text string, unit int64, decimal byte) (micros int64, r reading) {
	text = answer.Trim(text)
	sign := 1.0
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(text, minus); ok {
			text, sign = answer.Trim(rest), -1
		}
	}
	if text == "" || len(text) > 60 || !utf8.ValidString(text) || text[0] == '-' || text[0] == '+' {
		return 0, bad
	}
	x, r := 0.0, bad
	switch {
	case text[0] == 'P' || text[0] == 'p':
		x, r = isoLength(strings.ToUpper(text[1:]))
	case strings.ContainsRune(text, ':'):
		x, r = clocked(text, unit, decimal)
	default:
		x, r = counted(text, unit, decimal)
	}
	if !(x < mostMicros) {
		return 0, bad
	}
	return int64(math.Round(sign * x)), r
}

// counted reads numbers with their units, the larger first, or one number without.
func counted(text string, unit int64, decimal byte) (x float64, r reading) {
	if n, err := answer.ParseNumber(text, decimal); err == nil {
		if unit == 0 && n != 0 {
			return 0, unsure
		}
		return n * float64(unit), good
	}
	last := int64(math.MaxInt64)
	for text != "" {
		digits := text[:len(text)-len(strings.TrimLeft(text, "0123456789.,"))]
		if digits == "" {
			return 0, bad
		}
		rest := strings.TrimLeft(text[len(digits):], " \u00a0\u202f")
		word := letters(rest)
		digits = strings.TrimRight(digits, ",")
		n, err := answer.ParseNumber(digits, markOf(digits, decimal))
		u, known := unitWords()[answer.Normalise(word)]
		if err != nil || !known || u.micros == 0 || u.micros >= last {
			return 0, bad
		}
		x, last = x+n*float64(u.micros), u.micros
		text = next(rest[len(word):])
	}
	return x, good
}

// markOf is the decimal mark of a number beside a unit: its only mark is one.
func markOf(digits string, decimal byte) byte {
	switch dots, commas := strings.Count(digits, "."), strings.Count(digits, ","); {
	case dots == 1 && commas == 0:
		return '.'
	case commas == 1 && dots == 0:
		return ','
	}
	return decimal
}

// letters are those that a text begins with.
func letters(text string) string {
	return text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsLetter))]
}

// next passes over what may stand between two numbers with units: a full stop, commas, blanks and a word for and.
func next(text string) string {
	text = strings.TrimLeft(text, "., \u00a0\u202f")
	word := letters(text)
	if u, ok := unitWords()[answer.Normalise(word)]; word != "" && ok && u.micros == 0 {
		return strings.TrimLeft(text[len(word):], " ")
	}
	return text
}

// clocked reads 01:02:03 and 1:30, with or without days before.
func clocked(text string, unit int64, decimal byte) (x float64, r reading) {
	if at := strings.LastIndexAny(text, " \u00a0"); at >= 0 {
		days, r := counted(strings.TrimRight(text[:at], ", "), 0, decimal)
		if r != good || days != math.Trunc(days/86400e6)*86400e6 {
			return 0, bad
		}
		x, text = days, strings.TrimLeft(text[at:], " \u00a0")
	}
	parts := strings.Split(text, ":")
	var first float64 // the length of what the first number counts
	switch {
	case len(parts) == 3:
		first = 3600e6
	case len(parts) != 2:
		return 0, bad
	case unit == 60e6:
		first = 60e6
	case unit == 3600e6 || x > 0:
		first = 3600e6
	}
	length := first
	for i, part := range parts {
		n, ok := sexagesimal(part, i == len(parts)-1 && first/math.Pow(60, float64(i)) <= 1e6, i > 0)
		if !ok {
			return 0, bad
		}
		x += n * length
		length /= 60
	}
	if first == 0 {
		if strings.Trim(text, "0:") == "" {
			return 0, good
		}
		return 0, unsure
	}
	return x, good
}

// sexagesimal reads a part of a clock. Behind the first there are two digits below 60; seconds may have a fraction.
func sexagesimal(text string, fraction, below bool) (n float64, ok bool) {
	whole, _, marked := strings.Cut(text, ".")
	if whole == "" || strings.Trim(whole, "0123456789") != "" || marked && !fraction || below && len(whole) != 2 {
		return 0, false
	}
	n, err := answer.ParseNumber(text, '.')
	return n, err == nil && (!below || n < 60)
}

// isoLength reads what follows the P of ISO 8601: 1DT2H, T1H5M, 2W. Years and months have no one length.
func isoLength(text string) (x float64, r reading) {
	date, clock, timed := strings.Cut(text, "T")
	if text == "" || timed && clock == "" {
		return 0, bad
	}
	for _, half := range []struct {
		text, units string
		micros      []float64
	}{{date, "WD", []float64{7 * 86400e6, 86400e6}}, {clock, "HMS", []float64{3600e6, 60e6, 1e6}}} {
		from := 0
		for rest := half.text; rest != ""; {
			digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789.,"))]
			n, err := answer.ParseNumber(digits, markOf(digits, '.'))
			if err != nil || len(digits) == len(rest) {
				return 0, bad
			}
			at := strings.IndexByte(half.units[from:], rest[len(digits)])
			if at < 0 {
				return 0, bad
			}
			x += n * half.micros[from+at]
			from, rest = from+at+1, rest[len(digits)+1:]
		}
	}
	return x, good
}
