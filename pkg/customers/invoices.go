package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// settleInvoices finds out whether rows are invoices: such is an order before it is paid, while one of a shop that nobody paid
// is none.
func (s *audit) settleInvoices(t *dataset.Table, cs columns) {
	if !cs.has(ledger.StatusOf) || cs.has(ledger.Amount) && layout.TellsOf(layout.PaysHeader, t.Headers[cs.at(ledger.Amount)]) {
		return
	}
	about := func(header string) bool { return layout.TellsOf(layout.InvoiceWord, header) }
	due := func(header string) bool { return layout.IsAsideHeader(layout.DueHeader, header) }
	s.refunds.Owing = s.refunds.Invoiced || cs.has(ledger.Time) && about(t.Headers[cs.at(ledger.Time)]) ||
		slices.ContainsFunc(t.Headers, about) && slices.ContainsFunc(t.Headers, due)
	s.refunds.Credited = slices.ContainsFunc(sampleOf(t, cs, ledger.Amount), isNegative(t)) ||
		slices.ContainsFunc(sampleOf(t, cs, ledger.Type), func(text string) bool { return s.refunds.Codes.VoucherOf(text) == ledger.VoucherRefund })
}
