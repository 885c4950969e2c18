package scan

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
)

// CSVOptions say how delimited text is written and what is too big.
type CSVOptions struct {
	// Delimiter is the byte between cells.
	Delimiter byte
	// Quote is the byte around cells that hold delimiters, line breaks or quotes; 0 for none.
	Quote byte
	// MaxCell is the most bytes a cell may have, without the quotes around it; 0 for DefaultMaxCell.
	MaxCell int
	// MaxRecord is the most bytes a record may have; 0 for DefaultMaxRecord.
	MaxRecord int
}

// Limits that no survey or ledger comes near: a spreadsheet's cell ends at 32 KiB. They also say
// how far a quote is followed before it counts as unclosed.
const (
	DefaultMaxCell   = 1 << 20
	DefaultMaxRecord = 4 << 20
)

// hugeRecord keeps the offsets of a batch inside the 32 bits of a Span.
const hugeRecord = 1 << 30

// CSV reads delimited text, such as CSV and TSV.
//
// A record ends at LF or CRLF, or at CR in a text whose beginning has no LF outside quotes. A
// cell that begins with a quote ends with one, and quotes inside it are doubled; line breaks
// inside it belong to it. Empty lines are not records. Every other byte is data, NUL and blanks
// around cells too.
//
// What breaks these rules, or has another number of cells than the first record, is a Fault and
// never a row. After a quote in the wrong place reading goes on at the next line. After a quote
// that does not close, be it that the text ends, that a limit is passed or that the next quote,
// on a later line, is followed by text, it goes on at the first later line on which a record of
// the right width begins, and the fault names that line too.
type CSV struct {
	reader *csvReader
	feed   *csvFeed
	sizes  csvSizes
	header [][]string
}

// NewCSV begins to read delimited text and takes headerRows records from its top at once. The
// first record, header or not, says how many cells every record must have.
//
// It returns a *PlaceError when a header cannot be read as a record. A text with fewer records
// than headerRows is no error.
func NewCSV(src Origin, headerRows int, o CSVOptions) (*CSV, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	opening := csvOpening{csvReader: csvReader{grammar: o.grammar(), line: 1, header: headerRows > 0}, src: src.start()}
	if err := opening.chooseLineEnd(); err != nil {
		return nil, err
	}
	c := &CSV{sizes: usualSizes}
	for len(c.header) < headerRows {
		cells, err := opening.headerRecord()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		c.header = append(c.header, cells)
	}
	r, ahead := opening.rest()
	r.kernel, r.walker = bestPair()
	c.reader = r
	if c.feed = (&csvFeed{src: src.Reader, ahead: ahead}); src.At != nil {
		c.feed = &csvFeed{at: src.At, off: r.base, size: src.Size}
	}
	return c, nil
}

func (o CSVOptions) check() error {
	isBreak := func(b byte) bool { return b == '\r' || b == '\n' }
	switch {
	case o.Delimiter == 0 || isBreak(o.Delimiter):
		return fmt.Errorf("%q cannot be the delimiter", o.Delimiter)
	case isBreak(o.Quote):
		return fmt.Errorf("%q cannot be the quote", o.Quote)
	case o.Quote == o.Delimiter:
		return fmt.Errorf("%q cannot be delimiter and quote at once", o.Quote)
	case o.MaxCell < 0 || o.MaxRecord < 0 || o.MaxCell > hugeRecord || o.MaxRecord > hugeRecord:
		return fmt.Errorf("the limits of a cell and a record must lie between 1 and %d bytes", hugeRecord)
	}
	return nil
}

func (o CSVOptions) grammar() grammar {
	return grammar{
		delimiter: o.Delimiter, quote: o.Quote, quoting: o.Quote != 0, lineEnd: '\n',
		maxCell: cmp.Or(o.MaxCell, DefaultMaxCell), maxRecord: cmp.Or(o.MaxRecord, DefaultMaxRecord),
	}
}

// Header returns the cells of the header records, in order.
func (c *CSV) Header() [][]string { return c.header }

// Scan implements Scanner. A wanted column beyond the width of the records is an error.
// A cell or record beyond its limit is a *PlaceError.
func (c *CSV) Scan(ctx context.Context, want []Column, workers int, sink func(worker int) Sink) error {
	r := c.reader
	r.setWanted(want)
	if err := r.checkWanted(); err != nil {
		return err
	}
	relay := csvRelay{reader: r, feed: c.feed, sizes: c.sizes.fit(workers, c.feed.rest())}
	return relay.run(ctx, workers, sink)
}

// Peek reads the beginning of a text for people: up to n records with all their cells, whatever
// their number. Records that cannot be read are left out, and so is the last record of a sample
// that is not the whole text, as it may be cut.
func Peek(sample []byte, whole bool, n int, o CSVOptions) [][]string {
	if o.check() != nil {
		return nil
	}
	g := o.grammar()
	g.lineEnd, _ = g.findLineEnd(sample, true)
	var records [][]string
	var rec parsed
	for pos := 0; pos < len(sample) && len(records) < n; {
		switch g.parse(&rec, sample, pos, whole) {
		case fine:
			if !rec.blank {
				records = append(records, g.texts(&rec, sample))
			}
			pos = rec.next
		case cut:
			return records
		default:
			end := bytes.IndexByte(sample[rec.opened:], g.lineEnd)
			if end < 0 {
				return records
			}
			pos = rec.opened + end + 1
		}
	}
	return records
}
