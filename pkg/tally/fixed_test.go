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
