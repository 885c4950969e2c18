package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// trialOrders asks where a column says of some rows among orders that they are trials, and no amount that they were paid for: who
// tried something and buys it once has not ordered again.
func (s *audit) trialOrders(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Transaction {
		return nil
	}
	rows := s.meeting(t, cs)
	for i, header := range t.Headers {
		if cs.Taken(i) || s.hasCondition(t, i) || !layout.TellsOf(layout.VoucherWord, header) && !layout.IsAsideHeader(layout.KindHeader, header) {
			continue
		}
		var trials []string
		n, others := 0, 0
		for _, row := range rows {
			text := answer.Trim(row[i])
			if !ledger.IsTrial(text) || cs.has(ledger.Amount) && s.hasPrice(t, cs, row) {
				others++
				continue
			}
			if n++; !slices.Contains(trials, text) {
				trials = append(trials, text)
			}
		}
		if n == 0 || others == 0 {
			continue
		}
		e := problem.Usage("%s: column %s has %s in %d of %d rows, which nobody may have paid for: a trial is no order", t.Name, t.Header(i), dataset.Shortly(trials), n, len(rows))
		return t.AskOfValues(i, trials, "without them", e)
	}
	return nil
}
