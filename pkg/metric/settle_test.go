package metric_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/metric"
)

// The two best of any scale that people can oversee, and one of a scale too short for two.
func TestTopTwo(t *testing.T) {
	check := func(min, max, want float64, ok bool) {
		t.Helper()
		if got, known := metric.TopTwo(min, max); got != want || known != ok {
			t.Errorf("%v to %v: %v, %v", min, max, got, known)
		}
	}
	check(0, 1, 1, true)
	check(1, 3, 3, true)
	check(1, 4, 3, true)
	check(1, 5, 4, true)
	check(0, 5, 4, true)
	check(1, 7, 6, true)
	check(1, 10, 9, true)
	check(0, 10, 9, true)
	check(-2, 2, 1, true)
	check(0, 11, 0, false)
	check(0, 100, 0, false)
}
