package ledger

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

const day = 24 * time.Hour

// lasting is what makes the amount of the time from one moment to another one of a month.
func (c *Collector) lasting(from, until dates.Instant) monthly {
	if n := WholeMonths(from, until, c.time.options.Dates.Zone); n > 0 {
		return perMonth.everyNth(int64(n))
	}
	days := max(int64((time.Duration(until-from)*time.Microsecond).Round(day)/day), 1)
	return monthly{365, 12 * days}
}

// WholeMonths tells how many whole months lie between two moments; 0 where the time is no such. An end is the last day, or
// the first one after it: a day less is a whole month too.
func WholeMonths(from, until dates.Instant, zone *time.Location) int {
	if zone == nil {
		zone = time.UTC
	}
	begin, end := time.UnixMicro(from).In(zone), time.UnixMicro(until).In(zone)
	n := 12*(end.Year()-begin.Year()) + int(end.Month()-begin.Month())
	for _, months := range []int{n, n + 1} {
		if months < 1 {
			continue
		}
		whole := begin.AddDate(0, months, 0)
		if whole.Day() != begin.Day() { // the last day of a shorter month
			whole = whole.AddDate(0, 0, -whole.Day())
		}
		if gap := end.Sub(whole); -day <= gap && gap < day {
			return months
		}
	}
	return 0
}
