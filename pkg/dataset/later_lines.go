package dataset

import (
	"context"
	"errors"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A shifted scanner counts lines from a later line on: those above it, which only say how the
// text is written, were taken off before.
type shifted struct {
	scan.Scanner
	lines int64
}

// Scan implements scan.Scanner.
func (s shifted) Scan(ctx context.Context, want []scan.Column, workers int, sink func(worker int) scan.Sink) error {
	err := s.Scanner.Scan(ctx, want, workers, func(i int) scan.Sink { return shiftedSink{sink(i), s.lines} })
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

type shiftedSink struct {
	scan.Sink
	lines int64
}

// Batch implements scan.Sink.
func (s shiftedSink) Batch(b *scan.Batch) error {
	b.FirstLine += s.lines
	for i := range b.Faults {
		b.Faults[i].Line += s.lines
	}
	for i := range b.Remarks {
		b.Remarks[i].Line += s.lines
	}
	return s.Sink.Batch(b)
}
