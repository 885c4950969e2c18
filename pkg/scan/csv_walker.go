package scan

import (
	"encoding/binary"
	"math/bits"
)

// A recordWalker goes over the masks of a stretch and takes records of the right width as rows, the
// quotes around cells taken off. It stops with true at a record of another width, of less than
// two bytes or beyond the limit, with rest behind it, and with false at the end of the stretch.
type recordWalker func(w *walkState) (odd bool)

// walkState is where a walker stands. Places count from the start of the stretch. The assembler
// knows the offsets of the fields.
type walkState struct {
	seps     []byte     // 0    the masks of the stretch
	ends     []byte     // 24   in whole words
	starts   []uint32   // 48   room for the rows
	spans    []Span     // 72   room for their cells
	wants    []nextWant // 96   the wanted columns, the leftmost first
	rows     int        // 120  number of rows so far
	start    int        // 128  where the record begins
	at       int        // 136  the word of ends where it ends, in bytes
	rest     uint64     // 144  line ends of this word from there on
	small    uint       // 152  records of 2 to small+1 bytes have their separators in one word
	width    uint       // 160
	from     uint64     // 168  where the stretch begins in the text, modulo 2^64
	end      int        // 176  where the odd record ends
	limit    uint       // 184  the most bytes of a record
	text     []byte     // 192  what the spans point into, and one byte more
	quote    uint64     // 216  the quote, or noQuote
	marks    []uint32   // 224  memory for the places of record ends
	ranks    []uint32   // 248  by word: the number of separators before it; empty until they are needed
	middle   uint       // 272  records of 2 to middle+1 bytes have their separators in two words
	need     int        // 280  the cells up to the last wanted one
	last     int        // 288  where the last record ends
	stripped bool       // 296  quotes were taken off a cell

	stopWalk // of the portable walker
}

// noQuote is no byte.
const noQuote = 256

// nextWant is a wanted column. The assembler knows the offsets of the fields.
type nextWant struct {
	skip   int // 0   separators between the wanted column before and this one
	slot   int // 8   its place among the wanted columns
	column int // 16
}

const (
	marksAtOnce = 512 // record ends that are noted before the records are taken
	moreRanks   = 9   // behind the ranks: the number of all separators, and what is never reached
)

// mostSmall is the most that small may be: a word read at any byte has 57 bits from any bit of it.
const mostSmall = 55

// newWalk begins a walk over the stretch of a piece.
func (r *csvReader) newWalk(p *csvPiece, limit int) walkState {
	w := walkState{
		seps: p.seps, ends: p.ends, wants: p.wants.next,
		small: uint(min(mostSmall, max(limit-1, 0))), limit: uint(limit),
		width: uint(r.width), from: uint64(p.from), start: max(-p.from, 0),
		text: p.text[:len(p.text)+1], quote: noQuote, last: lastBit(p.ends),
		marks: p.marks, ranks: p.ranks[:0],
	}
	if p.way == withStops {
		w.small = 0
		w.stopWalk = stopWalk{stopped: true, stops: p.stops, stopsFrom: p.stopsFrom, delimiter: r.delimiter}
	}
	if p.quoted {
		w.quote = uint64(r.quote)
	}
	if n := len(w.wants); n > 0 {
		w.need = w.wants[n-1].column + 1
	}
	if len(p.ends) > 0 {
		w.rest = binary.LittleEndian.Uint64(p.ends)
	}
	return w
}

// portableWalker is the walker in plain Go. It has no use for at and rest.
func portableWalker(w *walkState) (odd bool) {
	start, rows := w.start, w.rows
	for start < w.last {
		end, cells := w.smallRecord(start, rows)
		if end < 0 {
			end, cells = w.record(start, rows)
			if uint(end-start) > w.limit {
				cells = 0
			}
		}
		if cells != w.width {
			w.start, w.rows, w.end = start, rows, end
			return true
		}
		w.starts[rows] = uint32(int(w.from) + start)
		rows++
		start = end + 1
	}
	w.start, w.rows = start, rows
	return false
}

// smallRecord takes the wanted cells of a record that fits into one word; one of less than two
// bytes has none, and of any other the end is -1. It reads the word that begins where the record
// does, so that it is not where words end that makes it branch.
func (w *walkState) smallRecord(start, row int) (end int, cells uint) {
	at := min(start>>3, len(w.ends)-8)
	shift := uint(start-at<<3) & 63
	ends := binary.LittleEndian.Uint64(w.ends[at:]) >> shift
	size := bits.TrailingZeros64(ends)
	end = start + size
	if uint(size-2) >= w.small {
		if size < 2 {
			return end, 0
		}
		return -1, 0
	}
	seps := binary.LittleEndian.Uint64(w.seps[at:]) >> shift & (ends ^ (ends - 1))
	if cells = uint(bits.OnesCount64(seps)); cells != w.width {
		return end, cells
	}
	spans := w.spans[row*len(w.wants):]
	begins := seps<<1 | 1 // where cells begin
	for _, want := range w.wants {
		for range want.skip {
			begins &= begins - 1
		}
		lo := bits.TrailingZeros64(begins)
		hi := bits.TrailingZeros64(begins&(begins-1)) - 1
		spans[want.slot] = w.cell(start+lo, start+hi)
	}
	return end, cells
}

// record takes the wanted cells of any record, word by word, and never looks at the others. It
// returns where the record ends.
func (w *walkState) record(start, row int) (end int, cells uint) {
	if w.stopped {
		return w.stoppedRecord(start, row)
	}
	spans := w.spans[row*len(w.wants):]
	next, count, lo := 0, 0, start
	mask := ^uint64(0) << (uint(start) & 63)
	for i := start >> 6 << 3; ; i += 8 {
		ends := binary.LittleEndian.Uint64(w.ends[i:]) & mask
		seps := binary.LittleEndian.Uint64(w.seps[i:]) & mask
		mask = ^uint64(0)
		seps &= ends ^ (ends - 1) // up to the first end
		upto := count + bits.OnesCount64(seps)
		for next < len(w.wants) && w.wants[next].column <= upto {
			want := w.wants[next]
			if want.column > count {
				lo = i<<3 + place(seps, want.column-1-count) + 1
			}
			if want.column == upto {
				break
			}
			hi := i<<3 + place(seps, want.column-count)
			spans[want.slot] = w.cell(lo, hi)
			next++
		}
		count = upto
		if ends != 0 {
			return i<<3 + bits.TrailingZeros64(ends), uint(count)
		}
	}
}

// cell returns the span of a cell without the quotes around it.
func (w *walkState) cell(start, end int) Span {
	s := Span{uint32(int(w.from) + start), uint32(end - start)}
	if uint64(w.text[s.Off]) == w.quote {
		w.stripped = true
		return Span{s.Off + 1, s.Len - 2}
	}
	return s
}

// place returns where bit n, counted from 0, of the set bits is.
func place(mask uint64, n int) int {
	for ; n > 0; n-- {
		mask &= mask - 1
	}
	return bits.TrailingZeros64(mask)
}
