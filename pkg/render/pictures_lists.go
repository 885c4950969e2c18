package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// foundPictures are those of what a command found.
func (m *article) foundPictures() (out []picture) {
	for _, f := range m.d.Findings {
		if n := min(len(f.Rows), cmp.Or(m.d.Head, pageRows)); n > 0 {
			out = append(out, m.findingsPicture(f, n, m.notShown(len(f.Rows)-n, f.Key)))
		}
	}
	return out
}

// listPictures are those of the lists among the figures of the total, and the lists of groups, which are folded.
func (m *article) listPictures() (out []picture) {
	for _, f := range listsOf(m.d) {
		if f.Single {
			p := picture{title: sentence(visible.Text(f.Title))}
			p.columns, p.rows = m.recordTable(m.d, f, visible.Text)
			out = append(out, p)
			continue
		}
		n := min(len(f.Rows), pageRows)
		out = append(out, m.findingsPicture(f, n, m.restOf(len(f.Rows)-n)))
	}
	for _, f := range listsOfGroups(m.d) {
		n := min(len(f.Rows), pageRows)
		p := picture{title: m.f("%s of each group", sentence(visible.Text(f.Title))), shut: true, notes: noteOf(m.restOf(len(f.Rows) - n))}
		p.columns, p.rows = m.listTable(m.d, f, n, visible.Text)
		out = append(out, p)
	}
	return out
}

// findingsBeams draws a bar for each row. Steps of a funnel say how many came so far.
func (m *article) findingsBeams(p picture, f result.Findings, field result.Field) picture {
	low, high := endsOf(field.Name, f.Fields)
	b := chart.Beams{Format: m.axisOf(field), Stride: strideOf(field)}
	count := slices.IndexFunc(f.Fields, func(c result.Field) bool { return c.Kind == result.Count })
	bounded := false
	for i, row := range f.Rows[:min(len(f.Rows), dotRows)] {
		v, _ := row.Get(field.Name)
		r := chart.Beam{Name: m.rowName(f, i), Text: m.shown(v, field), Tone: chart.Plain, Value: numberIn(row, field.Name), Low: numberIn(row, low), High: numberIn(row, high)}
		if f.Chart == result.ChartFunnel && count >= 0 && f.Fields[count].Name != field.Name {
			n, _ := row.Get(f.Fields[count].Name)
			r.Text = m.shown(n, f.Fields[count]) + " · " + r.Text
		}
		bounded = bounded || r.Low != nil && r.High != nil
		b.Rows = append(b.Rows, r)
	}
	if !slices.ContainsFunc(b.Rows, func(r chart.Beam) bool { return r.Value != nil }) {
		return p
	}
	if f.Chart == result.ChartFunnel && field.Kind == result.Percent {
		b.Top = 100
	}
	p.chart = b
	first, last := b.Rows[0], b.Rows[len(b.Rows)-1]
	p.doc = m.f("%s of %s, from %s (%s) to %s (%s); the table has the figures.", field.Title, m.plural(len(b.Rows), "row"), first.Name, first.Text, last.Name, last.Text)
	p.legend = m.f("Bar: %s.", field.Title)
	if bounded {
		p.legend = m.f("Bar: %s; line: its %s.", field.Title, m.intervalName(m.d))
	}
	if len(b.Rows) < len(f.Rows) {
		p.legend += " " + m.firstOf(len(b.Rows), len(f.Rows))
	}
	return p
}

func (say voice) firstOf(some, all int) string {
	return say.f("The first %s of %s.", say.bare(int64(some), result.Count), say.bare(int64(all), result.Count))
}

// ageField is the field that a curve goes over: the first number of its rows.
func ageField(f result.Findings) (age result.Field, ok bool) {
	i := slices.IndexFunc(f.Fields, func(field result.Field) bool {
		return field.Kind != result.Text && field.Kind != result.Flag && !field.Kind.Many()
	})
	if i < 0 {
		return age, false
	}
	return f.Fields[i], true
}

// findingsStairs draws a curve over the ages of the rows.
func (m *article) findingsStairs(p picture, f result.Findings, field result.Field) picture {
	age, ok := ageField(f)
	low, high := endsOf(field.Name, f.Fields)
	k := chart.Stairs{Format: m.axisOf(field), Below: m.axisOf(age)}
	bounded := false
	for _, row := range f.Rows {
		at := numberIn(row, age.Name)
		if at == nil {
			continue
		}
		point := chart.Turn{At: *at, Value: numberIn(row, field.Name), Low: numberIn(row, low), High: numberIn(row, high)}
		bounded = bounded || point.Low != nil && point.High != nil
		k.Points = append(k.Points, point)
	}
	if !ok || !slices.ContainsFunc(k.Points, func(t chart.Turn) bool { return t.Value != nil }) {
		return p
	}
	if field.Kind == result.Percent {
		k.Top = 100
	}
	first, last := k.Points[0], k.Points[len(k.Points)-1]
	p.chart = k
	p.doc = m.f("%s over %s from %s to %s; the table has the figures.", strings.TrimSpace(field.Title), age.Title, k.Below(first.At), k.Below(last.At))
	p.legend = m.f("Line: %s over %s.", field.Title, age.Title)
	if bounded {
		p.legend = m.f("Line: %s over %s; band: its %s.", field.Title, age.Title, m.intervalName(m.d))
	}
	return p
}

// paretoLine is the share that the vital few reach.
const paretoLine = 80

// findingsPareto draws a bar for each row and a line of what they add up to, which is in the field after the one that is
// drawn. Rows that are flagged stand out: those of the vital few.
func (m *article) findingsPareto(p picture, f result.Findings, field result.Field) picture {
	at := slices.IndexFunc(f.Fields, func(c result.Field) bool { return c.Name == field.Name }) + 1
	flag := slices.IndexFunc(f.Fields, func(c result.Field) bool { return c.Kind == result.Flag })
	if at >= len(f.Fields) {
		return p
	}
	sum := f.Fields[at]
	k := chart.Pareto{Format: m.axisOf(field), Whole: 100}
	k.Lines = []chart.Guide{{Name: k.Format(paretoLine), Value: paretoLine}}
	for i, row := range f.Rows[:min(len(f.Rows), dotRows)] {
		v, _ := row.Get(field.Name)
		r := chart.Portion{Name: m.rowName(f, i), Text: m.shown(v, field), Tone: chart.Neutral, Value: numberIn(row, field.Name), Sum: numberIn(row, sum.Name)}
		if flag >= 0 {
			if vital, _ := row.Get(f.Fields[flag].Name); vital == true {
				r.Tone = chart.Plain
			}
		}
		k.Rows = append(k.Rows, r)
	}
	if !slices.ContainsFunc(k.Rows, func(r chart.Portion) bool { return r.Value != nil }) {
		return p
	}
	p.chart = k
	first := k.Rows[0]
	p.doc = m.f("%s of %s, the first %s (%s); the table has the figures.", field.Title, m.plural(len(k.Rows), "row"), first.Name, first.Text)
	p.legend = m.f("Bar: %s; line: %s.", field.Title, sum.Title)
	if len(k.Rows) < len(f.Rows) {
		p.legend += " " + m.firstOf(len(k.Rows), len(f.Rows))
	}
	return p
}
