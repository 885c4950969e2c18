package customers

import (
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
	steps := s.stepsOf(t, [4]int{cs.at(ledger.Customer), cs.at(ledger.Type), cs.at(ledger.Time), cs.at(ledger.Amount)})
	if slices.ContainsFunc(steps, func(x sampledMove) bool { return x.amount < 0 }) {
		return nil
	}
	r := readings{level: make(map[string]money.Amount), sum: make(map[string]money.Amount)}
	for _, x := range steps {
		r.add(x, f.motionOf(x.kind))
	}
	if r.resized == "" || r.noLevel || r.noChange {
		return nil
	}
	e := problem.Usage("%s: column %s may hold by how much movements change what customers bring, or what they bring afterwards: nothing tells which, as for customer %s; a file of states is a balance, with a row for each customer and month",
		t.Name, cs.header(ledger.Amount), answer.Quote(r.resized, 40))
	e.Senses = []problem.Sense{{Says: "if they are changes", Flags: []string{"--amount", t.Reference(cs.at(ledger.Amount))}}}
	return e
}

// readings are the two ways to read the amounts of movements, and which of them the rows speak against.
type readings struct {
	level, sum        map[string]money.Amount
	noLevel, noChange bool
	resized           string // the first customer whose amount changed
}

func (r *readings) add(x sampledMove, motion ledger.Motion) {
	level, known := r.level[x.who]
	sum := r.sum[x.who]
	switch motion {
	case ledger.Arrive, ledger.Return, ledger.Open:
		r.level[x.who], r.sum[x.who] = x.amount, sum+x.amount
	case ledger.Grow, ledger.Shrink:
		if !known {
			r.noChange = true
			return
		}
		if r.resized == "" {
			r.resized = x.who
		}
		grows := motion == ledger.Grow
		r.noLevel = r.noLevel || grows == (x.amount < level) || x.amount == level
		if r.level[x.who] = x.amount; grows {
			r.sum[x.who] = sum + x.amount
			return
		}
		r.noChange = r.noChange || x.amount > sum
		r.sum[x.who] = sum - x.amount
	case ledger.Leave:
		r.noLevel, r.noChange = r.noLevel || known && x.amount != level, r.noChange || known && x.amount != sum
		delete(r.level, x.who)
		delete(r.sum, x.who)
	}
}
