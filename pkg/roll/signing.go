package roll

import (
	"math"
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

// A ream is signatures of one quire, in blocks: few take little memory, and many waste next to none.
type ream struct {
	open []signature
	full [][]signature
}

// The blocks of a ream begin small and double.
const (
	firstBlock = 16
	mostBlock  = 4096
)

func (p *ream) add(s signature) {
	if len(p.open) == cap(p.open) {
		if p.open != nil {
			p.full = append(p.full, p.open)
		}
		p.open = make([]signature, 0, max(min(2*cap(p.open), mostBlock), firstBlock))
	}
	p.open = append(p.open, s)
}

// blocks are all signatures.
func (p *ream) blocks() [][]signature { return append(slices.Clip(p.full), p.open) }

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
	reams  [quires]ream
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
	c.reams[h%quires].add(signature{at, b.Seq<<32 | int64(row), h, uint16(c.source), text})
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
	for n := range o.reams {
		for _, block := range o.reams[n].blocks() {
			if o.open && !c.open { // it is part of both readings of the dates
				block = slices.Clone(block)
			}
			for i := range block {
				block[i].text = numbers[block[i].text]
			}
			c.reams[n].full = append(c.reams[n].full, block)
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
