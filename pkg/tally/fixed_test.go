package tally

import "testing"

// Sums of products are exact, beyond what a float holds and below 0.
func TestProducts(t *testing.T) {
	var b Products
	for range 1000 {
		b.Add(Fix(1e5), Fix(-1e5))
		b.Add(Fix(-3), Fix(-7))
	}
	if got := b.Float(); got != -1e13+21_000 {
		t.Errorf("the sum is %v", got)
	}
}

// A product that is added n times is n products.
func TestAddTimes(t *testing.T) {
	for _, x := range [][2]float64{{1e5, -1e5}, {3, 7}, {-0.5, -0.25}, {0, 4}, {1e6, 1e6}} {
		var once, times Products
		for range 1000 {
			once.Add(Fix(x[0]), Fix(x[1]))
		}
		times.AddTimes(Fix(x[0]), Fix(x[1]), 1000)
		if once != times {
			t.Errorf("1000 times %v is %v, want %v", x, times.Float(), once.Float())
		}
	}
}
