package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// neverPaid asks where subscriptions begin with the day on which customers signed up, and another column says since when they pay,
// in some rows of which nothing stands: whoever never paid would be a customer to this day.
func (s *audit) neverPaid(t *dataset.Table, cs columns) error {
	if s.Start != "" || !cs.has(ledger.Start) {
		return nil
	}
	rows := s.meeting(t, cs)
	for i, header := range t.Headers {
		if !layout.IsAsideHeader(layout.PaidHeader, header) || cs.Taken(i) || s.hasCondition(t, i) || !t.HoldsTimes(i, dates.Writing{}) {
			continue
		}
		never := slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return !s.countsUnpaid(t, cs, row, i) })
		if len(never) == 0 {
			continue
		}
		paid, came := t.Reference(i), t.Reference(cs.at(ledger.Start))
		e := problem.Usage("%s: column %s has no date in %d of %d rows: those customers may never have paid, and be none", t.Name, t.Header(i), len(never), len(rows))
		e.Senses = []problem.Sense{{Says: "customers are those who paid, since that day", Flags: []string{"--start", paid}}, {Says: "all of them are customers", Flags: []string{"--start", came}}}
		return e
	}
	return nil
}

// countsUnpaid tells whether a row has a start and no day in a column of those on which customers first paid, and nothing else
// says that it is of no customer yet: neither a status nor that there is no money.
func (s *audit) countsUnpaid(t *dataset.Table, cs columns, row []string, paid int) bool {
	priced := !cs.has(ledger.Amount) || s.hasPrice(t, cs, row)
	return cellOf(row, paid) == "" && cellOf(row, cs.at(ledger.Start)) != "" && priced && !ledger.IsNotYet(cellOf(row, cs.at(ledger.StatusOf)))
}

// startsOn has a command for each of several columns that may hold the start though no header says so: first that of since when
// somebody pays, since a trial brings nothing.
func startsOn(t *dataset.Table, columns []int) (senses []problem.Sense) {
	const most = 4
	if len(columns) < 2 || len(columns) > most {
		return nil
	}
	paid := func(i int) bool { return layout.IsAsideHeader(layout.PaidHeader, t.Headers[i]) }
	if first := slices.IndexFunc(columns, paid); first > 0 {
		columns = slices.Concat(columns[first:first+1], columns[:first], columns[first+1:])
	}
	for _, i := range columns {
		sense := problem.Sense{Says: "if they start on " + t.Header(i), Flags: []string{"--start", t.Reference(i)}}
		if paid(i) {
			sense.Says = "customers are those who paid, since that day"
		}
		senses = append(senses, sense)
	}
	return senses
}
