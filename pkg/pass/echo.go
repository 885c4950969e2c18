package pass

import "bytes"

// manyEchoes is how many rows may have a cell in columns that are wanted for a while only: with more, they would come apart for
// nothing but these.
const manyEchoes = 1 << 16

// An echo tells how often the cells of columns repeat that are wanted for a while only.
type echo struct {
	rows int64
	over bool // there were too many rows, so that these cells are left out
	seen map[uint64]struct{}
	lost bool // there were too many different cells to tell
}

// hear takes the cells of rows, and counts how many differ where somebody wants to know.
func (e *echo) hear(cells []byte, times int64, count bool) {
	if len(bytes.Trim(cells, "\x00\x01")) == 0 { // absent, or blank
		return
	}
	e.rows += times
	if e.lost = e.lost || !count; e.lost {
		return
	}
	if e.seen == nil {
		e.seen = make(map[uint64]struct{})
	}
	h := uint64(14695981039346656037)
	for _, b := range cells {
		h = (h ^ uint64(b)) * 1099511628211
	}
	e.note(h)
}

func (e *echo) note(h uint64) {
	if e.lost = e.lost || len(e.seen) >= maxSheaf; !e.lost {
		e.seen[h] = struct{}{}
	}
}

func (e *echo) merge(o echo) {
	e.rows += o.rows
	e.lost = e.lost || o.lost
	if e.seen == nil {
		e.seen = o.seen
		return
	}
	for h := range o.seen {
		e.note(h)
	}
}

// An Echoing is how many rows have a cell in columns of a source that are wanted for a while only, and how many different ones
// there are, where there are too many rows to count them with it.
type Echoing struct {
	Source, Column  int
	Rows, Different int64
}
