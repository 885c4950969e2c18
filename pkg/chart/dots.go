package chart

import "github.com/cxcalc/cxcalc/pkg/markup"

type node = markup.Node

// Dots shows a figure of each of several rows with its interval.
type Dots struct {
	Rows   []Dot
	Lines  []Guide // figures to hold the rows against
	Format func(float64) string
}

// A Dot is a row: a figure and the ends of its interval.
type Dot struct {
	Name             string
	Text             string   // the figure in words, or why there is none
	Value, Low, High *float64 // nil where it does not exist
	Tone             string
	Few              bool // the dot is hollow: it stands on little
}

// A Guide is a line at a value, with its name.
type Guide struct {
	Name  string
	Value float64
}

func (d Dots) draw(c *canvas) {
	var values []float64
	var names, texts []string
	for _, r := range d.Rows {
		names, texts = append(names, r.Name), append(texts, r.Text)
		for _, v := range []*float64{r.Value, r.Low, r.High} {
			if v != nil {
				values = append(values, *v)
			}
		}
	}
	for _, l := range d.Lines {
		values = append(values, l.Value)
	}
	low, high, ok := ends(values)
	if !ok {
		return
	}
	marks := ticks(low, high, 5)
	p := plan(c, names, texts, marks[0], marks[len(marks)-1])
	for _, l := range d.Lines {
		guideName(c, p.scale.at(l.Value), l.Name)
	}
	top, behind := c.y, len(c.nodes)
	for _, r := range d.Rows {
		r.draw(c, p, p.row(c, r.Name, r.Text))
	}
	for _, l := range d.Lines {
		c.line("mark", p.scale.at(l.Value), top, p.scale.at(l.Value), c.y)
	}
	p.axis(c, behind, top, marks, d.Format)
}

// guideName writes a text above a place, within the canvas.
func guideName(c *canvas, x float64, name string) {
	for _, line := range wrap(name, c.room()/letter) {
		half := extent(line) * letter / 2
		c.y += leading
		c.text("faint", middle, min(max(x, c.left+half), c.width-c.right-half), c.y-4, line)
	}
}

func (r Dot) draw(c *canvas, p rowPlan, y float64) {
	if r.Low != nil && r.High != nil {
		c.line("reach "+r.Tone, p.scale.at(*r.Low), y, p.scale.at(*r.High), y)
	}
	if r.Value != nil {
		c.circle(dotClass(r.Few)+" "+r.Tone, p.scale.at(*r.Value), y, 5.5)
	}
}

func dotClass(few bool) string {
	if few {
		return "few"
	}
	return "fill"
}
