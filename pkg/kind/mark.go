package kind

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// TwoMarks tells whether a mark that three digits follow may be either, where cells are separated like this.
// A point is a decimal one and a comma groups thousands where cells are separated by commas, as in English; a
// comma may be a decimal one there where numbers have three decimals. Numbers of JSON and of workbooks have points.
func TwoMarks(mark byte, delimiter string, threeDecimals bool) bool {
	if mark == ',' {
		return delimiter == ";" || threeDecimals
	}
	return delimiter != "," && delimiter != ""
}

// Mark asks for the decimal mark of a number that may be read both ways, and proposes that of another, where
// there is one that tells. at says where the number stands.
func Mark(at, doubtful, other string) *problem.Error {
	decimal, grouped := byte('.'), byte(',') // what --decimal has to say
	if mark, _ := money.MarkOf([]byte(doubtful)); mark == ',' {
		decimal, grouped = ',', '.'
	}
	read := func(mark byte) string {
		a, _, _ := money.Parse([]byte(doubtful), mark, 3)
		return "  --decimal " + string(rune(mark)) + "  " + doubtful + " is " + strings.TrimSuffix(money.Format(a, 3), ".000")
	}
	e := problem.Usage("%s: the mark in %q may stand before decimals or between thousands; say which with --decimal\n%s\n%s",
		at, doubtful, read(grouped), read(decimal))
	e.Read, e.Flags = true, []string{"--decimal", string(rune(grouped))}
	if mark, _ := money.MarkOf([]byte(other)); other != "" {
		e.Flags[1] = string(rune(mark))
		e.Advise("\"" + other + "\" has a decimal " + e.Flags[1])
	}
	return e
}
