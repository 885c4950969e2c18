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

// findingsPicture shows the first rows of a list: how it is to be drawn, else its field that has an interval, as a line
// where tables draw one and as dots where not.
func (m *article) findingsPicture(f result.Findings, n int, hidden string) picture {
	p := picture{title: sentence(visible.Text(f.Title)), notes: noteOf(hidden)}
	p.columns, p.rows = m.listTable(m.d, f, n, visible.Text)
	field, ok := drawnField(f)
	switch {
	case !ok:
		return p
	case f.Chart == result.ChartFunnel || f.Chart == result.ChartBars:
		return m.findingsBeams(p, f, field)
	case f.Chart == result.ChartPlane:
		return m.findingsPlane(p, f)
	case f.Chart == result.ChartCurve:
		return m.findingsStairs(p, f, field)
	case f.Chart == result.ChartPareto:
		return m.findingsPareto(p, f, field)
	case f.Spark == field.Name:
		return m.findingsTrack(p, f, field)
	}
	return m.findingsDots(p, f, field)
}

// drawnField is the field of a list that a chart shows: the one that is meant to be, or the first with an interval; and of
// a list that is to be drawn, the first share, or any number.
func drawnField(f result.Findings) (field result.Field, ok bool) {
	number := func(field result.Field) bool {
		return field.Kind != result.Text && field.Kind != result.Flag && !field.Kind.Many() && !field.Names && !isEnd(field.Name, f.Fields)
	}
	fits := []func(result.Field) bool{func(field result.Field) bool { return field.Drawn }, func(field result.Field) bool { return hasEnds(field.Name, f.Fields) }}
	if f.Chart != "" {
		age, _ := ageField(f)
		fits = append(fits, func(field result.Field) bool { return field.Kind == result.Percent },
			func(field result.Field) bool {
				return number(field) && (f.Chart != result.ChartCurve || field.Name != age.Name)
			})
	}
	for _, fit := range fits {
		if i := slices.IndexFunc(f.Fields, fit); i >= 0 {
			return f.Fields[i], true
		}
	}
	return field, false
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
	low, high := endsOf(field.Name, f.Fields)
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
	low, high := endsOf(field.Name, f.Fields)
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
