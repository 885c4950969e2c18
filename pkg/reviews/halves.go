package reviews

import (
	"math"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// fewestBroken is the number from which stars between the steps are no slips.
const fewestBroken = 2

// halves asks where stars lie between whole ones: halves may be steps of their own, which csat counts, and others are the
// means of reviews, which are none.
func (c *critique) halves(t *dataset.Table, cs dataset.Columns) error {
	at, all, broken, halves := cs.At("score"), 0, 0, 0
	for _, row := range c.KeptRows(t, cs) {
		x, err := answer.ParseNumber(strings.TrimSpace(bare(row[at])), t.Decimal)
		if err != nil || x < fewestStars || x > mostStars {
			continue
		}
		if all++; x == math.Trunc(x) {
			continue
		}
		if broken++; 2*x == math.Trunc(2*x) {
			halves++
		}
	}
	if broken < fewestBroken || 10*broken <= all {
		return nil
	}
	_, mean := layout.RatingOf(layout.Mean, c.Metric.Name, t.Headers[at])
	if halves < broken || mean {
		return problem.Failure("%s: column %s: %d of %d numbers lie between whole stars: they look like means, which are no reviews", t.Name, t.Header(at), broken, all).
			Advise("export the reviews themselves")
	}
	e := problem.Usage("%s: column %s: %d of %d numbers lie between whole stars; where halves are steps of their own, csat --allow-fractional counts them",
		t.Name, t.Header(at), broken, all)
	e.Instead, e.Flags = "csat", []string{"--allow-fractional", "--score", t.Reference(at)}
	return e
}
