package dates

import (
	"fmt"
	"time"
)

// ParseBound reads an end of a half-open stretch of time, since <= t < until. It is a date or a
// period as Label writes it, which stands for its first instant by the clock of the zone (UTC when
// nil), or a date with a time:
//
//	2026-06-01  2026-06  2026  2026-Q2  2026-W23  2026-06-01T12:00  2026-06-01T12:00:00+02:00
func ParseBound(text string, loc *time.Location) (Instant, error) {
	s := trim([]byte(text))
	if p, index, ok := parseLabel(s); ok {
		since, _ := p.Bounds(index, loc)
		return since, nil
	}
	r := Reader{form: iso, zone: newZone(loc)}
	if t, _, ok := r.Parse(s); ok {
		return t, nil
	}
	return 0, fmt.Errorf("%q is not a date, expected for instance 2026-06-01, 2026-06, 2026 or 2026-06-01T12:00:00Z", text)
}

// parseLabel reads the label of a period.
func parseLabel(s []byte) (p Period, index int64, ok bool) {
	c := cursor{s}
	year, n := c.number(4)
	if n != 4 || year == 0 {
		return "", 0, false
	}
	if c.done() {
		return Year, int64(year), true
	}
	if !c.take('-') {
		return "", 0, false
	}
	switch {
	case c.take('Q'):
		return labelled(&c, Quarter, daysOf(year, 1, 1), 1, 4)
	case c.take('W'):
		// 4 January is always in week 1.
		first, next := daysOf(year, 1, 4), daysOf(year+1, 1, 4)
		return labelled(&c, Week, first, 2, int(Week.ofDay(next)-Week.ofDay(first)))
	}
	month, n := c.number(2)
	if n != 2 || !validDate(year, month, 1) {
		return "", 0, false
	}
	if c.done() {
		return Month, Month.ofDay(daysOf(year, month, 1)), true
	}
	if !c.take('-') {
		return "", 0, false
	}
	day, n := c.number(2)
	return Day, daysOf(year, month, day), n == 2 && c.done() && validDate(year, month, day)
}

// labelled reads the number of a period within its year, of which first is a day in period 1.
func labelled(c *cursor, p Period, first int64, digits, most int) (Period, int64, bool) {
	number, n := c.number(digits)
	ok := n == digits && c.done() && number >= 1 && number <= most
	return p, p.ofDay(first) + int64(number-1), ok
}

// ParseLabel reads the label of a period, as Label writes it: "2026-06", "2026-W24", "2026-Q2", "2026", "2026-06-30".
func ParseLabel(label string) (p Period, index int64, ok bool) { return parseLabel([]byte(label)) }
