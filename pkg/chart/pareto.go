package chart

import "strings"

// Pareto shows parts of a whole, the greatest first: a bar for each, and a line of what they add up to.
type Pareto struct {
	Rows   []Portion
	Lines  []Guide // of the parts added up, such as the one to reach
	Format func(float64) string
	Whole  float64
}

// A Portion is one part, and what it and those before it add up to. What does not exist is nil.
type Portion struct {
	Name, Text string
	Value, Sum *float64
	Tone       string
}

func (p Pareto) draw(c *canvas) {
	var names, texts []string
	for _, r := range p.Rows {
		names, texts = append(names, r.Name), append(texts, r.Text)
	}
	marks := ticks(0, p.Whole, 5, nil)
	rows := plan(c, names, texts, marks[0], marks[len(marks)-1])
	guideNames(c, rows.scale, p.Lines)
	top, behind := c.y, len(c.nodes)
	var turns []string
	var dots [][2]float64
	for _, r := range p.Rows {
		y := rows.row(c, r.Name, r.Text)
		Beam{Value: r.Value, Tone: r.Tone}.draw(c, rows.scale, y)
		if r.Sum != nil {
			x := rows.scale.at(*r.Sum)
			turns, dots = append(turns, number(x)+" "+number(y)), append(dots, [2]float64{x, y})
		}
	}
	if len(turns) > 1 {
		c.add("path", "track", "d", "M"+strings.Join(turns, " L"))
	}
	for _, at := range dots {
		c.circle("fill "+Neutral, at[0], at[1], 3)
	}
	rows.axis(c, behind, top, marks, p.Format, p.Lines...)
}
