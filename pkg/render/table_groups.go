package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

const shownGroups = 200

// shownOf returns how many of n rows a table shows: as many as are asked for, on a terminal some hundreds, else all.
func shownOf(d *result.Document, n, terminal int) int {
	switch {
	case d.Head > 0:
		return min(n, d.Head)
	case terminal > 0:
		return min(n, shownGroups)
	}
	return n
}

// notShown says how many rows a table leaves out, "" for none.
func (say voice) notShown(n int, what string) string {
	if n == 0 {
		return ""
	}
	if n == 1 {
		return say.f("one more of the %s is not shown; -o csv writes all of them", say.t(what))
	}
	return say.f("%s more %s are not shown; -o csv writes them all", say.bare(int64(n), result.Count), say.t(what))
}

func (p *page) groups() {
	if p.d.Triangle != nil {
		p.triangle()
		return
	}
	if p.d.Groups.Len() == 0 {
		return
	}
	list := p.d.Groups.First(shownOf(p.d, p.d.Groups.Len(), p.o.Width))
	t := p.groupTable(list)
	left := t.layout(p.o.Width)
	p.headed(p.addTexts(p.ruled(columnsOf(t.cols), t.rows(p, list)), list))
	p.groupNotes(t, list, left)
}

// groupNotes explains the signs of the table and says what it does not show.
func (p *page) groupNotes(t *groupTable, list []result.Group, left []string) {
	var signs []string
	if t.bar >= 0 {
		for _, part := range p.fields.parts {
			signs = append(signs, shade(part)+" "+part.title())
		}
	}
	if t.has("verdict") {
		signs = append(signs, p.legend(list)...)
	}
	var notes []string
	if len(signs) > 0 {
		notes = append(notes, flow(signs, "   ", p.o.Width, 0)...)
	}
	if hidden := p.notShown(p.d.Groups.Len()-len(list), "groups"); hidden != "" {
		notes = append(notes, wrap(hidden, p.o.Width, 2)...)
	}
	if len(left) > 0 {
		notes = append(notes, wrap(p.f("not shown for lack of room: %s; -o csv has every column", strings.Join(left, ", ")), p.o.Width, 2)...)
	}
	p.faint(notes)
}

// A groupTable is the table of groups while its columns are chosen.
type groupTable struct {
	voice
	cols   []groupColumn
	bar    int            // columns of the bar, -1 without one
	order  []string       // roles in the order in which they give way on a narrow terminal
	list   []result.Group // of a bridge
	folded []result.Field // the steps that are in other moves
}

type groupColumn struct {
	column
	role  string // "by", "period", "n", "value", "interval", "verdict", "bar", "other"
	cells []string
	width int          // widest cell or heading
	spare int          // how early it gives way among those of its role
	step  string       // of a bridge; "" for none
	field result.Field // of a step
}

func (p *page) groupTable(list []result.Group) *groupTable {
	t := &groupTable{voice: p.voice, bar: -1, order: []string{"other", "bar", "verdict", "n", "interval"}}
	if bridged(p.d) { // what moved matters more than the doubt of a ratio
		t.order = []string{"n", "interval", "other", "bar", "verdict"}
	}
	t.names(p.d, list, visible.Text)
	s := p.fields
	if len(s.parts) == 1 { // the bar only repeats a figure
		t.order[0], t.order[1] = t.order[1], t.order[0]
	}
	t.measures(p.d, s, list)
	if len(withVerdict(list)) > 0 {
		t.add("verdict", column{heading: p.targetName(list, s.value)}, cellsOf(list, func(g result.Group) string { return mark(g.Verdict) }))
	}
	for _, f := range s.columns {
		t.add("other", column{heading: headingOf(f), right: true}, p.numbers(list, f, -1))
		t.cols[len(t.cols)-1].spare = f.Spare
		if f.Step != "" {
			t.stepped(f, list)
		}
	}
	if len(s.parts) > 0 && len(list) > 0 {
		t.bar = barUsual
		t.add("bar", column{free: true}, make([]string, len(list)))
	}
	return t
}

// names adds the columns that say which group a row is; show makes a text from the data harmless.
func (t *groupTable) names(d *result.Document, list []result.Group, show func(string) string) {
	for i, name := range byNames(d) {
		t.add("by", column{heading: show(name)}, cellsOf(list, func(g result.Group) string { return t.groupName(byValue(g, i), show) }))
	}
	if d.Period != "" {
		t.add("period", column{heading: t.t(d.Period)}, cellsOf(list, func(g result.Group) string { return show(g.Period) }))
	}
}

// cellsOf makes a column with a cell for each group.
func cellsOf(list []result.Group, of func(result.Group) string) []string {
	out := make([]string, len(list))
	for i, g := range list {
		out[i] = of(g)
	}
	return out
}

// groupName shows a value of --by; rows without one make a group, too.
func (say voice) groupName(v any, show func(string) string) string {
	switch v := v.(type) {
	case nil:
		return say.t("(blank)")
	case string:
		if v == "" {
			return say.t("(blank)")
		}
		return show(v)
	}
	return say.bare(v, result.Number)
}

// measures adds the columns that every metric has.
func (t *groupTable) measures(d *result.Document, s fieldset, list []result.Group) {
	if s.n.Only != onlyTotal {
		t.add("n", column{heading: s.n.Title, right: true}, t.numbers(list, s.n, -1))
	}
	bounded := declared("low", d.Fields) && !s.low.Extra
	places := -1
	if bounded {
		places = s.commonPlaces(list)
	}
	values := t.numbers(list, s.value, places)
	for i, g := range list {
		if g.Reason != "" {
			values[i] = t.t(g.Reason) // held back
		}
	}
	t.add("value", column{heading: headingOf(s.value), right: true}, values)
	if bounded {
		t.add("interval", column{heading: t.intervalName(d), right: true}, s.intervals(list))
	}
}

func (t *groupTable) add(role string, c column, cells []string) {
	col := groupColumn{column: c, role: role, cells: cells, width: width(c.heading)}
	for _, s := range cells {
		col.width = max(col.width, width(s))
	}
	t.cols = append(t.cols, col)
}

func (t *groupTable) has(role string) bool {
	return slices.ContainsFunc(t.cols, func(c groupColumn) bool { return c.role == role })
}

// headingOf is the title of a field, with its unit where the cells leave it out.
func headingOf(f result.Field) string {
	if f.Kind == result.Percent && !strings.HasSuffix(f.Title, "%") {
		return f.Title + " %"
	}
	return f.Title
}

// numbers writes a column of figures with the same decimals: as many as given, or with -1 as many
// as any of them needs, up to two.
func (say voice) numbers(list []result.Group, f result.Field, places int) []string {
	if f.Kind == result.Money {
		places = f.Decimals
	}
	if places < 0 {
		for _, g := range list {
			if v, ok := g.Values.Number(f.Name); ok {
				_, fraction, _ := strings.Cut(shortly(v, 2), ".")
				places = max(places, len(fraction))
			}
		}
	}
	return cellsOf(list, func(g result.Group) string {
		v, _ := g.Values.Get(f.Name)
		switch v := v.(type) {
		case result.Price:
			return say.tongue.Number(withCommas(v.Text()))
		case float64:
			if f.Kind == result.Probability {
				return say.probability(v)
			}
			return say.placed(v, f.Kind, max(places, 0))
		case int64:
			if places > 0 {
				return say.decimal(float64(v), places)
			}
		}
		return say.bare(v, f.Kind)
	})
}

// commonPlaces returns the decimals that all intervals of a table are written with.
func (s *fieldset) commonPlaces(list []result.Group) int {
	if s.value.Kind == result.Money {
		return s.value.Decimals
	}
	places := 1
	for _, g := range list {
		places = max(places, s.places(g.Values))
	}
	return places
}

// intervals writes the intervals of a table, low and high each aligned at the right.
func (s *fieldset) intervals(list []result.Group) []string {
	places := s.commonPlaces(list)
	low, high := 0, 0
	for _, g := range list {
		if lo, hi, ok := s.ends(g.Values); ok {
			low, high = max(low, len(s.placed(lo, s.value.Kind, places))), max(high, len(s.placed(hi, s.value.Kind, places)))
		}
	}
	return cellsOf(list, func(g result.Group) string {
		lo, hi, ok := s.ends(g.Values)
		if !ok {
			return s.t(missing)
		}
		return s.f("%s to %s", fmt.Sprintf("%*s", low, s.placed(lo, s.value.Kind, places)), fmt.Sprintf("%*s", high, s.placed(hi, s.value.Kind, places)))
	})
}

func columnsOf(cols []groupColumn) []column {
	out := make([]column, len(cols))
	for i, c := range cols {
		out[i] = c.column
	}
	return out
}

// rowsOf returns the cells of n rows.
func rowsOf(cols []groupColumn, n int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		for _, c := range cols {
			rows[i] = append(rows[i], c.cells[i])
		}
	}
	return rows
}

// rows returns the cells row by row, with bars and colours.
func (t *groupTable) rows(p *page, list []result.Group) [][]string {
	rows := rowsOf(t.cols, len(list))
	for i, g := range list {
		for j, c := range t.cols {
			s := &rows[i][j]
			switch c.role {
			case "bar":
				if shares, ok := p.fields.shares(g.Values); ok {
					*s = p.stack(shares, p.fields.whole(g.Values), t.bar)
				}
			case "verdict":
				*s = p.ink.verdict(g.Verdict, *s)
			case "value":
				*s = p.ink.strong(*s)
			}
		}
	}
	return rows
}
