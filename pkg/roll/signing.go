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

// Counter returns an empty counter.
func (s *Signing) Counter(order dates.DayOrder, _ func(pass.Reject)) (pass.Counter, error) {
	w := s.dates
	open := order == dates.Unknown && w.Layout == ""
	w.Order = order
	reader, err := dates.NewReader(w)
	return &Signer{rule: s, reader: reader, open: open, folio: newFolio()}, err
}

// Same tells whether another rule is this one: what signed is walked once.
func (s *Signing) Same(o pass.Rule) bool { return false }

// A Signer collects what rows say.
type Signer struct {
	*folio
	others []*folio // of other workers

	rule   *Signing
	reader *dates.Reader
	open   bool // dates with two readings are left undecided

	source          int
	who, said, when int
	evidence        dates.OrderEvidence
	timed           bool // some rows have had a column of times
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
	text, err := c.numbered(trimmed(b.Cell(row, c.said)), c.rule.most)
	if err != nil {
		return err
	}
	who := trimmed(b.Cell(row, c.who))
	if len(who) == 0 {
		c.unnamed[text]++
		return nil
	}
	c.begin(turn{uint16(c.source), b.Seq})
	c.write(c.rule.register.Hash(who), at, text)
	return nil
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
	c.others = append(append(c.others, o.folio.copied()), o.others...)
	c.evidence.Merge(&o.evidence)
	c.timed = c.timed || o.timed
	if len(c.Texts()) > c.rule.most {
		return &tally.LimitError{Limit: c.rule.most}
	}
	return nil
}

// folios are its own and those of others.
func (c *Signer) folios() []*folio { return append([]*folio{c.folio}, c.others...) }

// Texts are all that rows have said, in an order that no worker has a say in.
func (c *Signer) Texts() (list []string) {
	for _, f := range c.folios() {
		list = append(list, f.list...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
