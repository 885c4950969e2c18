package dates

import (
	"fmt"
	"slices"
	"time"
)

// A Period is a kind of stretch of the calendar.
type Period string

// The periods. Weeks are those of ISO 8601: they begin on Monday, and the first week of a year is
// the one with its first Thursday.
const (
	Day     Period = "day"
	Week    Period = "week"
	Month   Period = "month"
	Quarter Period = "quarter"
	Year    Period = "year"
)

// Periods lists the periods from the shortest on.
func Periods() []Period { return []Period{Day, Week, Month, Quarter, Year} }

// ParsePeriod returns the period with a name.
func ParsePeriod(name string) (Period, error) {
	if p := Period(name); slices.Contains(Periods(), p) {
		return p, nil
	}
	return "", fmt.Errorf("%q is not a period, expected day, week, month, quarter or year", name)
}

const (
	dayMicros = daySeconds * 1e6
	// mondayShift is how many days the Monday of week 0 lies before 1970-01-01, a Thursday.
	mondayShift = 3
)

// Index returns the number of the period of this kind that holds an instant, by the clock of a
// zone (UTC when nil). Neighbouring periods have neighbouring numbers, so numbers sort like time.
// They count days and weeks from 1970, months, quarters and years from year 0.
func (p Period) Index(t Instant, loc *time.Location) int64 {
	if !isUTC(loc) {
		t += offsetAt(floorDiv(t, 1e6), loc) * 1e6
	}
	return p.ofDay(floorDiv(t, dayMicros))
}

// ofDay returns the number of the period that holds a day.
func (p Period) ofDay(days int64) int64 {
	switch p {
	case Day:
		return days
	case Week:
		return floorDiv(days+mondayShift, 7)
	}
	year, month, _ := dateOf(days)
	switch p {
	case Month:
		return int64(year)*12 + int64(month-1)
	case Quarter:
		return int64(year)*4 + int64(month-1)/3
	}
	return int64(year)
}

// firstDay returns the day on which a period begins.
func (p Period) firstDay(index int64) int64 {
	switch p {
	case Day:
		return index
	case Week:
		return index*7 - mondayShift
	case Month:
		year := floorDiv(index, 12)
		return daysOf(int(year), int(index-year*12)+1, 1)
	case Quarter:
		year := floorDiv(index, 4)
		return daysOf(int(year), int(index-year*4)*3+1, 1)
	}
	return daysOf(int(index), 1, 1)
}

// Label returns the name of a period: 2026-06-01, 2026-W23, 2026-06, 2026-Q2 or 2026.
func (p Period) Label(index int64) string {
	first := p.firstDay(index)
	year, month, day := dateOf(first)
	switch p {
	case Day:
		return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	case Week:
		year, _, _ = dateOf(first + 3) // a week belongs to the year of its Thursday
		newYear := daysOf(year, 1, 1)
		return fmt.Sprintf("%04d-W%02d", year, (first+3-newYear)/7+1)
	case Month:
		return fmt.Sprintf("%04d-%02d", year, month)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", year, (month-1)/3+1)
	}
	return fmt.Sprintf("%04d", year)
}

// Bounds returns the instants between which a period lies: since <= t < until. Where the clock
// jumps over midnight, the period begins at the jump; where midnight comes twice, at the first.
func (p Period) Bounds(index int64, loc *time.Location) (since, until Instant) {
	return startOf(p.firstDay(index)*daySeconds, loc) * 1e6,
		startOf(p.firstDay(index+1)*daySeconds, loc) * 1e6
}
