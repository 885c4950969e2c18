package answers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// unfinished finds a last period that looks as if it were not over, and doubts it. Bounds that the user gave say that it is.
func (c *polled) unfinished(d *result.Document) []result.Warning {
	if c.Cut == "" || c.To != nil {
		return nil
	}
	counts := make(map[int64]float64)
	for _, g := range d.Groups.All() {
		if _, at, ok := dates.ParseLabel(g.Period); ok {
			n, _ := g.Values.Number("n")
			counts[at] += n
		}
	}
	var periods []int64
	for at := range counts {
		periods = append(periods, at)
	}
	slices.Sort(periods)
	list := make([]float64, len(periods))
	for i, at := range periods {
		list[i] = counts[at]
	}
	if !metric.Unfinished(list) {
		return nil
	}
	c.open = c.Cut.Label(periods[len(periods)-1])
	return []result.Warning{metric.UnfinishedDoubt(c.open, string(c.Cut))}
}
