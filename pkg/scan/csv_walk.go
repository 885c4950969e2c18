package scan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
)

// csvWalk is a walk through the records of a stretch, which are sound but for their width. It
// reads only what does not change once the width is known, so the reader may be with another
// piece meanwhile. Places count from the start of the stretch.
type csvWalk struct {
	*csvReader
	p      *csvPiece
	text   []byte // with the padding
	seps   []byte // a bit for every delimiter and line end outside quotes
	lined  int    // up to where lines were counted
	starts []uint32
	spans  []Span
}

// walk takes the records of the piece's stretch. It stops at a record longer than the limit and
// returns where it stopped.
func (r *csvReader) walk(p *csvPiece, limit int) (stopped int) {
	w := csvWalk{csvReader: r, p: p, text: p.text[p.from : len(p.text)+1], seps: p.seps}
	rows := w.room()
	start, from := 0, uint32(p.from)
	small := uint(min(56, limit)) - 1 // sizes from 2 to 56, unless the limit is below
	starts, spans, want, width := w.starts, w.spans, w.want, w.width
	for at := 0; at < len(p.ends); at += 8 {
		for ends := binary.LittleEndian.Uint64(p.ends[at:]); ends != 0; ends &= ends - 1 {
			end := at<<3 + bits.TrailingZeros64(ends)
			size := uint(end - start)
			if size-2 >= small {
				if int(size) > limit {
					return w.give(rows, start)
				}
				rows += w.oddSize(rows, start, end)
				start = end + 1
				continue
			}
			// The separators of a small record fit into one word.
			seps := binary.LittleEndian.Uint64(w.seps[start>>3:]) >> (uint(start) & 7)
			seps &= 2<<(size&63) - 1
			if cells := bits.OnesCount64(seps); cells != width {
				w.oddWidth(start, cells)
				start = end + 1
				continue
			}
			starts[rows] = from + uint32(start)
			cleared := 1
			for _, c := range want {
				for ; cleared < c.column; cleared++ {
					seps &= seps - 1
				}
				lo, rest := 0, seps
				if c.column > 0 {
					lo = bits.TrailingZeros64(seps) + 1
					rest &= rest - 1
				}
				hi := bits.TrailingZeros64(rest)
				spans[rows*len(want)+c.slot] = Span{from + uint32(start+lo), uint32(hi - lo)}
				if c.column == width-1 || p.quoted && w.text[start+lo] == w.quote {
					w.trim(rows, c, start+lo, start+hi)
				}
			}
			rows++
			start = end + 1
		}
	}
	return w.give(rows, start)
}

// room makes room for the rows of the stretch and returns the number of those before.
func (w *csvWalk) room() (rows int) {
	b := &w.p.batch
	rows = len(b.Starts)
	b.Starts = slices.Grow(b.Starts, w.p.most)
	b.Spans = slices.Grow(b.Spans, w.p.most*len(w.want))
	w.starts, w.spans = b.Starts[:cap(b.Starts)], b.Spans[:cap(b.Spans)]
	return rows
}

// give hands the rows to the batch and turns a place of the stretch into one of the text.
func (w *csvWalk) give(rows, at int) int {
	b := &w.p.batch
	b.Starts = w.starts[:rows]
	b.Spans = w.spans[:rows*len(w.want)]
	return min(w.p.from+at, len(w.p.text))
}

// oddSize takes a record that is almost empty or does not fit into one word. It goes word by
// word and does not look at cells that are not wanted. It returns the number of rows: 1 or 0.
func (w *csvWalk) oddSize(rows, start, end int) int {
	if end-start < 2 && w.isBlank(start, end) {
		return 0
	}
	doubled := len(w.p.doubled)
	cells, next, lo := 0, 0, start
	seps := w.sepsOf(start>>6) >> (uint(start) & 63) << (uint(start) & 63)
	for i := start >> 6; ; i++ {
		if i == end>>6 {
			seps &= 2<<(uint(end)&63) - 1
		}
		upto := cells + bits.OnesCount64(seps)
		for next < len(w.want) && w.want[next].column <= upto {
			want := w.want[next]
			if want.column > cells {
				lo = i<<6 + place(seps, want.column-1-cells) + 1
			}
			if want.column == upto {
				break
			}
			hi := i<<6 + place(seps, want.column-cells)
			w.spans[rows*len(w.want)+want.slot] = Span{uint32(w.p.from + lo), uint32(hi - lo)}
			w.trim(rows, want, lo, hi)
			next++
		}
		cells = upto
		if i == end>>6 {
			break
		}
		seps = w.sepsOf(i + 1)
	}
	if cells != w.width {
		w.p.doubled = w.p.doubled[:doubled]
		w.oddWidth(start, cells)
		return 0
	}
	w.starts[rows] = uint32(w.p.from + start)
	return 1
}

// sepsOf returns the separators of one block.
func (w *csvWalk) sepsOf(block int) uint64 { return binary.LittleEndian.Uint64(w.seps[block<<3:]) }

// place returns where bit n, counted from 0, of the set bits is.
func place(mask uint64, n int) int {
	for ; n > 0; n-- {
		mask &= mask - 1
	}
	return bits.TrailingZeros64(mask)
}

// trim takes the quotes off a wanted cell, and the carriage return of the line end.
func (w *csvWalk) trim(rows int, want wanted, lo, hi int) {
	if want.column == w.width-1 && w.lineEnd == '\n' && hi > lo && w.text[hi-1] == '\r' {
		hi--
	}
	i := rows*len(w.want) + want.slot
	if w.p.quoted && hi > lo && w.text[lo] == w.quote {
		lo, hi = lo+1, hi-1
		if bytes.IndexByte(w.text[lo:hi], w.quote) >= 0 {
			w.p.doubled = append(w.p.doubled, i)
		}
	}
	w.spans[i] = Span{uint32(w.p.from + lo), uint32(hi - lo)}
}

// isBlank tells that a record is an empty line.
func (w *csvWalk) isBlank(start, end int) bool {
	return start == end || w.lineEnd == '\n' && w.text[start] == '\r'
}

// oddWidth reports a record of another width.
func (w *csvWalk) oddWidth(start, cells int) {
	w.p.line += int64(bytes.Count(w.text[w.lined:start], []byte{w.lineEnd}))
	w.lined = start
	f := Fault{Line: w.p.line, Column: 1, Reason: w.widthReason(cells)}
	w.p.batch.Faults = append(w.p.batch.Faults, f)
}
