package customers_test

import (
	"math/big"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A refWorth is what a customer brings at the end of a period: cents by group and currency.
type refWorth struct {
	there bool
	money map[string]map[string]int64
}

func (w *refWorth) add(group, currency string, cents int64) {
	if w.money == nil {
		w.money = make(map[string]map[string]int64)
	}
	if w.money[group] == nil {
		w.money[group] = make(map[string]int64)
	}
	w.money[group][currency] += cents
}

// A refBook is the reference's account: slow, and meant to be read beside the rules of docs/statistics.md and
// docs/formats.md.
type refBook struct {
	*refLedger
	slots   []refSlot
	told    []bool                       // whether the data tell about the period
	worth   []map[string]refWorth        // by period and customer
	passing []map[string]map[string]bool // by period and customer: the groups in which it came and left
	early   map[string]bool              // who came and left before the calendar begins
	groups  map[string]map[string]bool   // the groups of each customer, in all its rows
}

// groupOf is the group of a row: all are one where nobody asks for groups.
func (l *refLedger) groupOf(r refRow) string {
	if !l.by {
		return ""
	}
	return r.group
}

// book opens the reference's account of a ledger with periods.
func (l *refLedger) book() *refBook {
	b := &refBook{refLedger: l, early: make(map[string]bool), groups: make(map[string]map[string]bool)}
	for _, r := range l.rows {
		if b.groups[r.customer] == nil {
			b.groups[r.customer] = make(map[string]bool)
		}
		b.groups[r.customer][l.groupOf(r)] = true
	}
	first, last := l.extent()
	if l.asOf > 0 {
		last = l.asOf - 1
	}
	for _, s := range calendar(first, last, l.period) {
		if l.asOf == 0 || s.end <= l.asOf {
			b.slots = append(b.slots, s)
		}
	}
	b.told = make([]bool, len(b.slots))
	b.worth = make([]map[string]refWorth, len(b.slots))
	b.passing = make([]map[string]map[string]bool, len(b.slots))
	switch l.shape {
	case ledger.Balance:
		b.collect(l.effective())
	case ledger.Transaction:
		b.collect(l.rows)
		b.windows()
	default:
		b.walkDays()
		b.openBooks()
	}
	return b
}

// collect adds up the rows of every period.
func (b *refBook) collect(rows []refRow) {
	for i, s := range b.slots {
		b.worth[i] = make(map[string]refWorth)
		for _, r := range rows {
			if r.day < s.start || r.day >= s.end {
				continue
			}
			b.told[i] = true
			w := b.worth[i][r.customer]
			w.add(b.groupOf(r), r.currency, r.cents)
			b.worth[i][r.customer] = w
		}
		for customer, w := range b.worth[i] {
			w.there = b.total(w, s.end-1) > 0
			b.worth[i][customer] = w
		}
	}
}

// total returns what a customer brings, in cents at the rates of a day; less than nothing is nothing.
func (b *refBook) total(w refWorth, day int) (cents int64) {
	for group := range w.money {
		cents += b.signed(w, group, day)
	}
	return max(cents, 0)
}

// inGroup returns what it brings in a group.
func (b *refBook) inGroup(w refWorth, group string, day int) int64 {
	return max(b.signed(w, group, day), 0)
}

func (b *refBook) signed(w refWorth, group string, day int) (cents int64) {
	for currency, amount := range w.money[group] {
		cents += amount * b.rate(currency, day) / 100 // amounts and rates are such that nothing is left over
	}
	return cents
}

// effective returns the rows of a balance that tell the state of a period: a balance is a stock.
func (l *refLedger) effective() (kept []refRow) {
	days := make(map[refSlot]map[int]bool)
	several := false
	for _, r := range l.rows {
		s := slotOf(r.day, l.period)
		if days[s] == nil {
			days[s] = make(map[int]bool)
		}
		days[s][r.day] = true
		several = several || len(days[s]) > 1
	}
	if !several {
		return l.rows
	}
	common := l.commonDates()
	states := l.states()
	for _, r := range l.rows {
		s := slotOf(r.day, l.period)
		last := 0
		for _, day := range states {
			if day >= s.start && day < s.end {
				last = day
			}
		}
		if common && r.day == last || !common && r.day == l.lastOwn(r.customer, s) && l.current(r.day, s) {
			kept = append(kept, r)
		}
	}
	return kept
}

// allDays lists the days with rows.
func (l *refLedger) allDays() (days []int) {
	for _, r := range l.rows {
		days = append(days, r.day)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// daysOf lists the days of a customer.
func (l *refLedger) daysOf(customer string) (days []int) {
	for _, r := range l.rows {
		if r.customer == customer {
			days = append(days, r.day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

func (l *refLedger) customers() (names []string) {
	for _, r := range l.rows {
		names = append(names, r.customer)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// around counts the customers with rows before and after a day, and those of them with a row on it.
func (l *refLedger) around(day int) (within, seen int64) {
	for _, customer := range l.customers() {
		days := l.daysOf(customer)
		if days[0] < day && day < days[len(days)-1] {
			within++
			if slices.Contains(days, day) {
				seen++
			}
		}
	}
	return within, seen
}

// commonDates tells whether customers have their rows on common dates: on the mean row's date, three of five of
// those who are there before and after have one. Where nobody is, half of the customers have rows on several.
func (l *refLedger) commonDates() bool {
	sum, rows, all := new(big.Rat), int64(0), int64(0)
	for _, day := range l.allDays() {
		if within, seen := l.around(day); within > 0 {
			sum.Add(sum, big.NewRat(seen*seen, within))
			rows, all = rows+seen, all+within
		}
	}
	if all > 0 {
		return rows > 0 && sum.Cmp(big.NewRat(3*rows, 5)) >= 0
	}
	several := 0
	for _, customer := range l.customers() {
		if len(l.daysOf(customer)) > 1 {
			several++
		}
	}
	return 2*several >= len(l.customers())
}

// states lists the common days: half of those around have a row on them. Days that nobody is around are states,
// unless they lie much nearer to one than those lie apart.
func (l *refLedger) states() (common []int) {
	var edges, apart []int
	for _, day := range l.allDays() {
		within, seen := l.around(day)
		switch {
		case within == 0:
			edges = append(edges, day)
		case 2*seen >= within:
			common = append(common, day)
		}
	}
	for i := 1; i < len(common); i++ {
		apart = append(apart, common[i]-common[i-1])
	}
	slices.Sort(apart)
	for _, day := range edges {
		if near := slices.IndexFunc(common, func(other int) bool {
			return len(apart) > 1 && 2*max(day-other, other-day) < apart[len(apart)/2]
		}); near < 0 {
			common = append(common, day)
		}
	}
	slices.Sort(common)
	return common
}

func (l *refLedger) lastOwn(customer string, s refSlot) (last int) {
	for _, day := range l.daysOf(customer) {
		if day >= s.start && day < s.end {
			last = day
		}
	}
	return last
}

// current tells whether a customer with a row on a day would not have had the next one long before the end.
func (l *refLedger) current(day int, s refSlot) bool {
	var steps []int
	for _, customer := range l.customers() {
		days := l.daysOf(customer)
		for i := 1; i < len(days); i++ {
			steps = append(steps, days[i]-days[i-1])
		}
	}
	slices.Sort(steps)
	all := l.allDays()
	return len(steps) == 0 || 2*(min(s.end-1, all[len(all)-1])-day) <= 3*steps[len(steps)/2]
}

// windows says who is there: whoever ordered in the time that --inactive-after looks back.
func (b *refBook) windows() {
	for i, s := range b.slots {
		for customer := range b.groups {
			w := b.worth[i][customer]
			w.there = false
			for _, r := range b.rows {
				if r.customer == customer && r.cents >= 0 && r.day >= b.back(s) && r.day < s.end {
					w.there = true
				}
			}
			b.worth[i][customer] = w
		}
	}
}

// walkDays follows subscriptions and movements from day to day.
func (b *refBook) walkDays() {
	before := make(map[string]bool)
	for i, s := range b.slots {
		b.told[i] = true
		b.worth[i] = make(map[string]refWorth)
		b.passing[i] = make(map[string]map[string]bool)
		for customer := range b.groups {
			end := b.onDay(customer, s.end-1)
			b.worth[i][customer] = end
			if !before[customer] && !end.there {
				b.pass(i, customer)
			}
			before[customer] = end.there
		}
	}
}

// pass notes a customer that is there on a day of a period, and neither at its start nor at its end.
func (b *refBook) pass(i int, customer string) {
	groups := make(map[string]bool)
	for day := b.slots[i].start; day < b.slots[i].end; day++ {
		w := b.onDay(customer, day)
		if !w.there {
			continue
		}
		for group := range w.money {
			if b.inGroup(w, group, day) > 0 {
				groups[group] = true
			}
		}
	}
	if len(groups) > 0 {
		b.passing[i][customer] = groups
	}
}

// onDay returns what a customer brings at the end of a day.
func (b *refBook) onDay(customer string, day int) (w refWorth) {
	for _, r := range b.rows {
		switch {
		case r.customer != customer || r.day > day:
		case b.shape == ledger.Movement:
			w.add(b.groupOf(r), r.currency, r.cents)
		case r.end == 0 || r.end > day:
			w.add(b.groupOf(r), r.currency, monthly(r))
		}
	}
	w.there = b.total(w, day) > 0
	return w
}

// monthly brings the amount of a subscription to a month.
func monthly(r refRow) int64 {
	switch r.interval {
	case "year":
		return r.cents / 12
	case "3 months":
		return r.cents / 3
	case "week":
		return r.cents * 52 / 12
	}
	return r.cents
}

// openBooks begins the calendar with the first period at whose end somebody is there.
func (b *refBook) openBooks() {
	for len(b.slots) > 0 {
		for _, w := range b.worth[0] {
			if w.there {
				return
			}
		}
		for customer := range b.passing[0] {
			b.early[customer] = true
		}
		b.slots, b.told, b.worth, b.passing = b.slots[1:], b.told[1:], b.worth[1:], b.passing[1:]
	}
}
