package scan

import (
	"bytes"
	"fmt"
	"io"
)

// batchSize is about how much text goes into a batch.
const batchSize = 256 << 10

// sampleSize is how much of the beginning decides on the line end.
const sampleSize = 64 << 10

// csvReader is the exact reader: it takes a text from start to end, record by record, and knows
// what to do with every kind of trouble.
type csvReader struct {
	grammar
	src    io.Reader
	header bool // the width comes from a header
	width  int  // cells of every record, 0 as long as none was read
	want   []int

	text []byte // what was read and not yet given away
	pos  int    // next byte of text to look at
	base int64  // offset of text[0] in the source
	last bool   // src has ended with text
	line int64  // line of text[lined]
	// lined is the place up to which lines were counted, at most pos.
	lined int

	seq     int64
	rec     record
	doubled []doubledCell

	// After trouble with quotes, lost holds the fault and reading looks for the next record that
	// fits, on lines that begin before lostEnd. skip says that the rest of the line at pos is lost.
	lost    *Fault
	lostEnd int64
	skip    bool
}

// doubledCell is a wanted cell whose doubled quotes have to be undone.
type doubledCell struct {
	span int
	cell cell
}

// noEnd is a lostEnd that is never reached.
const noEnd = int64(1) << 62

// chooseLineEnd reads as much of the beginning as the choice needs.
func (r *csvReader) chooseLineEnd() error {
	for want := sampleSize; ; want *= 2 {
		if err := r.fill(want); err != nil {
			return err
		}
		ended := r.last || want > r.maxRecord
		if lineEnd, ok := r.findLineEnd(r.text, ended); ok {
			r.lineEnd = lineEnd
			return nil
		}
	}
}

// fill reads until text holds n bytes or the source ends.
func (r *csvReader) fill(n int) error {
	have := len(r.text)
	if have >= n || r.last {
		return nil
	}
	if cap(r.text) < n {
		grown := make([]byte, have, n)
		copy(grown, r.text)
		r.text = grown
	}
	got, err := io.ReadFull(r.src, r.text[have:n])
	r.text = r.text[:have+got]
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		r.last, err = true, nil
	}
	return err
}

// more makes text longer after a parse was cut.
func (r *csvReader) more() error { return r.fill(2*len(r.text) + sampleSize) }

// ended tells that everything was looked at.
func (r *csvReader) ended() bool { return r.last && r.pos == len(r.text) }

// lineAt returns the line of a place in text that is not before the place of the last call.
func (r *csvReader) lineAt(at int) int64 {
	r.line += int64(bytes.Count(r.text[r.lined:at], []byte{r.lineEnd}))
	r.lined = at
	return r.line
}

// fault makes a Fault at a place inside the current record, not before the last counted place.
func (r *csvReader) fault(at int, reason string) Fault {
	start := r.rec.start + bytes.LastIndexByte(r.text[r.rec.start:at], r.lineEnd) + 1
	return Fault{Line: r.lineAt(at), Column: int64(at-start) + 1, Reason: reason}
}

// headerRecord reads the next record as a header. It returns io.EOF when there is none.
func (r *csvReader) headerRecord() ([]string, error) {
	for !r.ended() {
		switch t := r.parse(&r.rec, r.text, r.pos, r.last); t {
		case cut:
			if err := r.more(); err != nil {
				return nil, err
			}
		case fine:
			r.pos = r.rec.next
			if r.rec.blank {
				continue
			}
			if r.width == 0 {
				r.width = len(r.rec.cells)
			}
			return r.texts(&r.rec, r.text), nil
		default:
			return nil, &PlaceError{r.fault(r.troubleAt(t), "header: "+r.reason(t))}
		}
	}
	return nil, io.EOF
}

// checkWanted tells whether records of the known width have the wanted cells.
func (r *csvReader) checkWanted() error {
	for _, i := range r.want {
		if i < 0 || r.width > 0 && i >= r.width {
			return fmt.Errorf("column %d is wanted, but the records have %s", i+1, counted(r.width))
		}
	}
	return nil
}

// next fills a batch. It returns io.EOF when there is nothing left to fill it with.
func (r *csvReader) next(b *Batch) error {
	for {
		if err := r.begin(b); err != nil {
			return err
		}
		err := r.records(b)
		r.finish(b)
		if err != nil {
			return err
		}
		if len(b.Starts)+len(b.Faults) > 0 {
			b.Seq = r.seq
			r.seq++
			return nil
		}
		if r.ended() {
			return io.EOF
		}
	}
}

// begin drops what was given away and sees to it that there is text for a batch.
func (r *csvReader) begin(b *Batch) error {
	b.Reset()
	b.Width, b.LineEnd, b.FirstLine = len(r.want), r.lineEnd, r.lineAt(r.pos)
	r.base += int64(r.pos)
	r.text = r.text[:copy(r.text, r.text[r.pos:])]
	r.pos, r.lined = 0, 0
	return r.fill(batchSize)
}

// records reads records into the batch until the text for it is used up. Spans count from the
// start of text, which becomes the data of the batch.
func (r *csvReader) records(b *Batch) error {
	for r.pos < batchSize && !r.ended() {
		if r.skip && !r.skipLine() {
			return nil
		}
		if r.lost != nil && r.base+int64(r.pos) >= r.lostEnd {
			return &PlaceError{*r.lost}
		}
		if r.ended() {
			break
		}
		t := r.parse(&r.rec, r.text, r.pos, r.last)
		if t == cut && r.pos > 0 {
			return nil // the next batch begins with this record
		}
		if t == cut {
			if err := r.more(); err != nil {
				return err
			}
			continue
		}
		if err := r.take(b, t); err != nil {
			return err
		}
	}
	if r.ended() && r.lost != nil {
		r.found(b, "no readable record follows")
	}
	return nil
}

// skipLine goes to the next line. It returns false when text ends before that.
func (r *csvReader) skipLine() bool {
	end := bytes.IndexByte(r.text[r.pos:], r.lineEnd)
	if end < 0 {
		r.pos = len(r.text)
		return r.last
	}
	r.pos += end + 1
	r.skip = false
	return true
}

// take deals with the outcome of a parse.
func (r *csvReader) take(b *Batch, t trouble) error {
	fits := t == fine && (r.width == 0 || r.width == len(r.rec.cells))
	switch {
	case t == fine && r.rec.blank:
		r.pos = r.rec.next
	case r.lost != nil && !fits:
		r.skip = true
	case t == fine:
		if r.lost != nil {
			r.found(b, fmt.Sprintf("reading goes on at line %d", r.lineAt(r.pos)))
		}
		r.pos = r.rec.next
		return r.row(b)
	case t == bareQuote || t == textAfter && !r.spansLines():
		b.Faults = append(b.Faults, r.fault(r.rec.at, r.reason(t)))
		r.pos, r.skip = r.rec.at, true
	case t == cellLimit || t == recordLimit:
		return &PlaceError{r.fault(r.troubleAt(t), r.reason(t))}
	default:
		r.lose(t)
	}
	return nil
}

// row adds a record to the batch, or a fault when its width is wrong.
func (r *csvReader) row(b *Batch) error {
	cells := r.rec.cells
	if r.width == 0 {
		r.width = len(cells)
		if err := r.checkWanted(); err != nil {
			return err
		}
	}
	if len(cells) != r.width {
		b.Faults = append(b.Faults, r.fault(r.rec.start, r.widthReason(len(cells))))
		return nil
	}
	for _, i := range r.want {
		c := cells[i]
		if c.doubled {
			r.doubled = append(r.doubled, doubledCell{len(b.Spans), c})
		}
		b.Spans = append(b.Spans, Span{uint32(c.start), uint32(c.end - c.start)})
	}
	b.Starts = append(b.Starts, uint32(r.rec.start))
	return nil
}

// finish gives the text of the batch away and keeps what follows.
func (r *csvReader) finish(b *Batch) {
	b.Data = append(b.Data[:0], r.text[:r.pos]...)
	for _, d := range r.doubled {
		start := len(b.Data)
		b.Data = r.content(b.Data, r.text, d.cell)
		b.Spans[d.span] = Span{uint32(start), uint32(len(b.Data) - start)}
	}
	r.doubled = r.doubled[:0]
}
