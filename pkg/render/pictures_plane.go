package render

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// findingsPlane draws a dot for each row between its two drawn fields, the first upwards, and lines at their means.
func (m *article) findingsPlane(p picture, f result.Findings) picture {
	var drawn []result.Field
	for _, field := range f.Fields {
		if field.Drawn {
			drawn = append(drawn, field)
		}
	}
	if len(drawn) != 2 {
		return p
	}
	up, across := drawn[0], drawn[1]
	c := chart.Plane{Up: sentence(visible.Text(up.Title)), Across: sentence(visible.Text(across.Title)), FormatX: m.axisOf(across), FormatY: m.axisOf(up)}
	for i, row := range f.Rows {
		x, y := numberIn(row, across.Name), numberIn(row, up.Name)
		if x == nil || y == nil {
			continue
		}
		c.Spots = append(c.Spots, chart.Spot{Name: m.rowName(f, i), X: *x, Y: *y})
		c.CutX, c.CutY = c.CutX+*x, c.CutY+*y
	}
	n := float64(len(c.Spots))
	if n < 2 {
		return p
	}
	c.CutX, c.CutY = c.CutX/n, c.CutY/n
	top := slices.MaxFunc(c.Spots, func(a, b chart.Spot) int { return cmp.Compare(a.Y, b.Y) })
	p.chart = c
	p.doc = m.f("%s of %s against %s; the highest is %s. The table has the figures.", visible.Text(up.Title), m.plural(len(c.Spots), "row"), visible.Text(across.Title), top.Name)
	p.legend = m.f("Lines: the mean %s and the mean %s.", visible.Text(up.Title), visible.Text(across.Title))
	return p
}
