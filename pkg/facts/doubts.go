package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// doubts are about rows that could not be used.
func (c *gathered) doubts() []result.Warning {
	out := kind.Faulty(c.set, "malformed", c.read.Faults)
	out = append(out, kind.Repaired(c.set, c.read.Repairs)...)
	out = append(out, kind.Damaged(c.set, c.read.Damaged)...)
	for _, o := range c.unusable() {
		if o.account == "blank" || o.account == "excluded" {
			continue
		}
		args := []any{kind.HowMany(o.rows, "row"), c.header(o.first.Source, o.role), answer.Quote(o.text, 40), result.Reason(o.reason)}
		format := "%s: column %s: the first, %s, %s"
		if o.wordless() {
			format, args = format+"; --missing %s if it says that there is none", append(args, answer.Quote(o.text, 40))
		}
		out = append(out, result.Warn(o.account, format, args...).At(c.set.Tables[o.first.Source].Name, o.first.Line))
	}
	out = append(out, c.silences()...)
	return append(out, kind.Faulty(c.set, "repeated_key", c.read.Remarks)...)
}

// says tells what is wrong with the first of the cells.
func (o *odd) says() string { return answer.Quote(o.text, 40) + ", " + o.reason }

// unusable lists what is wrong with cells, in the order of the rows.
func (c *gathered) unusable() []*odd {
	var out []*odd
	for _, o := range c.counter.odd {
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b *odd) int { return a.first.Compare(b.first) })
	return out
}

// FirstUnusable says which row is the first that cannot be used, and why.
func (c *gathered) FirstUnusable() string {
	var first tally.Place
	text := ""
	offer := func(at tally.Place, says string) {
		if text == "" || at.Before(first) {
			first, text = at, c.set.At(at)+": "+says
		}
	}
	for _, f := range c.read.Faults.First {
		offer(tally.Place{Source: f.Source, Line: f.Line}, f.Reason)
	}
	for _, o := range c.unusable() {
		if o.account == "invalid" || o.account == "out_of_range" {
			offer(o.first, "column "+c.header(o.first.Source, o.role)+": "+o.says())
		}
	}
	return text
}
