package scan

import (
	"bytes"
	"slices"
)

// csvWalk is a walk through the records of a stretch, which are sound but for their width. It
// reads only what does not change once the width is known, so the reader may be with another
// piece meanwhile. Places count from the start of the stretch.
type csvWalk struct {
	walkState
	r     *csvReader
	p     *csvPiece
	text  []byte // with the padding
	lined int    // up to where lines were counted
	trims bool   // wanted cells may have quotes around them or a carriage return behind them
}

// walk takes the records of the piece's stretch. It stops at a record longer than the limit and
// returns where it stopped.
func (r *csvReader) walk(p *csvPiece, limit int) (stopped int) {
	w := csvWalk{walkState: r.newWalk(p, limit), r: r, p: p, text: p.text[p.from : len(p.text)+1]}
	b := &p.batch
	w.rows = len(b.Starts)
	b.Starts = slices.Grow(b.Starts, p.most)
	b.Spans = slices.Grow(b.Spans, p.most*len(r.wants))
	w.starts, w.spans = b.Starts[:cap(b.Starts)], b.Spans[:cap(b.Spans)]
	w.trims = r.mustTrim(p)
	for more := true; more; {
		before := w.rows
		more = r.walker(&w.walkState)
		if w.trims {
			w.trim(before)
		}
		if more && w.end-w.start > limit {
			break
		}
		if more {
			w.oddRecord(w.start, w.end)
			w.start = w.end + 1
		}
	}
	b.Starts, b.Spans = w.starts[:w.rows], w.spans[:w.rows*len(r.wants)]
	return min(p.from+w.start, len(p.text))
}

// mustTrim tells that wanted cells may have quotes around them or a carriage return behind them.
func (r *csvReader) mustTrim(p *csvPiece) bool {
	n := len(r.want)
	if n == 0 {
		return false
	}
	atEnd := r.want[n-1].column == r.width-1 && r.lineEnd == '\n'
	return p.quoted || atEnd && bytes.IndexByte(p.text[p.from:], '\r') >= 0
}

// trim trims the cells of the rows from a number on.
func (w *csvWalk) trim(from int) {
	n := len(w.r.want)
	for row := from; row < w.rows; row++ {
		for _, want := range w.r.want {
			w.trimCell(row*n+want.slot, want.column == int(w.width)-1)
		}
	}
}

// trimCell takes the quotes off a cell, and the carriage return of the line end.
func (w *csvWalk) trimCell(i int, atEnd bool) {
	text, s := w.p.text[:len(w.p.text)+1], w.spans[i]
	if atEnd && w.r.lineEnd == '\n' && s.Len > 0 && text[s.Off+s.Len-1] == '\r' {
		s.Len--
	}
	if w.p.quoted && s.Len > 0 && text[s.Off] == w.r.quote {
		s.Off, s.Len = s.Off+1, s.Len-2
		if bytes.IndexByte(text[s.Off:s.Off+s.Len], w.r.quote) >= 0 {
			w.p.doubled = append(w.p.doubled, i)
		}
	}
	w.spans[i] = s
}

// oddRecord deals with what the walker does not take as a row: an empty line, a record of
// another width, and one of less than two bytes, which may be a row after all.
func (w *csvWalk) oddRecord(start, end int) {
	if end-start < 2 && w.isBlank(start, end) {
		return
	}
	cells := w.record(start, end, w.rows)
	if cells != w.width {
		w.p.line += int64(bytes.Count(w.text[w.lined:start], []byte{w.r.lineEnd}))
		w.lined = start
		f := Fault{Line: w.p.line, Column: 1, Reason: w.r.widthReason(int(cells))}
		w.p.batch.Faults = append(w.p.batch.Faults, f)
		return
	}
	w.starts[w.rows] = uint32(w.p.from + start)
	w.rows++
	if w.trims {
		w.trim(w.rows - 1)
	}
}

// isBlank tells that a record is an empty line.
func (w *csvWalk) isBlank(start, end int) bool {
	return start == end || w.r.lineEnd == '\n' && w.text[start] == '\r'
}
