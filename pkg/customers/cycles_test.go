package customers

import (
	"math"
	"testing"
)

func TestDays(t *testing.T) {
	check := func(text string, decimal byte, want float64) {
		t.Helper()
		if got, ok := daysOf(text, decimal); got != want || ok != (want > 0) {
			t.Errorf("%q: got %v, %v, want %v", text, got, ok, want)
		}
	}
	check("30", '.', 30)
	check("30.5", '.', 30.5)
	check("30,5", ',', 30.5)
	check("1", '.', 1)
	for _, bad := range []string{"", "0", "0.0", "-30", "30,5", "30 days", "1e3", "inf", "NaN", "0x10", "1_000", "1.2.3", "."} {
		check(bad, '.', 0)
	}
}

func FuzzDays(f *testing.F) {
	for _, text := range []string{"30", "30,5", "-1", "soon", "99999999999999999999", "\xff"} {
		f.Add(text, true)
		f.Add(text, false)
	}
	f.Fuzz(func(t *testing.T, text string, point bool) {
		decimal := byte(',')
		if point {
			decimal = '.'
		}
		if days, ok := daysOf(text, decimal); ok && !(days > 0 && days <= math.MaxFloat64) {
			t.Fatalf("%q lasts %v days", text, days)
		}
	})
}
