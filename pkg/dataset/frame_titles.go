package dataset

import (
	"bytes"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// above leaves out the lines above the table.
func (f *framing) above(src *source.Stream) error {
	o := f.table.options
	if src.Text != nil { // a sheet has found its table
		if o.Skip > 0 {
			return problem.Usage("%s: --skip counts lines of text, and this is a workbook; --sheet 'NAME!A5:F90' names the cells", f.table.Name)
		}
		f.read(src)
		return f.table.recognise(f.rows(0))
	}
	if err := src.SkipLines(o.Skip, o.Hints); err != nil {
		return err
	}
	f.Skip = max(o.Skip, 0)
	f.read(src)
	if err := f.table.recognise(f.rows(0)); err != nil {
		return err
	}
	if o.Skip != 0 || len(f.records) == 0 || f.table.Layout != nil {
		return nil
	}
	lines := f.titleLines(src.Dialect.Delimiter)
	if lines == 0 {
		return nil
	}
	if o.Skip == 0 && f.isTableAbove(lines) {
		return f.tables(src, slices.IndexFunc(f.records, func(r scan.Peeked) bool { return int(r.Line) > lines }))
	}
	if err := src.SkipLines(lines, o.Hints); err != nil {
		return err
	}
	f.Skip = lines
	f.read(src)
	f.note("title_lines", "%s above the table left out, since %s; --skip 0 reads them", plural(lines, "line"), f.titled(lines))
	return f.table.recognise(f.rows(0))
}

// isTableAbove tells whether the lines above a table are another one: names, and some rows with a number in one and the same column.
func (f *framing) isTableAbove(lines int) bool {
	const fewest = 5 // rows, so that it is not what somebody writes about an export
	for n := range f.records {
		names := f.records[n].Cells
		rows, numbers := 0, make([]int, len(names))
		for _, r := range f.records[n+1:] {
			if int(r.Line) > lines || len(r.Cells) != len(names) || filled(r.Cells) < 2 {
				break
			}
			rows++
			for i, cell := range r.Cells {
				if f.cells.kind(cell) == numberCell {
					numbers[i]++
				}
			}
		}
		words := filled(names) == len(names) && !slices.ContainsFunc(names, func(name string) bool { return f.cells.kind(name) != wordCell })
		if words && rows >= fewest && slices.Contains(numbers, rows) {
			return true
		}
		if int(f.records[n].Line) > lines {
			break
		}
	}
	return false
}

// titled says why lines are titles.
func (f *framing) titled(lines int) result.Word {
	if lines == 1 {
		return "it has fewer cells"
	}
	return "they have fewer cells"
}

// plural writes a number of things.
func plural(n int, thing string) result.Heap { return result.Heap{N: int64(n), Thing: thing} }

// titleLines is the number of lines above the table: titles, or what people write there about an export. They hold
// less than the records below, which agree with each other.
func (f *framing) titleLines(delimiter byte) int {
	width := usualWidth(f.records)
	if width < 2 {
		return 0
	}
	if unread := bytes.TrimSpace(f.sample[:f.records[0].From]); bytes.IndexByte(unread, delimiter) >= 0 {
		return 0 // a broken header is no title
	}
	if f.misfits(width) {
		return int(f.records[1].Line) - 1
	}
	n := 0
	for n < min(top, len(f.records)) && (isTitle(f.records[n].Cells, width) || f.apart(n, width)) {
		n++
	}
	if below := f.decoration(n, width); below > n {
		return int(f.records[below].Line) - 1
	}
	if n > 0 && n < len(f.records) && f.lacksOne(n-1, width) {
		n--
	}
	if n >= len(f.records) || !f.begins(n, width) || n > 0 && f.namesLost(n) {
		return 0
	}
	if n == 0 && len(bytes.TrimSpace(f.sample[:f.records[0].From])) == 0 {
		return 0
	}
	return int(f.records[n].Line) - 1
}

// misfits tells whether the first record has more cells than the table, whose names stand in the second.
func (f *framing) misfits(width int) bool {
	if len(f.records) < 4 || len(f.records[0].Cells) <= width || len(f.records[1].Cells) != width || filled(f.records[0].Cells[width:]) == 0 {
		return false
	}
	rows := f.rows(1)
	return f.begins(1, width) && f.cells.isHeader(rows[0], rows[1:])
}

// namesLost tells whether what looks like a title may be the names of a table that has none then.
func (f *framing) namesLost(n int) bool {
	rows := f.rows(n)
	return filled(f.records[n-1].Cells) > 1 && f.cells.isData(rows[0], rows[1:])
}

// lacksOne tells whether a record that looks like a title names all columns but one: that of an index, or one that is
// blank in all rows.
func (f *framing) lacksOne(n, width int) bool {
	if len(f.records[n].Cells) != width-1 {
		return false
	}
	rows := f.rows(n + 1)
	return f.cells.isData(rows[0], rows[1:]) || surplusBlank(rows, width-1, width)
}

// isTitle tells whether a record above the table is none of it.
func isTitle(row []string, width int) bool {
	n := filled(row)
	if len(row) >= width {
		return n <= 1 && width > 2
	}
	return n <= 1 || len(row) < width-1 && 2*n <= width
}

// apart tells whether a blank record parts a record from names that fill more cells: it is about the export.
func (f *framing) apart(n, width int) bool {
	if n+3 >= len(f.records) || filled(f.records[n+1].Cells) > 0 || filled(f.records[n+2].Cells) <= filled(f.records[n].Cells) {
		return false
	}
	rows := f.rows(n + 2)
	return f.begins(n+2, width) && f.cells.isHeader(rows[0], rows[1:])
}

// begins tells whether a table of the width begins at a record: with names or a row, and with others below that have
// as many cells.
func (f *framing) begins(n, width int) bool {
	first := f.records[n].Cells
	if d := len(first) - width; d < -1 || d > 1 || filled(first) < 2 {
		return false
	}
	below := f.records[n+1:]
	alike := 0
	for _, r := range below {
		if len(r.Cells) == width {
			alike++
		}
	}
	return len(below) > 0 && 5*alike >= 4*len(below)
}

// usualWidth is the most frequent number of cells.
func usualWidth(records []scan.Peeked) (width int) {
	counts := make(map[int]int)
	for _, r := range records {
		counts[len(r.Cells)]++
	}
	most := 0
	for w, n := range counts {
		if n > most || n == most && w > width {
			width, most = w, n
		}
	}
	return width
}
