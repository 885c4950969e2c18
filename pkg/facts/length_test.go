package facts

import "testing"

func TestLength(t *testing.T) {
	check := func(text string, seconds float64, ok bool) {
		t.Helper()
		got, err := Length("window", text)
		if (err == nil) != ok || float64(got) != seconds*1e6 {
			t.Errorf("%q is %v µs, %v; want %v s", text, got, err, seconds)
		}
	}
	check("15m", 900, true)
	check("1h30m", 5400, true)
	check("0s", 0, true)
	check("7d", 604800, true)
	check("1.5H", 5400, true)
	check("2w", 1209600, true)
	check("", 0, false)
	check("15", 0, false)
	check("m", 0, false)
	check("30m1h", 0, false) // a slip
	check("-5m", 0, false)
	check("1000000d", 0, false)
	check("1..5h", 0, false)
}
