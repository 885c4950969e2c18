package render

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// textLeast is the narrowest column that a text is wrapped into. Below it the texts stand under their row.
const textLeast = 22

// addTexts puts the fields of words beside the lines of a table of groups, wrapped where the terminal
// is narrow. The first two lines are the headings and the rule.
func (p *page) addTexts(lines []string, list []result.Group) []string {
	texts := p.fields.texts
	if len(texts) == 0 {
		return lines
	}
	base := 0
	for _, line := range lines {
		base = max(base, width(line))
	}
	limits, ok := textWidths(texts, list, p.o.Width, base)
	if !ok {
		return p.textsBelow(lines, list)
	}
	headings, rules := padded(lines[0], base), padded(lines[1], base)
	for i, f := range texts {
		headings += strings.Repeat(" ", gap) + padded(f.Title, limits[i])
		rules += strings.Repeat(" ", gap) + strings.Repeat("─", limits[i])
	}
	out := []string{strings.TrimRight(headings, " "), rules}
	for i, line := range lines[2:] {
		out = append(out, beside(padded(line, base), wrapped(texts, list[i], limits), limits)...)
	}
	return out
}

// textWidths shares what the table leaves among columns of words. ok is false when it is too little.
func textWidths(texts []result.Field, list []result.Group, room, base int) (limits []int, ok bool) {
	limits = make([]int, len(texts))
	sum := base
	for i, f := range texts {
		limits[i] = width(f.Title)
		for _, g := range list {
			v, _ := g.Values.Get(f.Name)
			limits[i] = max(limits[i], width(bare(v, f.Kind)))
		}
		sum += gap + limits[i]
	}
	for room > 0 && sum > room { // the widest gives way
		widest := 0
		for i := range limits {
			if limits[i] > limits[widest] {
				widest = i
			}
		}
		if limits[widest] <= textLeast {
			return nil, false
		}
		limits[widest]--
		sum--
	}
	return limits, true
}

func wrapped(texts []result.Field, g result.Group, limits []int) [][]string {
	out := make([][]string, len(texts))
	for i, f := range texts {
		v, _ := g.Values.Get(f.Name)
		out[i] = wrap(bare(v, f.Kind), limits[i], 0)
	}
	return out
}

// beside puts columns of lines behind a line.
func beside(line string, columns [][]string, limits []int) []string {
	blank := strings.Repeat(" ", width(line))
	var out []string
	for row := 0; ; row++ {
		more := false
		for i, column := range columns {
			text := ""
			if row < len(column) {
				text, more = column[row], true
			}
			line += strings.Repeat(" ", gap) + padded(text, limits[i])
		}
		if !more && row > 0 {
			return out
		}
		out = append(out, strings.TrimRight(line, " "))
		line = blank
	}
}

// textsBelow puts the words of a group under its line.
func (p *page) textsBelow(lines []string, list []result.Group) []string {
	out := lines[:2:2]
	for i, line := range lines[2:] {
		out = append(out, line)
		var pieces []string
		for _, f := range p.fields.texts {
			v, _ := list[i].Values.Get(f.Name)
			pieces = append(pieces, f.Title+": "+bare(v, f.Kind))
		}
		for _, part := range flow(pieces, " · ", max(p.o.Width-2, 1), 0) {
			for _, text := range wrap("  "+part, p.o.Width, 4) {
				out = append(out, p.ink.faint(text))
			}
		}
	}
	return out
}
