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
	lined int // up to where lines were counted, in the text
}

// walk takes the records of the piece's stretch. It stops at a record longer than the limit and
// returns where it stopped.
func (r *csvReader) walk(p *csvPiece, limit int) (stopped int) {
	w := csvWalk{walkState: r.newWalk(p, limit), r: r, p: p, lined: max(p.from, 0)}
	b := &p.batch
	before := len(b.Starts)
	b.Starts = slices.Grow(b.Starts, p.most)
	b.Spans = slices.Grow(b.Spans, p.most*p.batch.Width)
	w.rows, w.starts, w.spans = before, b.Starts[:before+p.most], b.Spans[:cap(b.Spans)]
	for r.walker(&w.walkState) && w.end-w.start <= limit {
		w.oddRecord()
		w.start = w.end + 1
	}
	p.ranks = w.ranks
	b.Starts, b.Spans = w.starts[:w.rows], w.spans[:w.rows*b.Width]
	r.trimReturns(p, before)
	if w.stripped && p.doubles {
		p.findDoubled(r.quote, before*b.Width)
	}
	return min(p.from+w.start, len(p.text))
}

// trimReturns takes the carriage return of the line end off the cells of the rows from a number
// on, if their last column is wanted.
func (r *csvReader) trimReturns(p *csvPiece, before int) {
	wants := p.wants.list
	n := len(wants)
	if !p.returns || n == 0 || wants[n-1].column < r.width-1 || r.lineEnd != '\n' {
		return
	}
	for _, want := range wants {
		if want.column < r.width-1 {
			continue
		}
		for i := before*n + want.slot; i < len(p.batch.Spans); i += n {
			s := &p.batch.Spans[i]
			if p.quoted || s.Len > 0 && p.text[s.Off+s.Len-1] == '\r' {
				trimReturn(s, p.text, r.quote, p.quoted)
			}
		}
	}
}

// trimReturn takes the carriage return off one cell. The walker has taken the cell for one that
// ends with it: if there are quotes around it, the closing one is still there instead.
func trimReturn(s *Span, text []byte, quote byte, quoted bool) {
	end := s.Off + s.Len
	wasQuoted := quoted && s.Off > 0 && text[s.Off-1] == quote
	switch {
	case wasQuoted && int(end) < len(text) && text[end] == quote: // closed before LF alone
	case wasQuoted:
		s.Len--
	case s.Len > 0 && text[end-1] == '\r':
		s.Len--
	}
}

// findDoubled notes the cells with doubled quotes among the spans from a number on.
func (p *csvPiece) findDoubled(quote byte, before int) {
	for i := before; i < len(p.batch.Spans); i++ {
		s := p.batch.Spans[i]
		if s.Off == 0 || p.text[s.Off-1] != quote {
			continue
		}
		if bytes.IndexByte(p.text[s.Off:s.Off+s.Len], quote) >= 0 {
			p.doubled = append(p.doubled, i)
		}
	}
}

// oddRecord deals with what the walker does not take as a row: an empty line, a record of
// another width, and one of less than two bytes, which may be a row after all.
func (w *csvWalk) oddRecord() {
	at := w.p.from + w.start
	if size := w.end - w.start; size == 0 || size == 1 && w.r.lineEnd == '\n' && w.text[at] == '\r' {
		if w.width == 1 && at < len(w.p.text) {
			w.emptyCells(at, 0)
			w.keep(at)
		}
		return
	}
	_, cells := w.record(w.start, w.rows)
	if cells == w.width || w.repaired(at, int(cells)) {
		w.keep(at)
		return
	}
	f := Fault{Line: w.lineOf(at), Column: 1, Reason: w.p.widthReason(w.r, int(cells))}
	w.p.batch.Faults = append(w.p.batch.Faults, f)
}

// keep takes the record at a place of the text as a row.
func (w *csvWalk) keep(at int) {
	w.starts[w.rows] = uint32(at)
	w.rows++
}

// lineOf counts the lines up to a place of the text.
func (w *csvWalk) lineOf(at int) int64 {
	w.p.line += int64(bytes.Count(w.text[w.lined:at], []byte{w.r.lineEnd}))
	w.lined = at
	return w.p.line
}

// emptyCells makes the wanted cells of the row at a place empty, from a column on.
func (w *csvWalk) emptyCells(at, from int) {
	for _, want := range w.wants {
		if want.column >= from {
			w.spans[w.rows*len(w.wants)+want.slot] = Span{Off: uint32(at)}
		}
	}
}

// repaired tells whether a record of another width was made to fit.
func (w *csvWalk) repaired(at, cells int) bool {
	if !w.r.lenient {
		return false
	}
	end := w.p.from + w.end
	if w.r.lineEnd == '\n' && w.text[end-1] == '\r' {
		end--
	}
	empty := 0
	for empty < cells-1 && w.text[end-1-empty] == w.r.delimiter {
		empty++
	}
	how := w.r.repair(cells, empty)
	if how == "" {
		return false
	}
	if cells < int(w.width) {
		w.trimColumn(cells - 1)
		w.emptyCells(at, cells)
	}
	w.p.batch.Repairs = append(w.p.batch.Repairs, Fault{Line: w.lineOf(at), Column: 1, Reason: how})
	return true
}

// trimColumn takes the carriage return of the line end off a cell of the row, which is the last of its record.
func (w *csvWalk) trimColumn(column int) {
	for _, want := range w.wants {
		if want.column == column && w.p.returns && w.r.lineEnd == '\n' {
			trimReturn(&w.spans[w.rows*len(w.wants)+want.slot], w.text, w.r.quote, w.p.quoted)
		}
	}
}
