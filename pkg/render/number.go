package render

import (
	"math"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// missing stands for a number that does not exist.
const missing = "n/a"

// decimal writes v with a fixed number of decimals and commas between thousands. Halves go away
// from zero, as people round: of the 15 digits that a float surely holds, so that 2.675 is not
// taken for the 2.67499… it is stored as. (x/text/number rounds halves to even.)
func (say voice) decimal(v float64, places int) string { return say.tongue.Number(exactly(v, places)) }

func exactly(v float64, places int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return missing
	}
	text := strconv.FormatFloat(math.Abs(v), 'e', 14, 64) // d.dddddddddddddde±dd
	digits := text[:1] + text[2:16]
	power, _ := strconv.Atoi(text[17:])
	scaled := "0" // v · 10^places
	switch kept := power + 1 + places; {
	case kept >= len(digits):
		scaled = digits + strings.Repeat("0", kept-len(digits))
	case kept >= 0:
		n, _ := strconv.ParseUint("0"+digits[:kept], 10, 64)
		if digits[kept] >= '5' {
			n++
		}
		scaled = strconv.FormatUint(n, 10)
	}
	scaled = strings.Repeat("0", max(0, places+1-len(scaled))) + scaled
	whole, fraction := scaled[:len(scaled)-places], scaled[len(scaled)-places:]
	if places > 0 {
		whole += "." + fraction
	}
	if v < 0 {
		whole = "-" + whole
	}
	return withCommas(whole)
}

// placed writes a figure with a fixed number of decimals, which a length of time has none of.
func (say voice) placed(v float64, kind result.Form, places int) string {
	if kind == result.Duration {
		return say.duration(v)
	}
	return say.decimal(v, places)
}

// duration writes seconds in the two largest units that they have: 45.2s, 5h 42m, 12d 3h.
func (say voice) duration(seconds float64) string {
	if seconds < 0 {
		return "-" + say.duration(-seconds)
	}
	const minute, hour, day = 60, 3600, 86400
	pair := func(large, small float64, names string) string {
		n := math.Round(seconds / small)
		text := say.tongue.Number(withCommas(strconv.FormatFloat(math.Floor(n*small/large), 'f', 0, 64))) + names[:1]
		if rest := math.Mod(n, large/small); rest > 0 {
			text += " " + strconv.FormatFloat(rest, 'f', 0, 64) + names[1:]
		}
		return text
	}
	switch {
	case seconds < minute-0.05:
		return say.trimmed(seconds, map[bool]int{true: 3, false: 1}[seconds < 1]) + "s"
	case seconds < hour-0.5:
		return pair(minute, 1, "ms")
	case seconds < day-minute/2:
		return pair(hour, minute, "hm")
	}
	return pair(day, hour, "dh")
}

// trimmed is decimal without the zeros at the end: 30, 2.5, 53.42.
func (say voice) trimmed(v float64, places int) string { return say.tongue.Number(shortly(v, places)) }

func shortly(v float64, places int) string {
	s := exactly(v, places)
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// withCommas puts commas between thousands, and takes the sign from a zero.
func withCommas(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		s = s[1:]
		if strings.ContainsAny(s, "123456789") {
			sign = "-"
		}
	}
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// probability writes a probability with three decimals, and says so where they would be none.
func (say voice) probability(v float64) string {
	if v > 0 && v < 0.001 {
		return "< " + say.tongue.Number("0.001")
	}
	return say.decimal(v, 3)
}
