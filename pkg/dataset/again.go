package dataset

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Again counts those of the first rows that have the value of an earlier one in a column, blank ones apart.
func Again(rows [][]string, column int) (again int, first string) {
	seen := make(map[string]bool)
	for _, row := range rows {
		text := strings.TrimSpace(row[column])
		if text == "" || layout.Silence().Words[strings.ToLower(text)] {
			continue
		}
		if seen[text] {
			if again++; again == 1 {
				first = text
			}
		}
		seen[text] = true
	}
	return again, first
}
