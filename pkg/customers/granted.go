package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// ungranted asks where orders are what somebody applied for, such as a loan, and the last step in which it is granted or paid out
// has no date in some rows: what was rejected is no order, whatever day it is counted on.
func (s *audit) ungranted(t *dataset.Table, cs columns) error {
	applied := func(column int) bool {
		return layout.Speaks(layout.ApplyWord, t.Headers[column]) && t.HoldsTimes(column, dates.Writing{})
	}
	if s.shape != ledger.Transaction || !cs.has(ledger.Time) || !slices.ContainsFunc(t.Every(), applied) {
		return nil
	}
	rows, last, least := s.meeting(t, cs), none, 0
	dated := func(column int) (n int) {
		for _, row := range rows {
			if isDated(cellOf(row, column)) && isDated(cellOf(row, cs.at(ledger.Time))) {
				n++
			}
		}
		return n
	}
	for i, header := range t.Headers {
		if !layout.Speaks(layout.GrantWord, header) || applied(i) || !t.HoldsTimes(i, dates.Writing{}) {
			continue
		}
		if s.asksOf(t, i) {
			return nil // somebody has said what becomes of them
		}
		if n := dated(i); n > 0 && (last == none || n < least) {
			last, least = i, n
		}
	}
	all := dated(cs.at(ledger.Time))
	if last == none || least == all {
		return nil
	}
	e := problem.Usage("%s: column %s has no date in %d of %d rows: what was applied for there may have been rejected, or wait, and be no order", t.Name, t.Header(last), all-least, all)
	e.Hint = dataset.TakesAll(t.Reference(last))
	e.Senses = []problem.Sense{{Says: "without them", Flags: []string{"--where", dataset.InWhere(t.Reference(last)) + "~[1-9]"}}}
	return e
}

// isDated tells whether a cell of times has one.
func isDated(text string) bool { return strings.ContainsAny(text, "123456789") }

// unrenewed asks where the time of rows is when something was to be renewed, and a column says of some that it was not: what ran
// out is no order.
func (s *audit) unrenewed(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Transaction || !cs.has(ledger.Time) || !layout.Speaks(layout.RenewalWord, cs.header(ledger.Time)) {
		return nil
	}
	rows := s.meeting(t, cs)
	for i, header := range t.Headers {
		if !layout.IsAsideHeader(layout.RenewsHeader, header) || t.HoldsTimes(i, dates.Writing{}) {
			continue
		}
		if s.asksOf(t, i) {
			return nil
		}
		over, n := notRenewed(rows, i)
		if n == 0 || n == len(rows) {
			continue
		}
		e := problem.Usage("%s: column %s says of %d of %d rows that nothing was renewed: %s", t.Name, t.Header(i), n, len(rows), dataset.Shortly(over))
		return t.AskOfValues(i, over, "without them", e)
	}
	return nil
}

// notRenewed are the texts of a column of renewals that do not say that something was renewed, and the rows that have one.
func notRenewed(rows [][]string, column int) (over []string, n int) {
	for _, row := range rows {
		text := answer.Trim(row[column])
		if text == "" || layout.IsAside(layout.RenewedWord, text) || layout.IsAside(layout.SaysYes, text) {
			continue
		}
		if n++; !slices.Contains(over, text) {
			over = append(over, text)
		}
	}
	slices.Sort(over)
	return over, n
}
