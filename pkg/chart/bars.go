package chart

import (
	"cmp"
	"slices"
)

// Bars shows columns beside each other, from 0.
type Bars struct{ Bars []Bar }

// A Bar is one column, with a name below it and a text above it.
type Bar struct {
	Name, Text string
	Value      float64
	Tone       string
}

func (b Bars) draw(c *canvas) {
	if len(b.Bars) == 0 {
		return
	}
	top := slices.MaxFunc(b.Bars, func(x, y Bar) int { return cmp.Compare(x.Value, y.Value) }).Value
	each := c.room() / float64(len(b.Bars))
	var texts []string
	for _, bar := range b.Bars {
		texts = append(texts, bar.Text)
	}
	named := widest(texts)*strongMore <= each
	if named {
		c.y += leading
	}
	floor := c.y + 160
	s := scale{0, max(top, 1e-12), floor, c.y + 4}
	c.line("axis", c.left, floor, c.width-c.right, floor)
	below := 0.0
	for i, bar := range b.Bars {
		x := c.left + (float64(i)+0.5)*each
		width := min(each*0.72, 64) / 2
		if bar.Value > 0 {
			c.rect("fill "+bar.Tone, x-width, min(s.at(bar.Value), floor-1), x+width, floor)
		}
		if named {
			c.text("strong", middle, x, min(s.at(max(bar.Value, 0)), floor)-4, bar.Text)
		}
		if lines := wrap(bar.Name, (each-2)/letter); each >= 14 {
			c.lines("faint", middle, x, floor+letter+3, lines)
			below = max(below, float64(len(lines))*leading)
		}
	}
	c.y = floor + below + 8
}

// Whole shows the parts of a whole: one bar, and below it what each part is.
type Whole struct {
	Parts []Bar
	Sum   float64 // what the parts may add up to; the rest stays free
}

func (w Whole) draw(c *canvas) {
	const height = 34.0
	s := scale{0, w.Sum, c.left, c.width - c.right}
	c.y += 2
	c.rect("band", s.from, c.y, s.to, c.y+height)
	at := 0.0
	for _, p := range w.Parts {
		from, to := s.at(at), s.at(at+max(p.Value, 0))
		at += max(p.Value, 0)
		if to-from > 2.5 {
			from, to = from+0.75, to-0.75
		}
		if p.Value > 0 {
			c.rect("fill "+p.Tone, from, c.y, max(to, from+1), c.y+height)
		}
	}
	c.y += height + 8
	var texts []string
	for _, p := range w.Parts {
		texts = append(texts, p.Text)
	}
	name := c.left + 20 + widest(texts)*strongMore + gap
	for _, p := range w.Parts {
		c.rect("fill "+p.Tone, c.left, c.y+3, c.left+12, c.y+15)
		lines := wrap(p.Name, (c.width-c.right-name)/letter)
		c.text("strong", start, c.left+20, c.y+letter, p.Text)
		c.lines("", start, name, c.y+letter, lines)
		c.y += float64(len(lines))*leading + 3
	}
	c.y += 4
}
