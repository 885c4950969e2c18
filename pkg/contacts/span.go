package contacts

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// waitIn is what waits are told in: what the header says, else seconds, and minutes of 0:27.
func waitIn(header string) span.Yardstick {
	in := span.InHeader(header)
	if in.Bare == 0 && in.Clock != 3600e6 {
		in.Bare = 1e6
	}
	if in.Clock == 0 {
		in.Clock = 60e6
	}
	return in
}

// nextClock is when a clock next shows a time of day; where that is half a day later, it rather is the time before.
func nextClock(began, clock dates.Instant, zone *time.Location) dates.Instant {
	const day = 86400e6
	later := ((clock-sinceMidnight(began, zone))%day + day) % day
	if later > day/2 {
		later -= day
	}
	return began + later
}

// sinceMidnight is the time of day of a moment.
func sinceMidnight(at dates.Instant, zone *time.Location) dates.Instant {
	local := time.UnixMicro(at).In(zone)
	return local.Sub(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)).Microseconds()
}
