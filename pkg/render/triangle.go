package render

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A triangle shows cohorts: a row for each, a column for each age.
type triangle struct {
	voice
	d      *result.Document
	fields fieldset
	rows   []cohortRow
	ages   int // number of columns of ages
	curve  result.Field
	pooled []any // the curve by age, nil where it does not reach
}

// A cohortRow holds the cells of a cohort by age, nil where they are open.
type cohortRow struct {
	group result.Group // names the row
	size  any
	cells []any
}

// triangleOf sorts the groups of a document into rows; they come by cohort, then by age.
func (say voice) cohorts(d *result.Document, s fieldset) *triangle {
	t := &triangle{voice: say, d: d, fields: s}
	for _, g := range d.Groups.All() {
		age, ok := g.Values.Number(d.Triangle.Age)
		if !ok || age < 0 {
			continue
		}
		if last := len(t.rows) - 1; last < 0 || t.rows[last].group.Period != g.Period || !slices.Equal(t.rows[last].group.By, g.By) {
			size, _ := g.Values.Get(d.Triangle.Size)
			t.rows = append(t.rows, cohortRow{group: g, size: size})
		}
		row := &t.rows[len(t.rows)-1]
		for len(row.cells) <= int(age) {
			row.cells = append(row.cells, nil)
		}
		row.cells[int(age)], _ = g.Values.Get(s.value.Name)
		if g.Reason != "" {
			row.cells[int(age)] = g.Reason
		}
		t.ages = max(t.ages, int(age)+1)
	}
	t.pool()
	return t
}

// pool reads the curve of all cohorts. It falls only where somebody left, and stays between.
func (t *triangle) pool() {
	if i := slices.IndexFunc(t.d.Fields, func(f result.Field) bool { return f.Name == t.d.Triangle.Curve }); i >= 0 {
		t.curve = t.d.Fields[i]
	}
	v, _ := t.d.Total.Values.Get(t.curve.Name)
	curve, _ := v.(result.Object)
	if len(curve) == 0 {
		return
	}
	t.pooled = []any{100.0}
	for _, m := range curve {
		age, err := strconv.Atoi(m.Key)
		if err != nil || age < 1 {
			continue
		}
		for len(t.pooled) < min(age, t.ages) {
			t.pooled = append(t.pooled, t.pooled[len(t.pooled)-1])
		}
		if age < t.ages {
			t.pooled = append(t.pooled, m.Value)
		}
	}
}

// names returns the columns that name the rows, with the size of each.
func (t *triangle) names(rows []cohortRow, show func(string) string) []groupColumn {
	groups := make([]result.Group, len(rows))
	sizes := make([]string, len(rows))
	for i, row := range rows {
		groups[i], sizes[i] = row.group, t.bare(row.size, result.Count)
	}
	g := &groupTable{voice: t.voice}
	g.names(t.d, groups, show)
	g.add("n", column{heading: t.fields.n.Title, right: true}, sizes)
	if t.pooled == nil {
		return g.cols
	}
	label := len(g.cols) - 2 // the last name
	for i := range g.cols {
		c := &g.cols[i]
		text := ""
		if i == label {
			text = show(t.curve.Title)
		}
		c.cells = append(c.cells, text)
		c.width = max(c.width, width(text))
	}
	return g.cols
}

// lines returns the cells of the rows and of the pooled curve, one for each age.
func (t *triangle) lines(rows []cohortRow) [][]any {
	var out [][]any
	for _, row := range rows {
		out = append(out, row.cells)
	}
	if t.pooled != nil {
		out = append(out, t.pooled)
	}
	for i, line := range out {
		out[i] = append(line, make([]any, max(t.ages-len(line), 0))...)
	}
	return out
}

// cell writes a share without its sign; an open cell is blank.
func (t *triangle) cell(v any, places int) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return t.decimal(v, places)
	}
	return t.bare(v, t.fields.value.Kind)
}

// span returns the columns that a cell of an age needs.
func (t *triangle) span(lines [][]any, age, places int) int {
	widest := len(strconv.Itoa(age))
	for _, line := range lines {
		widest = max(widest, width(t.cell(line[age], places)))
	}
	return widest
}

// room returns how many ages fit beside the names, and with how many decimals: one where all ages
// fit with it, else none.
func (t *triangle) room(lines [][]any, left int) (ages, places int) {
	for _, places := range []int{1, 0} {
		used := 0
		ages := 0
		for ages < t.ages {
			used += gap + t.span(lines, ages, places)
			if used > left {
				break
			}
			ages++
		}
		if ages == t.ages || places == 0 {
			return ages, places
		}
	}
	return 0, 0
}

func (p *page) triangle() {
	t := p.cohorts(p.d, p.fields)
	if len(t.rows) == 0 {
		return
	}
	rows := t.rows[:shownOf(p.d, len(t.rows), p.o.Width)]
	names, cells := t.names(rows, visible.Text), t.lines(rows)
	ages, places := t.ages, 1
	if p.o.Width > 0 {
		ages, places = t.room(cells, p.o.Width-t.squeeze(names, p.o.Width))
	}
	p.headed(p.ruled(t.columns(names, ages), p.triangleRows(t, names, cells, ages, places)))
	p.triangleNotes(t, len(rows), ages)
}

// squeeze cuts names so that some ages stay visible, and returns the columns that they take.
func (t *triangle) squeeze(names []groupColumn, room int) int {
	const ages = 12 // columns for the first ages
	spare := room - ages
	var by []*groupColumn
	sum := -gap
	for i := range names {
		c := &names[i]
		spare -= gap
		sum += gap
		if c.role == "by" {
			by = append(by, c)
		} else {
			spare -= c.width
			sum += c.width
		}
	}
	return sum + cutNames(by, spare)
}

func (t *triangle) columns(names []groupColumn, ages int) []column {
	out := columnsOf(names)
	for age := range ages {
		out = append(out, column{heading: strconv.Itoa(age), right: true})
	}
	return out
}

// triangleRows are the rows, shaded by value.
func (p *page) triangleRows(t *triangle, names []groupColumn, lines [][]any, ages, places int) [][]string {
	rows := rowsOf(names, len(lines))
	low, high := extremes(lines)
	for age := range ages {
		span := t.span(lines, age, places)
		for i, line := range lines {
			text := t.cell(line[age], places)
			if v, ok := line[age].(float64); ok {
				text = p.ink.heat((v-low)/(high-low), strings.Repeat(" ", span-width(text))+text)
			}
			rows[i] = append(rows[i], text)
		}
	}
	return rows
}

// extremes returns the lowest and the highest value behind age 0, where all are whole; shades go from one
// to the other.
func extremes(lines [][]any) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, line := range lines {
		for _, cell := range line[1:] {
			if v, ok := cell.(float64); ok {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if low >= high {
		return 0, 100
	}
	return low, high
}

// triangleNotes says what the numbers are, and what is not shown.
func (p *page) triangleNotes(t *triangle, rows, ages int) {
	notes := []string{visible.Text(t.caption())}
	if ages < t.ages {
		left := strconv.Itoa(ages)
		if ages < t.ages-1 {
			left = t.f("%s to %s", left, strconv.Itoa(t.ages-1))
		}
		notes = append(notes, t.f("not shown for lack of room: ages %s; -o csv has all of them", left))
	}
	if hidden := p.notShown(len(t.rows)-rows, "cohorts"); hidden != "" {
		notes = append(notes, hidden)
	}
	for _, note := range notes {
		p.faint(wrap(note, p.o.Width, 2))
	}
}

// caption says what stands in the cells.
func (t *triangle) caption() string {
	text := t.f("%s by age", headingOf(t.fields.value))
	if t.d.Period != "" {
		text = t.f("%s in %s", text, t.t(t.d.Period+"s"))
	}
	if t.pooled != nil && t.curve.Doc != "" {
		text += "; " + t.curve.Title + ": " + strings.TrimSuffix(t.curve.Doc, ".")
	}
	return text
}

func (m *article) triangle() ([]column, [][]string) {
	t := m.cohorts(m.d, m.fields)
	if len(t.rows) > 0 {
		m.b.WriteString(m.show(t.caption()) + "\n\n")
	}
	shown := t.rows[:shownOf(m.d, len(t.rows), 0)]
	m.hidden = m.notShown(len(t.rows)-len(shown), "cohorts")
	return m.triangleOf(t, shown)
}

// triangleOf writes some rows of a triangle.
func (m *article) triangleOf(t *triangle, shown []cohortRow) ([]column, [][]string) {
	names, lines := t.names(shown, m.show), t.lines(shown)
	rows := rowsOf(names, len(lines))
	for i, line := range lines {
		for age := range t.ages {
			rows[i] = append(rows[i], t.cell(line[age], 1))
		}
	}
	return t.columns(names, t.ages), rows
}
