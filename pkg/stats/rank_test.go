package stats

import (
	"errors"
	"math"
	"testing"
)

func TestSpearman(t *testing.T) {
	check := func(x, y []float64, rho, p float64, exact bool) {
		t.Helper()
		r, err := Spearman(x, y)
		if err != nil || math.Abs(r.Rho-rho) > 1e-9 || math.Abs(r.P-p) > 1e-9 || r.Exact != exact {
			t.Errorf("%v and %v: %+v, %v; want %v, %v", x, y, r, err, rho, p)
		}
	}
	check([]float64{10, 25, -5, 40, 30, 0}, []float64{20, 35, 5, 50, 28, 10}, 33./35, 12./720, true) // cor.test of R 4.2.2
	check([]float64{1, 2, 3}, []float64{5, 6, 9}, 1, 2./6, true)                                     // by hand: one order and its mirror
	check([]float64{1, 2, 3}, []float64{9, 6, 5}, -1, 2./6, true)
	check([]float64{1, 1, 2}, []float64{3, 3, 4}, 1, 2./6, true) // two orders of three put the third last, and none the other way
	up := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	check(up, up, 1, 0, false)
	// ρ = 1 − 6·Σd²/(n³ − n) with Σd² = 2; p of t = ρ√(8/(1 − ρ²)) by pt of R 4.2.2
	r, err := Spearman(up, []float64{2, 1, 3, 4, 5, 6, 7, 8, 9, 10})
	if err != nil || math.Abs(r.Rho-(1-12./990)) > 1e-12 || r.Exact || !(r.P < 1e-6) {
		t.Errorf("%+v, %v", r, err)
	}
	for want, x := range map[error][]float64{ErrTooFew: {1, 2}, ErrNoSpread: {1, 1, 1}} {
		if _, err := Spearman(x, []float64{3, 4, 5}[:len(x)]); !errors.Is(err, want) {
			t.Errorf("%v: %v", x, err)
		}
	}
	if _, err := Spearman([]float64{1}, nil); !errors.Is(err, ErrArgument) {
		t.Error(err)
	}
}

// Limits are those of Fisher's z with the error that ranks have.
func TestSpearmanInterval(t *testing.T) {
	r := RankCorrelation{N: 20, Rho: 0.5}
	v, ok := r.Interval(0.95)
	half := 1.959963984540054 * math.Sqrt((1+0.125)/17) // by hand
	if z := math.Atanh(0.5); !ok || math.Abs(v.Low-math.Tanh(z-half)) > 1e-12 || math.Abs(v.High-math.Tanh(z+half)) > 1e-12 {
		t.Errorf("%v %v", v, ok)
	}
	for _, none := range []RankCorrelation{{N: 3, Rho: 0.5}, {N: 20, Rho: 1}} {
		if _, ok := none.Interval(0.95); ok {
			t.Errorf("%v has limits", none)
		}
	}
}
