package workbook

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Oddities are what is odd about the rows that were read.
type Oddities struct {
	// Hidden counts the rows that are hidden, and were read like others.
	Hidden int
	// Errors counts the cells with an error such as #N/A, Unknown those with a formula whose value nobody has worked out;
	// both of the columns that were wanted. The places are the first ones, as in C12.
	Errors, Unknown int
	// Filled counts the cells that are merged with one above, which holds for them.
	Filled int
	// Headers counts the rows that are the header once more, and were left out.
	Headers            int
	ErrorAt, UnknownAt string
	FirstError         string
}

// A SheetText is a table of a sheet as delimited text, for reading once: with commas and double quotes, a line for every row of
// the sheet and none where nothing stands, the header in its own.
type SheetText struct {
	// Found is whole when the text has been read to its end.
	Found Oddities

	w       *Workbook
	at      Range
	values  *valuer
	mark    byte
	keep    []bool
	in      io.Closer
	rows    *rowReader
	filler  filler
	limit   int            // rows below the header; 0 for all
	spelled map[string]int // of a sample: its texts that are written like numbers
	done    int            // of them
	line    int            // lines that are written
	out     []byte
	given   int // of out
	err     error
}

// Text begins to read a table. mark is the decimal mark of its numbers.
func (w *Workbook) Text(at Range, mark byte) *SheetText { return &SheetText{w: w, at: at, mark: mark} }

// Keep says which columns are wanted, from 0; the others may come empty. It has to be said before reading begins.
func (t *SheetText) Keep(columns []int) {
	t.keep = make([]bool, len(t.at.Names))
	for _, i := range columns {
		if i >= 0 && i < len(t.keep) {
			t.keep[i] = true
		}
	}
}

// Close releases the sheet.
func (t *SheetText) Close() error {
	if t.in == nil {
		return nil
	}
	in := t.in
	t.in = nil
	return in.Close()
}

// Read implements io.Reader.
func (t *SheetText) Read(p []byte) (int, error) {
	for t.given == len(t.out) {
		if t.err != nil {
			return 0, t.err
		}
		t.out, t.given = t.out[:0], 0
		t.err = t.more()
	}
	n := copy(p, t.out[t.given:])
	t.given += n
	return n, nil
}

// textBlock is how much is written at a time.
const textBlock = 64 << 10

// more writes some rows. It returns io.EOF behind the last one.
func (t *SheetText) more() error {
	if t.at.Top == 0 {
		return io.EOF
	}
	if t.rows == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	for len(t.out) < textBlock {
		if !t.rows.nextRow() {
			if t.rows.err != nil {
				return partError(t.w.Sheets[t.at.Number].part, t.rows.err)
			}
			return io.EOF
		}
		if !t.belongs(t.rows) {
			continue
		}
		if t.limit > 0 && t.done == t.limit {
			return io.EOF
		}
		t.write(&t.rows.row)
		t.done++
	}
	return nil
}

// belongs tells whether a row is one of the table.
func (t *SheetText) belongs(r *rowReader) bool {
	return r.row.filled && r.row.number > t.at.Top && (t.at.Bottom == 0 || r.row.number <= t.at.Bottom)
}

// sampleRows is how many rows a sample has.
const sampleRows = 1200

// A SheetSample is the beginning of a table as delimited text.
type SheetSample struct {
	Text      []byte
	Whole     bool // that is all
	Fractions bool // some of its numbers have one, behind a point
	// Spelled counts the texts that are digits with a point or a comma, which whoever wrote them has chosen.
	Spelled map[string]int
}

// Sample reads the beginning of a table. mark is the decimal mark of its numbers.
func (w *Workbook) Sample(at Range, mark byte) (SheetSample, error) {
	t := w.Text(at, mark)
	t.limit, t.spelled = sampleRows, make(map[string]int)
	defer t.Close()
	text, err := io.ReadAll(t)
	return SheetSample{Text: text, Whole: t.done < sampleRows, Fractions: t.values != nil && t.values.fractions, Spelled: t.spelled}, err
}

// begin opens the sheet, reads the texts that its cells share, and writes the header.
func (t *SheetText) begin() (err error) {
	var wanted selection
	if t.w.large() {
		if wanted, err = t.selectTexts(); err != nil {
			return err
		}
	}
	if t.values, err = t.w.valuer(wanted); err != nil {
		return err
	}
	t.values.decimal = t.mark
	t.filler.spans = t.at.spans
	if t.rows, t.in, err = t.open(); err != nil {
		return err
	}
	t.skipTo(t.at.Top)
	for i, name := range t.at.Names {
		if i > 0 {
			t.out = append(t.out, ',')
		}
		t.out = appendQuoted(t.out, []byte(name))
	}
	t.out = append(t.out, '\n')
	t.line++
	return nil
}

func (t *SheetText) open() (*rowReader, io.Closer, error) {
	in, err := t.w.part(t.w.Sheets[t.at.Number].part)
	if err != nil {
		return nil, nil, err
	}
	rows := newRowReader(in)
	rows.first, rows.last, rows.keep = t.at.First, t.at.Last, t.keep
	return rows, in, nil
}

// selectTexts goes through the sheet for the texts that are needed.
func (t *SheetText) selectTexts() (selection, error) {
	rows, in, err := t.open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	wanted := make(selection, 1)
	for n := 0; (t.limit == 0 || n < t.limit) && rows.nextRow(); {
		if t.belongs(rows) {
			rows.row.selectTexts(&wanted)
			n++
		}
	}
	return wanted, partError(t.w.Sheets[t.at.Number].part, rows.err)
}

// skipTo writes empty lines for the rows before one.
func (t *SheetText) skipTo(row int) {
	for ; t.line < row-1; t.line++ {
		t.out = append(t.out, '\n')
	}
}

// write writes a row.
func (t *SheetText) write(r *sheetRow) {
	t.skipTo(r.number)
	if r.hidden {
		t.Found.Hidden++
	}
	next, start, again := t.at.First, len(t.out), len(r.cells) > 0
	for _, c := range r.cells {
		t.blanks(r, next, c.column)
		next = c.column + 1
		t.separate(c.column)
		t.note(r, c)
		from := len(t.out)
		t.out = t.values.append(t.out, r, c)
		again = again && t.isName(c.column, t.out[from:])
		t.spell(c, t.out[from:])
		names := t.at.spans != nil && t.names(c, t.out[from:])
		if c.kind == sharedCell || c.kind == textCell || t.mark == ',' {
			t.quote(from)
		}
		if names {
			t.filler.hold(c.column, r.number, t.out[from:])
		}
	}
	t.blanks(r, next, t.at.Last+1)
	if again { // as on every page that is printed
		t.out = t.out[:start]
		t.Found.Headers++
	}
	t.out = append(t.out, '\n')
	t.line++
}

// blanks writes empty cells. What is empty may be merged with a cell above, which holds for it.
func (t *SheetText) blanks(r *sheetRow, from, till int) {
	for column := from; column < till; column++ {
		t.separate(column)
		if t.at.spans == nil {
			continue
		}
		if text, ok := t.filler.fills(column, r.number); ok {
			t.out = append(t.out, text...)
			t.Found.Filled++
		}
	}
}

// separate sets a cell off from the one before it.
func (t *SheetText) separate(column int) {
	if column > t.at.First {
		t.out = append(t.out, ',')
	}
}

// isName tells whether a text is the name of its column.
func (t *SheetText) isName(column int, text []byte) bool {
	i := column - t.at.First
	if i >= len(t.at.Names) || t.at.Names[i] == "" || len(text) == 0 || text[0] != t.at.Names[i][0] {
		return false
	}
	return strings.Join(strings.Fields(string(text)), " ") == t.at.Names[i]
}

// names tells whether a cell says whose or of when the rows are: a text or a date, and in the first column a whole number. Other
// numbers are amounts of all the rows together.
func (t *SheetText) names(c sheetCell, text []byte) bool {
	switch {
	case c.kind == boolCell || c.kind == errorCell || c.unknown:
		return false
	case c.column == t.at.First && len(bytes.Trim(text, "0123456789")) == 0:
		return true
	case c.kind == sharedCell || c.kind == textCell:
		return len(bytes.Trim(text, " \u00a0.,0123456789'%+-€$£")) > 0 || bytes.Count(text, []byte{'.'}) == 2 || bytes.Count(text, []byte{'-'}) == 2
	}
	return c.kind == dateCell || t.values.form(c.style) != plainNumber && t.values.form(c.style) != percentForm
}

// spell counts a text of a sample that is written like a number.
func (t *SheetText) spell(c sheetCell, text []byte) {
	if t.spelled != nil && (c.kind == sharedCell || c.kind == textCell) && isSpelled(text) {
		t.spelled[string(bytes.TrimSpace(text))]++
	}
}

// HiddenColumns names the columns of the table that are hidden, and are read like others. It knows them once a row was read.
func (t *SheetText) HiddenColumns() (names []string) {
	if t.rows == nil {
		return nil
	}
	for _, h := range t.rows.hidden {
		for column := max(h[0], t.at.First); column <= min(h[1], t.at.Last); column++ {
			names = append(names, columnName(column))
		}
	}
	return names
}

// note counts what is odd about a cell.
func (t *SheetText) note(r *sheetRow, c sheetCell) {
	if c.kind != errorCell && !c.unknown {
		return
	}
	count, at := &t.Found.Errors, &t.Found.ErrorAt
	if c.unknown {
		count, at = &t.Found.Unknown, &t.Found.UnknownAt
	} else if *count == 0 {
		t.Found.FirstError = string(r.value(c))
	}
	if *count++; *count == 1 {
		*at = fmt.Sprintf("%s%d", columnName(c.column), r.number)
	}
}

// longestSpelled is more than a number with its currency takes.
const longestSpelled = 40

// isSpelled tells whether a text may be a number with a point or a comma.
func isSpelled(text []byte) bool {
	return len(text) <= longestSpelled && bytes.ContainsAny(text, ".,") && bytes.ContainsAny(text, "0123456789")
}

// quote puts quotes around what was written from a place on, where it needs them.
func (t *SheetText) quote(from int) {
	written := t.out[from:]
	if bytes.IndexByte(written, ',') >= 0 || bytes.IndexByte(written, '"') >= 0 || bytes.IndexByte(written, '\n') >= 0 || bytes.IndexByte(written, '\r') >= 0 {
		plain := append([]byte(nil), written...)
		t.out = appendQuoted(t.out[:from], plain)
	}
}

// appendQuoted appends a cell. Line breaks in it become blanks, so that lines are rows.
func appendQuoted(dst, text []byte) []byte {
	plain := strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(string(text))
	if !strings.ContainsAny(plain, "\",") {
		return append(dst, plain...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(plain, `"`, `""`)...)
	return append(dst, '"')
}
