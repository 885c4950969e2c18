package workbook

import (
	"fmt"
	"io"
)

// Limits of a sheet.
const (
	mostRows    = 1 << 20
	mostColumns = 1 << 14
)

// A cellType says how the value of a cell is written.
type cellType byte

const (
	numberCell cellType = iota
	sharedCell          // the number of a shared text
	textCell
	boolCell
	errorCell
	dateCell // a date in ISO form
)

// A sheetCell is a cell that holds something.
type sheetCell struct {
	column     int
	kind       cellType
	style      int
	from, till int  // its value in the data of the row
	unknown    bool // a formula whose value nobody has worked out
}

// A sheetRow is a row of a sheet.
type sheetRow struct {
	number int // from 1
	hidden bool
	filled bool // one of the columns between first and last holds something, wanted or not
	cells  []sheetCell
	data   []byte
}

func (r *sheetRow) value(c sheetCell) []byte { return r.data[c.from:c.till] }

// A rowReader reads the rows of a sheet in order.
type rowReader struct {
	*markup
	row    sheetRow
	inside bool // the rows have begun
	err    error
	// The columns of the table, and those of them that are wanted; nil for all.
	first, last int
	keep        []bool
	hidden      [][2]int // the first and the last of columns that are hidden
}

func newRowReader(in io.Reader) *rowReader {
	return &rowReader{markup: newMarkup(in), last: mostColumns - 1}
}

// nextRow reads the next row. It returns false behind the last one, and where the sheet breaks.
func (r *rowReader) nextRow() bool {
	for r.err == nil && r.next() {
		switch {
		case r.is("sheetData"):
			if r.closes {
				r.finish()
				return false
			}
			r.inside = true
		case !r.inside && r.is("col") && r.opens:
			r.readColumns()
		case r.inside && r.is("row") && r.opens:
			r.readRow()
			return r.err == nil
		}
	}
	r.fail(r.failure())
	return false
}

// readColumns notes columns that are hidden.
func (r *rowReader) readColumns() {
	from, to, hidden := 0, 0, false
	for attrs := r.attrs; ; {
		name, value, rest, ok := nextAttr(attrs)
		if !ok {
			break
		}
		switch string(name) {
		case "min":
			from = whole(value)
		case "max":
			to = whole(value)
		case "hidden":
			hidden = isTrue(value)
		}
		attrs = rest
	}
	if hidden && from > 0 && to >= from {
		r.hidden = append(r.hidden, [2]int{from - 1, to - 1})
	}
}

// finish reads on behind the last row, since only the end of a part tells whether it is as it was written.
func (r *rowReader) finish() {
	if r.markup.err == nil {
		_, err := io.Copy(io.Discard, r.in)
		r.fail(err)
	} else {
		r.fail(r.failure())
	}
	r.markup.err = io.EOF
	r.till = r.at
}

func (r *rowReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *rowReader) readRow() {
	before := r.row.number
	r.row = sheetRow{number: before + 1, cells: r.row.cells[:0], data: r.row.data[:0]}
	for attrs := r.attrs; ; {
		name, value, rest, ok := nextAttr(attrs)
		if !ok {
			break
		}
		switch string(name) {
		case "r":
			r.row.number = whole(value)
		case "hidden":
			r.row.hidden = isTrue(value)
		}
		attrs = rest
	}
	if r.row.number <= before || r.row.number > mostRows {
		r.fail(fmt.Errorf("row %d stands behind row %d", r.row.number, before))
		return
	}
	if !r.closes {
		r.readCells()
	}
}

// whole reads a number without a sign, -1 where it is none.
func whole(text []byte) int {
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' || n > 1<<30 {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	if len(text) == 0 {
		return -1
	}
	return n
}

func isTrue(value []byte) bool { return string(value) == "1" || string(value) == "true" }

// readCells reads the cells up to the end of the row.
func (r *rowReader) readCells() {
	column := -1
	for r.next() {
		switch {
		case r.is("row"):
			return
		case r.is("c") && r.opens:
			c := r.cell(column + 1)
			if c.column <= column || c.column >= mostColumns {
				r.fail(fmt.Errorf("row %d: a cell stands at a place that no sheet has", r.row.number))
				return
			}
			column = c.column
			if !r.closes {
				r.content(c)
			}
		}
	}
	r.fail(errBroken)
}

// cell reads what the tag of a cell says.
func (r *rowReader) cell(column int) sheetCell {
	c := sheetCell{column: column, kind: numberCell}
	for attrs := r.attrs; ; {
		name, value, rest, ok := nextAttr(attrs)
		if !ok {
			return c
		}
		switch string(name) {
		case "r":
			c.column = columnOf(value)
		case "s":
			c.style = whole(value)
		case "t":
			c.kind = kindOf(value)
		}
		attrs = rest
	}
}

// columnOf returns the column of a cell's address, "AB12", from 0; -1 where it has none.
func columnOf(address []byte) int {
	n := 0
	for _, c := range address {
		if c < 'A' || c > 'Z' || n > mostColumns {
			break
		}
		n = 26*n + int(c-'A'+1)
	}
	return n - 1
}

// columnName returns the letters of a column.
func columnName(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func kindOf(name []byte) cellType {
	switch string(name) {
	case "s":
		return sharedCell
	case "str", "inlineStr":
		return textCell
	case "b":
		return boolCell
	case "e":
		return errorCell
	case "d":
		return dateCell
	}
	return numberCell
}

// content reads a cell to its end, and keeps it where it holds something and is wanted.
func (r *rowReader) content(c sheetCell) {
	inside := c.column >= r.first && c.column <= r.last
	wanted := inside && (r.keep == nil || r.keep[c.column-r.first])
	c.from = len(r.row.data)
	var formula, phonetic, valued, holds bool
	for r.next() {
		switch {
		case r.is("c"):
			c.till = len(r.row.data)
			c.unknown = formula && !holds && !(valued && c.kind == textCell) // an empty text is a value
			r.row.filled = r.row.filled || inside && (holds || c.unknown)
			if wanted && (holds || c.unknown) {
				r.row.cells = append(r.row.cells, c)
			}
			return
		case r.is("rPh"):
			phonetic = r.opens && !r.closes
		case r.is("f"):
			formula = true
		case r.closes && !r.opens && (r.is("v") || r.is("t") && !phonetic):
			valued, holds = true, holds || len(r.text) > 0
			if wanted {
				r.row.data = appendPlain(r.row.data, r.text)
			}
		}
	}
	r.fail(errBroken)
}

// sharedNumber returns the number of the text of a cell, -1 where it has none.
func (r *sheetRow) sharedNumber(c sheetCell) int {
	if c.kind != sharedCell {
		return -1
	}
	return whole(r.value(c))
}
