package roll

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/cases"
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
	book         *cases.Book[signature]
	dates        dates.Writing
	since, until *dates.Instant
	most         int
}

// NewSigning returns a rule. Rows outside the bounds do not sign; nil is no bound. More distinct texts than most are an error.
func (g *Register) NewSigning(w dates.Writing, since, until *dates.Instant, most int) *Signing {
	return &Signing{g, cases.NewBook[signature](), w, since, until, min(most, math.MaxUint16)}
}

// A signature is what one row says of somebody.
type signature struct {
	at     dates.Instant // the earliest there is where the row has no time
	record int64         // place of the row in its source
	hash   uint64
	source uint16
	text   uint16
}

// before orders signatures by time, and those of one time by where they stand.
func (a signature) before(b signature) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.source, b.source), cmp.Compare(a.record, b.record))
}

// Counter returns an empty counter.
func (s *Signing) Counter(order dates.DayOrder, _ func(pass.Reject)) (pass.Counter, error) {
	w := s.dates
	open := order == dates.Unknown && w.Layout == ""
	w.Order = order
	reader, err := dates.NewReader(w)
	return &Signer{rule: s, store: s.book.Store(), reader: reader, open: open, texts: make(map[string]uint16)}, err
}

// Same tells whether another rule is this one: what signed is walked once.
func (s *Signing) Same(o pass.Rule) bool { return false }

// A Signer collects what rows say.
type Signer struct {
	rule   *Signing
	store  *cases.Store[signature]
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

// Usual takes rows as they come.
func (c *Signer) Usual(b *scan.Batch, from, n int, other func(row int) error) error {
	for row := from; row < from+n; row++ {
		if err := other(row); err != nil {
			return err
		}
	}
	return nil
}

// Add takes what a row says.
func (c *Signer) Add(r *pass.Record) (pass.Became, error) {
	at, out := c.time(r)
	if out != pass.Counted {
		return pass.Became{Account: out}, nil
	}
	text, err := c.numbered(trimmed(r.Cell(c.said)))
	if err != nil {
		return pass.Became{}, err
	}
	who := trimmed(r.Cell(c.who))
	if len(who) == 0 {
		if c.unnamed == nil {
			c.unnamed = make(map[uint16]int64)
		}
		c.unnamed[text]++
		return pass.Became{Account: pass.Counted}, nil
	}
	h := c.rule.register.Hash(who)
	c.store.AddHash(h, signature{at, r.Place().Record, h, uint16(c.source), text})
	return pass.Became{Account: pass.Counted}, nil
}

// time reads when a row was said, and tells what becomes of it for that. A row without a time was said before all others.
func (c *Signer) time(r *pass.Record) (at dates.Instant, out string) {
	s := c.rule
	bounded := s.since != nil || s.until != nil
	if c.when == dataset.None {
		return math.MinInt64, pass.Counted
	}
	text := r.Cell(c.when)
	at, reading, ok := c.reader.Parse(text)
	if reading != dates.Plain && !c.evidence.Has(reading) {
		c.evidence.Add(reading, text, r.Place())
	}
	switch {
	case c.open && reading != dates.Plain:
		return at, pass.Undecided
	case !ok && !bounded:
		return math.MinInt64, pass.Counted
	case !ok || s.since != nil && at < *s.since || s.until != nil && at >= *s.until:
		return at, "filtered"
	}
	return at, pass.Counted
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
	store := o.store
	if o.open && !c.open { // it is part of both readings of the dates
		store = store.Copy()
	}
	c.store.Merge(store, func(s *signature) { s.text = numbers[s.text] })
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
	w := &scribe{roll: r, numbers: numbers, keep: keep}
	parts, err := cases.Walk(ctx, c.store, workers, signature.before, func() *Signed { return &Signed{From: math.MaxInt64, To: math.MinInt64} }, w.write)
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

// A scribe writes a roll. Cases of one quire come to one worker.
type scribe struct {
	roll    *Roll
	numbers []int
	keep    Keeping
}

func (w *scribe) write(s *Signed, of []signature) {
	kept, n, changed := -1, int64(0), false
	for i := range of {
		word := w.numbers[of[i].text]
		if word < 0 {
			continue
		}
		n++
		changed = changed || kept >= 0 && w.numbers[of[kept].text] != word
		if kept < 0 || w.keep == Latest {
			kept = i
		}
		if at := of[i].at; at > math.MinInt64 {
			s.From, s.To = min(s.From, at), max(s.To, at)
		}
	}
	if kept < 0 {
		return
	}
	s.Rows += n
	if n > 1 {
		s.Repeated++
	}
	if changed {
		s.Changed++
	}
	h := of[kept].hash
	w.roll.quires[h%quires].put(h, uint16(w.numbers[of[kept].text]))
}
