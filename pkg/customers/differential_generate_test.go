package customers_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// dice draw what random ledgers are made of.
type dice struct{ *rand.Rand }

func (d dice) between(low, high int) int              { return low + d.IntN(high-low+1) }
func (d dice) chance(p float64) bool                  { return d.Float64() < p }
func (d dice) plan() string                           { return []string{"basic", "premium", "team", ""}[d.IntN(4)] }
func (d dice) customer(i int) string                  { return fmt.Sprintf("c%d", i) }
func (d dice) currency() string                       { return []string{"EUR", "USD"}[d.IntN(2)] }
func (d dice) period(of ...dates.Period) dates.Period { return of[d.IntN(len(of))] }

// amount is money, sometimes 0, in whole units where rates have to leave nothing over.
func (d dice) amount() int64 {
	switch {
	case d.chance(0.06):
		return 0
	case d.chance(0.5):
		return int64(d.between(1, 20)) * 100
	}
	return int64(d.between(1, 20_000))
}

// monthStart returns the first day of a month, counted from January 2025.
func monthStart(m int) int { return dayOf(dateOf(1).AddDate(0, m, 0)) }

// bounds cut what is shown, at ends of periods or between them.
func (d dice) bounds(l *refLedger, last int) {
	if d.chance(0.7) {
		l.since = d.between(1, last/2)
		if d.chance(0.6) {
			l.since = slotOf(l.since, dates.Month).start
		}
	}
	if d.chance(0.5) {
		l.until = d.between(last/2+1, last)
		if d.chance(0.6) {
			l.until = slotOf(l.until, dates.Month).end
		}
	}
}

// abroad gives every row a currency, and the ledger rates that change with the month.
func (d dice) abroad(l *refLedger) *refLedger {
	for i := range l.rows {
		l.rows[i].currency = d.currency()
		l.rows[i].cents = l.rows[i].cents / 1200 * 1200
		if l.rows[i].cents == 0 {
			l.rows[i].cents = 1200
		}
	}
	for m := range 15 {
		if m == 0 || d.chance(0.5) {
			l.rates = append(l.rates, refRate{"USD", monthStart(m), int64(d.between(2, 8)) * 25})
		}
	}
	return l
}

// grown does the same for movements, where nothing may be taken in a currency of which there is too little: what is
// taken is left out.
func (d dice) grown(l *refLedger) *refLedger {
	l.rows = slices.DeleteFunc(l.rows, func(r refRow) bool { return r.cents < 0 })
	return d.abroad(l)
}

// balances are rows of a month each: customers come, pause, grow and go, some with several rows.
func (d dice) balances(plans bool) *refLedger {
	l := &refLedger{by: plans}
	months, day := d.between(3, 8), d.between(0, 27)
	gap := d.between(1, 2*months) // a month that nobody tells about, sometimes
	for c := range d.between(2, 10) {
		amount, plan := d.amount(), d.plan()
		first, last := d.between(0, months-1), d.between(1, months)
		if d.chance(0.4) {
			first, last = 0, months
		}
		for m := first; m < last; m++ {
			if d.chance(0.15) || m == gap {
				continue
			}
			if d.chance(0.3) {
				amount = d.amount()
			}
			if d.chance(0.2) {
				plan = d.plan()
			}
			on := monthStart(m) + day
			l.rows = append(l.rows, refRow{customer: d.customer(c), group: plan, day: on, cents: amount})
			for d.chance(0.3) {
				l.rows = append(l.rows, refRow{customer: d.customer(c), group: d.plan(), day: on, cents: d.amount() - int64(d.IntN(2)*d.IntN(300))})
			}
		}
	}
	d.Shuffle(len(l.rows), func(i, j int) { l.rows[i], l.rows[j] = l.rows[j], l.rows[i] })
	return l
}

// snapshots tell who is there on common dates, every so many days; some miss a row, and some dates are of few.
func (d dice) snapshots(step, dates int, plans bool) *refLedger {
	l := &refLedger{by: plans}
	complete := []float64{1, 0.97, 0.9, 0.8, 0.6}[d.IntN(5)]
	partial := map[int]bool{}
	for range d.IntN(3) {
		partial[d.IntN(dates)] = true
	}
	offset := d.between(1, step)
	for c := range d.between(3, 9) {
		first, last := d.between(-dates/2, dates-1), d.between(dates/3, dates*3/2)
		amount, plan := d.amount(), d.plan()
		for i := max(first, 0); i < min(last, dates); i++ {
			if !d.chance(complete) || partial[i] && d.chance(0.7) {
				continue
			}
			if d.chance(0.1) {
				amount = d.amount()
			}
			if d.chance(0.06) {
				plan = d.plan()
			}
			l.rows = append(l.rows, refRow{customer: d.customer(c), group: plan, day: offset + i*step, cents: amount})
			if d.chance(0.1) {
				l.rows = append(l.rows, refRow{customer: d.customer(c), group: d.plan(), day: offset + i*step, cents: d.amount()})
			}
		}
	}
	return l
}

// ownDates are balances that each customer has on days of its own.
func (d dice) ownDates(plans bool) *refLedger {
	l := &refLedger{by: plans}
	for c := range d.between(3, 9) {
		day, plan := d.between(1, 60), d.plan()
		for day < 260 {
			if d.chance(0.2) {
				plan = d.plan()
			}
			for range d.between(1, 2) {
				l.rows = append(l.rows, refRow{customer: d.customer(c), group: plan, day: day, cents: d.amount()})
			}
			day += d.between(3, 45)
			if d.chance(0.1) {
				break
			}
		}
	}
	return l
}

// subscriptions run side by side and one after another, some within a month, some free, some for good.
func (d dice) subscriptions() *refLedger {
	l := &refLedger{}
	for c := range d.between(2, 9) {
		day := d.between(1, 200)
		for range d.between(1, 4) {
			length := []int{d.between(1, 20), d.between(20, 100), d.between(100, 300)}[d.IntN(3)]
			r := refRow{customer: d.customer(c), group: d.plan(), day: day, end: day + length, cents: d.amount(), interval: "month"}
			if d.chance(0.2) {
				r.end = slotOf(r.end, dates.Month).start
			}
			if d.chance(0.25) {
				r.end = 0
			}
			switch d.IntN(8) {
			case 0:
				r.interval, r.cents = "year", r.cents/1200*1200
			case 1:
				r.interval, r.cents = "3 months", r.cents/300*300
			case 2:
				r.interval, r.cents = "week", r.cents/300*300
			}
			l.rows = append(l.rows, r)
			switch {
			case r.end != 0 && d.chance(0.3):
				day = r.end // changes the plan on the day
			case r.end != 0 && d.chance(0.5):
				day = r.end + d.between(1, 60)
			default:
				day += d.between(0, 40)
			}
		}
	}
	return l
}

// movements change what customers bring: it never falls below nothing, in any plan.
func (d dice) movements(typed bool) *refLedger {
	l := &refLedger{}
	for c := range d.between(2, 8) {
		has, sum, ever := map[string]int64{}, int64(0), false
		row := func(day int, plan, kind string, cents int64) {
			if !typed {
				kind = ""
			}
			has[plan] += cents
			sum += cents
			ever = true
			l.rows = append(l.rows, refRow{customer: d.customer(c), group: plan, day: day, cents: cents, kind: kind})
		}
		for day := d.between(1, 120); day < 300; day += d.between(1, 50) {
			amount, plan := d.amount()+1, d.plan()
			switch {
			case sum == 0 && ever:
				row(day, plan, "reactivation", amount)
			case sum == 0:
				row(day, plan, "new", amount)
			case d.chance(0.3): // gone, from every plan
				for p, cents := range has {
					if cents > 0 {
						row(day, p, "churn", -cents)
					}
				}
			case d.chance(0.4) && has[plan] > 1: // smaller, or moved
				less := int64(d.between(1, int(has[plan])-1))
				row(day, plan, "contraction", -less)
				if d.chance(0.5) {
					row(day, d.plan(), "expansion", less)
				}
			default:
				row(day, plan, "expansion", amount)
			}
		}
	}
	return l
}

// purchases are orders, a few a month for a while, with money given back now and then.
func (d dice) purchases(days int, plans, refunds bool) *refLedger {
	l := &refLedger{by: plans}
	for c := range d.between(2, 9) {
		every, plan := d.between(10, 70), d.plan()
		for day := d.between(1, days/2); day < days; day += d.between(1, 2*every) {
			if plans && d.chance(0.25) {
				plan = d.plan()
			}
			r := refRow{customer: d.customer(c), group: plan, day: day, cents: d.amount()}
			l.rows = append(l.rows, r)
			for d.chance(0.15) { // another on the same day
				r.cents = d.amount()
				l.rows = append(l.rows, r)
			}
			if refunds && d.chance(0.25) {
				r.cents = -d.amount() - 1
				if d.chance(0.6) {
					r.day += d.between(0, 40)
				}
				l.rows = append(l.rows, r)
			}
			if d.chance(0.1) {
				break
			}
		}
	}
	return l
}

// lines cut orders into lines, on their day or, later, on some days.
func (d dice) lines(l *refLedger, later bool) *refLedger {
	l.onlyRepeat = later
	order := 0
	var rows []refRow
	for _, r := range l.rows {
		order++
		r.order = fmt.Sprint(order)
		rows = append(rows, r)
		for d.chance(0.4) {
			r.cents = d.amount() - int64(d.IntN(2))*d.amount()
			if later {
				r.day += d.between(0, 5)
			}
			rows = append(rows, r)
		}
	}
	l.rows = rows
	return l
}

// flags are customers of whom each row says whether they left.
func (d dice) flags(plans bool) *refLedger {
	l := &refLedger{shape: ledger.Status, by: plans}
	for c := range d.between(1, 30) {
		r := refRow{customer: d.customer(c), group: d.plan(), cents: d.amount(), lost: d.chance(0.2)}
		l.rows = append(l.rows, r)
		for d.chance(0.1) {
			r.cents, r.lost = d.amount(), r.lost != d.chance(0.2)
			l.rows = append(l.rows, r)
		}
	}
	return l
}
