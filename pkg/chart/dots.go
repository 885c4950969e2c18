package chart

import (
	"cmp"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/markup"
)

type node = markup.Node

// Dots shows a figure of each of several rows with its interval.
type Dots struct {
	Rows   []Dot
	Lines  []Guide // figures to hold the rows against
	Format func(float64) string
	Stride Stride // of the axis; nil for the usual one
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
	// Target marks the figure that all are to reach.
	Target bool
}

func (d Dots) draw(c *canvas) {
	var values []float64
	var names, texts []string
	for _, r := range d.Rows {
		names, texts = append(names, r.Name), append(texts, r.Text)
		values = append(values, known(r.Value, r.Low, r.High)...)
	}
	for _, l := range d.Lines {
		values = append(values, l.Value)
	}
	low, high, ok := ends(values)
	if !ok {
		return
	}
	marks := ticks(low, high, 5, d.Stride)
	p := plan(c, names, texts, marks[0], marks[len(marks)-1])
	guideNames(c, p.scale, d.Lines)
	top, behind := c.y, len(c.nodes)
	for _, r := range d.Rows {
		r.draw(c, p, p.row(c, r.Name, r.Text))
	}
	p.axis(c, behind, top, marks, d.Format, d.Lines...)
}

// guideNames writes what the lines are above their places, beside each other where they do not meet.
func guideNames(c *canvas, s scale, lines []Guide) {
	lines = slices.SortedFunc(slices.Values(lines), func(a, b Guide) int { return cmp.Compare(a.Value, b.Value) })
	free := math.Inf(1) // where the line of text has room from
	for _, l := range lines {
		parts := wrap(l.Name, c.room()/letter)
		half := widest(parts) / 2
		x := min(max(s.at(l.Value), c.left+half), c.width-c.right-half)
		if x-half < free || len(parts) > 1 {
			c.y += leading * float64(len(parts))
		}
		c.lines("faint", middle, x, c.y-4-leading*float64(len(parts)-1), parts)
		free = x + half + gap
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
