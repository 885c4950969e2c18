// Package span reads lengths of time as people write them, and times of day.
package span

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A Clarity says what became of a text that may be a length of time.
type Clarity int

// How clear a text is.
const (
	Bad    Clarity = iota
	Good           // a length
	Unsure         // a length only where the unit of its first number is known
)

// A Yardstick is what numbers are told in that stand alone, in microseconds; 0 where nobody knows.
type Yardstick struct {
	Bare  int64 // of 90
	Clock int64 // of the 1 in 1:30: hours or minutes
}

// YardstickOf has all numbers told in one unit. Of seconds there is none in 1:30.
func YardstickOf(micros int64) Yardstick {
	if micros == 60e6 || micros == 3600e6 {
		return Yardstick{micros, micros}
	}
	return Yardstick{Bare: micros}
}

// mostMicros is the longest length, some hundred thousand years: sums of it stay exact.
const mostMicros = 1 << 62

// Parse reads a length of time in microseconds: a number, 1h 05m, 01:02:03, 1:30, 90 min, 2 days 03:00:00, 1.02:30:00,
// PT1H5M. Days have 24 hours.
func Parse(text string, in Yardstick, decimal byte) (micros int64, c Clarity) {
	if n, ok := digits(text); ok && in.Bare != 0 {
		return n * in.Bare, Good
	}
	text = answer.Trim(text)
	sign := 1.0
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(text, minus); ok {
			text, sign = answer.Trim(rest), -1
		}
	}
	if text == "" || len(text) > 60 || !utf8.ValidString(text) || text[0] == '-' || text[0] == '+' {
		return 0, Bad
	}
	x, c := 0.0, Bad
	switch {
	case text[0] == 'P' || text[0] == 'p':
		x, c = isoLength(strings.ToUpper(text[1:]))
	case strings.ContainsRune(text, ':'):
		x, c = clocked(text, in.Clock, decimal)
	default:
		x, c = counted(text, in.Bare, decimal)
	}
	if !(x < mostMicros) {
		return 0, Bad
	}
	return int64(math.Round(sign * x)), c
}

// counted reads numbers with their units, the larger first, or one number without.
func counted(text string, unit int64, decimal byte) (x float64, c Clarity) {
	if n, err := answer.ParseNumber(text, decimal); err == nil {
		if unit == 0 && n != 0 {
			return 0, Unsure
		}
		return n * float64(unit), Good
	}
	last := int64(math.MaxInt64)
	for text != "" {
		digits := text[:len(text)-len(strings.TrimLeft(text, "0123456789.,"))]
		if digits == "" {
			return 0, Bad
		}
		rest := strings.TrimLeft(text[len(digits):], " \u00a0\u202f")
		word := letters(rest)
		digits = strings.TrimRight(digits, ",")
		n, err := answer.ParseNumber(digits, markOf(digits, decimal))
		u, known := unitWords()[answer.Normalise(word)]
		if err != nil || !known || u.micros == 0 || u.micros >= last {
			return 0, Bad
		}
		x, last = x+n*float64(u.micros), u.micros
		text = next(rest[len(word):])
	}
	return x, Good
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
func clocked(text string, unit int64, decimal byte) (x float64, c Clarity) {
	if at := strings.LastIndexAny(text, " \u00a0"); at >= 0 {
		days, c := daysOf(strings.TrimRight(text[:at], ", "), decimal)
		if c != Good {
			return 0, Bad
		}
		x, text = days, strings.TrimLeft(text[at:], " \u00a0")
	}
	parts := strings.Split(text, ":")
	if days, hours, ok := strings.Cut(parts[0], "."); ok && x == 0 && len(parts) == 3 && len(hours) == 2 && hours < "24" {
		n, ok := digits(days)
		if !ok {
			return 0, Bad
		}
		x, parts[0] = float64(n)*86400e6, hours
	}
	var first float64 // the length of what the first number counts
	switch {
	case len(parts) == 3:
		first = 3600e6
	case len(parts) != 2:
		return 0, Bad
	case x > 0:
		first = 3600e6
	default:
		first = float64(unit)
	}
	length := first
	for i, part := range parts {
		n, ok := sexagesimal(part, i == len(parts)-1 && first/math.Pow(60, float64(i)) <= 1e6, i > 0)
		if !ok {
			return 0, Bad
		}
		x += n * length
		length /= 60
	}
	if first == 0 {
		if strings.Trim(text, "0:") == "" {
			return 0, Good
		}
		return 0, Unsure
	}
	return x, Good
}

// daysOf reads the whole days before a clock, with their unit or without.
func daysOf(text string, decimal byte) (x float64, c Clarity) {
	if n, ok := digits(text); ok {
		return float64(n) * 86400e6, Good
	}
	x, c = counted(text, 0, decimal)
	if x != math.Trunc(x/86400e6)*86400e6 {
		return 0, Bad
	}
	return x, c
}

// digits reads a whole number without more ado, since most lengths are some.
func digits(text string) (n int64, ok bool) {
	const most = 6
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = 10*n + int64(text[i]-'0')
	}
	return n, text != "" && len(text) <= most
}

// OfDay reads a time of day, as the time since midnight: 8:05, 08:05, 08:05:30, 8:05 PM; 24:00 is the end of a day.
func OfDay(text string) (micros int64, ok bool) {
	text = answer.Trim(text)
	half := ""
	if at := strings.IndexFunc(text, unicode.IsLetter); at > 0 {
		text, half = answer.Trim(text[:at]), strings.ToLower(strings.NewReplacer(".", "", " ", "", "\u00a0", "", "\u202f", "").Replace(text[at:]))
	}
	const hour, day = 3600e6, 24 * 3600e6
	micros, c := Parse(text, Yardstick{Clock: hour}, '.')
	switch {
	case c != Good || micros < 0 || micros > day || strings.ContainsAny(text, " \u00a0") || strings.Count(text, ":") == 0:
		return 0, false
	case half == "":
		return micros, true
	case half != "am" && half != "pm" || micros < hour || micros >= 13*hour:
		return 0, false
	}
	if micros %= 12 * hour; half == "pm" {
		micros += 12 * hour
	}
	return micros, true
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
func isoLength(text string) (x float64, c Clarity) {
	date, clock, timed := strings.Cut(text, "T")
	if text == "" || timed && clock == "" {
		return 0, Bad
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
				return 0, Bad
			}
			at := strings.IndexByte(half.units[from:], rest[len(digits)])
			if at < 0 {
				return 0, Bad
			}
			x += n * half.micros[from+at]
			from, rest = from+at+1, rest[len(digits)+1:]
		}
	}
	return x, Good
}
