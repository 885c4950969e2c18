package customers

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A rest is what movements leave that say that a customer leaves.
type rest struct {
	rows  int64
	of    int    // how many rows were looked at
	first string // the customer of the first
}

// rests looks for movements by which customers leave with less than all that they bring: they may be of one subscription of
// several, or the amounts may be no changes.
func (s *audit) rests(t *dataset.Table, cs columns) {
	if !cs.has(ledger.Amount) || !cs.has(ledger.Type) || s.Amount == noColumn {
		return
	}
	f := &finder{audit: s, table: t, named: cs}
	steps := s.stepsOf(t, [4]int{cs.at(ledger.Customer), cs.at(ledger.Type), cs.at(ledger.Time), cs.at(ledger.Amount)})
	sum := make(map[string]money.Amount)
	s.rest.of += len(t.Rows)
	for _, x := range steps {
		size := max(x.amount, -x.amount)
		switch f.motionOf(x.kind) {
		case ledger.Arrive, ledger.Return, ledger.Open, ledger.Grow:
			sum[x.who] += size
		case ledger.Shrink:
			sum[x.who] -= size
		case ledger.Leave:
			if sum[x.who] -= size; sum[x.who] > 0 {
				if s.rest.rows++; s.rest.rows == 1 {
					s.rest.first = x.who
				}
			}
		}
	}
}

// restDoubt tells of them.
func (s *audit) restDoubt() []result.Warning {
	if s.rest.rows == 0 {
		return nil
	}
	return []result.Warning{result.Warn("leaves_rest", "%s of the first %d say that a customer leaves, and take less than it brings, as of customer %s: it stays with the rest",
		kind.HowMany(s.rest.rows, "row"), s.rest.of, answer.Quote(s.rest.first, 40))}
}
