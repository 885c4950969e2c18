package stats

import (
	"math"
	"testing"
)

func TestJointRatios(t *testing.T) {
	check := func(want float64, both int64, units ...[4]int64) {
		t.Helper()
		var j Joint
		for _, u := range units {
			j.Add(u[0], u[1], u[2], u[3])
		}
		if got := j.Correlation(); math.Abs(got-want) > 1e-12 || j.Both() != both {
			t.Errorf("%v: %v of %d, want %v of %d", units, got, j.Both(), want, both)
		}
	}
	// With wholes of 1, the ratios are means and the correlation is Pearson's.
	check(1, 3, [4]int64{1, 1, 2, 1}, [4]int64{2, 1, 4, 1}, [4]int64{3, 1, 6, 1})
	check(-1, 2, [4]int64{1, 1, 9, 1}, [4]int64{2, 1, 4, 1})
	check(.5, 3, [4]int64{1, 1, 1, 1}, [4]int64{2, 1, 3, 1}, [4]int64{3, 1, 2, 1}) // by hand: 1 / sqrt(2·2)
	check(0, 0, [4]int64{1, 1, 0, 0}, [4]int64{2, 1, 0, 0}, [4]int64{0, 0, 5, 1}, [4]int64{0, 0, 6, 1})
	check(0, 2, [4]int64{1, 1, 9, 1}, [4]int64{1, 1, 4, 1}) // no spread before
}
