package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// perMonthOrTerm asks of which time amounts are, where their header says of a month, and another column has the words of billing
// intervals with which they grow: a price of a year in a column of prices per month. Recurring revenue is of a month whatever is paid.
func (s *audit) perMonthOrTerm(t *dataset.Table, cs columns) error {
	months, ok := ledger.MonthsOf(s.units.Per)
	if !ok || months != 1 || !cs.has(ledger.Amount) || layout.TellsOf(layout.RecurringWord, t.Headers[cs.at(ledger.Amount)]) || cs.has(ledger.Interval) || cs.has(ledger.Intervals) || s.IntervalCol != "" {
		return nil
	}
	for i := range t.Headers {
		if cs.Taken(i) || layout.UnitsOf(t.Headers[i]).Per != "" || !s.amountsBy(t, cs, i).understood().grow() {
			continue
		}
		amount, name := cs.header(ledger.Amount), t.Reference(i)
		if s.leavesMoney(t, cs) {
			s.unspanned = result.Say("column %s may hold amounts of the whole time that column %s tells, or of a month, so money is left out; --interval-col %s or %s says which",
				amount, t.Header(i), layout.ShellQuote(name), noColumn)
			s.withoutMoney(cs)
			return nil
		}
		e := problem.Usage("%s: by its header column %s holds amounts of a month, and they grow with the time that column %s tells as those of billing intervals do; say of which time they are with --interval-col",
			t.Name, amount, t.Header(i))
		e.Senses = []problem.Sense{{Says: "if they are of that time", Flags: []string{"--interval-col", name}},
			{Says: "if the amounts of all rows are of a month", Flags: []string{"--interval-col", noColumn}}}
		return e
	}
	return nil
}
