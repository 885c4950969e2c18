package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// onlyCancellations tells whether the only time is when customers left, several times some of them, and nothing tells what they
// brought or whether they are still there.
func (f *finder) onlyCancellations() bool {
	end := f.endOnly()
	if end == none || f.Metric.Orders != nil || f.oneEach() || f.one(ledger.Customer, ledger.Subscription) == none {
		return false
	}
	for _, has := range []ledger.Item{ledger.Start, ledger.Amount, ledger.StatusOf} {
		if f.has(has, ledger.Subscription) {
			return false
		}
	}
	others := f.dated(f.table, func(i int) bool { return i == end })
	return len(others) == 0 && !f.ordered()
}

// onlyLeft tells whether every customer has a date in a column whose header says that it left: one that is still to come is of a
// customer who has told so, and of none who stays.
func (f *finder) onlyLeft() bool {
	end := f.endAlone()
	return end != none && f.table.Whole && layout.SaysLeft(f.table.Headers[end]) && !slices.ContainsFunc(f.table.Sample(end), isBlank)
}
