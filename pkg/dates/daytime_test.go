package dates

import "testing"

func TestDayTime(t *testing.T) {
	const minute = 60e6
	for text, want := range map[string]int64{"8:05": 485 * minute, " 08:05:30 ": 485*minute + 30e6, "10:00 PM": 22 * 60 * minute,
		"12:30 am": 30 * minute, "24:00": 24 * 60 * minute, "0:00:00.5": 5e5} {
		if got, ok := DayTime([]byte(text)); !ok || got != want {
			t.Errorf("%q: %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "8", "0805", "25:00", "8:60", "13:00 PM", "2026-05-01 08:05", "8:05 later", "24:01"} {
		if got, ok := DayTime([]byte(text)); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}
