package churn_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/churn"
)

func TestAtRisk(t *testing.T) {
	check := func(revenue, group, comparison, want float64) {
		t.Helper()
		if got, ok := churn.AtRisk(revenue, group, comparison); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%v at %v %% against %v %%: got %v, %v, want %v", revenue, group, comparison, got, ok, want)
		}
	}
	check(30000, 30, 5, 7500) // golden rev-021
	check(30000, 5, 5, 0)
	check(1000, 5, 30, -250) // the group leaves less
	check(1000, 100, 0, 1000)
	check(0, 30, 5, 0)
	for _, bad := range [][3]float64{{-1, 30, 5}, {math.NaN(), 30, 5}, {math.Inf(1), 30, 5}, {1, 101, 5}, {1, -1, 5}, {1, 30, 101}, {1, 30, math.NaN()}} {
		if got, ok := churn.AtRisk(bad[0], bad[1], bad[2]); ok || got != 0 {
			t.Errorf("%v: got %v, %v, want none", bad, got, ok)
		}
	}
}
