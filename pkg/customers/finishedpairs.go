package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// cohortPairs tells whether two columns of times, one of which names cohorts, tell each row from all others: those of a finished
// table of cohorts, with a row for each and what is left of it later.
func cohortPairs(t *dataset.Table, names []int) bool {
	if len(names) != 2 || len(t.Rows) < 3 || !slices.ContainsFunc(names, func(i int) bool { return layout.TellsOf(layout.CohortWord, t.Headers[i]) }) {
		return false
	}
	for _, i := range names {
		if !t.HoldsTimes(i, dates.Writing{}) {
			return false
		}
	}
	seen := make(map[[2]string]bool)
	for _, row := range t.Rows {
		pair := [2]string{cellOf(row, names[0]), cellOf(row, names[1])}
		if pair[0] == "" || pair[1] == "" || seen[pair] {
			return false
		}
		seen[pair] = true
	}
	return true
}

// onlyTotals refuses lists of customers, each once, with nothing but numbers: none of them tells when something was, or who left.
func (s *audit) onlyTotals(t *dataset.Table, cs columns) error {
	customers := s.candidates(t, cs, ledger.Customer, ledger.Balance)
	if s.Shape != "" || len(cs.By) > 0 || len(customers.Columns) != 1 || len(t.Rows) < 2 || repeats(t, customers.Columns[0]) {
		return nil
	}
	for _, i := range t.Every() {
		if i == customers.Columns[0] {
			continue
		}
		kinds := different(t.Sample(i))
		if cs.Taken(i) || s.asksOf(t, i) || t.HoldsTimes(i, dates.Writing{}) || len(kinds) < 3 || !every(kinds, isQuantity(t)) || tellsTime(t.Headers[i]) || layout.IsAsideHeader(layout.OrdersHeader, t.Headers[i]) {
			return nil
		}
	}
	return problem.Failure("%s: each customer stands once in column %s, with nothing but numbers: none of them tells when something was, or who left, so %s cannot be counted",
		t.Name, t.Header(customers.Columns[0]), s.Metric.Name).Advise(exportRows)
}

// exportRows is what to do about tables in which everything is added up.
const exportRows = "export the rows behind them: one for each customer and month with what it brought, or with when each came and left"

// tellsTime tells whether a header is one of times, or of states, in any ledger.
func tellsTime(header string) bool {
	for _, role := range []ledger.Item{ledger.Time, ledger.Start, ledger.End, ledger.StatusOf} {
		for _, shape := range []ledger.Shape{ledger.Balance, ledger.Subscription, ledger.Transaction, ledger.Status, ledger.Movement} {
			if len(layout.Candidates(words(role), string(shape), []string{header})) > 0 {
				return true
			}
		}
	}
	return false
}
