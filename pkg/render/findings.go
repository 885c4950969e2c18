package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// headValue is the figure of the head, with its unit; "" for a document that has lists in place of a total.
func (say voice) headValue(d *result.Document, s fieldset) string {
	if len(d.Findings) > 0 && len(d.Total.Values) == 0 {
		return ""
	}
	value, _ := d.Total.Values.Get(s.value.Name)
	return strings.TrimSpace(say.shown(value, s.value) + " " + unitOf(d))
}

// shownValues are the figures of the total and those that only this command has.
func shownValues(d *result.Document) result.Object { return slices.Concat(d.Total.Values, d.Own) }

// nothingRead tells whether the document speaks of no source, so that there are no rows to account for.
func nothingRead(d *result.Document) bool { return len(d.Sources) == 0 && d.Rows == result.Rows{} }

// groupsOf returns the rows of a list as groups.
func groupsOf(f result.Findings) result.Groups {
	return result.Make(len(f.Rows), func(i int) result.Group {
		return result.Group{By: f.By(i), Values: f.Rows[i]}
	})
}

// namesOf returns the names of the columns that make the rows of a list.
func namesOf(d *result.Document, f result.Findings) []string {
	rows := *d
	rows.Groups, rows.By = groupsOf(f), nil
	return byNames(&rows)
}

// A findingsTable is a list as a table while its columns are chosen.
type findingsTable struct {
	groupTable
	list  []result.Group
	texts []result.Field // words that are too long for a column
}

// textColumn is the widest text that has a column of its own, and does not wrap.
const textColumn = 12

// findingsTableOf chooses columns for the first n rows: what a row is called, its figures, each with its interval beside
// it, and words.
func (say voice) findingsTableOf(d *result.Document, f result.Findings, n int, show func(string) string) *findingsTable {
	t := &findingsTable{groupTable: groupTable{voice: say}, list: groupsOf(f).First(n)}
	t.bar, t.order = -1, []string{"other", "interval", "verdict"}
	for i, name := range namesOf(d, f) {
		t.add("by", column{heading: show(name)}, cellsOf(t.list, func(g result.Group) string { return say.groupName(byValue(g, i), show) }))
	}
	for _, field := range f.Fields {
		if !field.Kind.Many() && (!field.Extra || field.Only == onlyGroups) && !isEnd(field.Name, f.Fields) && t.told(field) {
			t.column(d, field, f, show)
		}
	}
	return t
}

// told tells whether a field has to be shown.
func (t *findingsTable) told(f result.Field) bool {
	return !f.IfTold || slices.ContainsFunc(t.list, func(g result.Group) bool {
		v, _ := g.Values.Get(f.Name)
		return v != nil && v != ""
	})
}

// column adds a field of a list. The one that a chart would show stays where there is little room, and its interval nearly so.
func (t *findingsTable) column(d *result.Document, f result.Field, of result.Findings, show func(string) string) {
	if f.Kind == result.Text {
		t.words(f, show)
		return
	}
	cells, value, interval := t.numbers(t.list, f, -1), "other", "other"
	bounded := hasEnds(f.Name, of.Fields)
	low, high := endsOf(f.Name, of.Fields)
	s := fieldset{voice: t.voice, value: f, low: result.Field{Name: low}, high: result.Field{Name: high}}
	if bounded {
		cells = t.numbers(t.list, f, s.commonPlaces(t.list))
	}
	if drawn, _ := drawnField(of); bounded && drawn.Name == f.Name {
		value, interval = "value", "interval"
	}
	t.add(value, column{heading: headingOf(f), right: true}, cells)
	t.cols[len(t.cols)-1].spare = f.Spare
	if bounded {
		t.add(interval, column{heading: t.intervalName(d), right: true}, s.intervals(t.list))
		t.cols[len(t.cols)-1].spare = f.Spare
	}
}

// words adds a column of words: names, marks such as a verdict, or what is wrapped behind the others.
func (t *findingsTable) words(f result.Field, show func(string) string) {
	texts := cellsOf(t.list, func(g result.Group) string { return wordsIn(g.Values, f, show) })
	switch {
	case f.Names:
		for i, text := range texts {
			texts[i] = cmp.Or(text, t.t("(blank)"))
		}
		t.add("by", column{heading: f.Title}, texts)
	case slices.ContainsFunc(texts, func(s string) bool { return width(s) > textColumn }):
		t.texts = append(t.texts, f)
	default:
		t.add("mark", column{heading: f.Title}, texts)
	}
}

// wordsIn returns the words of a field; "" where there are none.
func wordsIn(o result.Object, f result.Field, show func(string) string) string {
	switch v, _ := o.Get(f.Name); v := v.(type) {
	case string:
		return show(v)
	case []string:
		return show(strings.Join(v, ", "))
	}
	return ""
}

// endsOf returns the names of the ends of the interval of a field: low and high for value, or for pct without one;
// within_low for within, and for within_pct where within_pct_low is not among the fields.
func endsOf(name string, fields []result.Field) (low, high string) {
	if name == "value" || name == "pct" && !declared("value", fields) {
		return "low", "high"
	}
	if stem, ok := strings.CutSuffix(name, "_pct"); ok && !declared(name+"_low", fields) {
		name = stem
	}
	return name + "_low", name + "_high"
}

// hasEnds tells whether the interval of a field is among the fields.
func hasEnds(name string, fields []result.Field) bool {
	low, high := endsOf(name, fields)
	return declared(low, fields) && declared(high, fields)
}

// isEnd tells whether a field is an end of the interval of another.
func isEnd(name string, fields []result.Field) bool {
	return slices.ContainsFunc(fields, func(f result.Field) bool {
		low, high := endsOf(f.Name, fields)
		return (name == low || name == high) && hasEnds(f.Name, fields)
	})
}

func declared(name string, fields []result.Field) bool {
	return slices.ContainsFunc(fields, func(f result.Field) bool { return f.Name == name })
}

// findings shows each list as a table under its title.
func (p *page) findings() {
	for _, f := range p.d.Findings {
		if len(f.Rows) > 0 {
			p.list(f, shownOf(p.d, len(f.Rows), p.o.Width), p.notShown(len(f.Rows)-shownOf(p.d, len(f.Rows), p.o.Width), f.Key))
		}
	}
}

// list shows the first n rows of a list as a table under its title, and what is said of the others.
func (p *page) list(f result.Findings, n int, hidden string) {
	t := p.findingsTableOf(p.d, f, n, visible.Text)
	left := t.layout(p.o.Width)
	sub := &page{voice: p.voice, d: p.d, o: p.o, ink: p.ink, fields: fieldset{texts: t.texts}}
	lines := sub.addTexts(sub.ruled(columnsOf(t.cols), t.painted(p.ink)), t.list)
	if len(lines) > 1 {
		lines[1] = p.ink.faint(lines[1])
	}
	p.block(append(p.sparkLine(f), lines...))
	var notes []string
	if hidden != "" {
		notes = append(notes, wrap(hidden, p.o.Width, 2)...)
	}
	if len(left) > 0 {
		notes = append(notes, wrap(p.f("not shown for lack of room: %s; -o json has every figure", strings.Join(left, ", ")), p.o.Width, 2)...)
	}
	p.faint(notes)
}

// painted returns the cells row by row, with their colours.
func (t *findingsTable) painted(ink ink) [][]string {
	rows := rowsOf(t.cols, len(t.list))
	for i := range rows {
		for j, c := range t.cols {
			s := &rows[i][j]
			switch {
			case c.role == "value":
				*s = ink.strong(*s)
			case c.role == "mark" && *s == t.t("better"):
				*s = ink.good(*s)
			case c.role == "mark" && *s == t.t("worse"):
				*s = ink.bad(*s)
			}
		}
	}
	return rows
}

// sparkLine is the title of a list, with its figure drawn where there is one to draw and it fits.
func (p *page) sparkLine(f result.Findings) []string {
	lines := wrap(visible.Text(f.Title), p.o.Width, 2)
	last := lines[len(lines)-1]
	for i, line := range lines {
		lines[i] = p.ink.strong(line)
	}
	if chart := p.sparkOf(f); chart != "" && (p.o.Width == 0 || width(last)+gap+width(chart) <= p.o.Width) {
		lines[len(lines)-1] += strings.Repeat(" ", gap) + chart
	}
	return lines
}

// sparkOf draws the field of a list from its lowest to its highest value: "12.5 ▁▃·▅█ 40"; "" where there are not two.
func (say voice) sparkOf(f result.Findings) string {
	values := make([]any, len(f.Rows))
	var there []float64
	for i, row := range f.Rows {
		if v, ok := row.Number(f.Spark); ok {
			values[i] = v
			there = append(there, v)
		}
	}
	if len(there) < 2 {
		return ""
	}
	low, high := slices.Min(there), slices.Max(there)
	var b strings.Builder
	for _, v := range values {
		b.WriteRune(height(v, low, high))
	}
	return fmt.Sprintf("%s %s %s", say.sparkEnd(f, low), b.String(), say.sparkEnd(f, high))
}

// sparkEnd is the lowest or highest value of a spark line: a length of time as one, and any other as a plain number.
func (say voice) sparkEnd(f result.Findings, value float64) string {
	if slices.ContainsFunc(f.Fields, func(x result.Field) bool { return x.Name == f.Spark && x.Kind == result.Duration }) {
		return say.bare(value, result.Duration)
	}
	return say.trimmed(value, 2)
}

// height is the bar of a value between two others, · for none.
func height(v any, low, high float64) rune {
	x, ok := v.(float64)
	switch {
	case !ok:
		return '·'
	case high == low:
		return levels[len(levels)/2]
	}
	return levels[int((x-low)/(high-low)*float64(len(levels)-1)+0.5)]
}

// findings writes each list as a table.
func (m *article) findings() {
	for _, f := range m.d.Findings {
		if len(f.Rows) > 0 {
			n := shownOf(m.d, len(f.Rows), 0)
			m.listed(f, n, m.notShown(len(f.Rows)-n, f.Key))
		}
	}
}

// listed writes the first n rows of a list, and what is said of the others.
func (m *article) listed(f result.Findings, n int, hidden string) {
	title := markdown(f.Title)
	if chart := m.sparkOf(f); chart != "" {
		title += " " + chart
	}
	fmt.Fprintf(&m.b, "%s# %s\n\n", m.heading, title)
	m.table(m.listTable(m.d, f, n, markdown))
	if hidden != "" {
		fmt.Fprintf(&m.b, "%s\n\n", hidden)
	}
}

// listTable is the table of the first n rows of a list, for pages that have room for every column.
func (say voice) listTable(d *result.Document, f result.Findings, n int, show func(string) string) ([]column, [][]string) {
	t := say.findingsTableOf(d, f, n, show)
	for _, field := range t.texts {
		t.add("text", column{heading: field.Title}, cellsOf(t.list, func(g result.Group) string { return wordsIn(g.Values, field, show) }))
	}
	return columnsOf(t.cols), rowsOf(t.cols, len(t.list))
}
