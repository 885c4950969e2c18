package roll

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"

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
	numbers := make([]int, len(c.list))
	for i, text := range c.list {
		if numbers[i] = word(text); numbers[i] >= len(words) {
			panic(fmt.Sprintf("no word %d", numbers[i]))
		}
	}
	r := c.rule.register.Roll(words)
	parts, err := pass.Parallel(ctx, workers, quires, func() *scribe {
		return &scribe{roll: r, numbers: numbers, keep: keep, Signed: Signed{From: math.MaxInt64, To: math.MinInt64}}
	}, func(w *scribe, n int) { w.write(n, &c.reams[n]) })
	all := Signed{Timed: c.timed, From: math.MaxInt64, To: math.MinInt64}
	for _, p := range parts {
		all.Rows, all.Repeated, all.Changed = all.Rows+p.Rows, all.Repeated+p.Repeated, all.Changed+p.Changed
		all.Tied += p.Tied
		all.From, all.To = min(all.From, p.From), max(all.To, p.To)
	}
	for text, n := range c.unnamed {
		if numbers[text] >= 0 {
			all.Unnamed += n
		}
	}
	all.Timed = all.Timed && all.To > math.MinInt64
	return r, all, err
}

// A scribe writes the quires of a roll, one after the other. What it needs for one serves for the next.
type scribe struct {
	roll    *Roll
	numbers []int
	keep    Keeping
	Signed
	rough quire // with a place for every signature
	kept  []tenure
}

// A tenure is what counts of a name so far.
type tenure struct {
	signature
	again, changed, tied bool
}

// write writes a quire, and empties its ream.
func (w *scribe) write(n int, p *ream) {
	blocks := p.blocks()
	*p = ream{}
	all := 0
	for _, block := range blocks {
		all += len(block)
	}
	q := &w.rough
	q.clear(1 << bits.Len(uint(2*all)))
	w.kept = slices.Grow(w.kept[:0], len(q.names))[:len(q.names)]
	for _, block := range blocks {
		for i := range block {
			if word := w.numbers[block[i].text]; word >= 0 {
				w.take(q, &block[i], uint16(word))
			}
		}
	}
	fair := &w.roll.quires[n]
	fair.clear(1 << bits.Len(uint(q.n+q.n/2)))
	for at, name := range q.names {
		if name == 0 {
			continue
		}
		fair.write(name, q.words[at])
		fair.n++
		if w.kept[at].again {
			w.Repeated++
		}
		if w.kept[at].changed {
			w.Changed++
		}
		if w.kept[at].tied {
			w.Tied++
		}
	}
}

// take takes a signature that counts.
func (w *scribe) take(q *quire, s *signature, word uint16) {
	w.Rows++
	if s.at > math.MinInt64 {
		w.From, w.To = min(w.From, s.at), max(w.To, s.at)
	}
	at, there := q.find(s.hash)
	if !there {
		at = q.write(s.hash, word)
		q.n++
		w.kept[at] = tenure{signature: *s}
		return
	}
	k := &w.kept[at]
	k.again, k.changed = true, k.changed || q.words[at] != word
	if k.at == s.at {
		k.tied = k.tied || q.words[at] != word
	}
	if k.before(s) == (w.keep == Latest) {
		k.tied = k.tied && k.at == s.at
		k.signature, q.words[at] = *s, word
	}
}
