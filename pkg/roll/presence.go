package roll

import (
	"math/bits"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// Calling is the rule by which rows answer to a roll: who of it is there, and who else.
type Calling struct {
	roll *Roll
	list int
	hall *Hall     // where everybody may be called already, so that rows need not answer; nil for none
	met  *Presence // who was there elsewhere; examples are of the roll and were not; nil for those not on the roll
}

// NewCalling returns a rule. list is how many names of those that are not on the roll are kept as examples.
func (r *Roll) NewCalling(list int) *Calling { return &Calling{roll: r, list: list} }

// NewCalling returns a rule for rows that answer unless everybody is called in the hall.
func (h *Hall) NewCalling(list int) *Calling { return &Calling{roll: h.Roll, list: list, hall: h} }

// NewMissing returns a rule whose examples are names on the roll that were not met elsewhere.
func (r *Roll) NewMissing(list int, met *Presence) *Calling {
	return &Calling{roll: r, list: list, met: met}
}

// Counter returns an empty counter.
func (c *Calling) Counter(dates.DayOrder, func(pass.Reject)) (pass.Counter, error) {
	return &Presence{rule: c}, nil
}

// Same tells whether another rule counts the same.
func (c *Calling) Same(o pass.Rule) bool {
	q, ok := o.(*Calling)
	return ok && *c == *q
}

// A Presence is who of a roll is there.
type Presence struct {
	rule *Calling
	// Blank are rows that name nobody, Named those that name somebody, where rows are looked at for it.
	Blank, Named int64

	here     [quires][]uint64 // a bit for each place of a quire
	others   [quires]quire    // who is there and not on the roll
	spelled  [quires]quire    // names as they are written, where they are folded
	examples []string
	who      int
	blanks   bool // that is all rows are looked at for
	evidence dates.OrderEvidence
}

// Begin readies it for a source.
func (p *Presence) Begin(s pass.Feed) {
	p.who = s.Columns.At(Who)
	if h := p.rule.hall; h != nil && h.all {
		p.blanks = true
	}
}

// Usual takes rows as they come.
func (p *Presence) Usual(b *scan.Batch, from, n int, _ func(row int) error) error {
	for row := from; row < from+n; row++ {
		p.take(b.Cell(row, p.who))
	}
	return nil
}

// Add takes a row.
func (p *Presence) Add(r *pass.Record) (pass.Became, error) {
	p.take(r.Cell(p.who))
	return pass.Became{Account: pass.Counted}, nil
}

// take calls a name.
func (p *Presence) take(cell []byte) {
	if len(cell) > 0 && cell[0] > ' ' && p.blanks || p.who == dataset.None {
		return
	}
	who := trimmed(cell)
	if len(who) == 0 {
		p.Blank++
	}
	if len(who) == 0 || p.blanks {
		return
	}
	p.Named++
	if p.rule.roll.fold {
		p.spell(p.rule.roll.spelling(who))
	}
	h := p.rule.roll.Hash(who)
	at, ok := p.rule.roll.quires[h%quires].find(h)
	fresh := p.note(h, at, ok)
	if met := p.rule.met; met != nil {
		fresh = ok && !met.has(h%quires, at)
	}
	if fresh && p.rule.list > 0 {
		p.example(string(who))
	}
}

// note takes note of a name: of its place on the roll, where it is on it; fresh tells that it is not, and was not met before.
func (p *Presence) note(h, at uint64, ok bool) (fresh bool) {
	n := h % quires
	if ok {
		p.mark(n, at)
		return false
	}
	if _, ok := p.others[n].find(h); ok {
		return false
	}
	p.others[n].put(h, 0)
	return true
}

// spell takes note of how a name is written.
func (p *Presence) spell(h uint64) {
	q := &p.spelled[h%quires]
	if _, ok := q.find(h); !ok {
		q.put(h, 0)
	}
}

// has tells whether the name at a place of the roll is there.
func (p *Presence) has(quire, at uint64) bool {
	return p.here[quire] != nil && p.here[quire][at/64]>>(at%64)&1 != 0
}

func (p *Presence) mark(quire, at uint64) {
	if p.here[quire] == nil {
		p.here[quire] = make([]uint64, (len(p.rule.roll.quires[quire].names)+63)/64)
	}
	p.here[quire][at/64] |= 1 << (at % 64)
}

// example keeps the first names of all in order, so that they are the same for any number of workers.
func (p *Presence) example(name string) {
	at, there := slices.BinarySearch(p.examples, name)
	if there || at >= p.rule.list {
		return
	}
	p.examples = slices.Insert(p.examples, at, name)
	p.examples = p.examples[:min(len(p.examples), p.rule.list)]
}

// Leave has nothing to note.
func (p *Presence) Leave(*pass.Record, int) {}

// End is told the end of a source.
func (p *Presence) End() {}

// Evidence has no dates.
func (p *Presence) Evidence() *dates.OrderEvidence { return &p.evidence }

// Merge adds who is there in other rows.
func (p *Presence) Merge(from pass.Counter) error {
	o := from.(*Presence)
	p.Blank, p.Named = p.Blank+o.Blank, p.Named+o.Named
	for n := range o.here {
		for i, marks := range o.here[n] {
			if p.here[n] == nil {
				p.here[n] = make([]uint64, len(o.here[n]))
			}
			p.here[n][i] |= marks
		}
		p.others[n].join(&o.others[n])
		p.spelled[n].join(&o.spelled[n])
	}
	for _, name := range o.examples {
		p.example(name)
	}
	return nil
}

// Matched are how many of the roll are there.
func (p *Presence) Matched() (n int64) {
	for _, part := range p.here {
		for _, marks := range part {
			n += int64(bits.OnesCount64(marks))
		}
	}
	return n
}

// Others are how many are there and not on the roll.
func (p *Presence) Others() (n int64) {
	for i := range p.others {
		n += int64(p.others[i].n)
	}
	return n
}

// Joined are how many names are the same as another one only because they are folded.
func (p *Presence) Joined() (n int64) {
	for i := range p.spelled {
		n += int64(p.spelled[i].n)
	}
	return max(n-p.Matched()-p.Others(), 0)
}

// Examples are names that are not on the roll, or that are missing elsewhere, the first in order.
func (p *Presence) Examples() []string { return p.examples }
