package customers_test

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A feature is a rule for a shape, and the random ledgers on which it decides.
type feature struct {
	shape ledger.Shape
	rule  string
	make  func(d dice) *refLedger
}

const zoneAway = "America/New_York"

var differentialFeatures = []feature{
	{ledger.Balance, "rows of a date add up", func(d dice) *refLedger { return d.balances(false) }},
	{ledger.Balance, "the state of a longer period is its last date", func(d dice) *refLedger {
		l := d.balances(false)
		l.period = d.period(dates.Quarter, dates.Year)
		return l
	}},
	{ledger.Balance, "weekly snapshots are a stock", func(d dice) *refLedger {
		l := d.snapshots(7, d.between(8, 24), false)
		l.period = d.period(dates.Month, dates.Quarter)
		return l
	}},
	{ledger.Balance, "daily snapshots are a stock", func(d dice) *refLedger {
		l := d.snapshots(1, d.between(15, 40), false)
		l.period = d.period(dates.Week, dates.Month)
		return l
	}},
	{ledger.Balance, "own dates count for each customer", func(d dice) *refLedger {
		l := d.ownDates(false)
		l.period = d.period(dates.Month, dates.Quarter)
		return l
	}},
	{ledger.Balance, "each group keeps its money", func(d dice) *refLedger { return d.balances(true) }},
	{ledger.Balance, "groups of a stock", func(d dice) *refLedger {
		if d.chance(0.5) {
			return d.ownDates(true)
		}
		return d.snapshots(7, d.between(8, 24), true)
	}},
	{ledger.Balance, "what lies before since is known", func(d dice) *refLedger {
		l := d.balances(d.chance(0.3))
		d.bounds(l, 200)
		return l
	}},
	{ledger.Balance, "bounds of a stock", func(d dice) *refLedger {
		l := d.snapshots(7, d.between(12, 24), false)
		d.bounds(l, 150)
		return l
	}},
	{ledger.Balance, "rates are those of the end of the period", func(d dice) *refLedger { return d.abroad(d.balances(false)) }},
	{ledger.Balance, "days are those of the zone", func(d dice) *refLedger {
		l := d.snapshots(7, d.between(8, 16), false)
		l.zone = zoneAway
		return l
	}},

	{ledger.Subscription, "movements of a month", func(d dice) *refLedger { return d.subscriptions() }},
	{ledger.Subscription, "movements of other periods", func(d dice) *refLedger {
		l := d.subscriptions()
		l.period = d.period(dates.Week, dates.Quarter, dates.Year)
		return l
	}},
	{ledger.Subscription, "who comes and leaves within a period", func(d dice) *refLedger {
		l := d.subscriptions()
		for i := range l.rows {
			if r := &l.rows[i]; d.chance(0.5) {
				r.end = r.day + d.between(1, 15)
			}
		}
		return l
	}},
	{ledger.Subscription, "who runs free of charge has not left", func(d dice) *refLedger {
		l := d.subscriptions()
		for i := range l.rows {
			if d.chance(0.35) {
				l.rows[i].cents = 0
			}
		}
		return l
	}},
	{ledger.Subscription, "each group keeps its money", func(d dice) *refLedger {
		l := d.subscriptions()
		l.by = true
		return l
	}},
	{ledger.Subscription, "the data go until as-of", func(d dice) *refLedger {
		l := d.subscriptions()
		l.asOf = d.between(250, 500)
		return l
	}},
	{ledger.Subscription, "bounds choose what is shown", func(d dice) *refLedger {
		l := d.subscriptions()
		d.bounds(l, 350)
		l.by = d.chance(0.3)
		return l
	}},
	{ledger.Subscription, "movements are at the rates of the opening", func(d dice) *refLedger { return d.abroad(d.subscriptions()) }},
	{ledger.Subscription, "days are those of the zone", func(d dice) *refLedger {
		l := d.subscriptions()
		l.zone = zoneAway
		return l
	}},

	{ledger.Movement, "amounts with a sign", func(d dice) *refLedger { return d.movements(false) }},
	{ledger.Movement, "amounts with a type", func(d dice) *refLedger { return d.movements(true) }},
	{ledger.Movement, "movements of other periods", func(d dice) *refLedger {
		l := d.movements(d.chance(0.5))
		l.period = d.period(dates.Week, dates.Quarter, dates.Year)
		return l
	}},
	{ledger.Movement, "each group keeps its money", func(d dice) *refLedger {
		l := d.movements(d.chance(0.5))
		l.by = true
		return l
	}},
	{ledger.Movement, "bounds choose what is shown", func(d dice) *refLedger {
		l := d.movements(d.chance(0.5))
		d.bounds(l, 250)
		return l
	}},
	{ledger.Movement, "movements are at the rates of the opening", func(d dice) *refLedger { return d.grown(d.movements(false)) }},
	{ledger.Movement, "days are those of the zone", func(d dice) *refLedger {
		l := d.movements(false)
		l.zone = zoneAway
		return l
	}},

	{ledger.Transaction, "the money of a period is what was paid in it", func(d dice) *refLedger { return d.purchases(240, false, true) }},
	{ledger.Transaction, "orders of other periods", func(d dice) *refLedger {
		l := d.purchases(300, false, true)
		l.period = d.period(dates.Week, dates.Quarter, dates.Year)
		return l
	}},
	{ledger.Transaction, "a window decides presence and no amount", func(d dice) *refLedger {
		l := d.purchases(500, false, true)
		l.window = []refSpan{{days: 90}, {days: 45}, {months: 3}, {months: 12}}[d.IntN(4)]
		return l
	}},
	{ledger.Transaction, "a window over groups", func(d dice) *refLedger {
		l := d.purchases(400, true, false)
		plans := map[string]string{}
		for i := range l.rows {
			r := &l.rows[i]
			if _, ok := plans[r.customer]; !ok {
				plans[r.customer] = r.group
			}
			r.group = plans[r.customer]
		}
		l.window = refSpan{days: 90}
		return l
	}},
	{ledger.Transaction, "each group keeps its money", func(d dice) *refLedger { return d.purchases(240, true, true) }},
	{ledger.Transaction, "what lies before since is known", func(d dice) *refLedger {
		l := d.purchases(300, false, d.chance(0.5))
		if d.chance(0.4) {
			l.window = refSpan{days: 90}
		}
		d.bounds(l, 280)
		return l
	}},
	{ledger.Transaction, "lines of an order are one order", func(d dice) *refLedger { return d.lines(d.purchases(240, false, true), false) }},
	{ledger.Transaction, "an order is of its first day", func(d dice) *refLedger { return d.lines(d.purchases(240, false, true), true) }},
	{ledger.Transaction, "a refund is no order and no silence after one", func(d dice) *refLedger {
		l := d.purchases(200, false, true)
		l.cycle, l.onlyRepeat = d.between(5, 60), true
		return l
	}},
	{ledger.Transaction, "rates are those of the end of the period", func(d dice) *refLedger { return d.abroad(d.purchases(240, false, false)) }},
	{ledger.Transaction, "days are those of the zone", func(d dice) *refLedger {
		l := d.purchases(240, false, true)
		l.zone = zoneAway
		return l
	}},

	{ledger.Status, "every customer once", func(d dice) *refLedger { return d.flags(false) }},
	{ledger.Status, "groups", func(d dice) *refLedger { return d.flags(true) }},
}
