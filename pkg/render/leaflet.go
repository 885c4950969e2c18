package render

import (
	"io"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A Leaflet is a page of blocks that is no answer of a metric.
type Leaflet []Block

// A Block is a piece of a sheet: a title, words that are broken to fit, a table, and lines that are left as they are,
// such as commands, with words under each.
type Block struct {
	Title string
	Words []string
	Heads []Heading
	Rows  [][]string
	Lines []string
	Under []string // words under each of Lines; nil for none
}

// A Heading is a column of the table of a block. Where the terminal is too narrow, columns that may be Cut are; those
// that Wrap go on in the next line, and only the last one may.
type Heading struct {
	Text             string
	Right, Cut, Wrap bool
}

// WriteLeaflet writes a leaflet for people. Texts from data are made harmless.
func WriteLeaflet(w io.Writer, s Leaflet, o Options) error {
	p := &page{o: o, ink: ink(o.Color)}
	for _, b := range s {
		var lines []string
		if b.Title != "" {
			lines = append(lines, p.ink.strong(b.Title))
		}
		for _, words := range b.Words {
			lines = append(lines, wrap(visible.Text(words), o.Width, 2)...)
		}
		table := p.sheetTable(b)
		for i, line := range table {
			if i == 1 && strings.HasPrefix(line, "─") {
				line = p.ink.faint(line)
			}
			lines = append(lines, line)
		}
		for i, line := range b.Lines {
			lines = append(lines, line)
			if b.Under != nil {
				lines = append(lines, wrap("    "+visible.Text(b.Under[i]), o.Width, 4)...)
			}
		}
		p.block(lines)
	}
	_, err := w.Write(p.b.Bytes())
	return err
}

// sheetTable lays out the table of a block.
func (p *page) sheetTable(b Block) []string {
	if len(b.Rows) == 0 {
		return nil
	}
	columns := make([]column, len(b.Heads))
	for i, h := range b.Heads {
		columns[i] = column{heading: h.Text, right: h.Right}
	}
	rows := make([][]string, len(b.Rows))
	for r, row := range b.Rows {
		for _, cell := range row {
			rows[r] = append(rows[r], visible.Text(cell))
		}
	}
	if p.o.Width == 0 {
		return p.ruled(columns, rows)
	}
	limits := narrowed(b.Heads, widths(columns, rows), p.o.Width)
	var fitted [][]string
	for _, row := range rows {
		fitted = append(fitted, fitRow(b.Heads, row, limits)...)
	}
	return p.ruled(columns, fitted)
}

// cellLeast is the least width to which a cell is cut.
const cellLeast = 6

// narrowed takes from the widest columns that can give until all fit.
func narrowed(heads []Heading, wide []int, room int) []int {
	limits := slices.Clone(wide)
	for {
		sum, widest := -gap, -1
		for i, n := range limits {
			sum += n + gap
			gives := (heads[i].Cut || heads[i].Wrap) && n > max(cellLeast, width(heads[i].Text))
			if gives && (widest < 0 || n > limits[widest]) {
				widest = i
			}
		}
		if sum <= room || widest < 0 {
			return limits
		}
		limits[widest]--
	}
}

// fitRow cuts the cells of a row, and breaks the last into lines where it wraps.
func fitRow(heads []Heading, row []string, limits []int) [][]string {
	first := slices.Clone(row)
	out := [][]string{first}
	for i, h := range heads {
		switch {
		case h.Cut:
			first[i] = fit(row[i], limits[i])
		case h.Wrap:
			parts := wrap(row[i], limits[i], 0)
			first[i] = parts[0]
			for _, part := range parts[1:] {
				next := make([]string, len(row))
				next[i] = part
				out = append(out, next)
			}
		}
	}
	return out
}
