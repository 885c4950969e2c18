package tally_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The data end on day 100, and the forecast is of 30 days: what lies until day 70 is known before.
func TestHabits(t *testing.T) {
	parts := [2]*tally.Habits{tally.NewHabits(30), tally.NewHabits(30)}
	for i, days := range [][]int32{{10}, {10, 70, 71, 100}, {10}, {71, 80}, {70}} {
		parts[i%2].Add(days, 100)
	}
	want := &tally.Habits{Ahead: 30, After: 2,
		Now:    map[tally.Habit]int64{{Until: 90}: 2, {Again: 3, Last: 90, Until: 90}: 1, {Again: 1, Last: 9, Until: 29}: 1, {Until: 30}: 1},
		Before: map[tally.Habit]int64{{Until: 60}: 2, {Again: 1, Last: 60, Until: 60}: 1, {}: 1}}
	all := new(tally.Orders)
	for _, part := range parts {
		all.Merge(&tally.Orders{Habits: part})
	}
	if diff := cmp.Diff(want, all.Habits); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
