package chart

// Waterfall shows how an opening became a closing: each step hangs where the one before ended.
type Waterfall struct {
	Falls  []Fall
	Format func(float64) string
}

// A Fall is a step between two amounts.
type Fall struct {
	Name, Text string
	From, To   float64
	Tone       string
}

func (w Waterfall) draw(c *canvas) {
	values := []float64{0}
	var names, texts []string
	for _, f := range w.Falls {
		values = append(values, f.From, f.To)
		names, texts = append(names, f.Name), append(texts, f.Text)
	}
	low, high, _ := ends(values)
	marks := ticks(low, high, 4, nil)
	p := plan(c, names, texts, marks[0], marks[len(marks)-1])
	top, behind := c.y, len(c.nodes)
	before := 0.0
	for i, f := range w.Falls {
		y := p.row(c, f.Name, f.Text)
		if i > 0 && !p.above {
			joint := f.From
			if joint == 0 { // an end begins at 0: the bar before leads to its tip
				joint = f.To
			}
			c.line("link", p.scale.at(joint), before, p.scale.at(joint), y-8)
		}
		before = y + 8
		from, to := p.scale.at(f.From), p.scale.at(f.To)
		if f.From != f.To && to-from < 1.5 && from-to < 1.5 {
			to = from + 1.5
		}
		c.rect("fill "+f.Tone, from, y-8, to, y+8)
	}
	p.axis(c, behind, top, marks, w.Format)
}
