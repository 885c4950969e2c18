package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// struck asks where a column strikes orders or rows of a period out, beside that of their status. What is struck out of a
// list of customers or subscriptions may be a customer who left, and is asked about as that: only who never pays is none.
func (s *audit) struck(t *dataset.Table, cs columns) error {
	at := dataset.Striking{Table: t, Rows: s.meeting(t, cs), Free: func(i int) bool { return !cs.Taken(i) && !s.asksOf(t, i) }}
	switch s.shape {
	case ledger.Transaction:
		at.Struck, at.Kept = []layout.Aside{layout.StrikesHeader, layout.CancelsHeader}, []layout.Aside{layout.KeepsHeader, layout.PaysHeader}
		at.Reasons = []layout.Aside{layout.RefusesHeader}
		at.Strikes = func(word string) bool { return layout.IsAside(layout.Cancelled, word) }
	case ledger.Balance:
		at.Struck, at.Kept = []layout.Aside{layout.StrikesHeader, layout.UnpayingHeader}, []layout.Aside{layout.KeepsHeader}
	case ledger.Subscription:
		at.Struck, at.Headed = []layout.Aside{layout.UnpayingHeader}, true
	default:
		return nil
	}
	if e := at.Ask(); e != nil {
		return e
	}
	return nil
}

// meeting returns the first rows that meet the conditions, and are no orders that their status leaves out.
func (s *audit) meeting(t *dataset.Table, cs columns) (rows [][]string) {
	status := cs.at(ledger.StatusOf)
	for _, row := range t.Rows {
		meets := len(row) == len(t.Headers) && !(s.shape == ledger.Transaction && cs.has(ledger.StatusOf) && ledger.IsUnpaid(row[status]))
		for _, cond := range s.Conditions {
			at, err := layout.Resolve(cond.Column(), t.Headers)
			meets = meets && (err != nil || cond.With(where.Cells{Decimal: t.Decimal, Zone: s.Zone}).Match([]byte(row[at])))
		}
		if meets {
			rows = append(rows, row)
		}
	}
	return rows
}
