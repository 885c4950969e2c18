package facts

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
)

// clockOf is the role of a column of times of day that belong to the dates of another one.
func clockOf(role dataset.Role) dataset.Role { return role + "_clock" }

// joint takes apart the names of two columns that are joined by +, one with dates and one with times of day, in any order. A
// header that has the mark itself is one name.
func joint(t *dataset.Table, flag, name string) (date, clock string, ok bool) {
	if _, err := t.Resolve(flag, name); err == nil {
		return name, "", false
	}
	for at := range len(name) {
		if name[at] != '+' {
			continue
		}
		one, other := strings.TrimSpace(name[:at]), strings.TrimSpace(name[at+1:])
		i, err := t.Resolve(flag, one)
		j, errOther := t.Resolve(flag, other)
		switch {
		case one == "" || other == "" || err != nil || errOther != nil || i == j:
			continue
		case dayTimes(t, i) && !dayTimes(t, j):
			return other, one, true
		}
		return one, other, true
	}
	return name, "", false
}

// dayTimes tells whether a column holds times of day without dates.
func dayTimes(t *dataset.Table, column int) bool {
	all, fit := 0, 0
	for _, text := range t.Sample(column) {
		if noValue(text) {
			continue
		}
		all++
		if _, ok := dates.DayTime([]byte(text)); ok {
			fit++
		}
	}
	return 2*fit > all
}

// Daily tells whether a column holds dates without a time of day: all of its times are midnight.
func (q *Query) Daily(t *dataset.Table, column int) bool {
	if column == dataset.None {
		return false
	}
	some := false
	for _, order := range []dates.DayOrder{dates.DayFirst, dates.MonthFirst} {
		reader, err := dates.NewReader(q.Writing(order))
		if err != nil {
			return false
		}
		for _, text := range t.Sample(column) {
			at, _, ok := reader.Parse([]byte(text))
			if !ok || answer.IsNumber(text) {
				continue
			}
			if midnight, _ := dates.Day.Bounds(dates.Day.Index(at, q.Zone), q.Zone); midnight != at {
				return false
			}
			some = true
		}
	}
	return some
}

// DaysOnly tells whether the column of a role holds dates, and none beside it holds the time of day.
func (q *Query) DaysOnly(t *dataset.Table, cs dataset.Columns, role dataset.Role) bool {
	return !cs.Has(clockOf(role)) && q.Daily(t, cs.At(role))
}

// Joined tells whether the time of a column is that of two.
func (r *Fact) Joined(column int) bool { return r.clocks[column].seat != dataset.None }

// SameDay tells whether two times have their dates from one column, so that one of them may be on the day after it.
func (r *Fact) SameDay(a, b int) bool {
	return r.Joined(a) && r.Joined(b) && r.seats[a][0] == r.seats[b][0]
}

// DayAfter is the same time of day on the next day.
func (r *Fact) DayAfter(at dates.Instant) dates.Instant {
	return time.UnixMicro(at).In(r.rule.Zone).AddDate(0, 0, 1).UnixMicro()
}

// A clockSeat is where the time of day stands that belongs to a date, and whether the date is one of several times.
type clockSeat struct {
	seat   int
	shared bool
}

// clocks tells where the times of day stand for the columns of a source.
func (r *gathering) clocks(cs dataset.Columns, at func(dataset.Role) int) (out []clockSeat) {
	for _, c := range r.traits.Columns {
		shared := slices.ContainsFunc(r.traits.Columns, func(o Position) bool { return o.Role != c.Role && cs.Has(o.Role) && cs.At(o.Role) == cs.At(c.Role) })
		seat := clockSeat{dataset.None, shared}
		if cs.Has(clockOf(c.Role)) {
			seat.seat = at(clockOf(c.Role))
		}
		out = append(out, seat)
	}
	return out
}

// joined reads the time that two cells tell together. The date of several times tells none without the clock.
func (r *Fact) joined(column int, date []byte) (at dates.Instant, reading dates.Reading, state State) {
	place := r.clocks[column]
	cell := r.given(bytes.TrimSpace(r.record.Cell(place.seat)))
	at, reading, ok := r.reader.Parse(date)
	micros, timed := dates.DayTime(cell)
	switch {
	case len(cell) == 0 && (place.shared || len(date) == 0), ok && at < noDays && r.silent(column, 0, date):
		return 0, reading, Blank
	case !ok || !timed:
		return 0, reading, Bad
	}
	return onDay(at, micros, r.rule.Zone), reading, Good
}

// onDay is a time of day on the day of a moment.
func onDay(day dates.Instant, micros int64, zone *time.Location) dates.Instant {
	d := time.UnixMicro(int64(day)).In(zone)
	return dates.Instant(time.Date(d.Year(), d.Month(), d.Day(), 0, 0, int(micros/1e6), int(micros%1e6)*1000, zone).UnixMicro())
}
