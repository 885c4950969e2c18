// Package scan turns bytes into records, and records into the wanted cells.
//
// A scanner reads one source from start to end. It hands the wanted cells of every good record
// to a Sink, in batches, and reports every record that it could not read. It never decides what
// a cell means.
package scan

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"
)

// An Origin is what a scanner reads: UTF-8 without a byte-order mark.
type Origin struct {
	// Reader gives the text from its start. It is not used when At is there.
	Reader io.Reader
	// At, when not nil, gives the same text at any place.
	At io.ReaderAt
	// Size is the number of bytes behind At.
	Size int64
}

// start returns a reader of the text from its start.
func (o Origin) start() io.Reader {
	if o.At == nil {
		return o.Reader
	}
	return io.NewSectionReader(o.At, 0, o.Size)
}

// A Column is one wanted cell of every record.
type Column struct {
	// Index is the place of the column in a delimited record, from 0.
	Index int
	// Path is the place of the value in a JSON record: the keys from the outside in.
	Path []string
	// While says whether the column is still wanted; nil if it is to the end. It may only be given
	// with the last of the wanted columns. Once it has said no, it does so for good, and batches may
	// come without the column.
	While func() bool
	// Cut says how much of a time matters in the column; nil where the whole text does. Only sources whose rows are counted
	// elsewhere look at it.
	Cut *Rounding
}

// A Rounding says that of the times of a column nothing matters but their period and on which side of the bounds they lie, so that
// rows that agree in these may come as one, with the earliest of the times.
type Rounding struct {
	Period string // "day", "week", "month", "quarter", "year"
	Zone   *time.Location
	Bounds []time.Time
}

// A Fault is a place in the source where something is wrong.
type Fault struct {
	// Line is the line of the place, from 1, counted in the decoded text.
	Line int64
	// Column is the byte on that line, from 1.
	Column int64
	// Reason says what was found and what was expected, lower case, without a full stop.
	Reason string
}

// A PlaceError stops the reading of a source at a place: a header that cannot be read, or where a JSON document
// breaks, so that nothing behind can be read.
type PlaceError struct {
	Fault
	short bool // the text ended too early
}

// Error names line, column and reason; the caller knows the name of the source.
func (e *PlaceError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// A Span is the place of one cell in the data of its batch.
type Span struct{ Off, Len uint32 }

// Absent is the span of a value that is not there: a JSON null, or a key that the record lacks.
var Absent = Span{Len: ^uint32(0)}

// A Batch holds the wanted cells of neighbouring records of one source.
// It belongs to the scanner and is valid only until the Sink returns.
type Batch struct {
	// Seq numbers the batches of a source in the order of the source, from 0 without a gap.
	// Batches of different workers may arrive in any order.
	Seq int64
	// Width is the number of wanted columns in this batch.
	Width int
	// Data holds the bytes that the spans point into: the text as it was read, and behind it the
	// cells that had to be unescaped.
	Data []byte
	// Spans holds the wanted cells row by row: row r has Spans[r*Width : (r+1)*Width].
	Spans []Span
	// Starts holds, for every row, where its record begins in Data.
	Starts []uint32
	// Times says, for every row, how often it stands in the source, where equal rows come as one; nil for once each.
	Times []int64
	// Faults lists the records that could not be read, in order. They are not among the rows.
	Faults []Fault
	// Remarks lists what should be told about records that were read, such as a repeated JSON key.
	Remarks []Fault
	// Repairs lists the rows that a lenient reader has made fit, and how.
	Repairs []Fault

	// FirstLine is the line on which Data begins.
	FirstLine int64
	// LineEnd is the byte that ends a line: '\n', or '\r' in files that have no line feed.
	LineEnd byte

	atRow  int
	atLine int64
}

// Rows returns the number of good records in the batch.
func (b *Batch) Rows() int { return len(b.Starts) }

// Often says how often a row stands in the source.
func (b *Batch) Often(row int) int64 {
	if b.Times == nil {
		return 1
	}
	return b.Times[row]
}

// Cell returns the text of wanted column i in a row. It is nil when the value is absent.
func (b *Batch) Cell(row, i int) []byte {
	s := b.Spans[row*b.Width+i]
	if s == Absent {
		return nil
	}
	return b.Data[s.Off : s.Off+s.Len : s.Off+s.Len]
}

// Line returns the line on which a row begins. Lines are counted only when somebody asks, which
// is cheap as long as the rows of a batch are asked for in rising order.
func (b *Batch) Line(row int) int64 {
	from := uint32(0)
	if b.atLine == 0 || row < b.atRow {
		b.atLine = b.FirstLine
	} else {
		from = b.Starts[b.atRow]
	}
	b.atLine += int64(bytes.Count(b.Data[from:b.Starts[row]], []byte{b.LineEnd}))
	b.atRow = row
	return b.atLine
}

// Sift makes faults of the rows for which wrong has a reason, and leaves out the first columns, which nobody but wrong
// wants.
func (b *Batch) Sift(columns int, wrong func(row int) string) {
	kept, faults := make([]int, 0, b.Rows()), len(b.Faults)
	for row := range b.Rows() {
		if reason := wrong(row); reason != "" {
			b.Faults = append(b.Faults, Fault{Line: b.Line(row), Column: 1, Reason: reason})
		} else {
			kept = append(kept, row)
		}
	}
	spans := b.Spans[:0]
	for i, row := range kept {
		spans = append(spans, b.Spans[row*b.Width+columns:(row+1)*b.Width]...)
		b.Starts[i] = b.Starts[row]
		if b.Times != nil {
			b.Times[i] = b.Times[row]
		}
	}
	b.Times = b.Times[:min(len(b.Times), len(kept))]
	b.Spans, b.Starts, b.Width, b.atRow, b.atLine = spans, b.Starts[:len(kept)], b.Width-columns, 0, 0
	if len(b.Faults) > faults {
		slices.SortStableFunc(b.Faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	}
}

// Reset empties the batch and keeps its memory.
func (b *Batch) Reset() {
	*b = Batch{
		Data: b.Data[:0], Spans: b.Spans[:0], Starts: b.Starts[:0],
		Faults: b.Faults[:0], Remarks: b.Remarks[:0], Repairs: b.Repairs[:0], LineEnd: '\n',
	}
}

// A Sink takes the batches of one worker. Its methods are called from one goroutine at a time.
type Sink interface {
	Batch(*Batch) error
}

// A Scanner reads the records of one source.
type Scanner interface {
	// Scan reads the source to its end with the given number of workers and hands the wanted
	// columns to the sinks; sink(i) is called once for worker i, before it starts. The rows, the
	// faults and their order by Seq are the same for any number of workers.
	// It returns the first error of a sink, of the context or of the source; a record that cannot
	// be read is a Fault, not an error.
	Scan(ctx context.Context, want []Column, workers int, sink func(worker int) Sink) error
}
