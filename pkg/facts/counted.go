package facts

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Counts tells whether a column may count what every row sums up: its header is one of counts, its values are whole numbers,
// and no two rows say the same of everything else, of which nothing names a single case or person.
func Counts(t *dataset.Table, column int) bool {
	rating, counts := layout.RatingOf("count", "time", t.Headers[column])
	pivot := layout.IsPivotCount(t.Headers[column])
	return (counts && rating.Rank < 2 || pivot) && len(t.Rows) > 1 && !single(t, pivot, column) && severals(t, column) && distinct(t, column)
}

// single tells whether a header names single cases, or people; that of a pivot table says only what it has counted.
func single(t *dataset.Table, pivot bool, column int) bool {
	headers := slices.Clone(t.Headers)
	if pivot {
		headers = slices.Delete(headers, column, column+1)
	}
	return slices.ContainsFunc(headers, func(header string) bool {
		if layout.IsAsideHeader(layout.RowIDHeader, header) || layout.IsAsideHeader(layout.AnswerIDHeader, header) {
			return true
		}
		return slices.ContainsFunc([]layout.Role{"respondent", layout.Customer}, func(role layout.Role) bool {
			_, is := layout.RatingOf(role, "", header)
			return is
		})
	})
}

// severals tells whether a column holds whole numbers, not all of them 0 and 1.
func severals(t *dataset.Table, column int) (some bool) {
	blanks := strings.NewReplacer(",", "", " ", "", "\u00a0", "")
	for _, text := range t.Sample(column) {
		text = blanks.Replace(answer.Trim(text))
		if text == "" || strings.Trim(text, "0123456789") != "" {
			return false
		}
		some = some || len(strings.TrimLeft(text, "0")) > 1 || strings.Trim(text, "01") != ""
	}
	return some
}

// distinct tells whether the rows differ in what stands in other columns than one.
func distinct(t *dataset.Table, column int) bool {
	seen := make(map[string]bool)
	for _, row := range t.Rows {
		if len(row) != len(t.Headers) {
			continue
		}
		rest := strings.Join(slices.Delete(slices.Clone(row), column, column+1), "\x00")
		if seen[rest] {
			return false
		}
		seen[rest] = true
	}
	return true
}
