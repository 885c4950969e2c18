package engines_test

import (
	"slices"
	"strings"
	"testing"
)

// typed makes a table of rows whose cells are separated by spaces.
func typed(name string, columns []column, rows ...string) *table {
	t := &table{name: name, columns: columns}
	for _, row := range rows {
		var cells []cell
		for text := range strings.FieldsSeq(row) {
			cells = append(cells, cell{text, false})
		}
		t.rows = append(t.rows, cells)
	}
	return t
}

// Texts of a table may have a decimal comma, as those of a file may, and 1.234 may be either there; a number has a point.
func TestDecimalMarks(t *testing.T) {
	s := connect(t)
	comma := typed("comma", []column{{"score", "text"}, {"weight", "text"}}, "9 0,5", "10 1,25", "3 2", "7 1,5", "9 2", "0 0,25", "9 1", "8 1")
	open := []column{{"customer", "text"}, {"date", "text"}, {"amount", "text"}}
	doubtful := typed("doubtful", open, "a 2026-01-03 1.234", "b 2026-01-04 2.345", "c 2026-02-03 3.000")
	number := typed("number", []column{open[0], open[1], {"amount", "float"}}, "a 2026-01-03 1.234", "b 2026-01-04 2.345", "c 2026-02-03 3.000")
	s.load([]*table{comma, doubtful, number})
	for _, r := range s.routes() {
		check := func(of *table, status int, says string, q ...string) {
			t.Helper()
			got := inside(slices.Concat(q, []string{"--insecure", r.address(of.name)})...)
			if got.status != status || !strings.Contains(got.out+got.err, says) {
				t.Errorf("%s: %s: %d %s%s", r.name, q, got.status, got.out, got.err)
			}
		}
		check(comma, 0, "\n8,26.31578947368421,", "nps", "--score", "score", "--weight", "weight", "-o", "csv")
		check(comma, 0, "\n3,", "nps", "--score", "score", "--where", "weight>=1.5", "-o", "csv")
		check(doubtful, 2, `the mark in "1.234" may stand before decimals or between thousands`, "revenue", "--shape", "transaction")
		check(number, 0, "2026-02", "revenue", "--shape", "transaction", "-o", "csv")
	}
}
