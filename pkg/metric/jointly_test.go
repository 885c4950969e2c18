package metric

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// Which claims hold is what Holm's adjusted p-values say: the one-sided p-values of the groups, times two for
// the two sides, against 5 %.
func TestJointly(t *testing.T) {
	check := func(p ...float64) {
		t.Helper()
		verdict := func(i int, confidence float64) *result.Verdict {
			proven := 2*p[i] <= 1-confidence
			return &result.Verdict{Met: true, Proven: proven, Text: Verdict(true, proven)}
		}
		groups := make([]result.Group, len(p)+1) // the last one has no value
		two := make([]float64, len(p))
		for i := range p {
			groups[i].Verdict, two[i] = verdict(i, 0.95), 2*p[i]
		}
		together := Jointly(result.List(groups...), 0.95, verdict)
		for i, adjusted := range stats.Holm(two) {
			if v := together.At(i).Verdict; v.Proven != (adjusted <= 0.05) || v.Text != Verdict(true, v.Proven) {
				t.Errorf("%v: group %d is %q, its adjusted p-value %v", p, i, v.Text, adjusted)
			}
		}
	}
	check(0.02)
	check(0.02, 0.3)
	check(0.01, 0.02)                 // the first at half, then the second at the whole
	check(0.01, 0.02, 0.024)          // none at a third
	check(0.008, 0.012, 0.02, 0.0001) // all, one after the other
	check(0.9, 0.001, 0.013, 0.03)
}
