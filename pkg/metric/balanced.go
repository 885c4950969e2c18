package metric

import "math"

// The ends of scales that have a middle of 0, such as −2 to 2.
const (
	nearestEnd  = 2
	farthestEnd = 5
)

// Balanced tells when the numbers lie around 0, as on a scale from −2 to 2: below 0 they go further than above it, and 0 itself
// is one. Codes for no answer below 0 stand beside answers that reach the end of a scale. It is nil where they do not.
func (t *AnswerTraits) Balanced(steps []float64, counted int64, off []Number, q Inquiry) *Misfit {
	met := append([]Number(nil), off...)
	for _, step := range steps {
		met = append(met, Number{Value: step})
	}
	low, high, middle := 0.0, 0.0, false
	for _, x := range met {
		if x.Value != math.Trunc(x.Value) {
			return nil
		}
		low, high, middle = min(low, x.Value), max(high, x.Value), middle || x.Value == 0
	}
	if !middle || -low < nearestEnd || -low > farthestEnd || high < 1 || high > -low || q.Scale.Min < 0 {
		return nil
	}
	all, s := within(off, Scale{math.Inf(-1), math.Inf(1)}), Scale{low, -low}
	m := &Misfit{Sure: true, Found: outside(all, counted+all, q.Scale) + ", and lie around 0", Rival: Rival{Scale: s, Hint: t.OnScale(s, q)}}
	m.Usual = t.usual(s, q)
	return m
}
