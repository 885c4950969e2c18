package dataset

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// A Frame is what stands around the rows of delimited text, as it was told or found.
type Frame struct {
	// Skip is the number of lines above the table.
	Skip int
	// HeaderRows is the number of records above the data, of which the first names the columns; 0 for none.
	HeaderRows int
	// Width is the number of cells that every row has, and Named how many of them have names. The others stand behind
	// the last separator, and are blank.
	Width, Named int
	// Aside says that the others hold what stands beside the table.
	Aside bool
	// Unnamed says that the header has no name for the first column.
	Unnamed bool

	header []byte // the record that names the columns, as it is written
}

// top is how many records may stand above the data.
const top = 40

// frame looks for what stands around the rows, as far as it is not known, and takes names and first rows.
func (t *Table) frame(src *source.Stream) error {
	look, err := newLooks()
	if err != nil {
		return err
	}
	f := &framing{table: t, cells: look}
	if err := f.above(src); err != nil {
		return err
	}
	f.headers(t.options.HeaderRows)
	f.widths()
	f.beside()
	if err := f.another(src); err != nil {
		return err
	}
	if err := f.footer(src); err != nil {
		return err
	}
	t.take(f)
	return nil
}

// A framing looks for the frame of a table.
type framing struct {
	Frame
	table   *Table
	cells   looks
	records []scan.Peeked
	sample  []byte
}

// read reads the beginning of the source.
func (f *framing) read(src *source.Stream) {
	f.sample = src.Sample
	f.records = scan.Peek(src.Sample, src.Whole, top+sampleRows, f.table.csvOptions(src))
}

// rows are the cells of the records from a number on.
func (f *framing) rows(from int) [][]string {
	out := make([][]string, 0, len(f.records))
	for _, r := range f.records[min(from, len(f.records)):] {
		out = append(out, r.Cells)
	}
	return out
}

// note tells how the source was understood.
func (f *framing) note(code, format string, args ...any) {
	t := f.table
	t.Notes = append(t.Notes, result.Warn(code, format, args...).At(t.Name, 0))
}

// take keeps the names of the columns, and the first rows.
func (t *Table) take(f *framing) {
	t.Frame = f.Frame
	switch header := f.records[:min(f.HeaderRows, len(f.records))]; {
	case len(header) > 0:
		t.Frame.header = bytes.Clone(bytes.TrimRight(f.sample[header[0].From:header[0].To], "\r\n")) // the sample can go
		if t.Layout != nil {
			t.name(f.rows(0)[:len(header)])
			t.Headers = t.Headers[:min(len(t.Headers), f.Named)]
			t.Titles = t.Titles[:min(len(t.Titles), f.Named)]
			break
		}
		t.Headers = t.names(header[0].Cells)
		t.nameBlank(header[1:])
	case len(f.records) > 0:
		t.number(f.Named)
	}
	for _, r := range f.records[min(f.HeaderRows, len(f.records)):] {
		if len(t.Rows) < sampleRows {
			t.Rows = append(t.Rows, r.Cells[:min(len(r.Cells), max(f.Named, 1))])
		}
	}
	for n := len(t.Rows) - 1; n > 0 && firstFilled(t.Rows[n]) < 0; n-- { // programs of tables leave rows of commas below the last one
		t.Rows = t.Rows[:n]
	}
}

// names are the names of the columns that a record gives.
func (t *Table) names(record []string) []string {
	var names []string
	if t.Frame.Unnamed {
		names = append(names, "")
	}
	for _, name := range record {
		name, _ = source.Repair(name)
		names = append(names, name)
	}
	for len(names) < t.Frame.Named {
		names = append(names, "")
	}
	return names[:t.Frame.Named]
}

// nameBlank completes the names of the first row of a header where it leaves columns without one that have a name
// below: there a name is that of all columns up to the next, and the rows below tell them apart.
func (t *Table) nameBlank(rows []scan.Peeked) {
	first, lower := slices.Clone(t.Headers), make([]string, len(t.Headers))
	for _, row := range rows {
		for i, name := range t.names(row.Cells) {
			lower[i] = answer.Trim(lower[i] + " " + name)
		}
	}
	group := ""
	for i, name := range first {
		if name != "" {
			group = name
		}
		grouped := name == "" || i+1 < len(first) && first[i+1] == "" && lower[i+1] != ""
		if grouped && lower[i] != "" {
			t.Headers[i] = answer.Trim(group + " " + lower[i])
		}
	}
}

// number names columns by their places, where no header does.
func (t *Table) number(columns int) {
	for i := range columns {
		t.Headers = append(t.Headers, fmt.Sprintf("#%d", i+1))
	}
}
