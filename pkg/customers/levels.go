package customers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// levels asks whether the amounts of movements are changes, or what customers bring afterwards, where a customer who grows or
// shrinks can be read as either: an upgrade of 150 after 100 may lead to 150 or to 250.
func (s *audit) levels(t *dataset.Table, cs columns) error {
	if s.Amount != "" || !cs.has(ledger.Amount) || t.Layout != nil || layout.UnitsOf(t.Headers[cs.at(ledger.Amount)]).Change {
		return nil
	}
	f := &finder{audit: s, table: t, named: cs}
	at := [4]int{cs.at(ledger.Customer), cs.at(ledger.Type), cs.at(ledger.Time), cs.at(ledger.Amount)}
	r := readings{level: make(map[string]money.Amount), sum: make(map[string]money.Amount), several: make(map[string]bool)}
	for _, x := range s.stepsOf(t, at) {
		r.add(x, f.motionOf(x.kind))
	}
	name := t.Reference(at[3])
	switch {
	case r.resized != "" && !r.signedSize && (r.lasts() || f.pricesOfPlans(cs)):
		e := problem.Usage("%s: column %s holds what customers bring after movements, and not by how much it changed, as for customer %s; name the column with the change with --amount",
			t.Name, cs.header(ledger.Amount), answer.Quote(r.resized, 40))
		e.Hint = "--amount " + layout.ShellQuote(name) + " takes it for changes all the same"
		e.Senses = s.afterwards(t, "the change since the movement before", at)
		return e
	case r.doubtful():
		e := problem.Usage("%s: column %s may hold by how much movements change what customers bring, or what they bring afterwards: nothing tells which, as for customer %s; a file of states is a balance, with a row for each customer and month",
			t.Name, cs.header(ledger.Amount), answer.Quote(r.resized, 40))
		e.Senses = append([]problem.Sense{{Says: "if they are changes", Flags: []string{"--amount", name}}}, s.afterwards(t, "if they are what customers bring afterwards", at)...)
		return e
	}
	return nil
}

// readings are the two ways to read the amounts of movements, and how many rows speak against each.
type readings struct {
	level, sum         map[string]money.Amount
	several            map[string]bool
	noLevel, noChange  int
	unopened           bool   // somebody begins with a change
	signed, signedSize bool   // some amounts are below zero, and some of those who shrink
	shrinks            bool   // somebody shrinks
	resized            string // the first customer whose amount changed
}

// lasts tells whether more rows speak against changes than against what customers bring afterwards.
func (r *readings) lasts() bool { return r.noChange > 10*r.noLevel }

// doubtful tells whether amounts may be either. Where those who leave have an amount below zero, and who shrinks has not, the signs
// do not tell that all are changes.
func (r *readings) doubtful() bool {
	if r.resized == "" || r.signedSize || r.noLevel > 0 && r.noLevel >= r.noChange {
		return false
	}
	return r.noChange > 0 || !r.unopened && (!r.signed || r.shrinks)
}

func (r *readings) add(x sampledMove, motion ledger.Motion) {
	r.signed = r.signed || x.amount < 0
	switch motion {
	case ledger.Arrive, ledger.Return, ledger.Open:
		if _, there := r.level[x.who]; there { // with something else, of which a movement may be alone
			r.several[x.who] = true
		}
		r.level[x.who], r.sum[x.who] = x.amount, r.sum[x.who]+x.amount
	case ledger.Grow, ledger.Shrink:
		r.resize(x, motion == ledger.Grow)
	case ledger.Leave:
		level, known := r.level[x.who]
		off := max(x.amount, -x.amount)
		if known && off != level {
			r.noLevel++
		}
		if known && off != r.sum[x.who] && !r.several[x.who] {
			r.noChange++
		}
		delete(r.level, x.who)
		delete(r.sum, x.who)
	}
}

func (r *readings) resize(x sampledMove, grows bool) {
	r.signedSize = r.signedSize || x.amount < 0
	r.shrinks = r.shrinks || !grows
	level, known := r.level[x.who]
	if !known {
		r.unopened = true
		return
	}
	r.resized = cmp.Or(r.resized, x.who)
	if grows == (x.amount < level) || x.amount == level {
		r.noLevel++
	}
	if r.level[x.who] = x.amount; grows {
		r.sum[x.who] += x.amount
		return
	}
	if x.amount > r.sum[x.who] {
		r.noChange++
	}
	r.sum[x.who] -= x.amount
}

// pricesOfPlans tells whether some column names plans, of which customers who come have one amount each, and whoever grows or
// shrinks has that of the plan as well: then it is no change.
func (f *finder) pricesOfPlans(cs columns) bool {
	return len(f.table.Those(func(i int) bool {
		return !cs.Taken(i) && fewWords(f.table.Sample(i)) && f.pricesOf(cs, i)
	})) > 0
}

func (f *finder) pricesOf(cs columns, plan int) bool {
	price, differ := make(map[string]string), make(map[string]bool)
	same := 0
	each := func(visit func(motion ledger.Motion, plan, amount string) bool) bool {
		return !slices.ContainsFunc(f.table.Rows, func(row []string) bool {
			return !visit(f.motionOf(cellOf(row, cs.at(ledger.Type))), cellOf(row, plan), cellOf(row, cs.at(ledger.Amount)))
		})
	}
	one := each(func(motion ledger.Motion, plan, amount string) bool {
		if motion != ledger.Arrive {
			return true
		}
		if price[plan] == "" {
			price[plan] = amount
		}
		differ[amount] = true
		return price[plan] == amount
	})
	return one && len(differ) > 1 && each(func(motion ledger.Motion, plan, amount string) bool {
		if motion != ledger.Grow && motion != ledger.Shrink || price[plan] == "" {
			return true
		}
		same++
		return price[plan] == amount
	}) && same > 0
}
