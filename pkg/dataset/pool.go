package dataset

import (
	"context"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A Pool is a source whose rows are counted where they are kept, such as a table of a database: it gives the different
// combinations of the wanted cells, and how many rows have each.
type Pool interface {
	// Format says what it is, in a word.
	Format() string
	Headers() []string
	// Numeric tells whether a column holds nothing but numbers, which then have a decimal point.
	Numeric(column int) bool
	// Sample returns the first rows, at most n.
	Sample(ctx context.Context, n int) ([][]string, error)
	// Rows returns records of comma-separated text: the wanted cells, whose columns are given by their Index, and the number
	// of rows. Whoever reads to the end without an error has met every row.
	Rows(ctx context.Context, want []scan.Column) (io.ReadCloser, error)
	// Repeats counts the rows that have a text in a column, and how many different texts these are.
	Repeats(ctx context.Context, column int) (rows, different int64, err error)
	Close() error
}

// ServerTerms say how a database is asked.
type ServerTerms struct {
	// Query is a statement whose rows are read in the place of a table; "" for none.
	Query string
	// PasswordFile names a file whose first line is the password; "" for none.
	PasswordFile string
	// Timeout bounds every statement; 0 for no bound.
	Timeout time.Duration
	// Insecure allows passwords and rows on their way without encryption, to other machines.
	Insecure bool
}

// openPool looks at a source that counts its rows.
func openPool(ctx context.Context, name string, pool Pool, o Terms) (*Table, error) {
	rows, err := pool.Sample(ctx, sampleRows)
	if err != nil {
		pool.Close()
		return nil, err
	}
	t := &Table{Name: name, options: o, pool: pool, Whole: len(rows) < sampleRows, Headers: pool.Headers(), Rows: rows}
	t.Info = result.Source{Name: name, Format: pool.Format(), Layout: NoLayout, Encoding: "utf-8", Compression: "none"}
	t.weigh()
	t.Frame = Frame{HeaderRows: 1, Width: len(t.Headers), Named: len(t.Headers)}
	if err := t.recognise(append([][]string{t.Headers}, rows...)); err != nil {
		pool.Close()
		return nil, err
	}
	return t, nil
}

// A poolScanner scans what a pool has counted.
type poolScanner struct {
	pool  Pool
	table *Table
}

// poolCell and poolRecord bound what comes from a pool, which has bounds of its own.
const poolCell, poolRecord = 64 << 20, 256 << 20

// Scan implements scan.Scanner.
func (s poolScanner) Scan(ctx context.Context, want []scan.Column, workers int, sink func(worker int) scan.Sink) error {
	want, err := s.brief(ctx, want)
	if err != nil {
		return err
	}
	rows, err := s.pool.Rows(ctx, want)
	if err != nil {
		return err
	}
	defer rows.Close()
	csv, err := scan.NewCSV(scan.Origin{Reader: rows}, 0,
		scan.CSVOptions{Delimiter: ',', Quote: '"', Width: len(want) + 1, MaxCell: poolCell, MaxRecord: poolRecord})
	if err != nil {
		return err
	}
	columns := []scan.Column{{Index: len(want)}}
	for i := range want {
		columns = append(columns, scan.Column{Index: i})
	}
	return csv.Scan(ctx, columns, workers, func(i int) scan.Sink { return &poolSink{Sink: sink(i)} })
}

// fewRows is how many rows may come with a column that is wanted for a while only. Where there are more, every row would come
// by itself for it.
const fewRows = 1 << 16

// brief leaves out a column that is wanted for a while only, which is for seeing whether its texts repeat: of many rows the pool
// tells.
func (s poolScanner) brief(ctx context.Context, want []scan.Column) ([]scan.Column, error) {
	last := len(want) - 1
	if last < 0 || want[last].While == nil {
		return want, nil
	}
	rows, different, err := s.pool.Repeats(ctx, want[last].Index)
	if err != nil || rows <= fewRows {
		return want, err
	}
	s.table.NoteRepeats(want[last].Index, rows, different)
	return want[:last], nil
}

// NoteRepeats notes that a column has fewer different texts than rows with one.
func (t *Table) NoteRepeats(column int, rows, different int64) {
	noted := slices.ContainsFunc(t.Notes, func(w result.Warning) bool { return w.Code == "repeated_respondents" })
	if rows > different && !noted {
		t.Notes = append(t.Notes, result.Warn("repeated_respondents",
			"column %s: %d of %d rows repeat a text, and all of them count; --dedup latest keeps one answer of each",
			t.Header(column), rows-different, rows).At(t.Name, 0))
	}
}

// A poolSink takes the numbers of rows out of what comes from a pool.
type poolSink struct {
	scan.Sink
	times []int64
}

// Batch implements scan.Sink. A pool that gives anything but counted rows is broken: no row of it is taken.
func (s *poolSink) Batch(b *scan.Batch) error {
	if len(b.Faults) > 0 {
		return &scan.PlaceError{Fault: b.Faults[0]}
	}
	s.times = s.times[:0]
	for row := range b.Rows() {
		n, err := strconv.ParseInt(string(b.Cell(row, 0)), 10, 64)
		if err != nil || n < 1 {
			return &scan.PlaceError{Fault: scan.Fault{Line: b.Line(row), Column: 1, Reason: "expected a number of rows"}}
		}
		s.times = append(s.times, n)
	}
	b.Times = s.times
	b.Sift(1, func(int) string { return "" })
	return s.Sink.Batch(b)
}
