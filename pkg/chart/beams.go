package chart

// Beams shows a bar from 0 for each of several rows, with its interval: the steps of a funnel.
type Beams struct {
	Rows   []Beam
	Format func(float64) string
	Stride Stride  // of the axis; nil for the usual one
	Top    float64 // the axis goes at least to here
}

// A Beam is a row: a figure, and the ends of its interval where it has one.
type Beam struct {
	Name, Text       string
	Value, Low, High *float64 // nil where it does not exist
	Tone             string
}

const beamHalf = 8.0 // half the height of a bar

func (b Beams) draw(c *canvas) {
	values := []float64{0, b.Top}
	var names, texts []string
	for _, r := range b.Rows {
		names, texts = append(names, r.Name), append(texts, r.Text)
		values = append(values, known(r.Value, r.Low, r.High)...)
	}
	low, high, _ := ends(values)
	marks := ticks(low, high, 5, b.Stride)
	p := plan(c, names, texts, marks[0], marks[len(marks)-1])
	top, behind := c.y, len(c.nodes)
	for _, r := range b.Rows {
		r.draw(c, p.scale, p.row(c, r.Name, r.Text))
	}
	p.axis(c, behind, top, marks, b.Format)
}

// draw draws the bar, and its interval as a line that stands out from bar and paper.
func (r Beam) draw(c *canvas, s scale, y float64) {
	if r.Value != nil && *r.Value != 0 {
		from, to := s.at(0), s.at(*r.Value)
		if to-from < 1.5 && from-to < 1.5 {
			to = from + 1.5
		}
		c.rect("fill "+r.Tone, from, y-beamHalf, to, y+beamHalf)
	}
	if r.Low != nil && r.High != nil {
		c.line("halo", s.at(*r.Low), y, s.at(*r.High), y)
		c.line("whisker", s.at(*r.Low), y, s.at(*r.High), y)
	}
}
