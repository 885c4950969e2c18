package share

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// Gatherer counts.
func (p *quest) Gatherer() facts.Gatherer {
	set, given := "yes", map[string]string(nil)
	if len(p.words) > 0 {
		set, given = "", make(map[string]string)
		for _, word := range p.words {
			given[word] = "yes"
		}
	}
	return &counts{quest: p, lexicon: facts.NewLexicon(set, given)}
}

// counts are the outcomes of groups.
type counts struct {
	*quest
	lexicon *facts.Lexicon
	groups  []ballot
	source  int // the source of conds, from 1
	conds   []*where.Cond
	blanks  int64 // rows whose cell says nothing
}

func (c *counts) at(group int32) *ballot {
	for int(group) >= len(c.groups) {
		c.groups = append(c.groups, ballot{})
	}
	return &c.groups[group]
}

// A vote is what one row says: how many of how many, and what they are exposed to.
type vote struct {
	yes, of  int64
	exposure float64
}

// Take counts a row.
func (c *counts) Take(r *facts.Fact) pass.Became {
	var s vote
	out := c.hear(r, &s)
	if out.Account != pass.Counted {
		return out
	}
	if c.Per > 0 && c.Whole == 0 {
		if s.exposure, out = amount(r, exposure, false); out.Account != pass.Counted {
			return out
		}
	}
	o := c.at(r.Group)
	o.yes += s.yes
	o.of += s.of
	o.rows++
	o.exposure.Add(s.exposure)
	if c.counted {
		r.Adds(float64(s.yes), float64(s.of), s.exposure)
	}
	return out
}

// hear tells how many say yes, of how many.
func (c *counts) hear(r *facts.Fact, s *vote) pass.Became {
	n := 1.0
	if r.Has(count) {
		var out pass.Became
		if n, out = amount(r, count, true); out.Account != pass.Counted {
			return out
		}
	}
	switch {
	case !c.counted:
		yes, out := c.word(r)
		if s.of = int64(n); yes {
			s.yes = s.of
		}
		return out
	case c.Counts:
		s.yes = int64(n)
		return facts.Counted()
	}
	whole, out := amount(r, of, true)
	if s.yes, s.of = int64(n), int64(whole); out.Account == pass.Counted && s.yes > s.of {
		return r.Wrong("invalid", count, "is more than the whole beside it")
	}
	return out
}

// mostCounted is the most that a cell can count, and leastExposed the least that something is exposed to.
const (
	mostCounted  = 1e12
	leastExposed = 1e-9
)

// amount is the number in a cell: of things, which are whole, or what they are exposed to.
func amount(r *facts.Fact, column int, whole bool) (float64, pass.Became) {
	x, state := r.Number(column, 0)
	switch {
	case state == facts.Blank:
		return 0, r.Wrong("blank", column, "says not how many")
	case state == facts.Bad:
		return 0, r.Wrong("invalid", column, "is not a number")
	case x < 0:
		return 0, r.Wrong("invalid", column, "is below 0")
	case whole && x != math.Trunc(x):
		return 0, r.Wrong("invalid", column, "is not a whole number")
	case x > mostCounted, x > 0 && x < leastExposed:
		return 0, r.Wrong("out_of_range", column, "is no number of anything that can be counted")
	}
	return x, facts.Counted()
}

// word tells whether a row says yes.
func (c *counts) word(r *facts.Fact) (yes bool, out pass.Became) {
	if len(c.quest.conds) > 0 {
		return c.meets(r)
	}
	text := r.Text(state)
	if len(text) == 0 {
		c.blanks++
		return false, r.Wrong("blank", state, "says neither yes nor no")
	}
	switch c.lexicon.Meaning(text) {
	case "yes":
		return true, facts.Counted()
	case "no":
		return false, facts.Counted()
	}
	if len(c.words) > 0 {
		return false, facts.Counted()
	}
	return false, r.Wrong("invalid", state, "is neither yes nor no")
}

// meets tells whether a row meets one of the conditions. A cell that is blank, or not of the kind that is compared, tells
// nothing, unless another one says yes.
func (c *counts) meets(r *facts.Fact) (yes bool, out pass.Became) {
	if c.source != r.Source+1 {
		c.source, c.conds = r.Source+1, nil
		for _, cond := range c.quest.conds {
			c.conds = append(c.conds, cond.With(where.Cells{Decimal: r.Decimal(), Zone: c.Zone}))
		}
	}
	out = facts.Counted()
	for n, cond := range c.conds {
		text := r.Part(condition, n)
		switch {
		case len(text) == 0 && !cond.AsksOfBlank():
			out = r.WrongPart("blank", condition, n, "says neither yes nor no")
		case !cond.Reads(text):
			out = r.WrongPart("invalid", condition, n, "cannot be compared in "+cond.String())
		case cond.Match(text):
			return true, facts.Counted()
		}
	}
	return false, out
}

// Merge adds what another one has counted.
func (c *counts) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*counts)
	c.lexicon.Merge(o.lexicon)
	c.blanks += o.blanks
	for i := range o.groups {
		c.at(group[i]).add(&o.groups[i])
	}
	return nil
}
