package dataset

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Abridged refuses a column of counts in which some are rounded to thousands or millions, "1.2K": its row would be left out,
// and it is one of the largest.
func (t *Table) Abridged(rows [][]string, column int) *problem.Error {
	for _, row := range rows {
		if isAbridged(row[column]) {
			return problem.Failure("%s: column %s: %s is a rounded number, and counts have to be exact", t.Name, t.Header(column), answer.Quote(answer.Trim(row[column]), 40)).
				Advise("export the numbers with all their digits")
		}
	}
	return nil
}

// isAbridged tells whether a text is a number of thousands or millions.
func isAbridged(text string) bool {
	text = answer.Trim(text)
	unit := strings.TrimLeft(text, "0123456789.,")
	return unit != text && unit != "" && layout.Meaning("abridged", unit) != ""
}
