package roll

import (
	"context"
	"fmt"
	"math"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// Signed is what became of the rows that say something that counts.
type Signed struct {
	// Unnamed rows name nobody. Repeated are those of whom several rows say something that counts, and Changed those of
	// whom they do not say the same word.
	Unnamed, Repeated, Changed int64
	// Tied are those whose row that counts has the time of another one, which says another word: where they stand decides.
	Tied int64
	// Rows are the rows that count and name somebody.
	Rows int64
	// Timed says that times tell which row of somebody is the last.
	Timed bool
	// From and To are the first and the last time, where Timed.
	From, To dates.Instant
}

// A Keeping is which of several rows of somebody counts.
type Keeping int

// The latest row counts unless the first is asked for.
const (
	Latest Keeping = iota
	First
)

// Roll calls everybody by the word of what counts of them. word tells the number of the word for a text, below 0 for what
// says nothing.
func (c *Signer) Roll(ctx context.Context, workers int, words []string, word func(text string) int, keep Keeping) (*Roll, Signed, error) {
	r := c.rule.register.Roll(words)
	folios := c.folios()
	numbers := make([][]int, len(folios))
	all := Signed{Timed: c.timed, From: math.MaxInt64, To: math.MinInt64}
	for i, f := range folios {
		for _, text := range f.list {
			n := word(text)
			if n >= len(words) {
				panic(fmt.Sprintf("no word %d", n))
			}
			numbers[i] = append(numbers[i], n)
		}
		for text, n := range f.unnamed {
			if numbers[i][text] >= 0 {
				all.Unnamed += n
			}
		}
	}
	parts, err := pass.Parallel(ctx, workers, quires, func() *scribe {
		return &scribe{roll: r, folios: folios, numbers: numbers, keep: keep, Signed: Signed{From: math.MaxInt64, To: math.MinInt64}}
	}, (*scribe).write)
	for _, p := range parts {
		all.Rows, all.Repeated, all.Changed = all.Rows+p.Rows, all.Repeated+p.Repeated, all.Changed+p.Changed
		all.Tied += p.Tied
		all.From, all.To = min(all.From, p.From), max(all.To, p.To)
	}
	all.Timed = all.Timed && all.To > math.MinInt64
	return r, all, err
}

// A scribe writes the quires of a roll, one after the other. What it needs for one serves for the next.
type scribe struct {
	roll    *Roll
	folios  []*folio
	numbers [][]int // of the words, by folio and text
	keep    Keeping
	Signed
	kept   []tenure
	places []uint32 // where each hash is among those kept, from 1; 0 for none
}

// A tenure is what counts of a name so far.
type tenure struct {
	signature
	word                 uint16
	again, changed, tied bool
}

// write writes a quire, and empties its reams.
func (w *scribe) write(n int) {
	w.kept = w.kept[:0]
	clear(w.places)
	for i, f := range w.folios {
		for s := range f.signatures(n) {
			if word := w.numbers[i][s.text]; word >= 0 {
				w.take(s, uint16(word))
			}
		}
		f.reams[n] = ream{}
	}
	fair := &w.roll.quires[n]
	fair.grow(room(len(w.kept)))
	fair.n = len(w.kept)
	for i := range w.kept {
		k := &w.kept[i]
		fair.write(k.hash, k.word)
		if k.again {
			w.Repeated++
		}
		if k.changed {
			w.Changed++
		}
		if k.tied {
			w.Tied++
		}
	}
}

// take takes a signature that counts.
func (w *scribe) take(s *signature, word uint16) {
	w.Rows++
	if s.at > math.MinInt64 {
		w.From, w.To = min(w.From, s.at), max(w.To, s.at)
	}
	k, fresh := w.find(s.hash)
	if fresh {
		*k = tenure{signature: *s, word: word}
		return
	}
	k.again, k.changed = true, k.changed || k.word != word
	if k.at == s.at {
		k.tied = k.tied || k.word != word
	}
	if k.before(s) == (w.keep == Latest) {
		k.tied = k.tied && k.at == s.at
		k.signature, k.word = *s, word
	}
}

// find returns what counts of a hash so far; fresh tells that it is new.
func (w *scribe) find(hash uint64) (k *tenure, fresh bool) {
	if 2*(len(w.kept)+1) > len(w.places) {
		w.grow()
	}
	at := w.start(hash)
	for ; w.places[at] != 0; at = (at + 1) & uint64(len(w.places)-1) {
		if k = &w.kept[w.places[at]-1]; k.hash == hash {
			return k, false
		}
	}
	w.kept = append(w.kept, tenure{})
	w.places[at] = uint32(len(w.kept))
	return &w.kept[len(w.kept)-1], true
}

// start is the place where the search for a hash begins. The lowest bits are the same in a quire.
func (w *scribe) start(hash uint64) uint64 { return hash >> 8 & uint64(len(w.places)-1) }

// grow makes more places.
func (w *scribe) grow() {
	w.places = make([]uint32, max(2*len(w.places), 1024))
	for i := range w.kept {
		at := w.start(w.kept[i].hash)
		for w.places[at] != 0 {
			at = (at + 1) & uint64(len(w.places)-1)
		}
		w.places[at] = uint32(i + 1)
	}
}
