package dates

import (
	"testing"
	"time"
)

// What has happened lies between 1900 and ten years ahead of the run: 3652 days after 2026-06-01 is
// 2036-05-31.
func TestHappened(t *testing.T) {
	now := Instant(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC).UnixMicro())
	bounded, err := NewReader(Writing{}.Happened(&now))
	if err != nil {
		t.Fatal(err)
	}
	timeless, _ := NewReader(Writing{}.Happened(nil))
	check := func(text string, read bool, why string) {
		t.Helper()
		_, _, ok := bounded.Parse([]byte(text))
		_, _, inPeriod := bounded.Periods(Month).Parse([]byte(text))
		if ok != read || inPeriod != read || bounded.Impossible([]byte(text)) != why {
			t.Errorf("%s: %v, %v, %q, want %v, %q", text, ok, inPeriod, bounded.Impossible([]byte(text)), read, why)
		}
	}
	const before = "is a date that cannot be: it lies before 1900-01-01"
	const after = "is a date that cannot be: it lies after 2036-05-31, more than ten years ahead"
	check("1900-01-01", true, "")
	check("1899-12-31T23:59:59Z", false, before)
	check("0202-01-01", false, before)
	check("01.06.1826", false, before)
	check("2036-05-31T12:00:00Z", true, "")
	check("2036-05-31T12:00:01Z", false, after)
	check("9999-12-31", false, after)
	check("soon", false, "")
	if _, _, ok := timeless.Parse([]byte("9999-12-31")); !ok {
		t.Error("without a moment of the run, 9999 is no date")
	}
}

// A month that was met does not let its impossible days in.
func TestHappenedInKnownMonth(t *testing.T) {
	now := Instant(time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC).UnixMicro())
	r, _ := NewReader(Writing{}.Happened(&now))
	months := r.Periods(Month)
	for text, want := range map[string]bool{"2036-06-02T00:00:00Z": true, "2036-06-20T00:00:00Z": false, "2026-06-02T00:00:00Z": true} {
		for range 2 {
			if _, _, ok := months.Parse([]byte(text)); ok != want {
				t.Errorf("%s: %v", text, ok)
			}
		}
	}
}
