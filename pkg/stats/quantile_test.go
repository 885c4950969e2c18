package stats

import (
	"math"
	"testing"
)

// The values are those of quantile(type = 7) and of ranks by qbinom in R.
func TestQuantileOfCounts(t *testing.T) {
	minutes := []Counted{{2, 1}, {3, 1}, {5, 2}, {8, 1}, {12, 1}, {15, 1}, {20, 1}, {45, 1}, {180, 1}}
	for p, want := range map[float64]float64{0: 2, 0.5: 10, 0.9: 58.5, 1: 180} {
		if got, ok := Quantile(minutes, p); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("quantile %v is %v, want %v", p, got, want)
		}
	}
	if v, ok := MedianLimits(minutes, 0.95); !ok || v != (Interval{3, 45}) {
		t.Errorf("the median lies in %v, want 3 to 45", v)
	}
	if _, ok := MedianLimits(minutes[:4], 0.95); ok {
		t.Error("five values bound a median")
	}
	if _, ok := Quantile(nil, 0.5); ok {
		t.Error("nothing has a median")
	}
	for n, want := range map[int64]int64{100: 40, 1000: 469, 1001: 470, 5000: 2431, 20_000: 9861} { // by exact fractions
		if got := medianRank(n, 0.025); got != want {
			t.Errorf("rank of %d is %d, want %d", n, got, want)
		}
	}
}

// A share of lives ends at the first age at which so few are left.
func TestQuantileOfLives(t *testing.T) {
	c := KaplanMeier([]Lifetime{{Age: 1, Ended: 1}, {Age: 2, Ended: 1}, {Age: 3, Ended: 1}, {Age: 4, Ended: 1}, {Age: 5, Open: 1}}, 1.96)
	if got, ok := c.Quantile(0.2); !ok || got != 1.5 {
		t.Errorf("a fifth has ended at %v, want 1.5", got)
	}
	if got, ok := c.Quantile(0.7); !ok || got != 4 {
		t.Errorf("seven tenths have ended at %v, want 4", got)
	}
	if _, ok := c.Quantile(0.9); ok {
		t.Error("nine tenths have ended, though one of five is open")
	}
}
