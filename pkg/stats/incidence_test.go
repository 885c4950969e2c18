package stats

import (
	"math"
	"testing"
)

// P is that of R: poisson.test(c(b, a), c(eb, ea)).
func TestCompareRates(t *testing.T) {
	check := func(a, b Incidence, p float64) {
		t.Helper()
		c, err := CompareRates(a, b, 0.95)
		if err != nil || math.Abs(c.P-p) > 1e-9 {
			t.Errorf("%v, %v: p %v, %v, want %v", a, b, c.P, err, p)
		}
		if out := c.Interval.Low > 0 || c.Interval.High < 0; out != (c.P < 0.05) {
			t.Errorf("%v, %v: p %v and the interval %v say different things", a, b, c.P, c.Interval)
		}
	}
	check(Incidence{12, 4200}, Incidence{24, 4000}, 0.0439595457911) // golden contact-006
	check(Incidence{0, 10}, Incidence{5, 10}, 0.0625)                // 2 · 1/32: binom.test(5, 5)
	check(Incidence{5, 10}, Incidence{5, 10}, 1)
	check(Incidence{0, 10}, Incidence{0, 10}, 1)
	check(Incidence{0, 10}, Incidence{100, 10}, math.Pow(2, -99)) // both ends of binom.test(100, 100)
	for _, bad := range []Incidence{{1, 0}, {1.5, 10}, {-1, 10}} {
		if _, err := CompareRates(bad, Incidence{1, 10}, 0.95); err == nil {
			t.Errorf("%v is taken for a rate", bad)
		}
	}
}

// golden contact-005; poisson.test(12, 4000) of R.
func TestRateLimits(t *testing.T) {
	v, ok := Incidence{12, 4000}.Limits(0.95)
	if v = v.Times(1000); !ok || math.Abs(v.Low-1.55014377718) > 1e-9 || math.Abs(v.High-5.24039626204) > 1e-9 {
		t.Errorf("%v", v)
	}
}

// R: poisson.test(c(24, 12), c(4000, 4200)) and poisson.test(c(0, 5), c(100, 100)).
func TestRateRatio(t *testing.T) {
	check := func(a, b Incidence, want ...float64) {
		t.Helper()
		ratio, limits, ok := RateRatio(a, b, 0.95)
		if ok != (want != nil) || ok && (math.Abs(ratio-want[0]) > 1e-9 || math.Abs(limits.Low-want[1]) > 1e-6 || math.Abs(limits.High-want[2]) > 1e-6) {
			t.Errorf("%v of %v: %v, %v, %v; want %v", b, a, ratio, limits, ok, want)
		}
	}
	check(Incidence{12, 4200}, Incidence{24, 4000}, 2.1, 1.01002502224, 4.60849191159)
	check(Incidence{5, 100}, Incidence{0, 100}, 0, 0, 1.09127910518) // the odds of 1 - 0.025^(1/5)
	check(Incidence{0, 100}, Incidence{5, 100})
}
