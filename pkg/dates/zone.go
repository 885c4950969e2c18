package dates

import (
	"math"
	"time"
)

const daySeconds = 86400

// A zone turns wall-clock time into seconds since 1970. It remembers the stretch of the last
// question, because neighbouring rows lie between the same two changes of the clock.
type zone struct {
	loc          *time.Location // nil for UTC
	since, until int64          // wall-clock seconds in which offset surely holds
	offset       int64          // seconds east of UTC
}

func newZone(loc *time.Location) zone {
	if isUTC(loc) {
		return zone{}
	}
	return zone{loc: loc}
}

func isUTC(loc *time.Location) bool { return loc == nil || loc == time.UTC }

// unix returns the seconds since 1970 of a wall-clock time that is given as if it were UTC.
func (z *zone) unix(wall int64) int64 {
	if z.loc == nil {
		return wall
	}
	if z.covers(wall) {
		return wall - z.offset
	}
	u, _ := resolve(wall, z.loc)
	z.remember(u)
	return u
}

// covers reports whether the remembered offset holds at a wall-clock time.
func (z *zone) covers(wall int64) bool { return wall >= z.since && wall < z.until }

// remember keeps the stretch around an instant, less a day at each end where the clock changes.
func (z *zone) remember(u int64) {
	at := time.Unix(u, 0).In(z.loc)
	start, end := at.ZoneBounds()
	z.offset = offsetAt(u, z.loc)
	z.since, z.until = math.MinInt64, math.MaxInt64
	if !start.IsZero() {
		z.since = start.Unix() + z.offset + daySeconds
	}
	if !end.IsZero() {
		z.until = end.Unix() + z.offset - daySeconds
	}
}

// resolve returns the seconds since 1970 of a wall-clock time. Of two instants it is the earlier
// one; gap is true when there is none, and the time then counts on from before the gap.
func resolve(wall int64, loc *time.Location) (unix int64, gap bool) {
	// No zone is a day away from UTC, so these two lie on either side of the time.
	before := wall - offsetAt(wall-daySeconds, loc)
	if before+offsetAt(before, loc) == wall {
		return before, false
	}
	after := wall - offsetAt(wall+daySeconds, loc)
	if after+offsetAt(after, loc) == wall {
		return after, false
	}
	return before, true
}

// startOf returns the first instant at which the wall clock shows a time or a later one.
func startOf(wall int64, loc *time.Location) int64 {
	if isUTC(loc) {
		return wall
	}
	u, gap := resolve(wall, loc)
	if gap {
		start, _ := time.Unix(u, 0).In(loc).ZoneBounds()
		return start.Unix()
	}
	return u
}

func offsetAt(unix int64, loc *time.Location) int64 {
	_, offset := time.Unix(unix, 0).In(loc).Zone()
	return int64(offset)
}
