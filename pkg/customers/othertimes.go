package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// ofOtherTimes tells whether sampled rows with the customer and the start of another hardly ever have its time.
func (f *finder) ofOtherTimes() bool {
	at, customer, start := f.one(ledger.Time, ledger.Balance), f.one(ledger.Customer, ledger.Subscription), f.one(ledger.Start, ledger.Subscription)
	seen, timed, again, same := make(map[[2]string]bool), make(map[[3]string]bool), 0, 0
	for _, row := range f.table.Rows {
		key := [2]string{cellOf(row, customer), cellOf(row, start)}
		whole := [3]string{key[0], key[1], cellOf(row, at)}
		if seen[key] {
			again++
		}
		if timed[whole] {
			same++
		}
		seen[key], timed[whole] = true, true
	}
	return again > 0 && 10*same <= again
}

// begun takes the start of what was ordered for its time, where the column found is that of its end: a rental is of the day on which
// it begins.
func (s *audit) begun(t *dataset.Table, cs columns, f dataset.Found) dataset.Found {
	kind := string(ledger.Subscription)
	if !f.Sure || !speaksOf(layout.End, kind, t.Headers[f.Columns[0]]) {
		return f
	}
	starts := t.Find(dataset.Search{Role: layout.Start, Kind: kind, Free: func(i int) bool { return !cs.Taken(i) }})
	if !starts.Sure || !t.HoldsTimes(starts.Columns[0], s.Writing(dates.Unknown)) {
		return f
	}
	return starts
}
