// Package dataset opens a source as a table: columns with names, a look at the first rows, and a
// scanner for the rest. A Chooser finds which column plays which role.
package dataset

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/state"
	"github.com/cxcalc/cxcalc/pkg/vendors"
	"github.com/cxcalc/cxcalc/pkg/visible"
	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// sampleRows is how many rows a Table shows for choosing columns.
const sampleRows = 1000

// Terms say what is known about the sources. A zero field means: find out, or the default.
type Terms struct {
	source.Hints
	// Layout names the layout of the sources among Layouts: "" to find it, "none" for none.
	Layout  string
	Layouts vendors.Shelf
	// HeaderRows is the number of rows above the data, the first of which names the columns; NoRows for none.
	HeaderRows int
	// Skip is the number of lines above these rows that are no part of the table; NoRows for none.
	Skip int
	// Records is where the array of records sits in a JSON document: keys from the outside in.
	Records []string
	// Lenient repairs records where that is safe.
	Lenient bool
	// Held are the sources whose rows were bound before, by their names.
	Held map[string]*state.Holding
	// Unplaced has nothing hang on where rows stand, nor on their order.
	Unplaced bool
	// MaxCell and MaxRecord bound the bytes of a cell and of a record; 0 for the defaults.
	MaxCell, MaxRecord int
	// Access says how databases are asked.
	Access ServerTerms
	// Pool opens a source that counts its rows where they are kept. It returns nil for any other, and is nil where there
	// are none.
	Pool func(ctx context.Context, name string, how ServerTerms) (Pool, error)
}

// NoRows says that there are no rows or lines of some kind, where 0 means: find out.
const NoRows = -1

// A Table is a source whose beginning has been looked at.
type Table struct {
	// Name is the source as it was given, with its sheet behind it where several of a workbook are read.
	Name string
	// Info says how the source was understood.
	Info result.Source
	// Decimal is the decimal mark of its numbers.
	Decimal byte
	// Headers are the names of the columns: header cells, or paths of JSON keys joined by dots.
	Headers []string
	// Titles say more about the columns than their names do: what was asked. It is nil where nothing does.
	Titles []string
	// Layout is the shape of a vendor's export that the source has; nil for none.
	Layout *vendors.Layout
	// Rows are the first rows, cell by cell, for choosing columns. Whole says that they are all.
	Rows  [][]string
	Whole bool
	Frame
	// Notes say what people should know about the way the source was understood.
	Notes []result.Warning

	paths   [][]string          // of JSON columns
	ratings map[sought][]suitor // of the first so many headers
	ratedOf int
	looks   map[int]look // what the values of columns are, for those that were looked at
	foot    *footing     // finds what stands below the rows, where the end could not be seen
	footed  bool         // it was found
	within  workbook.Range
	file    string // what Name begins with, where a sheet stands behind it
	told    bool   // Notes have what was odd about the rows of a sheet
	options Terms
	marks   source.MarkEvidence // which decimal mark the first cells show
	spelled map[string]int      // the texts with a mark where there are numbers as well, which have points: of workbooks and JSON
	pool    Pool                // nil for a text
	held    *state.Holding      // nil for a source that is read
	open    *source.Stream      // nil once closed
	closed  *source.Stream      // what was found, once it is closed

	beside  besideOrder // what other columns tell of the order of dates
	monthly []int       // columns of dates whose second number is the same in all sampled rows, and the first is not
}

// Open looks at the beginning of a source.
func Open(ctx context.Context, name string, o Terms) (*Table, error) {
	if o.Pool != nil {
		if pool, err := o.Pool(ctx, name, o.Access); err != nil || pool != nil {
			if err != nil {
				return nil, err
			}
			return openPool(ctx, name, pool, o)
		}
	}
	if h := o.Held[name]; h != nil {
		return openHeld(name, h, o), nil
	}
	look := o.Hints
	if look.Sheet == AllSheets {
		look.Sheet = "" // the first
	}
	look.HeaderStands = o.HeaderRows > 1
	if again(name) {
		look.Progress = nil // it is read from its start again
	}
	src, err := source.Open(ctx, name, look)
	if err != nil {
		return nil, err
	}
	t := &Table{Name: name, options: o, open: src, Decimal: '.', Whole: src.Whole, within: src.Range}
	t.Info = result.Source{
		Name: name, Format: src.Format, Layout: "none", Encoding: src.Encoding, Compression: src.Compression, Sheet: src.Range.Sheet,
	}
	t.note(src)
	if t.isJSON() {
		err = t.lookJSON(src)
	} else {
		err = t.lookCSV(src)
	}
	if err == nil {
		err = t.uncounted()
	}
	if err == nil && again(name) {
		err = t.Close()
	}
	if err != nil {
		src.Close()
		return nil, err
	}
	return t, nil
}

// again tells whether a source can be opened a second time, so that it need not stay open.
func again(name string) bool {
	if name == "-" {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func (t *Table) again() bool { return again(cmp.Or(t.file, t.Name)) }

// Reason says how the source was understood, in a line.
func (t *Table) Reason() string {
	i := t.Info
	line := fmt.Sprintf("%s: %s, %s", i.Name, i.Format, i.Encoding)
	if i.Sheet != "" {
		line += ", " + t.whereInSheet()
	}
	if i.Delimiter != "" {
		line += fmt.Sprintf(", cells separated by %q", i.Delimiter)
	}
	if i.Compression != "none" {
		line += ", " + i.Compression
	}
	return line + "; recognised by its content"
}

// Close releases what the table holds open.
func (t *Table) Close() error {
	if t.pool != nil {
		return t.pool.Close()
	}
	if t.open == nil {
		return nil
	}
	src := t.open
	t.open, t.closed = nil, src
	err := src.Close()
	src.Sample, src.Reader, src.At, src.Text = nil, nil, nil, nil
	return err
}

func (t *Table) isJSON() bool { return t.Info.Format == "json" || t.Info.Format == "ndjson" }

func (t *Table) note(src *source.Stream) {
	if src.Guessed {
		t.Notes = append(t.Notes, result.Warn("guessed_encoding", "the encoding was taken to be %s; --encoding says otherwise", src.Encoding).At(t.Name, 0))
	}
	t.noteSheets(src)
	if src.Invalid > 0 {
		t.Notes = append(t.Notes, result.Warn("damaged_text", "%d bytes are not UTF-8 and were kept as they are", src.Invalid).At(t.Name, src.InvalidLine))
	}
}

// An EmptyError says that a source holds nothing to read.
type EmptyError struct{ Name string }

func (e *EmptyError) Error() string {
	return visible.Text(e.Name) + ": empty, expected a header row and rows of answers"
}

func (t *Table) csvOptions(src *source.Stream) scan.CSVOptions {
	return scan.CSVOptions{Delimiter: src.Dialect.Delimiter, Quote: src.Dialect.Quote, Width: t.Frame.Width, Lenient: t.options.Lenient,
		MaxCell: t.options.MaxCell, MaxRecord: t.options.MaxRecord}
}

func (t *Table) lookCSV(src *source.Stream) error {
	if err := source.Markup(t.Name, src.Sample); err != nil && t.options.Format == "" {
		return err
	}
	if blank(src.Sample) {
		return &EmptyError{t.Name}
	}
	if err := t.frame(src); err != nil {
		return err
	}
	t.Decimal, t.marks, t.spelled = src.Dialect.Decimal, src.Marks, src.Spelled
	if src.Text == nil {
		t.Info.Delimiter = string(rune(src.Dialect.Delimiter))
	}
	// Peek passes over records that cannot be read, and the header must not be one of them.
	_, err := scan.NewCSV(scan.Origin{Reader: bytes.NewReader(src.Sample)}, t.HeaderRows, t.csvOptions(src))
	if err != nil || len(t.Headers) == 0 {
		return t.noHeader(src)
	}
	return nil
}

// blank tells whether a text holds nothing to read.
func blank(text []byte) bool { return len(bytes.TrimSpace(text)) == 0 }

// noHeader says why there is no header: the first record cannot be read.
func (t *Table) noHeader(src *source.Stream) error {
	_, err := scan.NewCSV(scan.Origin{Reader: src.Reader, At: src.At, Size: src.Size}, t.HeaderRows, t.csvOptions(src))
	if err == nil {
		err = fmt.Errorf("no header row could be read")
	}
	return later(err, src.FirstLine-1)
}

func (t *Table) jsonOptions(src *source.Stream) scan.JSONOptions {
	return scan.JSONOptions{Records: t.options.Records, Lines: src.Format == "ndjson", MaxRecord: t.options.MaxRecord}
}

// A RecordsNeeded error says that a JSON document holds arrays, and that one has to be chosen.
type RecordsNeeded struct {
	Name  string
	Paths []string
}

func (e *RecordsNeeded) Error() string {
	return fmt.Sprintf("%s: the document is one object; its records sit in %s", e.Name, strings.Join(e.Paths, " or "))
}

func (t *Table) lookJSON(src *source.Stream) error {
	if blank(src.Sample) {
		return &EmptyError{t.Name}
	}
	peek, err := scan.PeekJSON(src.Sample, src.Whole, sampleRows, t.jsonOptions(src))
	if err != nil {
		return err
	}
	if len(t.options.Records) == 0 && len(peek.Arrays) > 0 && t.options.Layout != NoLayout {
		peek = t.inLayout(src, peek)
	}
	if len(t.options.Records) == 0 && src.Whole && peek.Sole {
		at := peek.Arrays[0]
		if peek, err = t.inside(src, at); err != nil {
			return err
		}
		t.options.Records = at
		t.Notes = append(t.Notes, result.Warn("records_found", "the records were taken from %s, the only array of the document; --records %s says so",
			strings.Join(at, "."), strings.Join(at, ".")).At(t.Name, 0))
	}
	if len(t.options.Records) == 0 && len(peek.Arrays) > 0 {
		e := &RecordsNeeded{Name: t.Name}
		for _, path := range peek.Arrays {
			e.Paths = append(e.Paths, strings.Join(path, "."))
		}
		return e
	}
	t.paths, t.Rows = peek.Paths, peek.Rows
	t.Headers = dotted(peek.Paths)
	t.weigh()
	t.spelled = t.quoted(src.Sample)
	if err := t.recognise(append([][]string{t.Headers}, t.Rows...)); err != nil {
		return err
	}
	if len(t.Headers) == 0 && t.Whole {
		return t.noRecords(src)
	}
	return nil
}

// noRecords says why a document has no columns.
func (t *Table) noRecords(src *source.Stream) error {
	var first firstFault
	json := scan.NewJSON(scan.Origin{Reader: bytes.NewReader(src.Sample)}, t.jsonOptions(src))
	if err := json.Scan(context.Background(), nil, 1, func(int) scan.Sink { return &first }); err != nil {
		return err
	}
	if f := first.fault; f != nil {
		return &scan.PlaceError{Fault: *f}
	}
	return fmt.Errorf("no records with a value, expected objects with answers")
}

// A firstFault is a sink that keeps the first record that could not be read.
type firstFault struct{ fault *scan.Fault }

// Batch implements scan.Sink.
func (f *firstFault) Batch(b *scan.Batch) error {
	if f.fault == nil && len(b.Faults) > 0 {
		first := b.Faults[0]
		f.fault = &first
	}
	return nil
}

// Column returns where the scanner finds a column, by its place in Headers.
func (t *Table) Column(i int) scan.Column {
	if t.isJSON() {
		return scan.Column{Path: t.paths[i]}
	}
	return scan.Column{Index: i}
}

// Hidden adds a JSON path that no row of the sample shows, and returns its place in Headers. ok is
// false where columns cannot be hidden: in delimited text, and when the sample is all there is.
func (t *Table) Hidden(name string) (i int, ok bool) {
	if !t.isJSON() || t.Whole || strings.HasPrefix(name, "#") {
		return 0, false
	}
	t.Headers = append(t.Headers, name)
	t.paths = append(t.paths, strings.Split(name, "."))
	return len(t.Headers) - 1, true
}

// Forget lets go of the first rows, when all columns are chosen.
func (t *Table) Forget() { t.Rows = nil }

// Sample returns the first values of a column, none of None.
func (t *Table) Sample(i int) []string {
	if i == None || len(t.Rows) == 0 {
		return nil
	}
	out := make([]string, 0, len(t.Rows))
	for _, row := range t.Rows {
		if i < len(row) {
			out = append(out, row[i])
		}
	}
	return out
}

// Scanner returns a scanner of the rows, and what to close after it.
func (t *Table) Scanner(ctx context.Context) (scan.Scanner, io.Closer, error) {
	if t.pool != nil {
		return poolScanner{t.pool, t}, io.NopCloser(nil), nil
	}
	src := t.open
	if src == nil {
		var err error
		if src, err = t.closed.Again(ctx, t.options.Hints); err != nil {
			return nil, nil, err
		}
	}
	t.open = nil
	src.Sample = nil // the reader still has it, until it has gone on
	in := scan.Origin{Reader: src.Reader, At: src.At, Size: src.Size}
	if t.isJSON() {
		return scan.NewJSON(in, t.jsonOptions(src)), src, nil
	}
	if src.Text != nil {
		return &sheetScanner{t, src}, src, nil
	}
	return t.framed(in, src)
}
