package stats

import "testing"

// Three customers in twelve periods are three customers: t has two degrees of freedom, and with one customer none.
func TestFewCustomersOfManyPeriods(t *testing.T) {
	for _, c := range []struct {
		customers int64
		freedom   float64
		ok        bool
	}{{0, 11, true}, {3, 2, true}, {100, 11, true}, {1, 0, false}} {
		got, ok := Dispersion{Factor: 1, Periods: 12, Customers: c.customers}.Quantile(0.95)
		if ok != c.ok || ok && got != T(0.95, c.freedom) {
			t.Errorf("%d customers: got %v (%v), want t with %v degrees of freedom", c.customers, got, ok, c.freedom)
		}
	}
	if v, ok := (Dispersion{Factor: 1, Periods: 12, Customers: 1}).Share(0, 12, 0.95); ok {
		t.Errorf("an interval of one customer: %v", v)
	}
}
