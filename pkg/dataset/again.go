package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Again counts those of the first rows that have the value of an earlier one in a column, blank ones apart.
func Again(rows [][]string, column int) (again int, first string) {
	seen := make(map[string]bool)
	for _, row := range rows {
		if column >= len(row) { // a row with too few cells
			continue
		}
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

// Repeated finds the column of the id of what rows are about, by its header or by what it holds, and how many have that of an earlier
// row; none where a column has ids that do not repeat.
func (t *Table) Repeated(rows [][]string, free func(column int) bool) (column, again int) {
	headed := false
	for i, header := range t.Headers {
		if id := layout.IsAsideHeader(layout.RowIDHeader, header) || layout.IsAsideHeader(layout.AnswerIDHeader, header); !id || !free(i) {
			continue
		}
		headed = true
		if again, _ = Again(rows, i); again > 0 {
			return i, again
		}
	}
	if headed {
		return None, 0
	}
	column, again, _ = t.Naming(rows, free)
	return column, again
}

// How many rows may have the text of an earlier one where a column names them: two at least, as one may by chance, and fewer than
// one of two.
const (
	fewestAgain = 2
	mostAgain   = 2
)

// Naming finds the column that names rows by what it holds, whatever its header: with numbers in it, of which each goes with another
// time of day, and the other way round. ok is false where none does, or none repeats.
func (t *Table) Naming(rows [][]string, free func(column int) bool) (column, again int, ok bool) {
	days := t.Those(func(i int) bool { return t.HoldsTimes(i, dates.Writing{}) })
	timed := slices.DeleteFunc(slices.Clone(days), func(i int) bool {
		return !slices.ContainsFunc(t.Sample(i), func(text string) bool { return strings.Contains(text, ":") })
	})
	for _, i := range t.Every() {
		if !free(i) || slices.Contains(days, i) || !named(rows, i) {
			continue
		}
		again, _ = Again(rows, i)
		if again < fewestAgain || mostAgain*again >= len(rows) {
			continue
		}
		if slices.ContainsFunc(timed, func(at int) bool { return paired(rows, i, at) }) {
			return i, again, true
		}
	}
	return None, 0, false
}

// named tells whether each row has a text with a digit in a column.
func named(rows [][]string, column int) bool {
	return !slices.ContainsFunc(rows, func(row []string) bool { return !strings.ContainsAny(row[column], "0123456789") })
}

// paired tells whether each text of one column stands beside one of another one, and that beside no other.
func paired(rows [][]string, one, other int) bool {
	by, of := make(map[string]string), make(map[string]string)
	for _, row := range rows {
		a, b := strings.TrimSpace(row[one]), strings.TrimSpace(row[other])
		hadB, okB := by[a]
		hadA, okA := of[b]
		if okB && hadB != b || okA && hadA != a {
			return false
		}
		by[a], of[b] = b, a
	}
	return true
}
