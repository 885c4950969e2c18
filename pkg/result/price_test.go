package result

import (
	"encoding/json"
	"math"
	"testing"
)

func TestAmount(t *testing.T) {
	check := func(a Price, text, short string) {
		t.Helper()
		b, err := json.Marshal(a)
		if a.Text() != text || a.String() != short || string(b) != short || err != nil {
			t.Errorf("%+v: got %s, %s, %s, %v, want %s, %s", a, a.Text(), a.String(), b, err, text, short)
		}
	}
	check(Price{123450, 2}, "1234.50", "1234.5")
	check(Price{100, 2}, "1.00", "1")
	check(Price{0, 2}, "0.00", "0")
	check(Price{1, 2}, "0.01", "0.01")
	check(Price{-5, 2}, "-0.05", "-0.05")
	check(Price{1500, 0}, "1500", "1500")                                          // JPY
	check(Price{1500, 3}, "1.500", "1.5")                                          // KWD
	check(Price{-12, 4}, "-0.0012", "-0.0012")                                     // CLF
	check(Price{18014398509481981, 2}, "180143985094819.81", "180143985094819.81") // past 2^53 cents
	check(Price{math.MaxInt64, 2}, "92233720368547758.07", "92233720368547758.07")
	check(Price{math.MinInt64, 2}, "-92233720368547758.08", "-92233720368547758.08")
	if f := (Price{-150, 2}).Float(); f != -1.5 {
		t.Errorf("got %v, want -1.5", f)
	}
	if v, ok := (Object{{"x", Price{150, 2}}}).Number("x"); !ok || v != 1.5 {
		t.Errorf("got %v, %v, want 1.5", v, ok)
	}
}
