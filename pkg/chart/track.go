package chart

import (
	"math"
	"strings"
)

// Track shows a figure over time: a line through the figures, and a band between the ends of their intervals.
type Track struct {
	Points []Mark
	Lines  []Guide  // figures to hold the points against
	Limits []string // names of the limits of the points, the lower and the upper; nil without
	Format func(float64) string
	Stride Stride // of the axis; nil for the usual one
	// Low and High are the ends of the axis where several tracks share one; nil for those of the points.
	Low, High *float64
	Height    float64 // of the field with the points; 0 for the usual one
}

// A Mark is a point of a track. What does not exist is nil.
type Mark struct {
	Name               string
	Value, Low, High   *float64
	LowLimit, TopLimit *float64
	Tone               string
	Few                bool
}

// Ends returns the least and the greatest figure that a track shows.
func (t Track) Ends() (low, high float64, ok bool) {
	var values []float64
	for _, p := range t.Points {
		for _, v := range []*float64{p.Value, p.Low, p.High, p.LowLimit, p.TopLimit} {
			if v != nil {
				values = append(values, *v)
			}
		}
	}
	for _, l := range t.Lines {
		values = append(values, l.Value)
	}
	return ends(values)
}

// A field is where a track is drawn.
type field struct {
	x, y scale
	each float64 // pixels from point to point
}

func (t Track) draw(c *canvas) {
	low, high, ok := t.Ends()
	if !ok {
		return
	}
	if t.Low != nil && t.High != nil {
		low, high = *t.Low, *t.High
	}
	height := t.Height
	if height == 0 {
		height = 220
	}
	marks := ticks(low, high, int(height/45), t.Stride)
	var texts []string
	for _, v := range marks {
		texts = append(texts, t.Format(v))
	}
	side := widest(texts) + gap
	c.y += 8
	f := field{y: scale{marks[0], marks[len(marks)-1], c.y + height, c.y}}
	left, right := c.left+side, c.width-c.right
	f.each = (right - left) / float64(max(len(t.Points), 1))
	f.x = scale{0, 1, left + f.each/2, left + f.each*1.5}
	f.grid(c, marks, texts, left, right)
	t.bands(c, f)
	t.guides(c, f, left, right)
	t.through(c, f)
	c.y += height
	t.names(c, f)
}

// grid draws a line across at each mark, with its text before it.
func (f field) grid(c *canvas, marks []float64, texts []string, left, right float64) {
	for i, v := range marks {
		c.line(gridClass(v), left, f.y.at(v), right, f.y.at(v))
		c.text("faint", end, left-gap/2, f.y.at(v)+letter*0.35, texts[i])
	}
}

func gridClass(v float64) string {
	if v == 0 {
		return "axis"
	}
	return "grid"
}

// runs calls with the first and the last of points that follow each other and have what is asked for.
func runs(points []Mark, has func(Mark) bool, do func(first, last int)) {
	first := -1
	for i, p := range points {
		switch {
		case has(p) && first < 0:
			first = i
		case !has(p) && first >= 0:
			do(first, i-1)
			first = -1
		}
	}
	if first >= 0 {
		do(first, len(points)-1)
	}
}

// bands draws the intervals; one without a neighbour is a line.
func (t Track) bands(c *canvas, f field) {
	runs(t.Points, func(p Mark) bool { return p.Low != nil && p.High != nil }, func(first, last int) {
		if first == last {
			x := f.x.at(float64(first))
			c.line("reach plain", x, f.y.at(*t.Points[first].Low), x, f.y.at(*t.Points[first].High))
			return
		}
		var upper, lower []float64
		for i := first; i <= last; i++ {
			upper = append(upper, *t.Points[i].High)
			lower = append(lower, *t.Points[i].Low)
		}
		c.add("path", "band", "d", route(f, first, upper, false)+" "+route(f, first, lower, true)+" Z")
	})
}

// route writes the way through values, or back.
func route(f field, first int, values []float64, back bool) string {
	steps := make([]string, len(values))
	for i, v := range values {
		at := i
		if back {
			at = len(values) - 1 - i
		}
		steps[at] = number(f.x.at(float64(first+i))) + " " + number(f.y.at(v))
	}
	if back {
		return "L" + strings.Join(steps, " L")
	}
	return "M" + strings.Join(steps, " L")
}

// guides draws lines to hold the points against, and the limits of each point.
func (t Track) guides(c *canvas, f field, left, right float64) {
	for _, l := range t.Lines {
		y := f.y.at(l.Value)
		c.line("mark", left, y, right, y)
		c.text("faint", end, right, y-4, l.Name)
	}
	for i, of := range []func(Mark) *float64{func(p Mark) *float64 { return p.LowLimit }, func(p Mark) *float64 { return p.TopLimit }} {
		last := -1
		runs(t.Points, func(p Mark) bool { return of(p) != nil }, func(first, to int) {
			var steps []string
			for i := first; i <= to; i++ {
				x, y := f.x.at(float64(i)), number(f.y.at(*of(t.Points[i])))
				steps = append(steps, number(x-f.each/2)+" "+y, number(x+f.each/2)+" "+y)
			}
			c.add("path", "limit", "d", "M"+strings.Join(steps, " L"))
			last = to
		})
		if last >= 0 && i < len(t.Limits) {
			below := []float64{letter, -4}[i] // outside of the limits
			c.text("faint", end, right, f.y.at(*of(t.Points[last]))+below, t.Limits[i])
		}
	}
}

// through draws the line and the points; points that lie close have no dots, but those with a meaning.
func (t Track) through(c *canvas, f field) {
	there := func(p Mark) bool { return p.Value != nil }
	runs(t.Points, there, func(first, last int) {
		if first == last {
			return
		}
		var values []float64
		for _, p := range t.Points[first : last+1] {
			values = append(values, *p.Value)
		}
		c.add("path", "track", "d", route(f, first, values, false))
	})
	for i, p := range t.Points {
		if there(p) && (f.each >= 9 || p.Tone != Plain || len(t.Points) == 1) {
			c.circle(dotClass(p.Few)+" "+p.Tone, f.x.at(float64(i)), f.y.at(*p.Value), math.Min(4.5, max(f.each/2, 3)))
		}
	}
}

// names writes the names of the points, as many as fit, the last one always.
func (t Track) names(c *canvas, f field) {
	var names []string
	for _, p := range t.Points {
		names = append(names, p.Name)
	}
	step := max(1, int(math.Ceil((min(widest(names), c.room()/3)+gap)/f.each)))
	below := 0.0
	for i := len(names) - 1; i >= 0; i -= step {
		lines := wrap(names[i], f.each*float64(step)/letter)
		half := widest(lines) / 2
		x := min(f.x.at(float64(i)), c.width-half)
		c.lines("faint", middle, max(x, half), c.y+letter+3, lines)
		below = max(below, float64(len(lines))*leading)
	}
	c.y += below + 8
}

// Panels shows several tracks on one scale, each under its name, two beside each other where there is room.
type Panels struct{ Panels []Panel }

// A Panel is one of them.
type Panel struct {
	Name  string
	Track Track
}

func (p Panels) draw(c *canvas) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, panel := range p.Panels {
		if l, h, ok := panel.Track.Ends(); ok {
			low, high = min(low, l), max(high, h)
		}
	}
	columns := 1
	if c.room() >= broad && len(p.Panels) > 1 {
		columns = 2
	}
	each := (c.room() - float64(columns-1)*margin) / float64(columns)
	top, bottom := c.y, c.y
	for i, panel := range p.Panels {
		if i%columns == 0 {
			top = bottom
		}
		sub := &canvas{left: c.left + float64(i%columns)*(each+margin), y: top + 6}
		sub.width = sub.left + each
		for _, line := range wrap(panel.Name, each/letter/strongMore) {
			sub.y += leading
			sub.text("strong", start, sub.left, sub.y-4, line)
		}
		t := panel.Track
		t.Height = 130
		if low <= high {
			t.Low, t.High = &low, &high
		}
		t.draw(sub)
		c.nodes = append(c.nodes, sub.nodes...)
		bottom = max(bottom, sub.y)
	}
	c.y = bottom
}
