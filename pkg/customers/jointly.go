package customers

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// together arranges the groups, whose verdicts hold together where the metric judges them.
func (s *audit) together(d *result.Document) {
	s.Groups.Arrange(d, s.Confidence, s.again)
}

// among makes n groups of a table, whose verdicts hold together. one makes the i-th as the account asks.
func (s *audit) among(d *result.Document, n int, q metric.Account, one func(i int, q metric.Account) result.Group) {
	d.Groups = result.Make(n, func(i int) result.Group { return one(i, q) })
	s.again = func(i int, confidence float64) *result.Verdict {
		surer := q
		surer.Confidence, surer.Exact = confidence, true
		return one(i, surer).Verdict
	}
}
