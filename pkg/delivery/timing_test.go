package delivery

import (
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// instant reads a time, or a day.
func instant(t *testing.T, text string) occasion {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	layout, day := "2006-01-02 15:04", len(text) == len(time.DateOnly)
	if day {
		layout = time.DateOnly
	}
	at, err := time.ParseInLocation(layout, text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return occasion{dates.Instant(at.UnixMicro()), day, true}
}

// By hand, within a quarter of an hour, in a zone whose clocks were put back on 25 October 2026.
func TestHold(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	const minute = 60_000_000
	check := func(promise, came string, want earliness, after bool, off dates.Instant) {
		t.Helper()
		got := hold(instant(t, promise), instant(t, came), 15*minute, zone)
		if got != (timing{true, want, after, off * minute}) {
			t.Errorf("%s for %s is %+v", came, promise, got)
		}
	}
	check("2026-05-01 12:00", "2026-05-01 11:30", tooEarly, false, -30) // the courier
	check("2026-05-01 12:00", "2026-05-01 11:45", inTime, false, -15)   // the ends of the window are in it
	check("2026-05-01 12:00", "2026-05-01 12:15", inTime, true, 15)
	check("2026-05-01 12:00", "2026-05-01 12:16", tooLate, true, 16)
	check("2026-05-01", "2026-05-01 00:00", inTime, false, 0) // a day is kept on that day
	check("2026-05-01", "2026-05-01 23:59", inTime, false, 0)
	check("2026-05-01", "2026-05-02 00:10", inTime, true, 10) // the end of the day, and the window
	check("2026-05-01", "2026-05-02 00:16", tooLate, true, 16)
	check("2026-05-01", "2026-04-30 23:44", tooEarly, false, -16)
	check("2026-10-25", "2026-10-25 23:59", inTime, false, 0) // a day of 25 hours
	check("2026-10-25", "2026-10-26", tooLate, true, 24*60)   // days are held against days
	check("2026-05-01", "2026-05-01", inTime, false, 0)
	check("2026-05-02", "2026-05-01", tooEarly, false, -24*60)
	check("2026-05-01 12:00", "2026-05-02", tooLate, true, 12*60) // whenever on that day it came
	check("2026-05-02 12:00", "2026-05-01", tooEarly, false, -12*60)
	for _, came := range []occasion{instant(t, "2026-05-01"), {}} {
		if got := hold(instant(t, "2026-05-01 12:00"), came, 15*minute, zone); got.known {
			t.Errorf("a day tells no time of it, and nothing nothing: %+v", got)
		}
	}
}
