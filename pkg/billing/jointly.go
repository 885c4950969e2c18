package billing

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// together makes the verdicts of the groups hold together, where the metric judges its groups.
func (s *session) together(d *result.Document) {
	if len(s.again) == len(d.Groups) {
		metric.Jointly(d.Groups, s.Confidence, func(i int, confidence float64) *result.Verdict { return s.again[i](confidence) })
	}
}

// among makes one of the groups of a table, whose verdicts hold together.
func (s *session) among(q metric.Account, compute func(metric.Account) result.Object) result.Group {
	s.again = append(s.again, s.retry(q, compute))
	return s.judged(compute(q), q)
}

// retry returns what judges a group again at another confidence.
func (s *session) retry(q metric.Account, compute func(metric.Account) result.Object) func(confidence float64) *result.Verdict {
	return func(confidence float64) *result.Verdict {
		q.Confidence, q.Exact = confidence, true
		return s.judged(compute(q), q).Verdict
	}
}
