package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// whenPaid takes the day of the payment rather than that on which its row was written, in whatever language its header is: a row
// without one was not paid.
func (s *audit) whenPaid(t *dataset.Table, search dataset.Search, f dataset.Found) dataset.Found {
	if len(f.Columns) != 1 || !layout.IsAsideHeader(layout.WrittenHeader, t.Headers[f.Columns[0]]) {
		return f
	}
	paid := t.Those(func(i int) bool {
		return search.Free(i) && layout.IsAsideHeader(layout.PayDateHeader, t.Headers[i]) && !t.Blank(i) && t.HoldsTimes(i, dates.Writing{})
	})
	if len(paid) != 1 {
		return f
	}
	return dataset.Found{Columns: paid, Sure: true, Why: "since it is the day of the payment, and the other that on which the row was written"}
}

// whenBegun takes the day on which what was ordered begins rather than that on which it ends.
func (s *audit) whenBegun(t *dataset.Table, search dataset.Search, f dataset.Found) dataset.Found {
	ends := func(i int) bool { return speaksOf(layout.End, string(ledger.Subscription), t.Headers[i]) }
	other := func(i int) bool {
		return !ends(i) && !speaksOf(layout.Start, string(ledger.Subscription), t.Headers[i])
	}
	if !slices.ContainsFunc(f.Columns, ends) || slices.ContainsFunc(f.Columns, other) {
		return f
	}
	begun := t.Those(func(i int) bool {
		return search.Free(i) && speaksOf(layout.Start, string(ledger.Subscription), t.Headers[i]) && !t.Blank(i) && t.HoldsTimes(i, dates.Writing{})
	})
	if len(begun) != 1 {
		return f
	}
	return dataset.Found{Columns: begun, Sure: true, Why: "since it is the day on which what was ordered begins, and the other that on which it ends"}
}
