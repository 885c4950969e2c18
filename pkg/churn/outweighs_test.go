package churn_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/churn"
)

func TestOutweighs(t *testing.T) {
	check := func(customers, revenue float64, want bool) {
		t.Helper()
		if got := churn.Outweighs(customers, revenue); got != want {
			t.Errorf("%v %% of the revenue with %v %% of the customers: %v, want %v", revenue, customers, got, want)
		}
	}
	check(2.5, 42, true)
	check(20, 5.5, false)
	check(5, 10, true)
	check(5, 9.9, false)
	check(0.2, 0.8, false) // four times, and next to nothing
	check(0, 0, false)
}
