package customers_test

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// mend drops the customers of whom the rules do not tell everything, and says whether a ledger is left.
func (l *refLedger) mend() bool {
	for range 5 {
		if len(l.rows) == 0 {
			return false
		}
		open := l.undecided()
		if len(open) == 0 {
			return l.decided()
		}
		l.rows = slices.DeleteFunc(l.rows, func(r refRow) bool { return open[r.customer] })
	}
	return false
}

// decided tells whether the rules tell everything about a ledger.
func (l *refLedger) decided() bool {
	if len(l.rows) == 0 || len(l.undecided()) > 0 {
		return false
	}
	if l.shape == ledger.Status {
		return true
	}
	if l.asOf == 0 && l.freeLast() {
		return false
	}
	b := l.book()
	if len(b.slots) == 0 {
		return false
	}
	for _, w := range b.worth[0] {
		if w.there {
			return true
		}
	}
	return false
}

// freeLast tells whether the last date is of a subscription of 0.00: nothing says whether the data go on until then.
func (l *refLedger) freeLast() bool {
	_, last := l.extent()
	paid := 0
	for _, r := range l.rows {
		if r.cents != 0 {
			paid = max(paid, r.day, r.end)
		}
	}
	return l.shape == ledger.Subscription && (paid == 0 || slotOf(paid, l.period) != slotOf(last, l.period))
}

// undecided returns the customers of whom the rules do not tell everything.
func (l *refLedger) undecided() map[string]bool {
	switch l.shape {
	case ledger.Balance:
		return l.undecidedBalances()
	case ledger.Transaction:
		return l.undecidedOrders()
	case ledger.Movement:
		return l.undecidedMovements()
	case ledger.Status:
		return l.undecidedStatus()
	}
	open := make(map[string]bool)
	for _, r := range l.rows {
		if r.end != 0 && r.end <= r.day { // is it there for a moment?
			open[r.customer] = true
		}
	}
	return open
}

// eachDay adds up the rows of each customer by day and group, and calls with the sum of the day and its least group.
func (l *refLedger) eachDay(f func(customer string, day int, sum, least int64)) {
	type key struct {
		customer string
		day      int
	}
	days := make(map[key]map[string]int64)
	for _, r := range l.rows {
		k := key{r.customer, r.day}
		if days[k] == nil {
			days[k] = make(map[string]int64)
		}
		days[k][l.groupOf(r)] += r.cents
	}
	for k, groups := range days {
		sum, least := int64(0), int64(0)
		for _, cents := range groups {
			sum, least = sum+cents, min(least, cents)
		}
		f(k.customer, k.day, sum, least)
	}
}

// Groups of a balance below zero are undecided, and so are customers who were first seen between two states.
func (l *refLedger) undecidedBalances() map[string]bool {
	open := make(map[string]bool)
	b := l.book()
	l.eachDay(func(customer string, day int, sum, least int64) {
		if l.by && least < 0 {
			open[customer] = true
		}
		if sum <= 0 {
			return
		}
		seen := false
		for i, s := range b.slots {
			seen = seen || s.start <= day && b.worth[i][customer].there
		}
		if !seen {
			open[customer] = true
		}
	})
	return open
}

// Money given back before the first order is undecided, and groups of customers of several in which nothing is left,
// or in which the window keeps somebody who pays nothing.
func (l *refLedger) undecidedOrders() map[string]bool {
	open := make(map[string]bool)
	type part struct {
		customer, group string
		slot            refSlot
	}
	groups, sums := make(map[string]map[string]bool), make(map[part]int64)
	for _, r := range l.rows {
		if r.cents < 0 && !slices.ContainsFunc(l.rows, func(o refRow) bool {
			return o.customer == r.customer && o.cents >= 0 && o.day <= r.day
		}) {
			open[r.customer] = true
		}
		if groups[r.customer] == nil {
			groups[r.customer] = make(map[string]bool)
		}
		groups[r.customer][l.groupOf(r)] = true
		sums[part{r.customer, l.groupOf(r), slotOf(r.day, l.period)}] += r.cents
	}
	for p, cents := range sums {
		if len(groups[p.customer]) > 1 && (cents <= 0 || l.window != refSpan{}) {
			open[p.customer] = true
		}
	}
	return open
}

// paidBack tells whether what repeat has to say of money given back is decided: beside an order of the same day, or
// of one that counts where all do.
func (l *refLedger) paidBack() bool {
	all := l.since == 0 && l.until == 0 && l.period == "month" && !l.by
	for _, r := range l.rows {
		if r.cents >= 0 || all {
			continue
		}
		if !slices.ContainsFunc(l.rows, func(o refRow) bool {
			return o.customer == r.customer && o.group == r.group && o.day == r.day && o.cents >= 0
		}) {
			return false
		}
	}
	if l.by {
		in := make(map[string]string)
		for _, r := range l.rows {
			if group, ok := in[r.customer]; ok && group != r.group {
				return false
			}
			in[r.customer] = r.group
		}
	}
	return true
}

// Who takes more than there is, or comes and leaves at one moment, is undecided.
func (l *refLedger) undecidedMovements() map[string]bool {
	open := make(map[string]bool)
	changes := make(map[string][]int)
	for _, r := range l.rows {
		if !slices.Contains(changes[r.customer], r.day) {
			changes[r.customer] = append(changes[r.customer], r.day)
		}
	}
	for customer, days := range changes {
		slices.Sort(days)
		before := int64(0)
		for _, day := range days {
			sums, sum := make(map[string]int64), int64(0)
			for _, r := range l.rows {
				if r.customer == customer && r.day <= day {
					sums[l.groupOf(r)] += r.cents
					sum += r.cents
				}
			}
			for _, cents := range sums {
				open[customer] = open[customer] || cents < 0
			}
			open[customer] = open[customer] || l.by && l.seemsToReplace(customer, day, sums, sum) || before == 0 && sum == 0
			before = sum
		}
		if !open[customer] {
			delete(open, customer)
		}
	}
	return open
}

// seemsToReplace tells whether a customer gets more in a plan in which it had nothing, and keeps another by the rows.
func (l *refLedger) seemsToReplace(customer string, day int, sums map[string]int64, sum int64) bool {
	changed, taken := make(map[string]int64), false
	for _, r := range l.rows {
		if r.customer == customer && r.day == day && r.kind == "expansion" {
			changed[r.group] += r.cents
		}
		taken = taken || r.customer == customer && r.day == day && r.cents < 0
	}
	for group, cents := range changed {
		if !taken && sums[group] == cents && sum > cents {
			return true
		}
	}
	return false
}

// Who has rows in several groups is undecided: in which of them it left, nothing says.
func (l *refLedger) undecidedStatus() map[string]bool {
	open := make(map[string]bool)
	in := make(map[string]string)
	for _, r := range l.rows {
		if group, ok := in[r.customer]; ok && group != l.groupOf(r) {
			open[r.customer] = true
		}
		in[r.customer] = l.groupOf(r)
	}
	return open
}
