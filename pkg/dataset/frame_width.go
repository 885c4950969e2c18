package dataset

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// widths finds how many cells rows have, where that is another number than the header has, and which column has no
// name then. It is left as it is, and rows are malformed, where that is not clear.
func (f *framing) widths() {
	if len(f.records) == 0 {
		return
	}
	header := f.records[0].Cells
	f.Width, f.Named = len(header), len(header)
	rows := f.rows(f.HeaderRows)
	usual := usualWidth(f.records[min(f.HeaderRows, len(f.records)):])
	if len(rows) == 0 || usual == 0 || usual == f.Width || 5*number(rows, usual) < 4*len(rows) {
		return
	}
	switch more := usual - len(header); {
	case f.HeaderRows == 0:
		f.Width, f.Named = usual, usual
	case more > 0 && surplusBlank(rows, len(header), usual):
		f.Width = usual
		f.note("trailing_separator", "rows end with %s more than the header, which count as no cells", separators(more))
	case more == 1 && f.table.Layout == nil && f.cells.isIndex(rows, usual) && !f.cells.names(header[0], below(rows, 0), below(rows, 1)):
		f.Width, f.Named, f.Unnamed = usual, usual, true
		f.note("index_column", "rows have one cell more than the header, and the first numbers them, so it is taken for a column without a name")
	case more < 0 && filled(header[usual:]) == 0:
		f.Width, f.Named = usual, usual
		f.note("trailing_separator", "the header ends with %s more than the rows, which name no columns", separators(-more))
	}
}

func separators(n int) result.Heap { return plural(n, "separator") }

// number counts the rows of a width.
func number(rows [][]string, width int) int {
	n := 0
	for _, row := range rows {
		if len(row) == width {
			n++
		}
	}
	return n
}

// surplusBlank tells whether in all rows of a width the cells from a column on are blank.
func surplusBlank(rows [][]string, from, width int) bool {
	for _, row := range rows {
		if len(row) == width && filled(row[from:]) > 0 {
			return false
		}
	}
	return true
}

// names tells whether a header may speak of what the first column holds, rather than of the second: then rows have
// something too many elsewhere.
func (c looks) names(header string, first, second []string) bool {
	const many = 20 // numbers that do not repeat are ids by then, and no answers
	id := func(role Role) bool { return len(layout.Candidates(role, "", []string{header})) > 0 }
	numbers := slices.Contains(frameWords()["number"], answer.Fold(answer.Trim(header)))
	if !numbers && !id(layout.Respondent) && !id(layout.Customer) {
		return false
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(second)))
	return len(distinct) < len(second) || c.columnKind(second) != wordCell && len(first) < many
}

// isIndex tells whether the first column numbers the rows: whole numbers, each greater than the one above.
func (c looks) isIndex(rows [][]string, width int) bool {
	last, n := 0.0, 0
	for _, row := range rows {
		if len(row) != width {
			continue
		}
		x, ok := figure(answer.Trim(row[0]))
		if !ok || x != float64(int64(x)) || n > 0 && x <= last {
			return false
		}
		last, n = x, n+1
	}
	return n > 1
}
