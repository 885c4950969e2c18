package answers

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// unfinished doubts a last period that looks as if it were not over.
func (c *polled) unfinished(d *result.Document) (doubts []result.Warning) {
	counts := make(map[int64]float64)
	for _, g := range d.Groups.All() {
		if _, at, ok := dates.ParseLabel(g.Period); ok {
			n, _ := g.Values.Number("n")
			counts[at] += n
		}
	}
	c.open, doubts = c.Unfinished(counts)
	return doubts
}
