package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Counts tells whether a column may count what every row sums up: its header is one of counts, its values are whole numbers,
// and no two rows say the same of everything else, of which nothing names a single case or person. Headers that may as well count
// something about a row do so only in a table of combinations.
func (t *Table) Counts(column int) bool {
	rating, counts := layout.RatingOf(layout.Count, "time", t.Headers[column])
	_, may := layout.RatingOf(layout.Count, "csat", t.Headers[column])
	pivot := layout.IsPivotCount(t.Headers[column])
	sure := counts && rating.Rank < 2 || pivot
	return (sure || may && t.combines(column)) && len(t.Rows) > 1 && !t.single(pivot, column) && t.severals(column) && t.distinct(column)
}

// CountsCombined is Counts in a table of nothing but combinations: no other column, apart from that of the answers, lists anything that
// the rows have once each.
func (t *Table) CountsCombined(column, answers int) bool {
	return len(t.Headers) > 2 && t.listing(column, answers) == 0 && t.Counts(column)
}

// combines tells whether the other columns hold the same few texts again and again, but for one that the rows may list: a table of
// combinations, and no list of cases.
func (t *Table) combines(column int) bool {
	const most = 6 // columns of such a table
	return len(t.Headers) <= most && t.listing(column, None) < 2
}

// listing counts the other columns of which most texts stand in one row alone.
func (t *Table) listing(column, answers int) (lists int) {
	for i := range t.Headers {
		seen := make(map[string]bool)
		for _, text := range t.Sample(i) {
			seen[answer.Normalise(text)] = true
		}
		if i != column && i != answers && 2*len(seen) > len(t.Rows)+1 {
			lists++
		}
	}
	return lists
}

// single tells whether a header names single cases, or people; that of a pivot table says only what it has counted.
func (t *Table) single(pivot bool, column int) bool {
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
func (t *Table) severals(column int) (some bool) {
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
func (t *Table) distinct(column int) bool {
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
