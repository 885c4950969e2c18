package render

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCells(t *testing.T) {
	check := func(parts []float64, whole float64, length int, want ...int) {
		t.Helper()
		if diff := cmp.Diff(want, cells(parts, whole, length)); diff != "" {
			t.Errorf("cells(%v, %v, %d) (-want +got):\n%s", parts, whole, length, diff)
		}
	}
	check([]float64{45, 40, 15}, 100, 20, 9, 8, 3)
	check([]float64{1, 1, 1}, 3, 10, 4, 3, 3)            // the first of equal remainders
	check([]float64{99.9, 0, 0.1}, 100, 10, 9, 0, 1)     // a small part is seen, none is not
	check([]float64{2.5}, 100, 10, 1)                    // also against the rest
	check([]float64{50}, 100, 10, 5)                     // the rest stays free
	check([]float64{0, 0}, 0, 10, 0, 0)                  // no whole, no bar
	check([]float64{50, 49, 1}, 100, 2, 1, 1, 0)         // three parts in two cells
	check([]float64{100.0 / 3, 200.0 / 3}, 100, 3, 1, 2) // 33.33… · 3 is a whole cell
}

// The parts that fill a whole fill the bar, to the cell, and none is off by more than it takes to
// show the small ones.
func TestCellsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.Float64Range(0, 1000), 1, 5).Draw(t, "parts")
		length := rapid.IntRange(0, 120).Draw(t, "length")
		whole, above := 0.0, 0
		for _, p := range parts {
			whole += p
			if p > 0 {
				above++
			}
		}
		got, sum := cells(parts, whole, length), 0
		for i, n := range got {
			sum += n
			switch {
			case n < 0:
				t.Fatalf("negative length in %v", got)
			case parts[i] > 0 && n == 0 && length >= above:
				t.Fatalf("part %d of %v is not seen in %v", i, parts, got)
			case parts[i] == 0 && n > 0:
				t.Fatalf("part %d is nothing, %v", i, got)
			}
			if whole == 0 {
				continue
			}
			if exact := parts[i] / whole * float64(length); float64(n) < exact-float64(len(parts)) || float64(n) > exact+1+1e-6 {
				t.Fatalf("part %d of %v has %d cells for %v", i, parts, n, exact)
			}
		}
		if whole > 0 && sum != length {
			t.Fatalf("%v fill %d of %d cells", got, sum, length)
		}
	})
}

func TestSpark(t *testing.T) {
	check := func(want string, counts ...float64) {
		t.Helper()
		if got := spark(counts); got != want {
			t.Errorf("spark(%v) = %q, want %q", counts, got, want)
		}
	}
	check("▁▂▃▄▅▆▇█", 1, 2, 3, 4, 5, 6, 7, 8)
	check("·█", 0, 5)
	check("▁█", 1, 1e9) // anything above zero is seen
	check("··", 0, 0)
	check("")
}
