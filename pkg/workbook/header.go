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

// table finds the header of a block: the first row above the data that is full, else the names that several rows give
// together.
func (g *glance) table(b tableBlock) tableBlock {
	lines, usual := g.within(b)
	if len(lines) == 0 {
		return b
	}
	b.cells = 0
	for _, l := range lines {
		b.cells += len(l.cells)
	}
	at, from := g.headerOf(lines, usual)
	b.top, b.above, b.rows = lines[at].number, from, len(lines)-at
	b.names = make([]string, b.last-b.first+1)
	for i := at; i >= from; i-- {
		b.name(lines[i])
	}
	if b.banners = from < at; b.banners && g.merged(lines[from].number) {
		b.tellApart(lines[from:at])
	}
	return b
}

// tellApart writes before names that several columns have what stands above them, in cells that reach over several columns: "2025 Jan".
func (b *tableBlock) tellApart(above []tableLine) {
	plain := slices.Clone(b.names)
	for i, name := range plain {
		if name == "" || slices.Index(plain, name) == i && !slices.Contains(plain[i+1:], name) {
			continue
		}
		banner := ""
		for _, c := range above[len(above)-1].cells {
			if c.column >= b.first && c.column <= b.first+i {
				banner = c.text
			}
		}
		if banner != "" && banner != name {
			b.names[i] = banner + " " + name
		}
	}
}

// name gives the columns that have no name the one of a row.
func (b *tableBlock) name(l tableLine) {
	for _, c := range l.cells {
		if name := &b.names[c.column-b.first]; *name == "" {
			*name = c.text
		}
	}
}

// within returns the rows of a block, and how many of its columns are filled in a third of them.
func (g *glance) within(b tableBlock) (lines []tableLine, usual int) {
	counts := make([]int, b.last-b.first+1)
	for _, l := range g.lines {
		if l.number < b.from || b.till > 0 && l.number > b.till {
			continue
		}
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

// headerOf returns the place of the header among the rows of a block, and of the first row that gives it names.
func (g *glance) headerOf(lines []tableLine, usual int) (at, from int) {
	look := lines[:min(len(lines), headerWithin)]
	data := firstData(look, usual)
	above := look
	if data >= 0 {
		above = look[:data]
	}
	full := slices.IndexFunc(above, func(l tableLine) bool { return l.words && l.filled == usual })
	switch {
	case full >= 0:
		at = behindPreface(lines, full, usual)
		return at, at
	case data < 0:
		at = fullest(look)
		return at, at
	}
	if from, at = namesAbove(above); at < 0 {
		return data, data
	}
	sparse := slices.ContainsFunc(above[at+1:], func(l tableLine) bool { return !l.words }) // data below it
	if !sparse && !names(above[from:at+1], look[data], usual) {
		return data, data
	}
	switch {
	case from == at:
	case g.plain:
		at = from
	case !slices.ContainsFunc(above[from:at+1], func(l tableLine) bool { return g.merged(l.number) }):
		at = from + fullest(above[from:at+1])
		from = at
	}
	return at, from
}

// firstData returns the first row that is one of the data, -1 where none is known: it holds something else than words in
// more than half of the columns, and no full row of words stands right below.
func firstData(lines []tableLine, usual int) int {
	for i, l := range lines {
		under := i + 1
		for under < len(lines) && lines[i].board() && lines[under].board() {
			under++
		}
		below := under < len(lines) && lines[under].words && lines[under].filled == usual
		if l.years() && i+1 < len(lines) && lines[i+1].words && len(lines[i+1].cells) > 1 {
			continue // above the names of months
		}
		if !l.words && 2*l.filled > usual && !below {
			return i
		}
	}
	return -1
}

// board tells whether a row is names and a figure behind each, as the lines of a dashboard above a table: "NPS", 35, "Answers", 20.
func (l tableLine) board() bool {
	for i, c := range l.cells {
		if c.word != (i%2 == 0) || i%2 == 1 && c.column != l.cells[i-1].column+1 {
			return false
		}
	}
	return len(l.cells) > 2 && len(l.cells)%2 == 0
}

// namesAbove returns the last rows of several words that stand one below the other; last is -1 where there are none.
func namesAbove(lines []tableLine) (first, last int) {
	name := func(l tableLine) bool { return (l.words || l.years()) && (len(l.cells) > 1 || len(lines) == 1) }
	for last = len(lines) - 1; last >= 0 && !(name(lines[last]) && lines[last].words); last-- {
	}
	for first = last; first > 0 && last-first+1 < bannersMost && name(lines[first-1]) && lines[first-1].number == lines[first].number-1; first-- {
	}
	return first, last
}

// years tells whether a row holds words, and years as numbers, as stand above the names of months.
func (l tableLine) years() bool {
	words := 0
	for _, c := range l.cells {
		if c.word {
			words++
		} else if len(c.text) != len("2026") || c.text < "1990" || c.text > "2099" {
			return false
		}
	}
	return words > 0
}

// names tells whether rows name more than half of the columns, or the one of two that is not the first: programs that number
// rows leave that one without a name.
func names(rows []tableLine, data tableLine, usual int) bool {
	columns := make(map[int]bool)
	for _, l := range rows {
		for _, c := range l.cells {
			columns[c.column] = true
		}
	}
	return 2*len(columns) > usual || usual == 2 && len(data.cells) == 2 && columns[data.cells[1].column]
}

// fullest returns the place of the first row that fills the most columns.
func fullest(lines []tableLine) int {
	best := 0
	for i, l := range lines {
		if l.filled > lines[best].filled {
			best = i
		}
	}
	return best
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

// beginsTable tells whether the row at a place is the header of another table than the one whose header is in a row above.
func beginsTable(lines []tableLine, at, top int) bool {
	l, below := lines[at], lines[at+1]
	if l.number == lines[at-1].number+1 || !l.words || len(l.cells) < 2 || below.words || below.number != l.number+1 {
		return false
	}
	words := make(map[int]int) // of a column above, less what is none
	for _, above := range lines[:at] {
		for _, c := range above.cells {
			if above.number > top && c.word {
				words[c.column]++
			} else if above.number > top {
				words[c.column]--
			}
		}
	}
	return slices.ContainsFunc(l.cells, func(c glanceCell) bool { return words[c.column] < 0 })
}

// nextPage tells whether the row at a place is the header of the table once more, right below its rows, as on every page that is printed.
func nextPage(lines []tableLine, at, top int) bool {
	i := slices.IndexFunc(lines, func(l tableLine) bool { return l.number == top })
	return i >= 0 && slices.Equal(lines[i].cells, lines[at].cells) && len(lines[at-1].cells) > 1
}

// tableAbove finds another table above the header of one: words, and some rows right below them with a number in one and the same column.
func tableAbove(lines []tableLine, top int) (from, till int) {
	const fewest = 5 // rows, so that it is not what somebody writes about an export
	for i, l := range lines {
		if l.number >= top {
			break
		}
		if !l.words || len(l.cells) < 2 {
			continue
		}
		rows, numbers := 0, make(map[int]int)
		for n := i + 1; n < len(lines) && lines[n].number == l.number+1+rows && lines[n].number < top && len(lines[n].cells) == len(l.cells); n++ {
			rows++
			for _, c := range lines[n].cells {
				if !c.word {
					numbers[c.column]++
				}
			}
		}
		for _, times := range numbers {
			if rows >= fewest && times == rows {
				return l.number, l.number + rows
			}
		}
	}
	return 0, 0
}
