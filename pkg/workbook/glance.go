package workbook

import (
	"fmt"
	"slices"
	"strings"
)

// A glance is the first rows of a sheet.
type glance struct {
	sheet  int
	rows   []sheetRow
	lines  []glanceLine // of the rows that hold something
	cut    bool         // there are more rows
	merged func(row int) bool
	plain  bool // the first row of a header names the columns, whatever is merged
}

// A glanceLine is a row as it reads.
type glanceLine struct {
	number int
	cells  []glanceCell
}

type glanceCell struct {
	column int
	text   string
	word   bool // a text, and no number, date or truth
}

// glances looks at the first rows of all sheets that are not hidden.
func (w *Workbook) glances(most int) ([]glance, error) {
	var all []glance
	for i, s := range w.Sheets {
		if s.Hidden {
			continue
		}
		g, err := w.glance(i, most)
		if err != nil {
			return nil, err
		}
		all = append(all, g)
	}
	if len(all) == 0 { // hidden sheets are better than none
		g, err := w.glance(0, most)
		if err != nil {
			return nil, err
		}
		all = append(all, g)
	}
	pointers := make([]*glance, len(all))
	for i := range all {
		pointers[i] = &all[i]
	}
	return all, w.read(pointers)
}

// glance reads the first rows of a sheet that hold something.
func (w *Workbook) glance(sheet, most int) (glance, error) {
	g := glance{sheet: sheet, merged: w.mergedRows(sheet), plain: w.Plain}
	in, err := w.part(w.Sheets[sheet].part)
	if err != nil {
		return g, err
	}
	defer in.Close()
	rows := newRowReader(in)
	for rows.nextRow() {
		if g.cut = len(g.rows) == most; g.cut {
			break
		}
		if rows.row.filled {
			row := rows.row
			row.cells, row.data = slices.Clone(row.cells), slices.Clone(row.data)
			g.rows = append(g.rows, row)
		}
	}
	return g, partError(w.Sheets[sheet].part, rows.err)
}

// read finds out what the cells of rows say.
func (w *Workbook) read(glances []*glance) error {
	var wanted selection
	if w.large() {
		wanted = make(selection, 1)
		for _, g := range glances {
			for i := range g.rows {
				g.rows[i].selectTexts(&wanted)
			}
		}
	}
	v, err := w.valuer(wanted)
	if err != nil {
		return err
	}
	for _, g := range glances {
		for i := range g.rows {
			if line := v.line(&g.rows[i]); len(line.cells) > 0 {
				g.lines = append(g.lines, line)
			}
		}
		g.rows = nil
	}
	return nil
}

// valuer returns what writes the cells of the workbook, with the texts that are selected.
func (w *Workbook) valuer(wanted selection) (*valuer, error) {
	forms, err := w.forms()
	if err != nil {
		return nil, err
	}
	texts, err := w.texts(wanted)
	return &valuer{forms: forms, since: w.since, texts: texts}, err
}

// selectTexts adds the shared texts of a row.
func (r *sheetRow) selectTexts(wanted *selection) {
	for _, c := range r.cells {
		if n := r.sharedNumber(c); n >= 0 {
			wanted.add(n)
		}
	}
}

func (v *valuer) line(r *sheetRow) glanceLine {
	line := glanceLine{number: r.number}
	for _, c := range r.cells {
		text := strings.Join(strings.Fields(string(v.append(nil, r, c))), " ")
		if text != "" {
			line.cells = append(line.cells, glanceCell{column: c.column, text: text, word: c.kind == sharedCell || c.kind == textCell})
		}
	}
	return line
}

// A tableBlock is columns of a sheet beside each other, and the table in them.
type tableBlock struct {
	first, last int
	from, till  int  // the rows in which it may lie; till is 0 for all
	part        bool // tables stand above or below
	top         int  // the row of the header
	above       int  // rows above it that hold something
	rows        int  // from the header on
	cells       int
	names       []string
	banners     bool
}

func (b tableBlock) columns() string { return columnName(b.first) + ":" + columnName(b.last) }

// place says where it is, as --sheet takes it.
func (b tableBlock) place() string {
	if !b.part {
		return b.columns()
	}
	till := b.till
	if till == 0 {
		till = mostRows
	}
	return fmt.Sprintf("%s%d:%s%d", columnName(b.first), b.top, columnName(b.last), till)
}

// holdsTable tells whether there is more than a list of lines.
func (g *glance) holdsTable() bool {
	return slices.ContainsFunc(g.tables(), func(b tableBlock) bool { return b.last > b.first && b.rows > 1 })
}

// tables finds the tables that stand side by side, or one below the other. What stands beside the largest one without a header of its own in the
// same row, or without three rows and two columns, is a note.
func (g *glance) tables() []tableBlock {
	var all []tableBlock
	for _, b := range g.blocks() {
		all = append(all, g.table(b))
	}
	if len(all) == 0 {
		return nil
	}
	main := slices.MaxFunc(all, func(a, b tableBlock) int { return a.cells - b.cells })
	all = slices.DeleteFunc(all, func(b tableBlock) bool {
		beside := b.top == main.top && b.rows > 1
		own := b.last > b.first && b.rows > 2
		return b.first != main.first && !beside && !own
	})
	var parts []tableBlock
	for _, b := range g.joined(all) {
		parts = append(parts, g.stacked(b)...)
	}
	return parts
}

// stacked takes a block apart where another table begins below the first: behind an empty row, with words in a column of numbers
// and numbers right below them.
func (g *glance) stacked(b tableBlock) []tableBlock {
	lines, _ := g.within(b)
	var all []tableBlock
	if from, till := tableAbove(lines, b.top); from > 0 {
		all = append(all, g.table(tableBlock{first: b.first, last: b.last, from: from, till: till, part: true}))
		b = g.table(tableBlock{first: b.first, last: b.last, from: b.top, part: true})
	}
	for i := 1; i+1 < len(lines); i++ {
		if lines[i].number <= b.top || !beginsTable(lines, i, b.top) || nextPage(lines, i, b.top) {
			continue
		}
		b.till, b.part = lines[i-1].number, true
		all = append(all, g.table(b))
		b = g.table(tableBlock{first: b.first, last: b.last, from: lines[i].number, part: true})
	}
	if b.part && len(lines) > 0 {
		b.till = lines[len(lines)-1].number
		if g.cut {
			b.till = 0
		}
	}
	return append(all, b)
}

// blocks returns the columns that hold something, as far as none between them is empty.
func (g *glance) blocks() []tableBlock {
	var used []bool
	for _, l := range g.lines {
		for _, c := range l.cells {
			for len(used) <= c.column {
				used = append(used, false)
			}
			used[c.column] = true
		}
	}
	var all []tableBlock
	for column, is := range used {
		switch {
		case !is:
		case column > 0 && used[column-1]:
			all[len(all)-1].last = column
		default:
			all = append(all, tableBlock{first: column, last: column})
		}
	}
	return all
}
