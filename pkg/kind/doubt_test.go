package kind_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A verdict stands on at least as many rows as are unusable, whatever makes them so; rows that are left
// out on purpose, or blank, do not matter.
func TestMostlyUnusable(t *testing.T) {
	check := func(r result.Rows, want bool) {
		t.Helper()
		verdict := &result.Verdict{Met: true}
		d := &result.Document{Rows: r, Total: result.Group{Verdict: verdict}, Groups: result.List(result.Group{Verdict: verdict}, result.Group{})}
		kind.MostlyUnusable(d)
		if kept := d.Total.Verdict != nil; kept != want || (d.Groups.At(0).Verdict != nil) != want || (len(d.Warnings) == 0) != want {
			t.Errorf("%+v: a verdict is %v, %v", r, kept, d.Warnings)
		}
	}
	check(result.Rows{Read: 6, Counted: 3, Invalid: 1, OutOfRange: 1, Malformed: 1}, true)
	check(result.Rows{Read: 6, Counted: 2, Invalid: 2, OutOfRange: 1, Malformed: 1}, false)
	check(result.Rows{Read: 3, Counted: 1, Invalid: 2}, false)
	check(result.Rows{Read: 3, Counted: 1, OutOfRange: 2}, false)
	check(result.Rows{Read: 3, Counted: 1, Malformed: 2}, false)
	check(result.Rows{Read: 90, Counted: 1, Blank: 40, Filtered: 30, Excluded: 10, Duplicate: 9}, true)
}

// Where there is no verdict to begin with, nothing is to be told.
func TestNoVerdictWithoutTarget(t *testing.T) {
	d := &result.Document{Rows: result.Rows{Read: 3, Counted: 1, Invalid: 2}}
	if kind.MostlyUnusable(d); len(d.Warnings) > 0 {
		t.Errorf("warns of %v", d.Warnings)
	}
}
