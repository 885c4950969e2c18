package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/visible"
)

// How many rows are looked at: of every sheet to choose one, and of that one to find its table.
const (
	fewRows  = 40
	manyRows = 1000
)

// A Range is the part of a sheet that is its table.
type Range struct {
	// Sheet is the name of the sheet, and Columns the columns of the table, as in "A:F".
	Sheet, Columns string
	// Top is the row with the names of the columns, from 1; 0 in a sheet that is empty.
	Top int
	// Names are the names of the columns. Banners says that some stand in the rows above, where Top has none.
	Names   []string
	Banners bool
	// Above is the number of rows above the header that are no part of the table.
	Above int
	// Alike are other sheets whose tables have the same names, Others those with other tables; of the sheet that was found
	// where none was wanted.
	Alike, Others []string
	// Hidden are sheets with tables that nobody is shown, where none was wanted.
	Hidden []string

	// Bottom is the last row that may belong to it; 0 for all.
	Bottom int

	// Across are cells of its rows that are merged with others beside them.
	Across []Across

	// spans are cells of it that are merged with those below them, by column.
	spans map[int][]mergedSpan

	// Number is the place of the sheet in the workbook, First and Last those of the columns, all from 0.
	Number, First, Last int
}

// A SheetError says that there is no such sheet or table, or that there are several; Choices are what to say instead.
type SheetError struct {
	Text    string
	Wanted  string // what there is not, "" where the largest table is the first choice
	Choices []string
}

func (e *SheetError) Error() string { return e.Text }

// Find finds the table in the sheet that is wanted: its name, its number from 1, or NAME!A:C or NAME!A1:C9 for a part of it. "" is
// the first sheet with a table that is not hidden. A sheet with tables side by side is a *SheetError.
func (w *Workbook) Find(wanted string) (Range, error) {
	if wanted == "" {
		return w.findFirst()
	}
	sheet, columns, err := w.named(wanted)
	if err != nil {
		return Range{}, err
	}
	return w.find(sheet, columns)
}

// named finds a sheet by what people call it.
func (w *Workbook) named(wanted string) (sheet int, columns string, err error) {
	if i := w.index(wanted); i >= 0 {
		return i, "", nil
	}
	if at := strings.LastIndexByte(wanted, '!'); at >= 0 {
		name := strings.Trim(wanted[:at], "'")
		if i := w.index(name); i >= 0 {
			return i, wanted[at+1:], nil
		}
	}
	e := &SheetError{Wanted: wanted, Text: fmt.Sprintf("there is no sheet %q; there are", wanted)}
	for i, s := range w.Sheets {
		e.Text += fmt.Sprintf("\n  %d  %s", i+1, visible.Text(s.Name))
		e.Choices = append(e.Choices, s.Name)
	}
	return 0, "", e
}

// index returns the place of a sheet by its name, or by its number from 1, or -1.
func (w *Workbook) index(name string) int {
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		if i := slices.IndexFunc(w.Sheets, func(s Sheet) bool { return same(s.Name, name) }); i >= 0 {
			return i
		}
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(w.Sheets) {
		return n - 1
	}
	return -1
}

// findFirst finds the first sheet that shows a table, or at least something.
func (w *Workbook) findFirst() (Range, error) {
	glances, err := w.glances(fewRows)
	if err != nil {
		return Range{}, err
	}
	best := slices.IndexFunc(glances, func(g glance) bool { return g.holdsTable() })
	if best < 0 {
		best = slices.IndexFunc(glances, func(g glance) bool { return len(g.lines) > 0 })
	}
	if best < 0 {
		return Range{}, nil
	}
	found, err := w.find(glances[best].sheet, "")
	if err != nil {
		return found, err
	}
	for i, g := range glances {
		name := w.Sheets[g.sheet].Name
		switch tables := g.tables(); {
		case i == best:
		case slices.ContainsFunc(tables, func(t tableBlock) bool { return slices.Equal(t.names, found.Names) }):
			found.Alike = append(found.Alike, name)
		case g.holdsTable():
			found.Others = append(found.Others, name)
		}
	}
	found.Hidden, err = w.hidden(glances[best].sheet)
	return found, err
}

// hidden names the sheets with tables that are hidden, without the one that is read all the same.
func (w *Workbook) hidden(but int) (names []string, err error) {
	for i, s := range w.Sheets {
		if !s.Hidden || i == but {
			continue
		}
		g, err := w.glance(i, fewRows)
		if err == nil {
			err = w.read([]*glance{&g})
		}
		if err != nil {
			return nil, err
		}
		if g.holdsTable() {
			names = append(names, s.Name)
		}
	}
	return names, nil
}

// find finds the table of a sheet.
func (w *Workbook) find(sheet int, columns string) (Range, error) {
	seen, err := w.glance(sheet, manyRows)
	if err == nil {
		err = w.read([]*glance{&seen})
	}
	if err != nil {
		return Range{}, err
	}
	name := w.Sheets[sheet].Name
	var tables []tableBlock
	if columns != "" {
		part, ok := partOf(columns)
		if !ok {
			return Range{}, &SheetError{Text: fmt.Sprintf("%q are no columns of a sheet, expected such as A:F", columns), Choices: []string{name}}
		}
		tables = []tableBlock{seen.table(part)}
	} else if tables = seen.tables(); len(tables) > 1 {
		return Range{}, several(name, tables)
	}
	if len(tables) == 0 {
		return Range{Sheet: name, Number: sheet}, nil
	}
	t := tables[0]
	found := Range{Sheet: name, Columns: t.columns(), Top: t.top, Names: t.names, Banners: t.banners, Above: t.above,
		Bottom: t.till, Number: sheet, First: t.first, Last: t.last}
	found.spans, found.Across = w.spans(sheet, found)
	return found, nil
}

// several asks which of several tables is meant.
func several(name string, tables []tableBlock) error {
	e := &SheetError{Text: fmt.Sprintf("sheet %q holds %d tables; choose one with --sheet", name, len(tables))}
	for _, t := range tables {
		e.Text += fmt.Sprintf("\n  %-12s %s", visible.Text(name)+"!"+t.place(), shorten(t.names))
	}
	tables = slices.Clone(tables)
	slices.SortStableFunc(tables, func(a, b tableBlock) int { return b.cells - a.cells })
	for _, t := range tables {
		e.Choices = append(e.Choices, name+"!"+t.place())
	}
	return e
}

// shorten writes the first of many names.
func shorten(names []string) string {
	const most = 6
	text := strings.Join(names[:min(len(names), most)], ", ")
	if len(names) > most {
		text += " …"
	}
	return text
}

// partOf reads columns such as A:F, or a range of cells such as A1:F100.
func partOf(text string) (b tableBlock, ok bool) {
	from, to, ok := strings.Cut(strings.ToUpper(strings.ReplaceAll(text, "$", "")), ":")
	b.first, b.last = columnOf([]byte(from)), columnOf([]byte(to))
	b.from, b.till = max(rowOf(from), 0), max(rowOf(to), 0)
	return b, ok && b.first >= 0 && b.last >= b.first && b.last < mostColumns && (b.till == 0 || b.till >= b.from)
}
