package reasons

import (
	"cmp"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A ranked reason is one with its place: by mentions, then by name, and what is called other behind all of them.
type ranked struct {
	*cause
	name       string
	other      bool
	cumulative int64 // mentions so far
	vital      bool
}

// The vital few are the fewest reasons that together reach this share of all mentions.
const (
	vitalParts = 4 // of
	vitalOf    = 5
)

// rank lists the reasons of an outcry that somebody names. vital is how many of them are the vital few; ok is false where
// so many mentions are called other that the others never reach their share.
func (o *outcry) rank(list []reasonName) (out []ranked, vital int, ok bool) {
	for i := range o.causes {
		if c := &o.causes[i]; c.mentions > 0 {
			out = append(out, ranked{cause: c, name: list[i].shown, other: list[i].other})
		}
	}
	slices.SortFunc(out, func(a, b ranked) int {
		if a.other != b.other {
			return truth(a.other) - truth(b.other)
		}
		return cmp.Or(cmp.Compare(b.mentions, a.mentions), cmp.Compare(a.name, b.name))
	})
	sum := int64(0)
	for i := range out {
		r := &out[i]
		if !ok && !r.other {
			r.vital, vital = true, vital+1
		}
		sum += r.mentions
		r.cumulative = sum
		ok = ok || !r.other && vitalOf*sum >= vitalParts*o.mentions
	}
	if !ok {
		for i := range out {
			out[i].vital = false
		}
	}
	return out, vital, ok
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
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
