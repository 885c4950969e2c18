package customers

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// aligned tells whether a table is text in columns that blanks line up.
func aligned(t *dataset.Table) bool {
	if len(t.Headers) != 1 || len(t.Rows) == 0 {
		return false
	}
	width := len(strings.Fields(t.Headers[0]))
	if width < 2 {
		return false
	}
	for _, row := range t.Rows[:min(len(t.Rows), 100)] {
		if len(row) != 1 || len(strings.Fields(row[0])) != width {
			return false
		}
	}
	return true
}
