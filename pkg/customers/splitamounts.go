package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// splitAmounts asks where the money of movements stands in one of two columns, that of months and that of years: who came without
// any in the first would not be there.
func (s *audit) splitAmounts(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Movement || s.Amount != "" || !cs.has(ledger.Amount) {
		return nil
	}
	amount := cs.at(ledger.Amount)
	for _, other := range t.Those(func(i int) bool {
		return !cs.Taken(i) && isHeader(layout.Amount, t.Headers[i]) && every(t.Sample(i), isMoney(t))
	}) {
		first, second := s.apart(t, cs, other)
		if first == 0 || second == 0 {
			continue
		}
		e := problem.Usage("%s: column %s has no money in %s of which column %s has some, so neither tells of all customers", t.Name, t.Header(amount),
			kind.HowMany(int64(second), "row"), t.Header(other))
		e.Hint = "write the money of a month into one column for all of them, and name it with --amount"
		if !s.Metric.Money {
			e.Hint = ""
			e.Senses = []problem.Sense{{Says: "customers alone, without money", Flags: []string{"--amount", noColumn}}}
		}
		return e
	}
	return nil
}

// apart counts the rows with money in the column of amounts alone, and those with some in another one alone; none where a row has it
// in both, of which one says the same in another way.
func (s *audit) apart(t *dataset.Table, cs columns, other int) (first, second int) {
	is := isSome(t)
	for _, row := range s.meeting(t, cs) {
		switch a, b := is(row[cs.at(ledger.Amount)]), is(row[other]); {
		case a && b:
			return 0, 0
		case a:
			first++
		case b:
			second++
		}
	}
	return first, second
}
