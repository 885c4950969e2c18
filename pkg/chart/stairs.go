package chart

import "strings"

// Stairs shows a figure that holds until it changes, over a number such as an age: a line of steps, and a band between the
// ends of its interval.
type Stairs struct {
	Points   []Turn               // by At
	Low, Top float64              // the upright axis goes at least from here to there
	Marks    []float64            // labels of the axis below, nil for round ones
	Format   func(float64) string // of the figures
	Below    func(float64) string // of the axis below
}

// A Turn is where a curve takes a value. What does not exist is nil.
type Turn struct {
	At               float64
	Value, Low, High *float64
}

func (k Stairs) draw(c *canvas) {
	if len(k.Points) == 0 {
		return
	}
	const height = 220.0
	up := []float64{k.Low, k.Top}
	for _, p := range k.Points {
		up = append(up, known(p.Value, p.Low, p.High)...)
	}
	low, high, _ := ends(up)
	marks := ticks(low, high, 5, nil)
	var texts []string
	for _, v := range marks {
		texts = append(texts, k.Format(v))
	}
	c.y += 8
	left, right := c.left+widest(texts)+gap, c.width-c.right-gap
	across := k.across()
	f := field{x: scale{across[0], across[len(across)-1], left, right}, y: scale{marks[0], marks[len(marks)-1], c.y + height, c.y}}
	f.grid(c, marks, texts, left, right)
	k.band(c, f)
	k.line(c, f)
	c.y += height + letter + 4
	labels(c, f.x, across, k.Below, c.y)
	c.y += 8
}

// across are the labels of the axis below.
func (k Stairs) across() []float64 {
	if len(k.Marks) > 1 {
		return k.Marks
	}
	var at []float64
	for _, p := range k.Points {
		at = append(at, p.At)
	}
	low, high, _ := ends(at)
	return ticks(min(low, 0), high, 5, nil)
}

// stretches calls with the points that follow each other and have what is asked for.
func (k Stairs) stretches(has func(Turn) bool, do func(points []Turn)) {
	first := 0
	for i, p := range k.Points {
		if has(p) {
			continue
		}
		if i > first {
			do(k.Points[first:i])
		}
		first = i + 1
	}
	if first < len(k.Points) {
		do(k.Points[first:])
	}
}

// corners are the corners of a line that holds each value until the next.
func corners(f field, points []Turn, of func(Turn) *float64) (out []string) {
	for i, p := range points {
		y := number(f.y.at(*of(p)))
		if i > 0 {
			out = append(out, number(f.x.at(p.At))+" "+number(f.y.at(*of(points[i-1]))))
		}
		out = append(out, number(f.x.at(p.At))+" "+y)
	}
	return out
}

func (k Stairs) band(c *canvas, f field) {
	k.stretches(func(p Turn) bool { return p.Low != nil && p.High != nil }, func(points []Turn) {
		upper := corners(f, points, func(p Turn) *float64 { return p.High })
		lower := corners(f, points, func(p Turn) *float64 { return p.Low })
		for i := len(lower) - 1; i >= 0; i-- {
			upper = append(upper, lower[i])
		}
		c.add("path", "band", "d", "M"+strings.Join(upper, " L")+" Z")
	})
}

func (k Stairs) line(c *canvas, f field) {
	k.stretches(func(p Turn) bool { return p.Value != nil }, func(points []Turn) {
		if len(points) == 1 {
			c.circle("fill "+Plain, f.x.at(points[0].At), f.y.at(*points[0].Value), 3)
			return
		}
		c.add("path", "track", "d", "M"+strings.Join(corners(f, points, func(p Turn) *float64 { return p.Value }), " L"))
	})
}
