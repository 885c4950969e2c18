package render

import "testing"

func TestDuration(t *testing.T) {
	check := func(seconds float64, want string) {
		t.Helper()
		if got := (voice{}).duration(seconds); got != want {
			t.Errorf("%v s: %q, want %q", seconds, got, want)
		}
	}
	check(0, "0s")
	check(0.25, "0.25s")
	check(45.21, "45.2s")
	check(59.97, "1m")
	check(90, "1m 30s")
	check(3599.6, "1h")
	check(20520, "5h 42m")
	check(86399, "1d")
	check(371520, "4d 7h")
	check(-90, "-1m 30s")
	check(100000000, "1,157d 10h")
}
