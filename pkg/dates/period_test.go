package dates

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func instantOf(t testing.TB, text string) Instant {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at.UnixMicro()
}

func TestLabels(t *testing.T) {
	check := func(p Period, at, want string) {
		t.Helper()
		if got := p.Label(p.Index(instantOf(t, at), nil)); got != want {
			t.Errorf("the %s of %s is %s, want %s", p, at, got, want)
		}
	}
	check(Day, "2026-06-01T23:59:59.999999Z", "2026-06-01")
	check(Day, "1969-12-31T23:59:59.999999Z", "1969-12-31")
	check(Month, "2026-06-30T23:59:59.999999Z", "2026-06")
	check(Month, "2026-07-01T00:00:00Z", "2026-07")
	check(Month, "0001-01-01T00:00:00Z", "0001-01")
	check(Quarter, "2026-03-31T23:59:59Z", "2026-Q1")
	check(Quarter, "2026-04-01T00:00:00Z", "2026-Q2")
	check(Quarter, "2026-12-31T00:00:00Z", "2026-Q4")
	check(Year, "2026-12-31T23:59:59Z", "2026")
	check(Year, "2027-01-01T00:00:00Z", "2027")
	// Python 3.11: date.fromisoformat(text).isocalendar()
	check(Week, "2026-06-01T00:00:00Z", "2026-W23")
	check(Week, "2026-01-01T00:00:00Z", "2026-W01")
	check(Week, "2025-12-29T00:00:00Z", "2026-W01")
	check(Week, "2025-12-28T23:59:59Z", "2025-W52")
	check(Week, "2027-01-03T23:59:59Z", "2026-W53")
	check(Week, "2020-12-31T00:00:00Z", "2020-W53")
	check(Week, "2021-01-03T00:00:00Z", "2020-W53")
	check(Week, "2021-01-04T00:00:00Z", "2021-W01")
	check(Week, "1969-12-31T00:00:00Z", "1970-W01")
	check(Week, "2000-02-29T00:00:00Z", "2000-W09")
	check(Week, "9999-12-31T00:00:00Z", "9999-W52")
}

func TestZonedPeriods(t *testing.T) {
	check := func(p Period, zone, at, want string) {
		t.Helper()
		if got := p.Label(p.Index(instantOf(t, at), loadZone(t, zone))); got != want {
			t.Errorf("the %s of %s in %s is %s, want %s", p, at, zone, got, want)
		}
	}
	check(Month, "Europe/Kyiv", "2026-05-31T21:00:00Z", "2026-06") // summer time, +3
	check(Month, "Europe/Kyiv", "2026-05-31T20:59:59Z", "2026-05")
	check(Month, "Europe/Kyiv", "2025-12-31T21:59:59Z", "2025-12") // winter time, +2
	check(Year, "Europe/Kyiv", "2025-12-31T22:00:00Z", "2026")
	check(Day, "America/New_York", "2026-06-01T03:59:59Z", "2026-05-31")
	check(Week, "Pacific/Kiritimati", "2026-05-31T10:00:00Z", "2026-W23") // Monday there, +14
}

// Every field of an instant in every zone, against package time.
func TestIndexAgainstTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(testZones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		instant := rapid.Int64Range(-62e15, 253e15).Draw(t, "instant") // the years 5 to 9987
		at := time.UnixMicro(instant).In(loc)
		week, number := at.ISOWeek()
		want := map[Period]string{
			Day:     at.Format(time.DateOnly),
			Week:    fmt.Sprintf("%04d-W%02d", week, number),
			Month:   at.Format("2006-01"),
			Quarter: fmt.Sprintf("%04d-Q%d", at.Year(), (at.Month()-1)/3+1),
			Year:    at.Format("2006"),
		}
		for p, label := range want {
			if got := p.Label(p.Index(instant, loc)); got != label {
				t.Fatalf("the %s of %s is %s, want %s", p, at, got, label)
			}
		}
	})
}

// A period begins and ends where its bounds say, and its label leads back to its beginning.
func TestBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(testZones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		p := rapid.SampledFrom(Periods()).Draw(t, "period")
		// From 2012 on no zone of the list skips a day or turns its clock back over midnight.
		index := p.Index(rapid.Int64Range(1.33e15, 4e15).Draw(t, "instant"), loc)
		since, until := p.Bounds(index, loc)
		if p.Index(since, loc) != index || p.Index(since-1, loc) != index-1 ||
			p.Index(until-1, loc) != index || p.Index(until, loc) != index+1 {
			t.Fatalf("%s in %s does not reach from %s to %s", p.Label(index), loc,
				time.UnixMicro(since).In(loc), time.UnixMicro(until).In(loc))
		}
		if got, err := ParseBound(p.Label(index), loc); err != nil || got != since {
			t.Fatalf("%s in %s begins at %d (%v), want %d", p.Label(index), loc, got, err, since)
		}
	})
}

func TestOddBounds(t *testing.T) {
	check := func(zone, day, since, until string) {
		t.Helper()
		loc := loadZone(t, zone)
		from, to := Day.Bounds(Day.Index(instantOf(t, day+"T00:00:00Z"), nil), loc)
		if from != instantOf(t, since) || to != instantOf(t, until) {
			t.Errorf("%s in %s is from %s to %s, want %s to %s", day, zone,
				time.UnixMicro(from).UTC(), time.UnixMicro(to).UTC(), since, until)
		}
	}
	// From the rules of the tz database.
	check("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z") // 23 hours, no midnight
	check("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z") // 25 hours
	check("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z")      // never was
	check("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z")  // begins twice
	check("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z", "1919-04-01T04:00:00Z")   // 23:30 was followed by 00:30
}

func TestParseBound(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		got, err := ParseBound(text, loadZone(t, "Europe/Berlin"))
		if err != nil || got != instantOf(t, want) {
			t.Errorf("%q is %s (%v), want %s", text, time.UnixMicro(got).UTC(), err, want)
		}
	}
	check("2026-06-01", "2026-05-31T22:00:00Z")
	check("2026-06", "2026-05-31T22:00:00Z")
	check("2026", "2025-12-31T23:00:00Z")
	check("2026-Q3", "2026-06-30T22:00:00Z")
	check("2026-W23", "2026-05-31T22:00:00Z")
	check("2026-W53", "2026-12-27T23:00:00Z")
	check("2026-06-01T12:00", "2026-06-01T10:00:00Z")
	check("2026-06-01 12:00:00", "2026-06-01T10:00:00Z")
	check("2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z")
	check(" 2026-06-01T12:00:00.5+01:00 ", "2026-06-01T11:00:00.5Z")
	check("20260601", "2026-05-31T22:00:00Z")

	for _, text := range []string{
		"", "today", "0000", "26", "2026-13", "2026-6", "2026-Q5", "2026-Q0", "2025-W53", "2026-W00", "2026-W1", "2026-Q",
		"2026-02-30", "2026-06-01T25:00", "01/06/2026", "1 June 2026", "1713418460", "2026-06-",
	} {
		if got, err := ParseBound(text, nil); err == nil {
			t.Errorf("%q is read as %s, want an error", text, time.UnixMicro(got).UTC())
		}
	}
}

func TestParsePeriod(t *testing.T) {
	for _, p := range Periods() {
		if got, err := ParsePeriod(string(p)); err != nil || got != p {
			t.Errorf("%q is %q (%v)", p, got, err)
		}
	}
	_, err := ParsePeriod("Month")
	if want := `"Month" is not a period, expected day, week, month, quarter or year`; err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}
