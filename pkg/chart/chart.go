// Package chart draws figures as SVG: data in, a tree out. It knows no metric and formats no number.
//
// A drawing has a width in pixels and takes the height it needs, so a page can have one for a screen and one for a
// phone with letters of the same size. Names are wrapped and never cut. Every drawing has a title and a description;
// colours are classes, whose style sheet is Sheet.
package chart

import (
	"math"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/markup"
)

// A Chart can be drawn.
type Chart interface {
	// draw draws from the top of the canvas and moves its y below what was drawn.
	draw(c *canvas)
}

// The tones of a mark: what it means, as a class of the style sheet.
const (
	Plain   = "plain"
	Good    = "good"
	Neutral = "neutral"
	Bad     = "bad"
)

// A Scene is what stands around a drawing.
type Scene struct {
	ID    string // of the drawing in its page, unique
	Title string // what is drawn
	Doc   string // what it shows, for those who do not see it
	Width float64
	Class string
}

// Draw draws a chart for a page that has the style sheet.
func Draw(ch Chart, s Scene) markup.Node {
	c := &canvas{width: s.Width}
	ch.draw(c)
	return s.svg(c, nil)
}

// Slide draws a chart as a file of its own, in light colours, with headings above and notes below. Without a chart it has
// only these.
func Slide(ch Chart, s Scene, headings, notes []string) markup.Node {
	c := &canvas{width: s.Width, left: margin, right: margin}
	c.y = margin
	for i, text := range headings {
		if i == 0 {
			c.paragraph("headline", text, letter*1.5)
			continue
		}
		c.paragraph("faint", text, letter)
	}
	if ch != nil {
		c.y += margin / 2
		ch.draw(c)
	}
	c.y += margin / 2
	for _, text := range notes {
		c.paragraph("faint", text, letter)
	}
	c.y += margin / 2
	paper := markup.Element("rect", markup.Attrs{"class", "paper", "width", number(c.width), "height", number(c.y)})
	return s.svg(c, markup.Attrs{"xmlns", "http://www.w3.org/2000/svg", "width", number(c.width), "height", number(math.Ceil(c.y))},
		markup.Style(light.replace(rules)), paper)
}

const (
	letter = 13.0 // pixels of a letter's height
	margin = 24.0
	gap    = 10.0
)

func (s Scene) svg(c *canvas, attrs markup.Attrs, before ...markup.Node) markup.Node {
	all := append(attrs, "class", joined("chart", s.Class), "viewBox", "0 0 "+number(c.width)+" "+number(math.Ceil(c.y)),
		"role", "img", "aria-labelledby", s.ID+"-title "+s.ID+"-desc")
	kids := append([]markup.Node{
		markup.Words("title", markup.Attrs{"id", s.ID + "-title"}, s.Title),
		markup.Words("desc", markup.Attrs{"id", s.ID + "-desc"}, s.Doc)}, before...)
	return markup.Element("svg", all, append(kids, c.nodes...)...)
}

func joined(a, b string) string {
	if b == "" {
		return a
	}
	return a + " " + b
}

// A canvas is a drawing while it grows downwards.
type canvas struct {
	width       float64
	left, right float64 // margins
	y           float64 // where the next thing begins
	nodes       []markup.Node
}

// room is the width that may be drawn on.
func (c *canvas) room() float64 { return c.width - c.left - c.right }

func (c *canvas) add(name, class string, attrs ...any) {
	all := markup.Attrs{"class", class}
	for i := 0; i+1 < len(attrs); i += 2 {
		key, _ := attrs[i].(string)
		switch v := attrs[i+1].(type) {
		case float64:
			all = append(all, key, number(v))
		case string:
			all = append(all, key, v)
		}
	}
	c.nodes = append(c.nodes, markup.Element(name, all))
}

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	c.add("line", class, "x1", x1, "y1", y1, "x2", x2, "y2", y2)
}

// rect draws a box between two places, in whatever order.
func (c *canvas) rect(class string, x1, y1, x2, y2 float64) {
	c.add("rect", class, "x", min(x1, x2), "y", min(y1, y2), "width", math.Abs(x2-x1), "height", math.Abs(y2-y1))
}

func (c *canvas) circle(class string, x, y, r float64) {
	c.add("circle", class, "cx", x, "cy", y, "r", r)
}

// The anchors of a text: where x is.
const (
	start  = "start"
	middle = "middle"
	end    = "end"
)

// text writes one line whose letters stand on y.
func (c *canvas) text(class, anchor string, x, y float64, s string) {
	c.nodes = append(c.nodes, markup.Words("text", markup.Attrs{"class", class, "x", number(x), "y", number(y), "text-anchor", anchor}, s))
}

// lines writes a text in lines, the first at y.
func (c *canvas) lines(class, anchor string, x, y float64, lines []string) {
	for i, s := range lines {
		c.text(class, anchor, x, y+float64(i)*leading, s)
	}
}

const leading = letter * 1.25 // from line to line

// paragraph writes a text over the whole width.
func (c *canvas) paragraph(class, s string, size float64) {
	for _, line := range wrap(s, c.room()/size) {
		c.y += size * 1.3
		c.text(class, start, c.left, c.y-size*0.3, line)
	}
}

// number writes a place with at most one decimal.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}
