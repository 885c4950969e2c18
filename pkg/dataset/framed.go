package dataset

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// A framed scanner reads the rows inside a frame: it counts lines as the source does, and takes out rows that are the
// header once more, and those with something behind the last named column.
type framed struct {
	scan.Scanner
	table *Table
	lines int64 // that stand above the text
}

// framed returns a scanner of the rows of delimited text.
func (t *Table) framed(in scan.Origin, src *source.Stream) (scan.Scanner, io.Closer, error) {
	if t.foot != nil {
		in.Reader = &footedReader{in: in.Reader, cut: t.cutFooter}
	}
	csv, err := scan.NewCSV(in, t.HeaderRows, t.csvOptions(src))
	if err != nil {
		src.Close()
		return nil, nil, later(err, src.FirstLine-1)
	}
	return framed{Scanner: csv, table: t, lines: src.FirstLine - 1}, src, nil
}

// cutFooter returns how much of the end of a text belongs to rows.
func (t *Table) cutFooter(tail []byte) (size int) {
	size, records := t.foot.cut(tail)
	if records > 0 && !t.footed {
		t.footed = true
		t.noteFooter(records)
	}
	return size
}

// Scan implements scan.Scanner.
func (s framed) Scan(ctx context.Context, want []scan.Column, workers int, sink func(worker int) scan.Sink) error {
	t := s.table
	var surplus []scan.Column
	for column := t.Named; column < t.Frame.Width && !t.Aside; column++ {
		surplus = append(surplus, scan.Column{Index: column})
	}
	header := -1
	if len(want) > 0 && len(t.Frame.header) > 0 && !t.Unnamed {
		header = len(t.Headers[want[0].Index])
	}
	err := s.Scanner.Scan(ctx, append(surplus, want...), workers, func(i int) scan.Sink {
		return &framedSink{Sink: sink(i), framed: s, surplus: len(surplus), header: header}
	})
	return later(err, s.lines)
}

// later moves the place of an error down by some lines.
func later(err error, lines int64) error {
	var place *scan.PlaceError
	if errors.As(err, &place) {
		moved := *place
		moved.Line += lines
		return &moved
	}
	return err
}

type framedSink struct {
	scan.Sink
	framed
	surplus int // columns before the wanted ones that must be blank
	header  int // bytes of the name of the first wanted column, -1 where it does not matter
}

// Batch implements scan.Sink.
func (s *framedSink) Batch(b *scan.Batch) error {
	b.FirstLine += s.lines
	for _, list := range [][]scan.Fault{b.Faults, b.Remarks, b.Repairs} {
		for i := range list {
			list[i].Line += s.lines
		}
	}
	if s.surplus > 0 || s.header >= 0 && s.again(b) {
		b.Sift(s.surplus, func(row int) string { return s.wrong(b, row) })
	}
	return s.Sink.Batch(b)
}

// again tells whether some row may be the header once more, by the size of its first cell.
func (s *framedSink) again(b *scan.Batch) bool {
	if b.Width == 1 && !hasLength(b.Spans, s.header) { // as most
		return false
	}
	for i := 0; i < len(b.Spans); i += b.Width {
		if int(b.Spans[i].Len) == s.header && s.isHeader(b, i/b.Width) {
			return true
		}
	}
	return false
}

// hasLength tells whether one of the cells has so many bytes. It goes over every row of a survey, so it looks at four at once.
func hasLength(cells []scan.Span, size int) bool {
	for ; len(cells) >= 4; cells = cells[4:] {
		if int(cells[0].Len) == size || int(cells[1].Len) == size || int(cells[2].Len) == size || int(cells[3].Len) == size {
			return true
		}
	}
	return slices.ContainsFunc(cells, func(c scan.Span) bool { return int(c.Len) == size })
}

// isHeader tells whether a row is written like the header.
func (s *framedSink) isHeader(b *scan.Batch, row int) bool {
	rest, is := bytes.CutPrefix(b.Data[b.Starts[row]:], s.table.Frame.header)
	return is && (len(rest) == 0 || rest[0] == '\n' || rest[0] == '\r')
}

// wrong says why a row is none, or "".
func (s *framedSink) wrong(b *scan.Batch, row int) string {
	if s.header >= 0 && s.isHeader(b, row) {
		return "the header once more"
	}
	for i := range s.surplus {
		if answer.Trim(string(b.Cell(row, i))) != "" {
			return "a cell behind the last column, where other rows have none"
		}
	}
	return ""
}
