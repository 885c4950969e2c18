package customers_test

import (
	"fmt"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A refSlot is a period of the calendar, from its first day to the first day after it.
type refSlot struct {
	start, end int
	label      string
}

// slotOf returns the period in which a day lies.
func slotOf(day int, p dates.Period) refSlot {
	d := dateOf(day)
	year, month := d.Year(), d.Month()
	first := func(m time.Month) time.Time { return time.Date(year, m, 1, 0, 0, 0, 0, time.UTC) }
	span := func(start, end time.Time, label string) refSlot { return refSlot{dayOf(start), dayOf(end), label} }
	switch p {
	case dates.Day:
		return span(d, d.AddDate(0, 0, 1), d.Format("2006-01-02"))
	case dates.Week:
		monday := d.AddDate(0, 0, -(int(d.Weekday())+6)%7)
		y, w := d.ISOWeek()
		return span(monday, monday.AddDate(0, 0, 7), fmt.Sprintf("%d-W%02d", y, w))
	case dates.Quarter:
		q := (month - 1) / 3
		return span(first(3*q+1), first(3*q+4), fmt.Sprintf("%d-Q%d", year, q+1))
	case dates.Year:
		return span(first(1), first(13), fmt.Sprint(year))
	}
	return span(first(month), first(month+1), d.Format("2006-01"))
}

// calendar returns all periods from that of a first day to that of a last.
func calendar(first, last int, p dates.Period) (slots []refSlot) {
	for s := slotOf(first, p); s.start <= last; s = slotOf(s.end, p) {
		slots = append(slots, s)
	}
	return slots
}

// extent returns the first and the last day that the rows name.
func (l *refLedger) extent() (first, last int) {
	first = l.rows[0].day
	for _, r := range l.rows {
		first = min(first, r.day)
		last = max(last, r.day, r.end)
	}
	return first, last
}

// back returns the first day on which an order keeps its customer until the end of a period.
func (l *refLedger) back(s refSlot) int {
	switch {
	case l.window.months > 0:
		return dayOf(dateOf(s.end).AddDate(0, -l.window.months, 0))
	case l.window.days > 0:
		return s.end - l.window.days
	}
	return s.start
}

// within tells whether a day lies between --since and --until.
func (l *refLedger) within(day int) bool {
	return (l.since == 0 || day >= l.since) && (l.until == 0 || day < l.until)
}

// shown tells whether a period lies between --since and --until.
func (l *refLedger) shown(s refSlot) bool {
	return (l.since == 0 || s.start >= l.since) && (l.until == 0 || s.end <= l.until)
}

// rate returns what a hundred units of a currency are worth on a day.
func (l *refLedger) rate(currency string, day int) int64 {
	if l.rates == nil || currency == "EUR" {
		return 100
	}
	percent := int64(0)
	for _, r := range l.rates { // in the order of their days
		if r.currency == currency && r.from <= day {
			percent = r.percent
		}
	}
	return percent
}

// stock tells whether rows tell what a customer brings, and not how that changes.
func (l *refLedger) stock() bool { return l.shape == ledger.Balance || l.shape == ledger.Transaction }
