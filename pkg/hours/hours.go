// Package hours measures time by business hours: when a business is open in a week, and which days are different.
package hours

import (
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A Week says when a business is open. The zero Week is never open.
type Week struct {
	week [8][]opening         // by day, from 1 for Monday
	days map[string][]opening // by date, for days that are different from their week
}

// An opening goes from a minute of the day to another, 1440 for midnight at its end.
type opening struct{ from, to int }

//go:embed days.tsv
var dayData string

var dayWords = sync.OnceValue(func() map[string]int {
	out := make(map[string]int)
	for line := range strings.Lines(dayData) {
		if cells := strings.Split(strings.TrimSpace(line), "\t"); !strings.HasPrefix(line, "#") && len(cells) > 1 {
			day, _ := strconv.Atoi(cells[0])
			for _, word := range cells[1:] {
				out[answer.Normalise(word)] = day
			}
		}
	}
	return out
})

// Add says that the business is open on a day, such as mon, mon-fri or 2026-12-25, from a time to another, such as 09:00 and
// 17:30. Both blank means that it is closed, as it is on every day of the week that is never added. A day may have several
// openings; what goes on over midnight is one until 24:00 and one of the next day.
func (p *Week) Add(day, open, close string) error {
	var list []opening
	if open != "" || close != "" {
		from, ok := clock(open)
		to, okTo := clock(close)
		if !ok || !okTo || from == 1440 {
			return fmt.Errorf("%q to %q are no times of a day, such as 09:00 and 17:30", open, close)
		}
		if list = []opening{{from, to}}; to <= from {
			return fmt.Errorf("%q is not after %q: what goes on over midnight is two openings, one until 24:00 and one of the next day", close, open)
		}
	}
	if days, ok := weekdays(day); ok {
		for _, d := range days {
			p.week[d] = append(p.week[d], list...)
		}
		return nil
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fmt.Errorf("%q is no day, such as mon, mon-fri or 2026-12-25", day)
	}
	if p.days == nil {
		p.days = make(map[string][]opening)
	}
	p.days[day] = append(p.days[day], list...)
	return nil
}

// weekdays are the days that a word or a range of two names.
func weekdays(text string) (days []int, ok bool) {
	first, last, isRange := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	from, ok := dayWords()[answer.Normalise(first)]
	if !ok || !isRange {
		return []int{from}, ok
	}
	to, ok := dayWords()[answer.Normalise(last)]
	for d := from; ok; d = d%7 + 1 {
		if days = append(days, d); d == to {
			break
		}
	}
	return days, ok
}

// clock reads 9:00, 09:00 or 24:00 as minutes of the day.
func clock(text string) (minutes int, ok bool) {
	hour, minute, found := strings.Cut(text, ":")
	if len(minute) == len("00:00") && strings.HasSuffix(minute, ":00") {
		minute = minute[:2]
	}
	h, err := strconv.Atoi(hour)
	m, errM := strconv.Atoi(minute)
	ok = found && err == nil && errM == nil && len(minute) == 2 && h >= 0 && m >= 0 && m < 60 && h*60+m <= 1440
	return h*60 + m, ok
}

// The years that a calendar knows.
const firstYear, lastYear = 1970, 2100

// A Calendar is a plan on the line of time.
type Calendar struct {
	from, to   []dates.Instant // openings, in order, which do not overlap
	before     []dates.Instant // how long it was open before each
	begin, end dates.Instant
}

// Calendar lays the plan out by the clock of a zone. Openings that overlap are one.
func (p *Week) Calendar(zone *time.Location) *Calendar {
	if zone == nil {
		zone = time.UTC
	}
	c := &Calendar{}
	day := time.Date(firstYear, 1, 1, 0, 0, 0, 0, zone)
	c.begin = day.UnixMicro()
	for ; day.Year() <= lastYear; day = time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, zone) {
		for _, o := range p.on(day) {
			at := func(minute int) dates.Instant {
				return time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, zone).UnixMicro()
			}
			c.add(at(o.from), at(o.to))
		}
	}
	c.end = day.UnixMicro()
	open := dates.Instant(0)
	for i := range c.from {
		c.before = append(c.before, open)
		open += c.to[i] - c.from[i]
	}
	return c
}

// on are the openings of a day, in order.
func (p *Week) on(day time.Time) []opening {
	list, special := p.days[day.Format(time.DateOnly)]
	if !special {
		list = p.week[(int(day.Weekday())+6)%7+1]
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b opening) int { return a.from - b.from })
	return list
}

func (c *Calendar) add(from, to dates.Instant) {
	if n := len(c.to); n > 0 && from <= c.to[n-1] {
		c.to[n-1] = max(c.to[n-1], to)
		return
	}
	c.from, c.to = append(c.from, from), append(c.to, to)
}

// Between is how long the business was open between two moments. ok is false outside the years that a calendar knows, and
// where the second moment comes first.
func (c *Calendar) Between(from, to dates.Instant) (open dates.Instant, ok bool) {
	if from < c.begin || to >= c.end || to < from {
		return 0, false
	}
	return c.until(to) - c.until(from), true
}

// until is how long it was open before a moment.
func (c *Calendar) until(at dates.Instant) dates.Instant {
	i := sort.Search(len(c.from), func(i int) bool { return c.from[i] >= at }) - 1
	if i < 0 {
		return 0
	}
	return c.before[i] + min(at, c.to[i]) - c.from[i]
}

// Open tells whether the business is open at a moment.
func (c *Calendar) Open(at dates.Instant) bool {
	i := sort.Search(len(c.from), func(i int) bool { return c.from[i] > at }) - 1
	return i >= 0 && at < c.to[i]
}

// Ever tells whether the business is open at all.
func (c *Calendar) Ever() bool { return len(c.from) > 0 }
