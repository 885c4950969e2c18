package warehouse

import (
	"math"
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// Hour is the period of one hour by the clock of the zone, beside those of dates.
const Hour dates.Period = "hour"

// A Cut puts rows together whose moments lie in one period and on the same side of every bound. The text of such rows
// is that of the earliest. Rows may come in more parts than that, and never in fewer.
type Cut struct {
	// Period is Hour or one of dates; "" for bounds alone.
	Period dates.Period
	// Zone is that of the periods, and of dates and clocks: UTC when nil.
	Zone *time.Location
	// Bounds are the moments at which something begins.
	Bounds []time.Time
}

func (c *Cut) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// keys returns what rows have in common that are put together.
func (c *Cut) keys(g Grammar, ref string, a Attribute) (keys []string) {
	if c.Period != "" {
		keys = append(keys, c.period(g, ref, a))
	} else {
		keys = append(keys, g.dated(ref)) // the earliest of all is none of those without a moment
	}
	for _, bound := range c.Bounds {
		at := micros(bound)
		if a.Type == Moment {
			keys = append(keys, g.since(ref, a, at))
			continue
		}
		for _, wall := range walls(at, c.zone()) {
			keys = append(keys, g.since(ref, a, wall))
		}
	}
	return keys
}

// micros is the first whole microsecond at a moment or after it. Moments are read to the microsecond.
func micros(at time.Time) time.Time {
	return at.UTC().Add(time.Microsecond - 1).Truncate(time.Microsecond)
}

func (c *Cut) period(g Grammar, ref string, a Attribute) string {
	name, known := zoneName(c.zone())
	switch {
	case a.Type == Date && (c.Period == Hour || c.Period == dates.Day):
		return ref
	case a.Type != Moment:
		return g.part(ref, a, c.Period, "")
	case c.Period == Hour || !known:
		// Stretches that all offsets of the zone are whole numbers of lie in one hour of its clock, whatever the server knows.
		return g.stretch(ref, a, grain(c.zone()))
	}
	return g.part(ref, a, c.Period, name)
}

// zoneName is the name under which a server knows a zone, if there is one.
func zoneName(loc *time.Location) (string, bool) {
	name := loc.String()
	same, err := time.LoadLocation(name)
	return name, name != "Local" && err == nil && same.String() == name
}

// grain is the longest part of an hour, in seconds, that the offsets of a zone from 1970 to 2100 are whole numbers of.
func grain(loc *time.Location) int {
	const week = 7 * 24 * 3600
	seconds := 3600
	for at := int64(0); at < 130*52*week; at += week {
		_, offset := time.Unix(at, 0).In(loc).Zone()
		seconds = common(seconds, offset)
	}
	return max(seconds, 60)
}

func common(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return int(math.Abs(float64(a)))
}

// walls returns the clock times, written as if they were UTC, at which those before a bound may end and those after it
// begin. It is one, unless the clock changes within a day of the bound: then the hour that is left out or comes twice has its
// own ends.
func walls(at time.Time, loc *time.Location) []time.Time {
	wall := func(t time.Time, offset int) time.Time { return t.UTC().Add(time.Duration(offset) * time.Second) }
	at = at.In(loc)
	_, offset := at.Zone()
	found := []time.Time{wall(at, offset)}
	start, end := at.ZoneBounds()
	for _, change := range []time.Time{start, end} {
		if change.IsZero() || at.Sub(change).Abs() > 24*time.Hour {
			continue
		}
		_, before := change.Add(-time.Nanosecond).Zone()
		_, after := change.Zone()
		for _, offset := range []int{before, after} {
			found = append(found, wall(at, offset), wall(change, offset))
		}
	}
	slices.SortFunc(found, time.Time.Compare)
	return slices.CompactFunc(found, time.Time.Equal)
}

// A joined holds what a server put together to what the calendar here says of it.
type joined struct {
	cut    *Cut
	reader *dates.Reader
}

func newJoined(c *Cut) (*joined, error) {
	reader, err := dates.NewReader(dates.Writing{Layout: "iso", Zone: c.zone()})
	return &joined{c, reader}, err
}

// holds reports whether all from the earliest to the latest are in one period and on one side of every bound. The server may know
// another history of the zone.
func (j *joined) holds(earliest, latest []byte) bool {
	if string(earliest) == string(latest) {
		return true
	}
	from, _, ok := j.reader.Parse(earliest)
	until, _, also := j.reader.Parse(latest)
	if !ok || !also {
		return !ok && !also
	}
	for _, at := range j.cut.Bounds {
		bound := micros(at).UnixMicro()
		if (from >= bound) != (until >= bound) {
			return false
		}
	}
	return j.cut.Period == "" || sameIn(j.cut.Period, from, until, j.cut.zone())
}

func sameIn(p dates.Period, from, until dates.Instant, loc *time.Location) bool {
	if p == Hour {
		const hour = "2006-01-02 15"
		return time.UnixMicro(from).In(loc).Format(hour) == time.UnixMicro(until).In(loc).Format(hour)
	}
	return p.Index(from, loc) == p.Index(until, loc)
}
