package reasons

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// The trend is that of the formula worked out apart: 4 of 20, 9 of 30, none of nobody, 15 of 25.
func TestGrowth(t *testing.T) {
	g := growthOf([]stats.Share{{K: 4, N: 20}, {K: 9, N: 30}, {}, {K: 15, N: 25}})
	if !g.known || math.Abs(g.p-0.003236782933902302) > 1e-12 || math.Abs(g.points-13.703703703703699) > 1e-9 {
		t.Errorf("%+v", g)
	}
	if g := growthOf([]stats.Share{{K: 2, N: 20}, {K: 3, N: 20}, {K: 4, N: 20}}); g.known {
		t.Errorf("of nine people: %+v", g)
	}
}

// Reasons are tested together, and two periods make no trend.
func TestGrowths(t *testing.T) {
	var periods []*outcry
	for i := range 6 {
		o := &outcry{}
		o.people(int64(10+10*i), unscored, []int32{0}, false)
		o.people(40, unscored, []int32{1}, false)
		o.people(2, unscored, []int32{2}, false)
		o.row(1, []int32{0, 1, 2}, 0)
		periods = append(periods, o)
	}
	total := pool(periods)
	list, _, _ := total.rank(names("a", "b", "c"))
	got := growths(periods, list)
	if len(got) != 3 || !got[0].known || got[0].points < 5 || got[1].points > -5 || got[0].adjusted < got[0].p {
		t.Errorf("%+v", got)
	}
	if got := growths(periods[:2], list); got != nil {
		t.Errorf("of two periods: %+v", got)
	}
}
