package customers_test

import (
	"fmt"
	"slices"
)

// A refCell is a cohort at an age.
type refCell struct {
	customers, active int
	first, money      int64
	blank             bool // the data do not tell about the period
}

func (c refCell) figures() refFigures {
	f := refFigures{"n": count(c.customers), "customers": count(c.customers), "revenue_first": cents(c.first)}
	if !c.blank {
		f["active"], f["revenue_active"] = count(c.active), cents(c.money)
		f["value"] = percent(int64(c.active), int64(c.customers))
		f["revenue_pct"] = percent(c.money, c.first)
	}
	return f
}

// began returns the period in which each customer was first seen, those who left within it included.
func (b *refBook) began(customer string) (slot int, ok bool) {
	for i := range b.slots {
		if b.told[i] && b.worth[i][customer].there || b.passing[i] != nil && b.passing[i][customer] != nil {
			return i, true
		}
	}
	return 0, false
}

// cohorts returns the cells of the cohorts that begin in shown periods, by group, period and age, and their total:
// those who reached the next period.
func (b *refBook) cohorts() (cells map[refKey]refCell, total refCell) {
	cells = make(map[refKey]refCell)
	for customer, groups := range b.groups {
		first, ok := b.began(customer)
		if !ok || !b.shown(b.slots[first]) {
			continue
		}
		for i := first; i < len(b.slots); i++ {
			for group := range groups { // where cohorts have groups, each customer has one
				key := refKey{group: group, period: b.slots[first].label, age: i - first}
				c := b.enter(cells[key], customer, first, i)
				cells[key] = c
			}
			if i == first+1 && b.told[i] && (first > 0 || b.firstIsKnown()) {
				total = b.enter(total, customer, first, i)
			}
		}
	}
	return cells, total
}

// firstIsKnown tells whether the cohort of the first period counts in the headline: where rows tell when each
// customer began, and no other cohort that is shown has reached the next period.
func (b *refBook) firstIsKnown() bool {
	for customer := range b.groups {
		if first, ok := b.began(customer); ok && first > 0 && first < len(b.slots)-1 && b.shown(b.slots[first]) {
			return false
		}
	}
	return !b.stock()
}

// enter counts a customer in a cell.
func (b *refBook) enter(c refCell, customer string, first, i int) refCell {
	c.customers++
	c.first += b.total(b.worth[first][customer], b.slots[first].end-1)
	c.blank = !b.told[i]
	w := b.worth[i][customer]
	if w.there {
		c.money += b.total(w, b.slots[i].end-1)
	}
	if w.there || i == first { // who left within the first period was there
		c.active++
	}
	return c
}

// A refOrder is an order of a customer: the day of its first line that gives nothing back, and all that was paid for it.
type refOrder struct {
	customer, group string
	day             int
	ordered         bool // not only money given back
	cents           int64
}

// orders puts the lines of orders together.
func (l *refLedger) orders() (out []refOrder) {
	index := make(map[string]int)
	for i, r := range l.rows {
		key := fmt.Sprint(r.customer, "\n", r.order)
		if r.order == "" {
			key = fmt.Sprint(i)
		}
		at, ok := index[key]
		if !ok {
			at = len(out)
			index[key] = at
			out = append(out, refOrder{customer: r.customer, group: l.groupOf(r), day: r.day})
		}
		o := &out[at]
		if r.cents >= 0 && (!o.ordered || r.day < o.day) {
			o.day = r.day
		}
		o.cents += r.cents
		o.ordered = o.ordered || r.cents >= 0
	}
	return out
}

// repeated are the fields of repeat for some orders.
func (l *refLedger) repeated(orders []refOrder) refFigures {
	n, days, last := map[string]int{}, map[string]map[int]bool{}, map[string]int{}
	all, money, end := 0, int64(0), 0
	for _, o := range orders {
		money += o.cents
		if !o.ordered {
			continue
		}
		all++
		n[o.customer]++
		if days[o.customer] == nil {
			days[o.customer] = make(map[int]bool)
		}
		days[o.customer][o.day] = true
		last[o.customer] = max(last[o.customer], o.day)
		end = max(end, o.day)
	}
	again, againDays, overdue := 0, 0, 0
	f := refFigures{}
	for customer := range n {
		if n[customer] > 1 {
			again++
		}
		if len(days[customer]) > 1 {
			againDays++
		}
		if end-last[customer] > l.cycle {
			overdue++
		}
		key := fmt.Sprintf("distribution.%d", n[customer])
		f[key] = exactly(f[key].low + 1)
	}
	f["n"], f["customers"] = count(len(n)), count(len(n))
	f["repeat_customers"], f["orders"], f["orders_beyond_first"] = count(again), count(all), count(all-len(n))
	f["value"], f["repeat_days_pct"] = percent(int64(again), int64(len(n))), percent(int64(againDays), int64(len(n)))
	f["revenue"] = cents(money)
	f["revenue_per_order"] = ratio(float64(money)/100, float64(all))
	f["revenue_per_customer"] = ratio(float64(money)/100, float64(len(n)))
	if l.cycle > 0 {
		f["overdue"] = count(overdue)
	}
	return f
}

// bounded returns the orders between --since and --until.
func (l *refLedger) bounded() []refOrder {
	return slices.DeleteFunc(l.orders(), func(o refOrder) bool { return !l.within(o.day) })
}

// status returns the movements of a ledger without periods, by group. Whoever has several rows is lost only if all
// of them say so; what the others stand for is a contraction.
func (l *refLedger) status() (all refFlow, groups map[string]refFlow) {
	groups = make(map[string]refFlow)
	for i, r := range l.rows {
		if slices.ContainsFunc(l.rows[:i], func(o refRow) bool { return o.customer == r.customer }) {
			continue
		}
		f := refFlow{cOpening: 1, cLost: 1}
		for _, o := range l.rows {
			if o.customer != r.customer {
				continue
			}
			f.opening += o.cents
			if o.lost {
				f.contraction += o.cents
			} else {
				f.cLost = 0
			}
		}
		if f.cLost > 0 {
			f.churn, f.contraction = f.opening, 0
		}
		f.closing, f.cClosing = f.opening-f.churn-f.contraction, f.cOpening-f.cLost
		sum := groups[l.groupOf(r)]
		sum.add(f)
		groups[l.groupOf(r)] = sum
		all.add(f)
	}
	return all, groups
}
