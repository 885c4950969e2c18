package chart

import "math"

// Plane shows rows between two figures: one from left to right, one upwards, with a line at the mean of each.
type Plane struct {
	Spots            []Spot
	Across, Up       string // what the figures are
	CutX, CutY       float64
	FormatX, FormatY func(float64) string
}

// A Spot is a row of it.
type Spot struct {
	Name string
	X, Y float64
	Few  bool
}

const planeHeight = 300.0

func (p Plane) draw(c *canvas) {
	var xs, ys []float64
	for _, s := range p.Spots {
		xs, ys = append(xs, s.X), append(ys, s.Y)
	}
	lowX, highX, ok := ends(xs)
	lowY, highY, _ := ends(ys)
	if !ok {
		return
	}
	across, up := ticks(lowX, highX, 5, nil), ticks(min(lowY, 0), highY, 5, nil)
	c.paragraph("faint", p.Up, letter)
	c.y += gap
	var texts []string
	for _, v := range up {
		texts = append(texts, p.FormatY(v))
	}
	left, right := c.left+widest(texts)+gap, c.width-c.right-gap
	f := field{x: scale{across[0], across[len(across)-1], left, right}, y: scale{up[0], up[len(up)-1], c.y + planeHeight, c.y}}
	f.grid(c, up, texts, left, right)
	c.line("mark", f.x.at(p.CutX), c.y, f.x.at(p.CutX), c.y+planeHeight)
	c.line("mark", left, f.y.at(p.CutY), right, f.y.at(p.CutY))
	p.spots(c, f, left, right)
	c.y += planeHeight + letter + 4
	labels(c, f.x, across, p.FormatX, c.y)
	c.y += 4
	c.paragraph("faint", p.Across, letter)
	c.y += 4
}

// spots draws the dots, each with its name beside it.
func (p Plane) spots(c *canvas, f field, left, right float64) {
	var taken []box
	for _, s := range p.Spots {
		x, y := f.x.at(s.X), f.y.at(s.Y)
		c.circle(dotClass(s.Few)+" "+Plain, x, y, 5.5)
		taken = append(taken, box{x - 6, y - 6, x + 6, y + 6})
	}
	for _, s := range p.Spots {
		lines := wrap(s.Name, (right-left)/2/letter)
		at := roomFor(f.x.at(s.X), f.y.at(s.Y), widest(lines), float64(len(lines))*leading, left-gap, right+gap, taken)
		taken = append(taken, at)
		c.lines("over", start, at.left, at.top+letter*0.9, lines)
	}
}

// roomFor is where a name stands beside a dot: to the right, or where that meets another or the edge, on another side.
func roomFor(x, y, wide, tall, left, right float64, taken []box) (best box) {
	const off = 9.0
	half := tall / 2
	least := math.Inf(1)
	for i, at := range [][2]float64{{x + off, y - half}, {x - off - wide, y - half}, {x - wide/2, y - off - tall}, {x - wide/2, y + off},
		{x + off, y - off - half}, {x - off - wide, y + off - half}} {
		b := box{at[0], at[1], at[0] + wide, at[1] + tall}
		cost := float64(i)
		if b.left < left || b.right > right {
			cost += 1000
		}
		for _, o := range taken {
			if b.meets(o) {
				cost += 100
			}
		}
		if cost < least {
			best, least = b, cost
		}
	}
	return best
}

// A box is where something stands.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}
