package contacts

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/span"
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

// A header says what waits are told in, also of what looks like a clock.
func TestWaitIn(t *testing.T) {
	check := func(header, text string, want any) {
		t.Helper()
		var got any
		if age, clear := span.Parse(text, waitIn(header), '.'); clear == span.Good {
			got = seconds(age)
		}
		if got != want {
			t.Errorf("%s: %q is %v, want %v", header, text, got, want)
		}
	}
	check("wait", "27", 27.0)
	check("wait", "0:27", 27.0)
	check("wait_s", "0:27", 27.0)
	check("queue time ms", "1500", 1.5)
	check("Wait (min)", "2", 120.0)
	check("Wait (min)", "0:15", 15.0)
	check("Wait (hours)", "0:15", 900.0)
	check("Wait (hh:mm)", "0:15", 900.0)
	check("Wait (hh:mm)", "15", nil)
	check("Wait (mm:ss)", "1:15", 75.0)
	check("wait", "00:01:27", 87.0)
	check("wait", "3 мин. 5 сек.", 185.0)
	check("wait", "-5", -5.0)
	check("wait", "", nil)
	check("wait", "1:75", nil)
	check("wait", "5 apples", nil)
	check("wait", "1m 20", nil)
	check("wait", "1:+5", nil)
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
		at, ok := span.OfDay(clock)
		if got := seconds(nextClock(began(from), at, zone) - began(from)); !ok || got != want {
			t.Errorf("from %s to %s is %v s, want %v", from, clock, got, want)
		}
	}
	check("10:00:00", "10:00:20", time.UTC, 20)
	check("23:59:50", "00:00:10", time.UTC, 20)
	check("10:00:20", "10:00:00", time.UTC, -20)
	check("10:00:00", "10:01", time.UTC, 60)
	check("22:59:50", "00:00:10", time.FixedZone("", 3600), 20) // 23:59:50 there
}

// A number is its digits, however it is written, and a telephone number its last ones and its stem; a name has no capitals.
func TestAppendNumber(t *testing.T) {
	for text, want := range map[string]string{"+34 600-111 222": "00111222 +346", "0034600111222": "00111222 +346", "(600) 111.222": "00111222 6", "34600111222": "00111222 346",
		"0600/111 222": "00111222 06", "+44 (0)20 7946 0958": "79460958 +4420", "+34\u00a0600\u2011111\u2011222": "00111222 +346", "34600111222.0": "00111222 346",
		"C101": "c101 ", "Ана 5": "ана 5 ", "100": "100 ", "00100": "100 ", "sip:Ann@x.org": "sip:ann@x.org ", "600111222@x.org": "600111222@x.org ", "1234567": "1234567 ",
		"12345678": "12345678 ", "1234567890123456": "1234567890123456 ", "+123456789012345": "89012345 +1234567"} {
		number, s := appendNumber(nil, []byte(text))
		stem := strings.TrimSuffix(s.String(), "xxxxxxxx")
		if got := string(number) + " " + stem; got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"3.46E+10": true, "3,46123E+11": true, "3E+10": true, "12E45": false, "E+10": false, "a.E+10": false, "600111222": false} {
		if rounded([]byte(text)) != want {
			t.Errorf("%q: rounded is not %v", text, want)
		}
	}
}
