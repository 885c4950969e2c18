package chart

// A rowPlan is a layout of rows: a name at the left, a drawing, a text at the right. Where the drawing is narrow, names and texts stand
// above it.
type rowPlan struct {
	scale scale
	above bool    // names stand above their rows
	name  float64 // pixels of a name
}

const (
	broad    = 520.0 // from this width, names stand beside their rows
	rowLeast = 24.0  // height of a row
)

// plan shares the width among names, drawing and texts.
func plan(c *canvas, names, texts []string, low, high float64) rowPlan {
	p := rowPlan{above: c.room() < broad}
	left, right := c.left, c.width-c.right
	if !p.above {
		p.name = min(widest(names)+gap, c.room()*0.36)
		left += p.name + gap
		right -= widest(texts)*strongMore + gap
	}
	p.scale = scale{low, high, left + 8, right - 8}
	return p
}

// row writes the name and the text of a row and returns the height at which its drawing stands.
func (p rowPlan) row(c *canvas, name, text string) (y float64) {
	if p.above {
		room := c.room() - extent(text)*letter*strongMore - gap
		if text == "" {
			room = c.room()
		}
		lines := wrap(name, room/letter)
		c.lines("over", start, c.left, c.y+letter, lines)
		c.text("strong over", end, c.width-c.right, c.y+letter, text)
		c.y += float64(len(lines))*leading + rowLeast - 4
		return c.y - rowLeast/2 + 2
	}
	lines := wrap(name, p.name/letter)
	height := max(rowLeast, float64(len(lines))*leading+6)
	y = c.y + height/2
	c.lines("", start, c.left, y-float64(len(lines)-1)*leading/2+letter*0.35, lines)
	c.text("strong", end, c.width-c.right, y+letter*0.35, text)
	c.y += height
	return y
}

// axis draws the grid and guides behind rows that go from top down to the end of the canvas, and labels below it. behind is what the
// canvas had before the rows.
func (p rowPlan) axis(c *canvas, behind int, top float64, values []float64, format func(float64) string, guides ...Guide) {
	rows := append([]node(nil), c.nodes[behind:]...)
	c.nodes = c.nodes[:behind]
	for _, v := range values {
		c.line(gridClass(v), p.scale.at(v), top, p.scale.at(v), c.y)
	}
	for _, g := range guides {
		c.line("mark", p.scale.at(g.Value), top, p.scale.at(g.Value), c.y)
	}
	c.nodes = append(c.nodes, rows...)
	c.y += letter + 4
	labels(c, p.scale, values, format, c.y-2)
	c.y += 4
}

// labels writes the values of an axis, as many as fit, within the canvas.
func labels(c *canvas, s scale, values []float64, format func(float64) string, y float64) {
	last := -1e9
	for _, v := range values {
		text := format(v)
		half := extent(text) * letter / 2
		x := min(max(s.at(v), half), c.width-half)
		if x-half < last+gap/2 {
			continue
		}
		c.text("faint", middle, x, y, text)
		last = x + half
	}
}
