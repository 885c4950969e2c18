package scan

import (
	"bytes"
	"math/bits"
)

// walk takes the records of the piece's stretch, which are sound but for their width. It stops
// at a record longer than the limit and returns where it stopped. It reads only what does not
// change once the width is known, so the reader may be with another piece meanwhile.
func (r *csvReader) walk(p *csvPiece, limit int) (stopped int) {
	start := 0
	lined := p.from
	for i, ends := range p.end {
		for ; ends != 0; ends &= ends - 1 {
			end := i<<6 + bits.TrailingZeros64(ends)
			size := end - start
			if size > limit {
				return p.from + start
			}
			var cells int
			if size < 64 {
				cells = r.shortRecord(p, start, end)
			} else {
				cells = r.longRecord(p, start, end)
			}
			if cells != r.width || size < 2 && r.isBlank(p, start, end) {
				lined = r.oddRecord(p, start, end, cells, lined)
			}
			start = end + 1
		}
	}
	return min(p.from+start, len(p.text))
}

// shortRecord takes a record of less than 64 bytes: its separators fit into one word. It returns
// the number of cells; the row is taken only when that is the width.
func (r *csvReader) shortRecord(p *csvPiece, start, end int) (cells int) {
	i, shift := start>>6, uint(start)&63
	seps := p.sep[i]>>shift | p.sep[i+1]<<1<<(63-shift)
	seps &= 2<<(uint(end-start)&63) - 1
	cells = bits.OnesCount64(seps)
	if cells != r.width {
		return cells
	}
	row := p.addRow(p.from+start, len(r.want))
	cleared := 1
	for _, w := range r.want {
		for ; cleared < w.column; cleared++ {
			seps &= seps - 1
		}
		lo, rest := start, seps
		if w.column > 0 {
			lo += bits.TrailingZeros64(seps) + 1
			rest &= rest - 1
		}
		r.addCell(p, row, w, lo, start+bits.TrailingZeros64(rest))
	}
	return cells
}

// longRecord does the same word by word, without looking at cells that are not wanted.
func (r *csvReader) longRecord(p *csvPiece, start, end int) (cells int) {
	row := p.addRow(p.from+start, len(r.want))
	doubled := len(p.doubled)
	next, lo := 0, start
	seps := p.sep[start>>6] >> (uint(start) & 63) << (uint(start) & 63)
	for i := start >> 6; ; i++ {
		if i == end>>6 {
			seps &= 2<<(uint(end)&63) - 1
		}
		upto := cells + bits.OnesCount64(seps)
		for next < len(r.want) && r.want[next].column <= upto {
			w := r.want[next]
			if w.column > cells {
				lo = i<<6 + place(seps, w.column-1-cells) + 1
			}
			if w.column == upto {
				break
			}
			r.addCell(p, row, w, lo, i<<6+place(seps, w.column-cells))
			next++
		}
		cells = upto
		if i == end>>6 {
			break
		}
		seps = p.sep[i+1]
	}
	if cells != r.width {
		p.dropRow(len(r.want), doubled)
	}
	return cells
}

// place returns where bit n, counted from 0, of the set bits is.
func place(mask uint64, n int) int {
	for ; n > 0; n-- {
		mask &= mask - 1
	}
	return bits.TrailingZeros64(mask)
}

// addCell puts a wanted cell into its row. A carriage return before the line end is no part of it.
func (r *csvReader) addCell(p *csvPiece, row []Span, w wanted, start, end int) {
	start, end = p.from+start, p.from+end
	if w.column == r.width-1 && r.lineEnd == '\n' && end > start && p.text[end-1] == '\r' {
		end--
	}
	if r.quoting && end > start && p.text[start] == r.quote {
		start, end = start+1, end-1
		if bytes.IndexByte(p.text[start:end], r.quote) >= 0 {
			p.doubled = append(p.doubled, len(p.batch.Spans)-len(row)+w.slot)
		}
	}
	row[w.slot] = Span{uint32(start), uint32(end - start)}
}

// isBlank tells that a record is an empty line.
func (r *csvReader) isBlank(p *csvPiece, start, end int) bool {
	return start == end || r.lineEnd == '\n' && p.text[p.from+start] == '\r'
}

// oddRecord deals with what is no row: an empty line, or a record of another width. Lines are
// counted from the place of the last call, and it returns the new one.
func (r *csvReader) oddRecord(p *csvPiece, start, end, cells, lined int) int {
	if end-start < 2 && r.isBlank(p, start, end) {
		if cells == r.width {
			p.dropRow(len(r.want), len(p.doubled))
		}
		return lined
	}
	at := p.from + start
	p.line += int64(bytes.Count(p.text[lined:at], []byte{r.lineEnd}))
	p.batch.Faults = append(p.batch.Faults, Fault{Line: p.line, Column: 1, Reason: r.widthReason(cells)})
	return at
}
