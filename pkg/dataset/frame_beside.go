package dataset

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// beside leaves out what stands to the right of the table and ends long before it: a box of figures, or a legend. A column without a
// name and without a cell is between them, or the last line of the box is one of totals, beside rows that go on.
func (f *framing) beside() {
	const fewest = 6 // rows of a table
	rows := f.rows(f.HeaderRows)
	if f.table.Layout != nil || f.table.options.HeaderRows != 0 || f.HeaderRows != 1 || f.Named != f.Width || len(rows) < fewest {
		return
	}
	header, depths := f.records[0].Cells, depths(rows, f.Named)
	whole := slices.Index(depths, len(rows)) // a column of the table itself
	for from := max(whole, 0) + 1; whole >= 0 && from+1 < f.Named; from++ {
		end := slices.Max(depths[from:])
		gap := depths[from] == 0 && answer.Trim(header[from]) == ""
		if end == 0 || 2*end > len(rows) || !full(rows, whole) || !gap && !f.summed(rows[:end], from) {
			continue
		}
		f.Named, f.Aside = from, true
		names := slices.DeleteFunc(slices.Clone(header[from:]), func(name string) bool { return answer.Trim(name) == "" })
		f.note("beside", "columns to the right of the table left out, since their cells end before its rows do: %s; --header-rows 1 reads them", Shortly(names))
		return
	}
}

// depths are the numbers of the last rows that hold something in a column, from 1; 0 for none.
func depths(rows [][]string, columns int) []int {
	out := make([]int, columns)
	for n, row := range rows {
		for i, cell := range row[:min(len(row), columns)] {
			if answer.Trim(cell) != "" {
				out[i] = n + 1
			}
		}
	}
	return out
}

// full tells whether a column has a cell in every row.
func full(rows [][]string, column int) bool {
	return !slices.ContainsFunc(rows, func(row []string) bool { return column >= len(row) || answer.Trim(row[column]) == "" })
}

// summed tells whether a box begins with a column of names that ends with a word of totals.
func (f *framing) summed(rows [][]string, from int) bool {
	is, _ := HeadsSum(rows[len(rows)-1][from])
	return is && len(rows) > 1 && full(rows, from)
}
