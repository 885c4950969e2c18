package drivers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// ranking is the order of the drivers: the largest share first, and those without one last, as they stand in the file.
func (p printedYield) ranking() []int {
	out := make([]int, len(p.drivers))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(p.weightOf(b), p.weightOf(a)) })
	return out
}

func (p printedYield) weightOf(i int) float64 {
	if d := p.drivers[i]; d.shared {
		return d.share
	}
	return -1
}

func (p printedYield) driverObjects() []result.Object {
	out := []result.Object{}
	for _, i := range p.ranking() {
		out = append(out, p.driverObject(i))
	}
	return out
}

func (p printedYield) groupObjects() []result.Object {
	type groupShare struct {
		driverGroup
		share float64
		told  bool
	}
	var list []groupShare
	for _, g := range p.terms.groups {
		s := groupShare{driverGroup: g}
		for _, i := range g.members {
			s.share += p.drivers[i].share
			s.told = s.told || p.drivers[i].shared
		}
		list = append(list, s)
	}
	slices.SortStableFunc(list, func(a, b groupShare) int { return cmp.Compare(b.share, a.share) })
	out := []result.Object{}
	for _, s := range list {
		out = append(out, result.Object{{Key: "group", Value: s.name}, {Key: "drivers", Value: int64(len(s.members))}, {Key: "share_pct", Value: metric.Optional(s.share, s.told)}})
	}
	return out
}

// lostObjects lists the columns that miss answers.
func (p printedYield) lostObjects() []result.Object {
	out := []result.Object{}
	for _, i := range p.losers() {
		out = append(out, result.Object{{Key: "name", Value: p.terms.columnOf(i)}, {Key: "rows", Value: p.lost[i]}})
	}
	return out
}

// losers are the columns that miss answers, those with the most rows first.
func (y *yield) losers() (out []int) {
	for i, n := range y.lost {
		if n > 0 {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(y.lost[b], y.lost[a]) })
	return out
}
