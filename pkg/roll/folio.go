package roll

import (
	"iter"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A signature is what one row says of somebody.
type signature struct {
	at   dates.Instant // the earliest there is where the row has no time
	hash uint64
	turn
	place uint32 // among the signatures of its batch and quire
	text  uint16
}

// before tells whether a signature was given before another: by time, and of one time by where they stand.
func (a *signature) before(b *signature) bool {
	switch {
	case a.at != b.at:
		return a.at < b.at
	case a.source != b.source:
		return a.source < b.source
	case a.batch != b.batch:
		return a.batch < b.batch
	}
	return a.place < b.place
}

// A turn is the batch that a row stands in.
type turn struct {
	source uint16
	batch  int64
}

// A folio is what one worker has written: the signatures of each quire as they came, with the texts by their numbers.
type folio struct {
	reams   [quires]ream
	turns   []turn
	texts   map[string]uint16
	list    []string
	last    string
	number  uint16
	unnamed map[uint16]int64 // rows with such a text that name nobody
}

func newFolio() *folio {
	return &folio{texts: make(map[string]uint16), unnamed: make(map[uint16]int64)}
}

// copied is a folio of the same signatures, which may be emptied.
func (f *folio) copied() *folio {
	out := *f
	return &out
}

// An autograph is a signature as it is kept: memory that is new costs more than all that is done with it. The lowest byte of
// the hash is that of the quire, so the number of the text stands in its place, and the turn is that of the ream.
type autograph struct {
	head uint64
	at   dates.Instant
}

// rare stands for the number of a text that is this or more, which is written beside.
const rare = 0xff

// A ream is autographs of one quire, in blocks: few take little memory, and many waste next to none.
type ream struct {
	open  []autograph
	n     uint32 // in all blocks
	turn  uint32 // number of turns that had begun when the last was written
	full  [][]autograph
	marks []turning
	rare  []uint16 // in the order of the autographs
}

// A turning says from which autograph on a turn has a ream.
type turning struct{ from, turn uint32 }

// The blocks of a ream begin small and double.
const (
	firstBlock = 16
	mostBlock  = 2048
)

// begin begins a turn, unless it has begun.
func (f *folio) begin(t turn) {
	if n := len(f.turns); n == 0 || f.turns[n-1] != t {
		f.turns = append(f.turns, t)
	}
}

// write adds a signature of the turn at hand.
func (f *folio) write(hash uint64, at dates.Instant, text uint16) {
	p := &f.reams[hash%quires]
	if p.turn != uint32(len(f.turns)) {
		p.turn = uint32(len(f.turns))
		p.marks = append(p.marks, turning{p.n, p.turn - 1})
	}
	if len(p.open) == cap(p.open) {
		if p.open != nil {
			p.full = append(p.full, p.open)
		}
		p.open = make([]autograph, 0, max(min(2*cap(p.open), mostBlock), firstBlock))
	}
	if text >= rare {
		p.rare = append(p.rare, text)
		text = rare
	}
	p.open = append(p.open, autograph{hash&^0xff | uint64(text), at})
	p.n++
}

// signatures are those of a quire, in the order in which they were written.
func (f *folio) signatures(quire int) iter.Seq[*signature] {
	p := &f.reams[quire]
	return func(yield func(*signature) bool) {
		var s signature
		marks, rares, i := p.marks, p.rare, uint32(0)
		for _, block := range append(p.full[:len(p.full):len(p.full)], p.open) {
			for _, a := range block {
				if len(marks) > 0 && marks[0].from == i {
					s.turn, marks = f.turns[marks[0].turn], marks[1:]
				}
				if s.text = uint16(a.head & 0xff); s.text == rare {
					s.text, rares = rares[0], rares[1:]
				}
				s.at, s.hash, s.place = a.at, a.head&^0xff|uint64(quire), i
				if !yield(&s) {
					return
				}
				i++
			}
		}
	}
}

// numbered returns the number of a text: often that of the row before. More distinct ones than most are an error.
func (f *folio) numbered(text []byte, most int) (uint16, error) {
	if len(f.list) > 0 && string(text) == f.last {
		return f.number, nil
	}
	n, ok := f.texts[string(text)]
	if !ok {
		if len(f.list) >= most {
			return 0, &tally.LimitError{Limit: most}
		}
		n = uint16(len(f.list))
		f.texts[string(text)] = n
		f.list = append(f.list, string(text))
	}
	f.last, f.number = f.list[n], n
	return n, nil
}
