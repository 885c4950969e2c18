package render

import (
	"math/big"
	"strconv"
	"strings"
)

// missing stands for a number that does not exist.
const missing = "n/a"

// decimal writes v with a fixed number of decimals and commas between thousands. Halves go away
// from zero, as people round: of the 15 digits that a float surely holds, so that 2.675 is not
// taken for the 2.67499… it is stored as. (x/text/number rounds halves to even.)
func (say voice) decimal(v float64, places int) string { return say.tongue.Number(exactly(v, places)) }

func exactly(v float64, places int) string {
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'e', 14, 64))
	if !ok {
		return missing
	}
	return withCommas(exact.FloatString(places))
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
