package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// noFigures says why groups have no figure, each reason once. The open cells of a triangle are blank by what
// they are.
func (s *audit) noFigures(d *result.Document, q metric.Account) []result.Warning {
	if d.Triangle != nil {
		return nil
	}
	var reasons []string
	first, times := make(map[string]string), make(map[string]int)
	for _, g := range d.Groups.All() {
		if _, ok := g.Values.Number("value"); ok || g.Reason != "" {
			continue
		}
		why := s.noFigure(g, q)
		if times[why]++; times[why] == 1 {
			reasons = append(reasons, why)
			first[why] = gate.Label(g)
		}
	}
	var out []result.Warning
	for _, why := range reasons {
		out = append(out, result.Warning{Code: "no_figure",
			Text: fmt.Sprintf("%d of %d groups have no figure, such as %s: %s", times[why], d.Groups.Len(), first[why], why)})
	}
	return out
}

// noFigure says why one group has none.
func (s *audit) noFigure(g result.Group, q metric.Account) string {
	if n, ok := g.Values.Number("n"); ok && n == 0 {
		return "there is nobody that it could stand on"
	}
	i := slices.IndexFunc(g.By, func(m result.Member) bool { return q.SideBySide() && m.Key == "definition" })
	if i >= 0 {
		q.Definition, _ = g.By[i].Value.(string)
	}
	if s.Metric.NoValue != nil {
		if why := s.Metric.NoValue(q); why != "" {
			return why
		}
	}
	return "there is nothing to compare with"
}
