package render

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A picture is a chart of a document with the table of what it shows; either may be missing.
type picture struct {
	title   string
	lead    string // what stands above it
	doc     string // what the chart shows, for those who do not see it
	legend  string // what its marks are
	chart   chart.Chart
	columns []column
	rows    [][]string
	folded  bool     // the table says what the chart says
	shut    bool     // there is no chart, and the table is shown when it is asked for
	notes   []string // what stands below it
}

// pageRows is the longest table of groups on a page.
const pageRows = 500

// picturesOf returns all that a page shows, the chart that matters most first.
func (say voice) picturesOf(d *result.Document) []picture {
	m := say.articleOf(d, nil, visible.Text)
	var out []picture
	if list := say.steps(d); len(list) > 0 && !nothing(d.Total) {
		out = append(out, m.bridgePicture(list))
	}
	switch {
	case d.Triangle != nil:
		out = append(out, m.trianglePicture())
	case grouped(d):
		out = append(out, m.groupsPicture())
	}
	out = append(out, m.foundPictures()...)
	if !nothing(d.Total) {
		out = append(out, m.compositionPicture())
		if p, ok := m.distributionPicture(); ok {
			out = append(out, p)
		}
	}
	out = append(out, m.listPictures()...)
	for _, l := range say.amountsOf(d, visible.Text) {
		out = append(out, picture{title: visible.Text(l.title), columns: []column{{heading: say.t("name")}, {heading: say.t("amount"), right: true}}, rows: l.rows})
	}
	return slices.DeleteFunc(out, func(p picture) bool { return p.chart == nil && len(p.rows) == 0 })
}

// axisOf writes the values of an axis.
func (say voice) axisOf(f result.Field) func(float64) string {
	return func(v float64) string {
		if f.Kind == result.Money {
			return say.trimmed(v, 2)
		}
		return say.figure(v, f.Kind)
	}
}

// strideOf is the stride of an axis of a field; nil for the usual one.
func strideOf(f result.Field) chart.Stride {
	if f.Kind == result.Duration {
		return chart.Clock
	}
	return nil
}

func numberIn(o result.Object, key string) *float64 {
	v, ok := o.Number(key)
	if !ok || math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return &v
}

func (m *article) bridgePicture(list []step) picture {
	w := chart.Waterfall{Format: m.axisOf(result.Field{Kind: result.Money})}
	for _, s := range list {
		tone := chart.Neutral
		switch {
		case s.Step == stepOpening || s.Step == stepClosing:
			tone = chart.Plain
		case s.amount > 0:
			tone = chart.Good
		case s.amount < 0:
			tone = chart.Bad
		}
		w.Falls = append(w.Falls, chart.Fall{Name: visible.Text(s.label()), Text: s.money(), From: s.from, To: s.to, Tone: tone})
	}
	first, last := list[0], list[len(list)-1]
	p := picture{title: m.t("From opening to closing"), lead: m.spanned(m.d), chart: w,
		doc:    m.f("How %s became %s in %s; the table has every step.", first.money(), last.money(), m.plural(len(list)-2, "step")),
		legend: m.t("Each step begins where the one before ended.")}
	p.columns, p.rows = m.bridge()
	p.columns[0].heading = cmp.Or(p.columns[0].heading, m.t("step"))
	return p
}

// heatRows is how many cohorts a chart shows.
const heatRows = 24

func (m *article) trianglePicture() picture {
	t := m.cohorts(m.d, m.fields)
	rows := t.rows[:min(len(t.rows), cmp.Or(m.d.Head, pageRows))]
	p := picture{title: m.f("%s by cohort and age", headingOf(m.fields.value)), lead: visible.Text(t.caption())}
	p.columns, p.rows = m.triangleOf(t, rows)
	p.notes = noteOf(m.notShown(len(t.rows)-len(rows), "cohorts"))
	if len(t.rows) == 0 {
		return p
	}
	drawn := rows[max(0, len(rows)-heatRows):]
	lines := t.lines(drawn)
	h := chart.Heatmap{More: func(n int) string { return m.f("the table has %s more ages", m.bare(int64(n), result.Count)) }}
	h.Low, h.High = extremes(lines)
	for age := range t.ages {
		h.Heads = append(h.Heads, strconv.Itoa(age))
	}
	for i, line := range lines {
		row := chart.HeatRow{Name: t.curve.Title}
		if i < len(drawn) {
			row.Name = m.nameOf(m.d, drawn[i].group)
		}
		for _, v := range line {
			cell := chart.HeatCell{Text: t.cell(v, 0)}
			if v, ok := v.(float64); ok {
				cell.Value = &v
			}
			row.Cells = append(row.Cells, cell)
		}
		h.Rows = append(h.Rows, row)
	}
	p.chart = h
	p.doc = m.f("%s by age, from %s to %s; the table has every cell.", m.plural(len(drawn), "cohort"), m.trimmed(h.Low, 1), m.trimmed(h.High, 1))
	p.legend = m.f("The darker, the higher: from %s to %s behind age 0.", m.trimmed(h.Low, 1), m.trimmed(h.High, 1))
	if n := len(rows) - len(drawn); n > 0 {
		p.legend += " " + m.f("The last %s of %s.", m.plural(len(drawn), "cohort"), m.bare(int64(len(t.rows)), result.Count))
	}
	return p
}

// nameOf is what a group is called: its values and its period.
func (say voice) nameOf(d *result.Document, g result.Group) string {
	var parts []string
	for i := range byNames(d) {
		parts = append(parts, say.groupName(byValue(g, i), visible.Text))
	}
	if g.Period != "" {
		parts = append(parts, visible.Text(g.Period))
	}
	return strings.Join(parts, " · ")
}

func noteOf(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func (m *article) compositionPicture() picture {
	p := picture{title: m.t("What it is made of")}
	p.columns, p.rows = m.composition()
	if !slices.ContainsFunc(p.rows, func(row []string) bool { return row[2] != "" }) {
		p.columns = p.columns[:2]
	}
	shares, ok := m.fields.shares(m.d.Total.Values)
	if !ok {
		p.title = m.t("Figures")
		return p
	}
	w := chart.Whole{Sum: m.fields.whole(m.d.Total.Values)}
	var said []string
	for i, part := range m.fields.parts {
		v, _ := m.d.Total.Values.Get(part.share.Name)
		bar := chart.Bar{Name: visible.Text(part.title()), Text: m.shareOf(v, part), Value: shares[i], Tone: part.share.Share}
		w.Parts = append(w.Parts, bar)
		said = append(said, bar.Name+" "+bar.Text)
	}
	p.chart, p.doc = w, strings.Join(said, ", ")+"."
	return p
}

func (m *article) distributionPicture() (p picture, ok bool) {
	names, counts, ok := distribution(m.d.Total.Values, m.fields.distribution.Name)
	if !ok || m.fields.distribution.Partial {
		return p, false
	}
	sum := 0.0
	for _, n := range counts {
		sum += n
	}
	var bars []chart.Bar
	top := 0
	for i, n := range counts {
		share := m.shareOf(100*n/sum, piece{share: result.Field{Kind: result.Percent}})
		bars = append(bars, chart.Bar{Name: visible.Text(names[i]), Text: share, Value: n, Tone: chart.Plain})
		p.rows = append(p.rows, []string{visible.Text(names[i]), m.trimmed(n, 2), share})
		if n > counts[top] {
			top = i
		}
	}
	p.title, p.folded = m.t("Distribution"), true
	p.columns = []column{{heading: visible.Text(m.fields.distribution.Title)}, {heading: m.t("number"), right: true}, {heading: m.t("share"), right: true}}
	p.chart = chart.Bars{Bars: bars}
	p.doc = m.f("Columns from %s to %s; the highest is %s with %s.", bars[0].Name, bars[len(bars)-1].Name, bars[top].Name, bars[top].Text)
	return p, true
}
