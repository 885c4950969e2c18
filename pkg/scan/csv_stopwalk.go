package scan

import (
	"encoding/binary"
	"math/bits"
)

// stopWalk is what the portable walker needs of a stretch that has stops.
type stopWalk struct {
	stopped   bool
	stops     []stop
	stopsFrom int // what their places count from, in the stretch
	nextStop  int // the number of the first one that is not before the record, mostly
	delimiter byte
}

// stoppedRecord takes the wanted cells of a record of a stretch that has stops. It returns where
// the record ends.
func (w *walkState) stoppedRecord(start, row int) (end int, cells uint) {
	w.findStop(start)
	c := cellsBetween{w: w, spans: w.spans[row*len(w.wants):], begin: start}
	for at := start; ; w.nextStop += 2 {
		s := w.stops[w.nextStop]
		to := s.place() + w.stopsFrom
		c.take(at, to, int(s.delimiters))
		if s.isLineEnd() {
			w.nextStop++
			c.last(to)
			return to, uint(c.count + 1)
		}
		at = w.stops[w.nextStop+1].place() + w.stopsFrom + 1
	}
}

// findStop goes to the first stop from a place on. It is near.
func (w *walkState) findStop(start int) {
	start -= w.stopsFrom
	for w.nextStop > 0 && w.stops[w.nextStop-1].place() >= start {
		w.nextStop--
	}
	for w.stops[w.nextStop].place() < start {
		w.nextStop++
	}
}

// cellsBetween takes the wanted cells of one record, from one part outside quotes to the next.
type cellsBetween struct {
	w     *walkState
	spans []Span
	next  int // number of the next wanted column among them
	count int // delimiters so far
	begin int // where the cell begins that the next wanted column may be
}

// take takes the wanted cells that end in a part outside quotes.
func (c *cellsBetween) take(at, to, delimiters int) {
	w := c.w
	upto := c.count + delimiters
	if c.next < len(w.wants) && w.wants[c.next].column <= upto {
		c.find(w.text[int(w.from)+at:int(w.from)+to], at, upto)
	}
	c.count = upto
}

// find finds the wanted cells that begin or end in a part, behind which upto delimiters are.
func (c *cellsBetween) find(part []byte, from, upto int) {
	w := c.w
	column, at := c.count, 0 // behind so many delimiters there is this place
	for ; c.next < len(w.wants) && w.wants[c.next].column <= upto; c.next++ {
		want := w.wants[c.next]
		if column < want.column {
			at = w.behind(part, at, want.column-column)
			column = want.column
			c.begin = from + at
		}
		if column == upto {
			return
		}
		end := from + w.behind(part, at, 1) - 1
		c.spans[want.slot] = w.cell(c.begin, end)
	}
}

// last takes the wanted columns that are the last one.
func (c *cellsBetween) last(end int) {
	for _, want := range c.w.wants[c.next:] {
		if want.column == c.count {
			c.spans[want.slot] = c.w.cell(c.begin, end)
		}
	}
}

// behind returns the place behind the n-th delimiter from a place of a part on.
func (w *walkState) behind(part []byte, at, n int) int {
	const ones = 0x0101010101010101
	const low7 = 0x7f * ones
	pattern := uint64(w.delimiter) * ones
	for ; at+8 <= len(part); at += 8 {
		x := binary.LittleEndian.Uint64(part[at:]) ^ pattern
		m := ^(x&low7 + low7 | x | low7)
		here := bits.OnesCount64(m)
		if here >= n {
			for ; n > 1; n-- {
				m &= m - 1
			}
			return at + bits.TrailingZeros64(m)>>3 + 1
		}
		n -= here
	}
	for ; ; at++ {
		if part[at] == w.delimiter {
			if n--; n == 0 {
				return at + 1
			}
		}
	}
}
