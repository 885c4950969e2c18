package customers

import (
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
