package span

import "testing"

func TestParse(t *testing.T) {
	check := func(text string, unit int64, seconds float64, c Clarity) {
		t.Helper()
		micros, got := Parse(text, YardstickOf(unit), '.')
		if got != c || c == Good && float64(micros) != seconds*1e6 {
			t.Errorf("%q: %v s, %v; want %v s, %v", text, float64(micros)/1e6, got, seconds, c)
		}
	}
	const s, m, h = 1e6, 60e6, 3600e6
	check("90", s, 90, Good)
	check("1.5", h, 5400, Good)
	check("-3", m, -180, Good)
	check("90", 0, 0, Unsure)
	check("0", 0, 0, Good)
	check("1h 05m", 0, 3900, Good)
	check("1h05m", 0, 3900, Good)
	check("90 min", 0, 5400, Good)
	check("90min.", 0, 5400, Good)
	check("1 hour, 5 minutes and 3 seconds", 0, 3903, Good)
	check("1,5 h", 0, 5400, Good)
	check("2 días 3 horas", 0, 2*86400+3*3600, Good)
	check("1 ч 5 мин", 0, 3900, Good)
	check("2 год 10 хв", 0, 7800, Good)
	check("250 ms", 0, 0.25, Good)
	check("01:02:03", 0, 3723, Good)
	check("01:02:03.5", 0, 3723.5, Good)
	check("100:00:00", 0, 360000, Good)
	check("1:30", 0, 0, Unsure)
	check("0:00", 0, 0, Good)
	check("1:30", h, 5400, Good)
	check("1:30", m, 90, Good)
	check("1:30.5", m, 90.5, Good)
	check("1 day, 02:03:04", 0, 86400+7384, Good)
	check("1 day 02:03", 0, 86400+7380, Good)
	check("1 02:30:00", 0, 86400+9000, Good)
	check("1.02:30:00", 0, 86400+9000, Good)
	check("10.02:30:00.5", 0, 10*86400+9000.5, Good)
	check("PT1H5M", 0, 3900, Good)
	check("P1DT2H", 0, 93600, Good)
	check("P2W", 0, 14*86400, Good)
	check("PT0.5S", 0, 0.5, Good)
	for _, text := range []string{"", "soon", "5m 1h", "1h 2h", "P1Y", "P1M", "PT", "P", "1:60:00", "1:2:3", "12:3", "5 parsecs", "1h30", "1.25:30:00", "1.2:30:00", "1.5 02:30:00", "--5", "1:02:03:04", "2026-05-01", "1e99", "PT5"} {
		check(text, s, 0, Bad)
	}
}

func TestOfDay(t *testing.T) {
	for text, hours := range map[string]float64{"8:05": 8 + 5.0/60, "08:30:00": 8.5, "10:00 PM": 22, "12:30 a.m.": 0.5, "12:00pm": 12, "24:00": 24,
		"25:00": -1, "noon": -1, "10:70": -1, "": -1, "13:00 PM": -1, "0:30 AM": -1, "1 08:00": -1, "8": -1, "10:00 h": -1} {
		micros, ok := OfDay(text)
		if want := int64(hours * 3600e6); ok != (hours >= 0) || ok && micros != want {
			t.Errorf("%q is %v, %v, want %v", text, micros, ok, want)
		}
	}
}

func TestInHeader(t *testing.T) {
	for header, want := range map[string]Yardstick{"wait_s": {Bare: 1e6}, "wait": {}, "Wait (min)": {60e6, 60e6}, "queue time ms": {Bare: 1e3},
		"Очікування, хв": {60e6, 60e6}, "Wait (hours)": {3600e6, 3600e6}, "Wait (hh:mm)": {Clock: 3600e6}, "Wait [mm:ss]": {Clock: 60e6}, "Wait (HH:MM:SS)": {}} {
		if got := InHeader(header); got != want {
			t.Errorf("%q is measured in %v, want %v", header, got, want)
		}
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
