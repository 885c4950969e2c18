package roll

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The roles of the columns of a row that says something of somebody.
const (
	Who  dataset.Role = "key"
	Said dataset.Role = "text"
	When dataset.Role = "time"
)

// Signing is the rule by which rows sign: who they are about, and what they say.
type Signing struct {
	register     *Register
	dates        dates.Writing
	since, until *dates.Instant
	most         int
}

// NewSigning returns a rule. Rows outside the bounds do not sign; nil is no bound. More distinct texts than most are an error.
func (g *Register) NewSigning(w dates.Writing, since, until *dates.Instant, most int) *Signing {
	return &Signing{g, w, since, until, min(most, math.MaxUint16)}
}

// A signature is what one row says of somebody.
type signature struct {
	at     dates.Instant // the earliest there is where the row has no time
	record int64         // place of the row in its source
	hash   uint64
	source uint16
	text   uint16
}

// before tells whether a signature was given before another: by time, and of one time by where they stand.
func (a *signature) before(b *signature) bool {
	switch {
	case a.at != b.at:
		return a.at < b.at
	case a.source != b.source:
		return a.source < b.source
	}
	return a.record < b.record
}

// A pile is signatures of one quire, in blocks: few take little memory, and many waste next to none.
type pile struct {
	open []signature
	full [][]signature
}

// The blocks of a pile begin small and double.
const (
	firstBlock = 16
	mostBlock  = 4096
)

func (p *pile) add(s signature) {
	if len(p.open) == cap(p.open) {
		if p.open != nil {
			p.full = append(p.full, p.open)
		}
		p.open = make([]signature, 0, max(min(2*cap(p.open), mostBlock), firstBlock))
	}
	p.open = append(p.open, s)
}

// blocks are all signatures.
func (p *pile) blocks() [][]signature { return append(slices.Clip(p.full), p.open) }

// Counter returns an empty counter.
func (s *Signing) Counter(order dates.DayOrder, _ func(pass.Reject)) (pass.Counter, error) {
	w := s.dates
	open := order == dates.Unknown && w.Layout == ""
	w.Order = order
	reader, err := dates.NewReader(w)
	return &Signer{rule: s, reader: reader, open: open, texts: make(map[string]uint16)}, err
}

// Same tells whether another rule is this one: what signed is walked once.
func (s *Signing) Same(o pass.Rule) bool { return false }

// A Signer collects what rows say.
type Signer struct {
	rule   *Signing
	piles  [quires]pile
	reader *dates.Reader
	open   bool // dates with two readings are left undecided
	texts  map[string]uint16
	list   []string
	last   string
	number uint16

	source          int
	who, said, when int
	evidence        dates.OrderEvidence
	unnamed         map[uint16]int64 // rows with such a text that name nobody
	timed           bool             // some rows have had a column of times
}

// Begin readies it for a source.
func (c *Signer) Begin(s pass.Feed) {
	at := s.Columns.At
	c.source, c.who, c.said, c.when = s.Number, at(Who), at(Said), at(When)
	c.timed = c.timed || c.when != dataset.None
}

// Usual takes rows as they come, and hands to the front those whose time asks for more than a look.
func (c *Signer) Usual(b *scan.Batch, from, n int, other func(row int) error) error {
	for row := from; row < from+n; row++ {
		at, inside := dates.Instant(math.MinInt64), true
		if c.when != dataset.None {
			var reading dates.Reading
			var ok bool
			if at, reading, ok = c.reader.Parse(b.Cell(row, c.when)); reading != dates.Plain {
				if err := other(row); err != nil {
					return err
				}
				continue
			}
			at, inside = c.rule.bound(at, ok)
		}
		if !inside {
			continue
		}
		if err := c.sign(b, row, at); err != nil {
			return err
		}
	}
	return nil
}

// Add takes what a row says.
func (c *Signer) Add(r *pass.Record) (pass.Became, error) {
	at, inside := dates.Instant(math.MinInt64), true
	if c.when != dataset.None {
		text := r.Cell(c.when)
		when, reading, ok := c.reader.Parse(text)
		if reading != dates.Plain && !c.evidence.Has(reading) {
			c.evidence.Add(reading, text, r.Place())
		}
		if c.open && reading != dates.Plain {
			return pass.Became{Account: pass.Undecided}, nil
		}
		at, inside = c.rule.bound(when, ok)
	}
	if !inside {
		return pass.Became{Account: "filtered"}, nil
	}
	return pass.Became{Account: pass.Counted}, c.sign(r.Batch, r.At, at)
}

// bound is the time of a row, as far as it can be read, and whether it lies inside the bounds. A row without a time was said
// before all others.
func (s *Signing) bound(at dates.Instant, ok bool) (when dates.Instant, inside bool) {
	switch {
	case !ok:
		return math.MinInt64, s.since == nil && s.until == nil
	case s.since != nil && at < *s.since, s.until != nil && at >= *s.until:
		return at, false
	}
	return at, true
}

// sign takes what a row says at a time.
func (c *Signer) sign(b *scan.Batch, row int, at dates.Instant) error {
	text, err := c.numbered(trimmed(b.Cell(row, c.said)))
	if err != nil {
		return err
	}
	who := trimmed(b.Cell(row, c.who))
	if len(who) == 0 {
		if c.unnamed == nil {
			c.unnamed = make(map[uint16]int64)
		}
		c.unnamed[text]++
		return nil
	}
	h := c.rule.register.Hash(who)
	c.piles[h%quires].add(signature{at, b.Seq<<32 | int64(row), h, uint16(c.source), text})
	return nil
}

// numbered returns the number of a text: often that of the row before.
func (c *Signer) numbered(text []byte) (uint16, error) {
	if len(c.list) > 0 && string(text) == c.last {
		return c.number, nil
	}
	n, ok := c.texts[string(text)]
	if !ok {
		if len(c.list) >= c.rule.most {
			return 0, &tally.LimitError{Limit: c.rule.most}
		}
		n = uint16(len(c.list))
		c.texts[string(text)] = n
		c.list = append(c.list, string(text))
	}
	c.last, c.number = c.list[n], n
	return n, nil
}

// Leave has nothing to note, End nothing to end.
func (c *Signer) Leave(*pass.Record, int) {}

// End is told the end of a source.
func (c *Signer) End() {}

// Evidence is what the times say about the order of day and month.
func (c *Signer) Evidence() *dates.OrderEvidence { return &c.evidence }

// Merge adds what another one has collected.
func (c *Signer) Merge(from pass.Counter) error {
	o := from.(*Signer)
	numbers := make([]uint16, len(o.list))
	for i, text := range o.list {
		n, ok := c.texts[text]
		if !ok {
			if len(c.list) >= c.rule.most {
				return &tally.LimitError{Limit: c.rule.most}
			}
			n = uint16(len(c.list))
			c.texts[text] = n
			c.list = append(c.list, text)
		}
		numbers[i] = n
	}
	for n := range o.piles {
		for _, block := range o.piles[n].blocks() {
			if o.open && !c.open { // it is part of both readings of the dates
				block = slices.Clone(block)
			}
			for i := range block {
				block[i].text = numbers[block[i].text]
			}
			c.piles[n].full = append(c.piles[n].full, block)
		}
	}
	for text, n := range o.unnamed {
		if c.unnamed == nil {
			c.unnamed = make(map[uint16]int64)
		}
		c.unnamed[numbers[text]] += n
	}
	c.evidence.Merge(&o.evidence)
	c.timed = c.timed || o.timed
	return nil
}

// Texts are all that rows have said, in an order that no worker has a say in.
func (c *Signer) Texts() []string { return slices.Sorted(slices.Values(c.list)) }

// Signed is what became of the rows that say something that counts.
type Signed struct {
	// Unnamed rows name nobody. Repeated are those of whom several rows say something that counts, and Changed those of
	// whom they do not say the same word.
	Unnamed, Repeated, Changed int64
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
	}, func(w *scribe, n int) { w.write(n, &c.piles[n]) })
	all := Signed{Timed: c.timed, From: math.MaxInt64, To: math.MinInt64}
	for _, p := range parts {
		all.Rows, all.Repeated, all.Changed = all.Rows+p.Rows, all.Repeated+p.Repeated, all.Changed+p.Changed
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
	again, changed bool
}

// write writes a quire, and empties its pile.
func (w *scribe) write(n int, p *pile) {
	blocks := p.blocks()
	*p = pile{}
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
	if k.before(s) == (w.keep == Latest) {
		k.signature, q.words[at] = *s, word
	}
}
