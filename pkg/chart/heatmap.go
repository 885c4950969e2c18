package chart

import "strconv"

// Heatmap shows a table whose cells are shaded by their value.
type Heatmap struct {
	Heads []string
	Rows  []HeatRow
	// Low and High are the values of the palest and of the darkest shade.
	Low, High float64
	// More says what is done with the columns that have no room; %s is how many.
	More func(columns int) string
}

// A HeatRow is a row of it.
type HeatRow struct {
	Name  string
	Cells []HeatCell
}

// A HeatCell is a value and how it is written; Value is nil where there is no shade.
type HeatCell struct {
	Text  string
	Value *float64
}

const (
	shades     = 6
	heatHeight = 26.0
)

func (h Heatmap) draw(c *canvas) {
	var names, texts []string
	for _, r := range h.Rows {
		names = append(names, r.Name)
		for _, cell := range r.Cells {
			texts = append(texts, cell.Text)
		}
	}
	side := min(widest(names)+gap, c.room()*0.34)
	least := max(widest(append(texts, h.Heads...))+4, 22)
	n := max(min(int((c.room()-side)/least), len(h.Heads)), 1)
	each := min((c.room()-side)/float64(n), 64)
	c.y += leading
	for i, head := range h.Heads[:min(n, len(h.Heads))] {
		c.text("faint", middle, c.left+side+(float64(i)+0.5)*each, c.y-4, head)
	}
	for _, r := range h.Rows {
		lines := wrap(r.Name, (side-4)/letter)
		height := max(heatHeight, float64(len(lines))*leading+6)
		y := c.y + height/2 + letter*0.35
		c.lines("", start, c.left, y-float64(len(lines)-1)*leading/2, lines)
		for i, cell := range r.Cells[:min(n, len(r.Cells))] {
			x := c.left + side + float64(i)*each
			if cell.Value != nil {
				c.rect("heat"+strconv.Itoa(h.shade(*cell.Value)), x+1, c.y+1, x+each-1, c.y+height-1)
			}
			c.text("", middle, x+each/2, y, cell.Text)
		}
		c.y += height
	}
	if left := len(h.Heads) - n; left > 0 && h.More != nil {
		c.paragraph("faint", h.More(left), letter)
	}
	c.y += 4
}

func (h Heatmap) shade(v float64) int {
	if h.High <= h.Low {
		return shades / 2
	}
	return min(max(int((v-h.Low)/(h.High-h.Low)*shades), 0), shades-1)
}
