package contacts

import (
	"fmt"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

func check(t *testing.T, c *calls, form int, want string) {
	t.Helper()
	got := ""
	if s, ok := c.level(form); ok {
		got = fmt.Sprint(s.K, s.N)
	}
	if got != want {
		t.Errorf("form %d is %q, want %q", form, got, want)
	}
}

func TestParseSpan(t *testing.T) {
	check := func(text string, bare float64, decimal byte, want any) {
		t.Helper()
		var got any
		if age, ok := parseSpan(text, bare, decimal); ok {
			got = seconds(age)
		}
		if got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
	check("27", 1, '.', 27.0)
	check("27.5", 1, '.', 27.5)
	check("27,5", 1, ',', 27.5)
	check("1500", 0.001, '.', 1.5)
	check("0", 60, '.', 0.0)
	check("0:27", 1, '.', 27.0)
	check("00:01:27", 1, '.', 87.0)
	check("1:00:00.5", 1, '.', 3600.5)
	check("27 s", 1, '.', 27.0)
	check("1m 20s", 1, '.', 80.0)
	check("2 min", 1, '.', 120.0)
	check("2 хв", 1, '.', 120.0)
	check("3 мин. 5 сек.", 1, '.', 185.0)
	check("1h30m", 1, '.', 5400.0)
	check("-5", 1, '.', -5.0)
	check("", 1, '.', nil)
	check("abc", 1, '.', nil)
	check("1:75", 1, '.', nil)
	check("1:2:3:4", 1, '.', nil)
	check("5 apples", 1, '.', nil)
	check("1m 20", 1, '.', nil)
	check("1e5", 1, '.', nil)
	check("inf", 1, '.', nil)
	check("1:+5", 1, '.', nil)
}

func TestBareUnit(t *testing.T) {
	for header, want := range map[string]float64{"wait_s": 1, "wait": 1, "Wait (min)": 60, "queue time ms": 0.001, "Очікування, хв": 60, "wait minutes": 60, "s": 1} {
		if got := bareUnit(header); got != want {
			t.Errorf("%q has the unit %v s, want %v", header, got, want)
		}
	}
}

// A time of day alone may lie beyond midnight, and rather is wrong than half a day later.
func TestNextClock(t *testing.T) {
	began := func(clock string) dates.Instant {
		at, err := time.Parse(time.DateTime, "2026-03-02 "+clock)
		if err != nil {
			t.Fatal(err)
		}
		return dates.Instant(at.UnixMicro())
	}
	check := func(from, clock string, zone *time.Location, want float64) {
		t.Helper()
		at, ok := clockTime(clock)
		if got := seconds(nextClock(began(from), at, zone) - began(from)); !ok || got != want {
			t.Errorf("from %s to %s is %v s, want %v", from, clock, got, want)
		}
	}
	check("10:00:00", "10:00:20", time.UTC, 20)
	check("23:59:50", "00:00:10", time.UTC, 20)
	check("10:00:20", "10:00:00", time.UTC, -20)
	check("10:00:00", "10:01", time.UTC, 60)
	check("22:59:50", "00:00:10", time.FixedZone("", 3600), 20) // 23:59:50 there
	for _, wrong := range []string{"25:00", "noon", "10:70", ""} {
		if _, ok := clockTime(wrong); ok {
			t.Errorf("%q is a time of day", wrong)
		}
	}
}

// A number is its digits, however it is written; a name has no capitals.
func TestAppendNumber(t *testing.T) {
	for text, want := range map[string]string{"+34 600-111 222": "34600111222", "0034600111222": "34600111222", "(600) 111.222": "600111222",
		"C101": "c101", "Ана 5": "ана 5", "100": "100", "sip:Ann@x.org": "sip:ann@x.org"} {
		if got := string(appendNumber(nil, []byte(text))); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
