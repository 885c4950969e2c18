package render

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// findingsPicture shows the field of a list that has an interval: as a line where tables draw one, else as dots.
func (m *article) findingsPicture(f result.Findings) picture {
	shownRows := *m.d
	if shownRows.Head == 0 {
		shownRows.Head = pageRows
	}
	t := m.findingsTableOf(&shownRows, f, 0, visible.Text)
	for _, field := range t.texts {
		t.add("text", column{heading: field.Title}, cellsOf(t.list, func(g result.Group) string { return m.words(g, field) }))
	}
	p := picture{title: sentence(visible.Text(f.Title)), columns: columnsOf(t.cols), rows: rowsOf(t.cols, len(t.list)), notes: noteOf(m.notShown(t.rest, f.Key))}
	i := slices.IndexFunc(f.Fields, func(field result.Field) bool {
		low, high := endsOf(field.Name)
		return declared(low, f.Fields) && declared(high, f.Fields)
	})
	switch {
	case i < 0:
		return p
	case f.Spark == f.Fields[i].Name:
		return m.findingsTrack(p, f, f.Fields[i])
	}
	return m.findingsDots(p, f, f.Fields[i])
}

func sentence(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// rowName is what a row of a list is called.
func (m *article) rowName(f result.Findings, row int) string {
	var parts []string
	for _, b := range f.By(row) {
		parts = append(parts, m.groupName(b.Value, visible.Text))
	}
	for _, field := range f.Fields {
		v, _ := f.Rows[row].Get(field.Name)
		if text, ok := v.(string); ok && field.Names && text != "" {
			parts = append(parts, visible.Text(text))
		}
	}
	return strings.Join(parts, " · ")
}

func (m *article) findingsDots(p picture, f result.Findings, field result.Field) picture {
	low, high := endsOf(field.Name)
	d := chart.Dots{Format: m.axisOf(field)}
	for i, row := range f.Rows[:min(len(f.Rows), dotRows)] {
		v, _ := row.Get(field.Name)
		r := chart.Dot{Name: m.rowName(f, i), Text: m.shown(v, field), Tone: chart.Plain, Value: numberIn(row, field.Name), Low: numberIn(row, low), High: numberIn(row, high)}
		switch verdict, _ := row.Get("verdict"); verdict {
		case "better":
			r.Tone = chart.Good
		case "worse":
			r.Tone = chart.Bad
		}
		d.Rows = append(d.Rows, r)
	}
	if !slices.ContainsFunc(d.Rows, func(r chart.Dot) bool { return r.Value != nil }) {
		return p
	}
	if strings.HasPrefix(field.Name, "change") {
		d.Lines = []chart.Guide{{Name: m.t("no change"), Value: 0}}
	}
	said := ""
	if len(d.Rows) < len(f.Rows) {
		said = m.f("The first %s of %s.", m.bare(int64(len(d.Rows)), result.Count), m.bare(int64(len(f.Rows)), result.Count))
	}
	p.chart = d
	p.doc = m.f("%s of %s with intervals; the table has the figures.", field.Title, m.plural(len(d.Rows), "row"))
	p.legend = m.marksWords(field.Title, m.intervalName(m.d), false, said)
	return p
}

func (m *article) findingsTrack(p picture, f result.Findings, field result.Field) picture {
	low, high := endsOf(field.Name)
	t := chart.Track{Format: m.axisOf(field)}
	signals := false
	for i, row := range f.Rows {
		point := chart.Mark{Name: m.rowName(f, i), Tone: chart.Plain, Value: numberIn(row, field.Name), Low: numberIn(row, low), High: numberIn(row, high),
			LowLimit: numberIn(row, "limit_low"), TopLimit: numberIn(row, "limit_high")}
		if signal, _ := row.Get("signal"); signal != nil && signal != "" {
			point.Tone, signals = chart.Bad, true
		}
		if point.LowLimit != nil {
			t.Limits = []string{m.t("lower limit"), m.t("upper limit")}
		}
		t.Points = append(t.Points, point)
	}
	if _, _, ok := t.Ends(); !ok {
		return p
	}
	p.chart = t
	p.doc = m.f("%s in order; the table has the figures.", m.plural(len(t.Points), "period"))
	p.legend = m.f("Line: %s; band: the interval of each figure.", field.Title)
	if t.Limits != nil {
		p.legend += " " + m.t("Dotted: the limits within which figures lie that only chance moves.")
	}
	if signals {
		p.legend += " " + m.t("In another colour: signals.")
	}
	return p
}
