package metric

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// Jointly makes the verdicts of the groups of a table hold together: the chance that any of those called
// proven is wrong is no more than the confidence leaves. Each end of an interval is a one-sided test of the
// target at half of what the confidence leaves; of k groups with a verdict, i of which are proven already, the
// next has to be at the (k − i)th part of that. again returns the verdict of a group at another confidence.
// Groups whose verdicts do not hold together are returned as not proven.
// Source: Holm, Scandinavian Journal of Statistics 6, 1979.
func Jointly(groups result.Groups, confidence float64, again func(i int, confidence float64) *result.Verdict) result.Groups {
	var open []int // groups that are proven each for itself
	left := 0
	for i, g := range groups.All() {
		if g.Verdict == nil {
			continue
		}
		left++
		if g.Verdict.Proven {
			open = append(open, i)
		}
	}
	for found := true; found && left > 1; {
		found = false
		level := 1 - (1-confidence)/float64(left)
		var still []int
		for _, i := range open {
			if v := again(i, level); v != nil && v.Proven {
				found = true
				left--
			} else {
				still = append(still, i)
			}
		}
		open = still
	}
	if left <= 1 || len(open) == 0 {
		return groups // the last one stands by itself
	}
	return groups.Map(func(i int, g result.Group) result.Group {
		if _, is := slices.BinarySearch(open, i); is {
			v := *g.Verdict
			v.Proven, v.Text = false, Verdict(v.Met, false)
			g.Verdict = &v
		}
		return g
	})
}
