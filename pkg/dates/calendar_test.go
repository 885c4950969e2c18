package dates

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Every day that a text can name, against package time.
func TestEveryDay(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for at.Year() <= 9999 {
		year, month, day := at.Date()
		days := floorDiv(at.Unix(), daySeconds)
		y, m, d := dateOf(days)
		if got := daysOf(year, int(month), day); got != days || y != year || m != int(month) || d != day {
			t.Fatalf("%s: day %d, want %d, and back %d-%d-%d", at.Format(time.DateOnly), got, days, y, m, d)
		}
		if !validDate(year, int(month), day) {
			t.Fatalf("%s is not valid", at.Format(time.DateOnly))
		}
		at = at.AddDate(0, 0, 1)
	}
}

// Instants that no text can name still have their periods.
func TestFarDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		instant := rapid.Int64().Draw(t, "instant")
		at := time.UnixMicro(instant).UTC()
		year, month, day := at.Date()
		y, m, d := dateOf(floorDiv(instant, dayMicros))
		if y != year || m != int(month) || d != day {
			t.Fatalf("%d is %d-%d-%d, want %d-%d-%d", instant, y, m, d, year, month, day)
		}
	})
}

func TestMonthLengths(t *testing.T) {
	for year := 1890; year <= 2110; year++ {
		for month := 1; month <= 12; month++ {
			want := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
			if got := monthLength(year, month); got != want {
				t.Errorf("%d-%d has %d days, want %d", year, month, got, want)
			}
		}
	}
}
