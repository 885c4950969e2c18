package tally

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Who comes and leaves inside a period came, and is lost on the way to age 1.
func TestCohortPass(t *testing.T) {
	c := NewCohort(3)
	c.Add(0, 500)
	c.Staying[2]++
	c.Pass()
	c.Pass()
	want := &Cohort{Active: []int64{3, 0, 0}, Amount: []int64{500, 0, 0}, Ended: []int64{0, 2, 0}, Staying: []int64{0, 0, 1}, Passed: 2}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	other := NewCohort(3)
	other.Pass()
	if !c.Merge(other) || c.Passed != 3 || c.Active[0] != 4 || c.Ended[1] != 3 {
		t.Errorf("merged: %+v", c)
	}
	// In the last period of the data it is not known yet who is there at age 1.
	last := NewCohort(1)
	last.Pass()
	if last.Active[0] != 1 || last.Passed != 1 || last.Ended[0] != 0 {
		t.Errorf("in the last period: %+v", last)
	}
}

func TestKnownStart(t *testing.T) {
	cs := &Cohorts{First: 3, Last: 5}
	if cs.KnownStart(3) || !cs.KnownStart(4) {
		t.Error("only those of the first period may have come before the data begin")
	}
	if cs.KnownFirst = true; !cs.KnownStart(3) {
		t.Error("the rows tell that those of the first period came in it")
	}
}
