package inspect

import (
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// A sort is what a value is by itself.
type sort byte

const (
	integer sort = iota
	number
	date
	boolean
	address
	token // a word with letters and digits, as ids are
	text
	sorts
)

// The types of columns.
const (
	Number  = "number"
	Integer = "integer"
	Date    = "date"
	Text    = "text"
	Boolean = "boolean"
	EMail   = "e-mail"
	ID      = "id"
	Blank   = "blank"
	Mixed   = "mixed"
)

// A sorter tells what values are.
type sorter struct {
	decimal                    byte
	open, dayFirst, monthFirst *dates.Reader
}

func newSorter(decimal byte) sorter {
	reader := func(order dates.DayOrder) *dates.Reader {
		r, err := dates.NewReader(dates.Writing{Order: order})
		if err != nil {
			panic(err) // the usual forms are known
		}
		return r
	}
	return sorter{decimal, reader(dates.Unknown), reader(dates.DayFirst), reader(dates.MonthFirst)}
}

// of tells what a value is, and its number or amount where it is one.
func (j sorter) of(value string) (sort, float64) {
	if x, err := answer.ParseNumber(value, j.decimal); err == nil {
		if strings.ContainsAny(value, ".,e") && x != float64(int64(x)) || strings.Contains(value, string(rune(j.decimal))) {
			return number, x
		}
		return integer, x
	}
	if _, reading, ok := j.open.Parse([]byte(value)); ok || reading != dates.Plain {
		return date, 0
	}
	switch {
	case dataset.IsAddress(value):
		return address, 0
	case isYesNo(value):
		return boolean, 0
	case isToken(value):
		return token, 0
	}
	if strings.ContainsAny(value, "0123456789") {
		if a, _, err := money.Parse([]byte(strings.TrimSuffix(value, "%")), j.decimal, 4); err == nil {
			return number, float64(a) / 1e4
		}
	}
	return text, 0
}

// isYesNo tells whether a text says yes or no in the ways of tables.
func isYesNo(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "y", "n", "t", "f":
		return true
	}
	return false
}

// isToken tells whether a text is one word of letters and digits, such as C17 or 7f3a-09.
func isToken(text string) bool {
	digits, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r) || strings.ContainsRune("-_:#", r):
			others++
		default:
			return false
		}
	}
	return digits > 0 && others > 0 || digits > 9
}
