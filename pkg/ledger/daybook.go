package ledger

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A dayBook is the calendar of a transaction ledger, whose slots are days.
type dayBook struct {
	first, last int32   // the first and last day with a row
	ordered     int32   // the last day with an order; a refund is none
	anyOrder    bool    // there is one
	period      []int32 // by day − first: its period
	// from and until are the days that count for a period, by its place: from ≤ day < until.
	from, until []int32
}

// note looks at a row, for the last day with an order.
func (b *dayBook) note(o order) {
	if o.seen && (!b.anyOrder || o.day > b.ordered) {
		b.ordered, b.anyOrder = o.day, true
	}
}

// lastOrder is the last day on which the data tell of an order. What customers do is known until then; a
// refund that comes in later is no sign that orders would have been seen.
func (b *dayBook) lastOrder() int32 {
	if !b.anyOrder {
		return b.last
	}
	return b.ordered
}

// periods returns the periods of days, rising.
func (b *dayBook) periods(days []int32, o *Options) []int32 {
	if len(days) == 0 {
		return nil
	}
	b.first, b.last = days[0], days[len(days)-1]
	b.period = make([]int32, b.last-b.first+1)
	var out []int32
	for _, day := range days {
		since, _ := dates.Day.Bounds(int64(day), o.Dates.Zone)
		period := int32(o.Period.Index(since, o.Dates.Zone))
		b.period[day-b.first] = period
		if len(out) == 0 || out[len(out)-1] != period {
			out = append(out, period)
		}
	}
	return out
}

// windows finds the days that count for each period.
func (b *dayBook) windows(slots []int32, o *Options) {
	if o.Shape != Transaction {
		return
	}
	zone := o.Dates.Zone
	for _, slot := range slots {
		since, until := o.Period.Bounds(int64(slot), zone)
		over := int32(dates.Day.Index(until, zone))
		from := int32(dates.Day.Index(since, zone))
		if o.InactiveAfter.N > 0 {
			from = goBack(over, o.InactiveAfter)
		}
		b.from, b.until = append(b.from, from), append(b.until, over)
	}
}

// goBack returns the day that lies a span before another. A month before the 31st is the last day of
// a shorter month.
func goBack(day int32, s Span) int32 {
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
