package stats

import (
	"math"
	"math/big"
	"testing"
)

func TestRatio(t *testing.T) {
	r, ok := partSums([]int64{100, 200, 50, 80, 120, 60, 40, 150}, []int64{100, 200, 0, 60, 120, 0, 40, 150}).Ratio()
	if !ok {
		t.Fatal("no ratio")
	}
	v, ok := r.Interval(0.95)
	if !ok {
		t.Fatal("no interval")
	}
	// golden rev-015: R 4.2.2, svyratio of survey 4.1-1
	nearly(t, "GRR", 100*r.Value, 83.75)
	nearly(t, "error", 100*r.StandardError, 10.9091469239)
	nearly(t, "low", 100*v.Low, 57.9539666196)
	nearly(t, "high", 100*v.High, 109.54603338)
}

func nearly(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
		t.Errorf("%s: got %.12g, want %.12g", what, got, want)
	}
}

func TestRatioEdges(t *testing.T) {
	if _, ok := partSums([]int64{0, 0, 0}, []int64{1, 2, 0}).Ratio(); ok {
		t.Error("a ratio to nothing")
	}
	one, _ := partSums([]int64{100}, []int64{90}).Ratio()
	if _, ok := one.Interval(0.95); ok || one.Value != 0.9 {
		t.Errorf("one unit: %v", one)
	}
	same, _ := partSums([]int64{100, 100}, []int64{50, 50}).Ratio()
	if _, ok := same.Interval(0.95); ok {
		t.Error("an interval without spread")
	}
}

// A spread of one cent on a trillion: floats would see none.
func TestRatioSumsAreExact(t *testing.T) {
	a, b := big.NewInt(1e14), big.NewInt(1e14+1)
	product := func(x, y *big.Int) *big.Int { return new(big.Int).Mul(x, y) }
	sum := func(x, y *big.Int) *big.Int { return new(big.Int).Add(x, y) }
	r, ok := RatioSums{
		N: 2, S: sum(a, a), E: sum(a, b), SS: sum(product(a, a), product(a, a)),
		SE: sum(product(a, a), product(a, b)), EE: sum(product(a, a), product(b, b)),
	}.Ratio()
	// deviations ±½, so sqrt(2 · ½) / 2e14
	if want := 1 / 2e14; !ok || math.Abs(r.StandardError-want) > 1e-9*want {
		t.Errorf("got %v, want %v", r.StandardError, want)
	}
}
