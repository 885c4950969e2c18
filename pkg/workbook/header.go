package workbook

import "slices"

// headerWithin is how many rows may stand above the header, and fill the first table of a sheet before the one that counts.
const (
	headerWithin = 30
	prefaceMost  = 10
)

// A tableLine is the part of a row that stands in a block.
type tableLine struct {
	number int
	cells  []glanceCell
	filled int  // of the columns that most rows fill
	words  bool // all of its cells are words
}

// table finds the header of a block: the first row in which it is full, if it has words only, else the row above if that
// names most columns. Rows above are titles.
func (g *glance) table(b tableBlock) tableBlock {
	lines, usual := g.within(b)
	if len(lines) == 0 {
		return b
	}
	at := headerOf(lines, usual)
	b.top, b.above, b.rows = lines[at].number, at, len(lines)-at
	for _, l := range lines {
		b.cells += len(l.cells)
	}
	b.names = make([]string, b.last-b.first+1)
	for _, c := range lines[at].cells {
		b.names[c.column-b.first] = c.text
	}
	b.takeBanners(lines[:at])
	return b
}

// within returns the rows of a block, and how many of its columns are filled in a third of them.
func (g *glance) within(b tableBlock) (lines []tableLine, usual int) {
	counts := make([]int, b.last-b.first+1)
	for _, l := range g.lines {
		line := tableLine{number: l.number, words: true}
		for _, c := range l.cells {
			if c.column >= b.first && c.column <= b.last {
				line.cells = append(line.cells, c)
				line.words = line.words && c.word
				counts[c.column-b.first]++
			}
		}
		if len(line.cells) > 0 {
			lines = append(lines, line)
		}
	}
	isUsual := func(column int) bool { return 3*counts[column-b.first] >= len(lines) }
	for i := range lines {
		for _, c := range lines[i].cells {
			if isUsual(c.column) {
				lines[i].filled++
			}
		}
	}
	for column := b.first; column <= b.last; column++ {
		if isUsual(column) {
			usual++
		}
	}
	return lines, usual
}

// headerOf returns the place of the header among the rows of a block.
func headerOf(lines []tableLine, usual int) int {
	look := lines[:min(len(lines), headerWithin)]
	at := slices.IndexFunc(look, func(l tableLine) bool { return l.filled == usual })
	if at < 0 {
		return slices.IndexFunc(look, func(l tableLine) bool { return l.filled == fullest(look) })
	}
	if !look[at].words {
		return headerAbove(look, at, usual)
	}
	if at > 0 && look[at-1].number == look[at].number-1 && look[at-1].words && 4*look[at-1].filled > 3*usual {
		return at - 1
	}
	return behindPreface(lines, at, usual)
}

func fullest(lines []tableLine) int {
	most := 0
	for _, l := range lines {
		most = max(most, l.filled)
	}
	return most
}

// headerAbove looks above a first full row that has numbers: a header names more than half of the columns, or all but the
// first, which programs leave without a name where they number the rows.
func headerAbove(lines []tableLine, at, usual int) int {
	if at == 0 || lines[at-1].number != lines[at].number-1 {
		return at
	}
	above := lines[at-1]
	unnumbered := above.filled == usual-1 && above.cells[0].column > lines[at].cells[0].column
	if 2*above.filled > usual || unnumbered && above.words {
		return at - 1
	}
	return at
}

// behindPreface passes over a few full rows at the top, such as names and values of what was exported, if the table behind
// an empty row is much larger and has a header of its own.
func behindPreface(lines []tableLine, at, usual int) int {
	for i := at + 1; i < min(len(lines), prefaceMost)-1; i++ {
		header := lines[i].words && lines[i].filled == usual && lines[i].number > lines[i-1].number+1
		if header && !lines[i+1].words && len(lines)-i > 3*i {
			return i
		}
	}
	return at
}

// takeBanners names the columns for which the header has no name after the rows right above it, where those name several.
func (b *tableBlock) takeBanners(above []tableLine) {
	row := b.top
	for i := len(above) - 1; i >= 0; i-- {
		if above[i].number != row-1 || len(above[i].cells) < 2 {
			return
		}
		row--
		for _, c := range above[i].cells {
			if name := &b.names[c.column-b.first]; *name == "" {
				*name = c.text
				b.banners = true
			}
		}
	}
}
