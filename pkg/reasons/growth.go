package reasons

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A growth is how the share of people who name a reason moves from period to period.
type growth struct {
	points      float64 // a period
	p, adjusted float64
	known       bool
}

// What a trend takes: so many periods with people, and so many people who name a reason, and who do not.
const (
	leastPeriods = 3
	leastNaming  = 10
	mostPeriods  = 100_000
)

// byPeriod adds the groups of each period, which keep their places where periods between them are empty; nil where there are
// no periods.
func (h *earful) byPeriod(heard facts.Heard) []*outcry {
	if h.Cut == "" || heard.Groups == 0 {
		return nil
	}
	at := make([]int64, heard.Groups)
	for i := range at {
		at[i] = heard.Period(i)
	}
	first, last := slices.Min(at), slices.Max(at)
	if last-first >= mostPeriods {
		return nil
	}
	out := make([]*outcry, last-first+1)
	for i := range out {
		out[i] = &outcry{}
	}
	for i, period := range at {
		out[period-first].add(h.groups[i], nil)
	}
	return out
}

// growths are those of ranked reasons over periods, corrected for so many as there are; nil where there are too few periods.
func growths(periods []*outcry, of []ranked) []growth {
	filled := 0
	for _, o := range periods {
		if o.named.all() > 0 {
			filled++
		}
	}
	if filled < leastPeriods {
		return nil
	}
	out := make([]growth, len(of))
	var tested []int
	var p []float64
	for i, r := range of {
		shares := make([]stats.Share, len(periods))
		for j, o := range periods {
			shares[j].N = float64(o.named.all())
			if r.Number < len(o.causes) {
				shares[j].K = float64(o.causes[r.Number].voices.all())
			}
		}
		if out[i] = growthOf(shares); out[i].known {
			tested, p = append(tested, i), append(p, out[i].p)
		}
	}
	for i, adjusted := range stats.BenjaminiHochberg(p) {
		out[tested[i]].adjusted = adjusted
	}
	return out
}

// growthOf fits a line to shares, each as heavy as its people, and tests whether it rises or falls.
func growthOf(shares []stats.Share) (g growth) {
	var k, n, first, second, moved float64
	for i, s := range shares {
		at := float64(i)
		k, n = k+s.K, n+s.N
		first, second, moved = first+at*s.N, second+at*at*s.N, moved+at*s.K
	}
	_, p, err := stats.ShareTrend(shares)
	if err != nil || min(k, n-k) < leastNaming {
		return growth{}
	}
	return growth{points: 100 * (moved - first*k/n) / (second - first*first/n), p: max(p, math.SmallestNonzeroFloat64), known: true}
}

// growing tells of reasons that are named more and more often.
func (h *earful) growing(f upshot) []result.Warning {
	type riser struct {
		growth
		name string
	}
	var risers []riser
	for i, g := range f.growths {
		if g.known && g.points > 0 && g.adjusted < 1-h.Confidence {
			risers = append(risers, riser{g, f.ranked[i].Shown})
		}
	}
	if len(risers) == 0 {
		return nil
	}
	slices.SortStableFunc(risers, func(a, b riser) int { return cmp.Compare(b.points, a.points) })
	var names []string
	for _, r := range risers {
		names = append(names, answer.Quote(r.name, 40)+" +"+strconv.FormatFloat(r.points, 'f', 1, 64))
	}
	return []result.Warning{result.Warn("growing", "named more and more often over the periods, in points a period: %s", listed(names))}
}
