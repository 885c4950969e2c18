package customers

import (
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// byFlags returns the shape that a flag means, nil where none does.
func (f *finder) byFlags() []ledger.Shape {
	n := f.named
	switch {
	case (n.has(ledger.Type) || len(f.TypeMap) > 0) && !n.has(ledger.Amount) && f.tellsAfterwards():
		f.stop = f.noChanges()
		return []ledger.Shape{}
	case n.has(ledger.Type) && len(f.TypeMap) == 0 && f.asFound(ledger.Type) != "":
		return f.only(f.asFound(ledger.Type), f.why)
	case n.has(ledger.Type) && len(f.TypeMap) == 0 && !f.holdsMovements() && recordsOf(f.table, n.at(ledger.Type)) != ledger.VoucherUnknown:
		return f.only(ledger.Transaction, "since there are columns that only orders have")
	case n.has(ledger.Type), len(f.TypeMap) > 0:
		return f.only(ledger.Movement, "since a flag tells of types of movements")
	case n.has(ledger.Start), n.has(ledger.End), n.has(ledger.Request), n.has(ledger.TrialEnd), n.has(ledger.Interval), f.churnOn == ledger.AtRequest, f.LastDay == flags.Yes:
		return f.only(ledger.Subscription, "since a flag tells of subscriptions")
	case f.InactiveAfter != "":
		return f.only(ledger.Transaction, "since --inactive-after tells of orders")
	case n.has(ledger.StatusOf) && !n.has(ledger.Time) && !f.has(ledger.Start, ledger.Subscription) && !f.changesInTime():
		if shape := f.asFound(ledger.StatusOf); shape != "" {
			return f.only(shape, f.why)
		}
		if f.Metric.Orders == nil {
			return f.only(ledger.Status, "since --status tells who left")
		}
	}
	return nil
}

// asFound returns the shape of rows of which the column that a flag names would have been found in that role without it: then its
// name says no more.
func (f *finder) asFound(role ledger.Item) ledger.Shape {
	at := f.named.at(role)
	found := finder{audit: f.audit, table: f.table, named: f.named}
	f.named.set(role, none)
	defer f.named.set(role, at)
	fits := found.fitting()
	if len(fits) != 1 || found.stop != nil || found.one(role, fits[0]) != at {
		return ""
	}
	f.why = found.why
	return fits[0]
}
