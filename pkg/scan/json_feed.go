package scan

import (
	"bytes"
	"io"
	"math"
	"sync"
)

// A jsonBody is how records stand in a stretch of text.
type jsonBody byte

const (
	bodyNone   jsonBody = iota
	bodyLines           // one value a line
	bodyArray           // elements with commas between them and "]" at the end
	bodyStream          // objects one after another
	bodyObject          // one object
)

// A jsonPart is a stretch of text that begins and ends between records.
type jsonPart struct {
	data  []byte
	body  jsonBody
	seq   int64
	place jsonPlace // of the first byte
	first bool      // nothing of the body stands before
	last  bool      // the text ends with it, in the middle of the body
	depth int       // brackets that are open around the records
}

// A jsonPlace is a place in the text, counted from 0.
type jsonPlace struct{ line, column int64 }

// after returns the place behind b, which begins at p.
func (p jsonPlace) after(b []byte) jsonPlace {
	if last := lastLineEnd(b); last >= 0 {
		p.line += int64(bytes.Count(b, []byte{'\n'}))
		p.column = int64(len(b) - last - 1)
	} else {
		p.column += int64(len(b))
	}
	return p
}

// syntaxError returns the error at a place in b, which begins at p.
func (p jsonPlace) syntaxError(b []byte, fail *jsonFail) *PlaceError {
	at := p.after(b[:fail.at])
	return &PlaceError{Fault{Line: at.line + 1, Column: at.column + 1, Reason: fail.reason}, fail.short}
}

// A jsonFeed cuts the text into parts, in order, for workers that read them at the same time. It
// reads what stands around the records itself.
type jsonFeed struct {
	mu    sync.Mutex
	in    io.Reader
	o     JSONOptions
	chunk int

	rest   []byte    // what was read and not yet handed out
	place  jsonPlace // of the first byte of rest
	seq    int64
	readEr error // what ended the reading
	over   bool  // the last part was handed out
	frame  jsonFrame
	body   jsonBody
	first  bool
	marks  [64]jsonMarks

	failed error
	failAt int64 // the part in which the first failure is
}

func newJSONFeed(in io.Reader, o JSONOptions, chunk int) *jsonFeed {
	f := &jsonFeed{in: in, o: o, chunk: chunk, failAt: math.MaxInt64}
	f.frame.path = o.Records
	f.frame.begin()
	if o.Lines {
		f.body, f.first = bodyLines, true
	}
	return f
}

// fail ends the scan because of what happened in a part.
func (f *jsonFeed) fail(seq int64, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if seq < f.failAt {
		f.failAt, f.failed = seq, err
	}
}

// failure returns the failure that comes first in the text.
func (f *jsonFeed) failure() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.failed
}

// next returns the next part in the memory of buf. It is not ok when there are no more.
func (f *jsonFeed) next(buf []byte) (part jsonPart, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failed != nil || f.over {
		return jsonPart{}, false
	}
	part, err := f.part(buf)
	if err != nil {
		if f.over = true; err != io.EOF {
			f.failAt, f.failed = f.seq, err
		}
		return jsonPart{}, false
	}
	f.seq++
	return part, true
}

// part returns the next part, or io.EOF.
func (f *jsonFeed) part(buf []byte) (jsonPart, error) {
	if f.body == bodyNone {
		body, err := f.frame.open(f)
		if err != nil {
			return jsonPart{}, err
		}
		f.body, f.first = body, true
	}
	buf = append(buf[:0], f.rest...)
	var cut jsonCut
	for size, from := max(f.chunk, len(buf)), 0; ; size, from = 2*size, len(buf) {
		buf = f.read(buf, size)
		if cut = f.cut(cut, buf, from); cut.at > 0 || f.readEr != nil {
			break
		}
		if err := f.hopeless(buf); err != nil {
			return jsonPart{}, err
		}
	}
	return f.take(buf, cut)
}

// read fills buf up to a size, unless the text ends before.
func (f *jsonFeed) read(buf []byte, size int) []byte {
	if f.readEr != nil || len(buf) >= size {
		return buf
	}
	if cap(buf) < size {
		buf = append(make([]byte, 0, size+size/8+2*maskBlock), buf...)
	}
	n, err := io.ReadFull(f.in, buf[len(buf):size])
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	f.readEr = err
	return buf[:len(buf)+n]
}

// take hands out buf up to the cut and keeps the rest.
func (f *jsonFeed) take(buf []byte, cut jsonCut) (jsonPart, error) {
	if f.readEr == io.EOF && !cut.closed {
		cut.at, f.over = len(buf), true
		if len(buf) == 0 && (f.body == bodyLines || f.body == bodyStream) {
			return jsonPart{}, io.EOF
		}
	} else if cut.at == 0 {
		return jsonPart{}, f.readEr
	}
	part := jsonPart{
		data: buf[:cut.at], body: f.body, seq: f.seq, place: f.place,
		first: f.first, last: f.over, depth: len(f.frame.nest.open),
	}
	f.rest = append(f.rest[:0], buf[cut.at:]...)
	f.place = f.place.after(part.data)
	f.first = false
	if cut.closed {
		f.frame.leave(f.body)
		f.body = bodyNone
	}
	return part, nil
}

// more reads on in rest, of which the first bytes are done with, for the reader of the frame.
func (f *jsonFeed) more(done int) error {
	f.drop(done)
	if f.readEr != nil {
		return f.readEr
	}
	if len(f.rest) > f.o.MaxRecord {
		return &RecordSizeError{Line: f.place.line + 1, Limit: f.o.MaxRecord}
	}
	f.rest = f.read(f.rest, max(f.chunk, 2*len(f.rest)))
	return nil
}

// drop takes the first n bytes of rest away.
func (f *jsonFeed) drop(n int) {
	f.place = f.place.after(f.rest[:n])
	f.rest = append(f.rest[:0], f.rest[n:]...)
}

// hopeless says what is wrong with a long record, which is at the start of buf and goes on behind
// it: it breaks, or has too many bytes. Looking early keeps a string that never closes from
// filling the memory.
func (f *jsonFeed) hopeless(buf []byte) error {
	text := jsonText{b: buf}
	begin := text.space(0)
	if f.body != bodyLines {
		nest := jsonNest{limit: maxJSONDepth - len(f.frame.nest.open)}
		if _, fail := nest.skip(&text, begin); fail != nil && !fail.short {
			return f.place.syntaxError(buf, fail)
		}
	}
	if len(buf) <= f.o.MaxRecord {
		return nil
	}
	return &RecordSizeError{Line: f.place.after(buf[:begin]).line + 1, Limit: f.o.MaxRecord}
}
