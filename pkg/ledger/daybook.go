package ledger

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A dayBook is the calendar of a ledger whose rows each have a day: of transactions, and of a balance.
type dayBook struct {
	first, last int32   // the first and the last day with a row
	period      []int32 // by day − first: its period
	// from, since and until are days by the place of a period, which goes from since to until; from is
	// where the days begin that count for being there.
	from, since, until []int32
}

// periods returns the periods of days, rising.
func (b *dayBook) periods(days []int32, l *Ledger) []int32 {
	b.period = make([]int32, b.last-b.first+1)
	var out []int32
	for _, day := range days {
		period := l.periodOf(day)
		b.period[day-b.first] = period
		if len(out) == 0 || out[len(out)-1] != period {
			out = append(out, period)
		}
	}
	return out
}

// windows finds the days that count for each period of transactions.
func (b *dayBook) windows(slots []int32, o *Bookkeeping) {
	if o.Shape != Transaction {
		return
	}
	zone := o.Dates.Zone
	for _, slot := range slots {
		since, until := o.Period.Bounds(int64(slot), zone)
		begins, over := int32(dates.Day.Index(since, zone)), int32(dates.Day.Index(until, zone))
		from := begins
		if o.InactiveAfter.N > 0 {
			from = min(from, goBack(over, o.InactiveAfter))
		}
		b.from, b.since, b.until = append(b.from, from), append(b.since, begins), append(b.until, over)
	}
}

// goBack returns the day that lies a span before another. A month before the 31st is the last day of
// a shorter month.
func goBack(day int32, s Lapse) int32 {
	switch s.Unit {
	case dates.Day, "":
		return day - int32(s.N)
	case dates.Week:
		return day - int32(7*s.N)
	}
	months := map[dates.Period]int{dates.Month: 1, dates.Quarter: 3, dates.Year: 12}[s.Unit] * s.N
	at := time.Unix(int64(day)*86400, 0).UTC()
	first := time.Date(at.Year(), at.Month()-time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	length := first.AddDate(0, 1, -1).Day()
	return int32(first.Unix()/86400) + int32(min(at.Day(), length)-1)
}
