package duration

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// dated refuses lengths that are written as dates with a time, in the first year that a program knows: spreadsheets begin to
// count with 1 at the day at which databases begin with 0, so nobody can tell how long they are, and they are the longest ones.
func (p *watch) dated(t *dataset.Table, cs dataset.Columns, unit span.Yardstick) error {
	at := cs.At("duration")
	for _, row := range p.KeptRows(t, cs) {
		if _, c := span.Parse(row[at], unit, t.Decimal); c == span.Bad && firstYear(row[at]) {
			return problem.Failure("%s: column %s: %s is a date, as spreadsheets show a length of a day and more, and does not tell how long it is", t.Name, t.Header(at),
				answer.Quote(row[at], 40)).Advise("format the column as [h]:mm:ss in the spreadsheet, and export it again")
		}
	}
	return nil
}

// firstYear tells whether a text is a time of the day in the first year that a program knows.
func firstYear(text string) bool {
	if !strings.Contains(text, ":") {
		return false
	}
	numbers := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	return slices.ContainsFunc(numbers, func(n string) bool { return n == "1899" || n == "1900" || n == "1904" })
}
