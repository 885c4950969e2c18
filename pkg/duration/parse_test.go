package duration

import "testing"

func TestParse(t *testing.T) {
	check := func(text string, unit int64, seconds float64, r reading) {
		t.Helper()
		micros, got := parse(text, unit, '.')
		if got != r || r == good && float64(micros) != seconds*1e6 {
			t.Errorf("%q: %v s, %v; want %v s, %v", text, float64(micros)/1e6, got, seconds, r)
		}
	}
	const s, m, h = 1e6, 60e6, 3600e6
	check("90", s, 90, good)
	check("1.5", h, 5400, good)
	check("-3", m, -180, good)
	check("90", 0, 0, unsure)
	check("0", 0, 0, good)
	check("1h 05m", 0, 3900, good)
	check("1h05m", 0, 3900, good)
	check("90 min", 0, 5400, good)
	check("90min.", 0, 5400, good)
	check("1 hour, 5 minutes and 3 seconds", 0, 3903, good)
	check("1,5 h", 0, 5400, good)
	check("2 días 3 horas", 0, 2*86400+3*3600, good)
	check("1 ч 5 мин", 0, 3900, good)
	check("2 год 10 хв", 0, 7800, good)
	check("250 ms", 0, 0.25, good)
	check("01:02:03", 0, 3723, good)
	check("01:02:03.5", 0, 3723.5, good)
	check("100:00:00", 0, 360000, good)
	check("1:30", 0, 0, unsure)
	check("0:00", 0, 0, good)
	check("1:30", h, 5400, good)
	check("1:30", m, 90, good)
	check("1:30.5", m, 90.5, good)
	check("1 day, 02:03:04", 0, 86400+7384, good)
	check("1 day 02:03", 0, 86400+7380, good)
	check("PT1H5M", 0, 3900, good)
	check("P1DT2H", 0, 93600, good)
	check("P2W", 0, 14*86400, good)
	check("PT0.5S", 0, 0.5, good)
	for _, text := range []string{"", "soon", "5m 1h", "1h 2h", "P1Y", "P1M", "PT", "P", "1:60:00", "1:2:3", "12:3", "5 parsecs", "1h30", "--5", "1:02:03:04", "2026-05-01", "1e99", "PT5"} {
		check(text, s, 0, bad)
	}
}

func TestUnitOfHeader(t *testing.T) {
	check := func(header, want string) {
		t.Helper()
		if u, ok := unitOfHeader(header); ok != (want != "") || u.name != want {
			t.Errorf("%q: %q, %v, want %q", header, u.name, ok, want)
		}
	}
	check("wait_s", "s")
	check("WaitSec", "s")
	check("Seconds of Use", "s")
	check("hours", "h")
	check("handle time (min)", "m")
	check("handleMinutes", "m")
	check("tiempo en minutos", "m")
	check("время, мин", "m")
	check("min delay", "")
	check("delay", "")
	check("minutes per day", "")
	check("s", "")
}
