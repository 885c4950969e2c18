package revenue_test

import (
	"errors"
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

func TestConcentration(t *testing.T) {
	check := func(what string, amounts []int64, part, top, hhi float64) {
		t.Helper()
		c, err := revenue.ConcentrationOf(amounts, part)
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		near(t, what+": top", c.Top, top)
		near(t, what+": index", c.HHI, hhi)
	}
	check("one in ten", []int64{500, 500, 500, 600, 600, 700, 700, 800, 900, 4200}, 0.1, 42, 0.2154) // golden rev-023
	check("one customer", []int64{7}, 0.1, 100, 1)
	check("four alike", []int64{5, 5, 5, 5}, 0.1, 25, 0.25) // 10 % of 4, rounded up, is one
	check("eleven alike", []int64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 0.1, 200./11, 1./11)
	check("exactly three of 30", alike(30), 0.1, 10, 1./30)
	check("exactly seven of 10", alike(10), 0.7, 70, 0.1)
	check("all", []int64{1, 2, 3}, 1, 100, 14./36)
	check("some bring nothing", []int64{0, 10, 0, 30}, 0.5, 100, 0.625) // (1/4)² + (3/4)²
	check("a sum beyond 64 bits", []int64{math.MaxInt64, math.MaxInt64}, 0.5, 50, 0.5)
}

func alike(n int) []int64 {
	amounts := make([]int64, n)
	for i := range amounts {
		amounts[i] = 3
	}
	return amounts
}

func TestConcentrationRefused(t *testing.T) {
	check := func(what string, amounts []int64, part float64, want error) {
		t.Helper()
		if c, err := revenue.ConcentrationOf(amounts, part); !errors.Is(err, want) || c != (revenue.Concentration{}) {
			t.Errorf("%s: got %v, %v, want %v", what, c, err, want)
		}
	}
	check("nobody", nil, 0.1, stats.ErrNoData)
	check("no revenue", []int64{0, 0}, 0.1, stats.ErrNoData)
	check("a refund", []int64{10, -1}, 0.1, stats.ErrArgument)
	check("no part", []int64{10}, 0, stats.ErrArgument)
	check("more than all", []int64{10}, 1.5, stats.ErrArgument)
	check("NaN", []int64{10}, math.NaN(), stats.ErrArgument)
}
