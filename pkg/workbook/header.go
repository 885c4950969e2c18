package workbook

import "slices"

// How many rows may stand above the header, in all, as a small table of their own, and as names above names.
const (
	headerWithin = 30
	prefaceMost  = 10
	bannersMost  = 3
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
	named, words := namedAbove(look, at)
	switch {
	case !look[at].words && 2*named > usual, words && 4*named > 3*usual:
		return at - 1
	case !look[at].words:
		return at
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

// namedAbove returns how many columns the rows right above one name together, and whether they have words only. Above a first
// full row that has numbers, a header names more than half of the columns, or all but the first, which programs leave
// without a name where they number the rows.
func namedAbove(lines []tableLine, at int) (named int, words bool) {
	columns := make(map[int]bool)
	for i := at - 1; i >= 0 && i >= at-bannersMost && lines[i].number == lines[i+1].number-1; i-- {
		if i < at-1 && (len(lines[i].cells) < 2 || !lines[i].words) {
			break
		}
		words = lines[i].words
		for _, c := range lines[i].cells {
			columns[c.column] = true
		}
	}
	if named = len(columns); named == 1 && len(lines[at].cells) == 2 && columns[lines[at].cells[1].column] {
		named = 2 // the first has no name
	}
	return named, words
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
