package render

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// textLeast is the narrowest column that a text is wrapped into. Below it the texts stand under their row.
const textLeast = 22

// addTexts puts the fields of words beside the lines of a table of groups, wrapped where the terminal
// is narrow. The first two lines are the headings and the rule.
func (p *page) addTexts(lines []string, list []result.Group) []string {
	texts := p.fields.texts
	if len(texts) == 0 || len(lines) < 2 {
		return lines
	}
	base := 0
	for _, line := range lines {
		base = max(base, width(line))
	}
	limits, ok := p.textWidths(texts, list, p.o.Width, base)
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
		out = append(out, p.beside(padded(line, base), list[i], limits)...)
	}
	return out
}

// textWidths shares what the table leaves among columns of words. ok is false when it is too little.
func (say voice) textWidths(texts []result.Field, list []result.Group, room, base int) (limits []int, ok bool) {
	limits = make([]int, len(texts))
	sum := base
	for i, f := range texts {
		limits[i] = width(f.Title)
		for _, g := range list {
			limits[i] = max(limits[i], width(say.words(g, f)))
		}
		sum += gap + limits[i]
	}
	for room > 0 && sum > room { // the widest gives way
		widest := slices.Index(limits, slices.Max(limits))
		if limits[widest] <= textLeast {
			return nil, false
		}
		limits[widest]--
		sum--
	}
	return limits, true
}

// words returns a field of words as people see it.
func (say voice) words(g result.Group, f result.Field) string {
	v, _ := g.Values.Get(f.Name)
	return say.bare(v, f.Kind)
}

// beside puts the words of a group behind its line, each wrapped into a column.
func (p *page) beside(line string, g result.Group, limits []int) []string {
	columns := make([][]string, len(limits))
	for i, f := range p.fields.texts {
		columns[i] = wrap(p.words(g, f), limits[i], 0)
	}
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
			pieces = append(pieces, f.Title+": "+p.words(list[i], f))
		}
		for _, part := range flow(pieces, " · ", max(p.o.Width-2, 1), 0) {
			for _, text := range wrap("  "+part, p.o.Width, 4) {
				out = append(out, p.ink.faint(text))
			}
		}
	}
	return out
}
