package reasons

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// A ranked reason is one with its place, and by whom it is named.
type ranked struct {
	*cause
	tags.Ranked
}

// rank lists the reasons of an outcry that somebody names, with how many of them are the vital few, if there are any.
func (o *outcry) rank(list []tags.ReasonName) (out []ranked, vital int, ok bool) {
	var counts []int64
	for i := range o.causes {
		counts = append(counts, o.causes[i].mentions)
	}
	places, vital, ok := tags.Rank(list, counts)
	for _, place := range places {
		out = append(out, ranked{&o.causes[place.Number], place})
	}
	return out, vital, ok
}

// A rivalry holds the unhappy against the others: how many of both name a reason.
type rivalry struct{ unhappy, others stats.Share }

// contrast is that of the people who name a reason among all who have a score.
func (o *outcry) contrast(with voices) rivalry {
	return rivalry{stats.Share{K: float64(with[unhappy]), N: float64(o.everybody[unhappy])},
		stats.Share{K: float64(with.others()), N: float64(o.everybody.others())}}
}

// lift is how many times as often the unhappy name it; ok is false where nobody else does, or there is nobody to compare.
func (c rivalry) lift() (x float64, ok bool) {
	if c.unhappy.N == 0 || c.others.N == 0 || c.others.K == 0 {
		return 0, false
	}
	return c.unhappy.K / c.unhappy.N / (c.others.K / c.others.N), true
}

// tests are the p-values of Fisher's exact test of each reason, and the same for as many tests as there are, by Benjamini
// and Hochberg. ok is false where there is nobody to compare.
func (o *outcry) tests(of []ranked) (p, adjusted []float64, ok bool) {
	if o.everybody[unhappy] == 0 || o.everybody.others() == 0 || len(of) == 0 {
		return nil, nil, false
	}
	for _, r := range of {
		c := o.contrast(r.voices)
		x, err := stats.Fisher(c.unhappy, c.others)
		if err != nil {
			return nil, nil, false
		}
		p = append(p, max(x, math.SmallestNonzeroFloat64)) // what is too small for a number is not impossible
	}
	return p, stats.BenjaminiHochberg(p), true
}
