package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// struck asks where a column strikes orders or rows of a period out, beside that of their status. What is struck out of a
// list of customers or subscriptions may be a customer who left, and is asked about as that: only who never pays is none.
func (s *audit) struck(t *dataset.Table, cs columns) error {
	at := dataset.Striking{Table: t, Rows: s.meeting(t, cs), Free: func(i int) bool { return !cs.Taken(i) && !s.asksOf(t, i) }}
	switch s.shape {
	case ledger.Transaction:
		at.Struck, at.Kept = []layout.Aside{layout.StrikesHeader, layout.CancelsHeader, layout.MissesHeader}, []layout.Aside{layout.KeepsHeader, layout.PaysHeader, layout.SucceedsHeader, layout.AttendsHeader}
		if !cs.has(ledger.Refunded) { // which says how much went back
			at.Struck = append(at.Struck, layout.RefundedHeader)
		}
		at.Reasons = []layout.Aside{layout.RefusesHeader}
		at.Rows = slices.DeleteFunc(at.Rows, func(row []string) bool { return cs.has(ledger.Time) && cellOf(row, cs.at(ledger.Time)) == "" }) // which count nowhere
		at.Strikes = func(word string) bool {
			return layout.IsAside(layout.Cancelled, word) || layout.IsAside(layout.MissedWord, word) || isCancelledBy(word)
		}
		at.Anywhere = func(header, word string) bool {
			return layout.IsAsideHeader(layout.DisputeHeader, header) && layout.IsAside(layout.DisputeLost, word) || layout.MayBeStateOfRow(header) && layout.IsAside(layout.Cancelled, word) || layout.SaysCalledOff(word) && !layout.TellsOf(layout.OtherState, header)
		}
	case ledger.Balance:
		at.Struck, at.Kept = []layout.Aside{layout.StrikesHeader, layout.UnpayingHeader}, []layout.Aside{layout.KeepsHeader}
		at.Anywhere = func(header, word string) bool {
			return layout.SaysCalledOff(word) && layout.MayBeStateOfRow(header) && layout.TellsOf(layout.OrderWord, header)
		}
	case ledger.Subscription:
		at.Struck, at.Headed = []layout.Aside{layout.UnpayingHeader, layout.RefundedHeader}, true
	case ledger.Status:
		at.Struck, at.Headed = []layout.Aside{layout.UnpayingHeader}, true
	default:
		return nil
	}
	if e := at.Ask(); e != nil {
		return e
	}
	return nil
}

// isCancelledBy tells whether a text says that an order was cancelled, and by whom.
func isCancelledBy(text string) bool {
	by := strings.Fields(ledger.PlainType(text))
	return len(by) > 1 && layout.IsAside(layout.Cancelled, by[0]) && ledger.IsUnpaid(text)
}

// meeting returns the first rows that meet the conditions, and are no orders that their status leaves out.
func (s *audit) meeting(t *dataset.Table, cs columns) (rows [][]string) {
	status := cs.at(ledger.StatusOf)
	for _, row := range t.Rows {
		meets := len(row) == len(t.Headers) && !(s.shape == ledger.Transaction && cs.has(ledger.StatusOf) && s.refunds.IsUnpaid(row[status]))
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

// unpriced asks where rows without an amount would be left out of a figure that needs none. Those of an order beside a row
// that has its amount are its lines.
func (s *audit) unpriced(t *dataset.Table, cs columns) error {
	counts := s.shape == ledger.Transaction || s.shape == ledger.Status || s.shape == ledger.Subscription
	if !counts || s.Metric.Money || s.Amount != "" || !cs.has(ledger.Amount) {
		return nil
	}
	rows := s.meeting(t, cs)
	order := func(row []string) [2]string { // of a customer and a day
		day := cellOf(row, cs.at(ledger.Time))
		return [2]string{cellOf(row, cs.at(ledger.Customer)), day[:min(len(day), len("2006-01-02"))]}
	}
	blank := func(row []string) bool {
		text := cellOf(row, cs.at(ledger.Amount))
		return text == "" || layout.Silence().Words[answer.Normalise(text)]
	}
	priced := make(map[[2]string]bool)
	for _, row := range t.Rows { // the order may be one that does not count
		priced[order(row)] = priced[order(row)] || !blank(row)
	}
	without := slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return !blank(row) })
	if s.shape == ledger.Transaction {
		without = slices.DeleteFunc(without, func(row []string) bool { return priced[order(row)] })
	}
	if len(without) == 0 || len(without) == len(rows) {
		return nil
	}
	e := problem.Usage("%s: column %s: %d of the first %d rows have no amount, and would be left out where none is needed", t.Name, t.Header(cs.at(ledger.Amount)), len(without), len(rows))
	e.Hint = "--amount " + layout.ShellQuote(t.Reference(cs.at(ledger.Amount))) + " leaves them out"
	e.Senses = []problem.Sense{moneyless()}
	return e
}
