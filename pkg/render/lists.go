package render

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// listScreen is how many rows of a list among the figures a terminal shows.
const listScreen = 20

// listsOf returns the lists among the figures of the total.
func listsOf(d *result.Document) []result.Findings {
	if nothing(d.Total) {
		return nil
	}
	return result.Lists(d.Fields, d.Total.Values)
}

// restOf says how many rows of a list among the figures are left out, "" for none.
func (say voice) restOf(n int) string {
	if n == 0 {
		return ""
	}
	return say.f("%s; -o json has every one", say.plural(n, "more row"))
}

// lists shows the lists of the total under the figures, each as a table under its title.
func (p *page) lists() {
	for _, f := range listsOf(p.d) {
		switch {
		case f.Roomy:
			continue
		case f.Single:
			p.record(f)
			continue
		}
		n := len(f.Rows)
		if p.o.Width > 0 {
			n = min(n, listScreen)
		}
		p.list(f, n, p.restOf(len(f.Rows)-n))
	}
}

// record shows the members of a record as figures under its title.
func (p *page) record(f result.Findings) {
	rows := p.recordRows(p.d, f, visible.Text)
	if len(rows) == 0 {
		return
	}
	columns := []column{{}, {right: true}, {}}
	if room := p.o.Width; room > 0 && taken(columns, rows) > room {
		for i, row := range rows {
			rows[i] = []string{row[0], row[1]}
		}
		columns = columns[:2]
	}
	p.block(append(p.sparkLine(f), p.grid(columns, rows)...))
}

// recordRows are the figures of a record: their names, values and intervals.
func (say voice) recordRows(d *result.Document, f result.Findings, show func(string) string) (rows [][]string) {
	for _, field := range f.Fields {
		v, ok := f.Rows[0].Get(field.Name)
		if !ok || field.Kind.Many() || isEnd(field.Name, f.Fields) || v == nil && field.IfTold {
			continue
		}
		row := []string{show(field.Title), show(say.shown(v, field)), ""}
		if hasEnds(field.Name, f.Fields) {
			low, high := endsOf(field.Name, f.Fields)
			s := fieldset{voice: say, value: field, low: result.Field{Name: low}, high: result.Field{Name: high}}
			if interval := s.interval(f.Rows[0]); interval != "" {
				row[2] = say.intervalName(d) + " " + interval
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// lists writes the lists of the total.
func (m *article) lists() {
	for _, f := range listsOf(m.d) {
		if !f.Single {
			m.listed(f, len(f.Rows), "")
			continue
		}
		if columns, rows := m.recordTable(m.d, f, m.show); len(rows) > 0 {
			fmt.Fprintf(&m.b, "%s# %s\n\n", m.heading, markdown(f.Title))
			m.table(columns, rows)
		}
	}
}

// recordTable is a record as a table; the column of intervals is left out where there is none.
func (say voice) recordTable(d *result.Document, f result.Findings, show func(string) string) ([]column, [][]string) {
	columns := []column{{heading: say.t("figure")}, {heading: say.t("value"), right: true}, {heading: say.t("interval")}}
	rows := say.recordRows(d, f, show)
	if slices.ContainsFunc(rows, func(row []string) bool { return row[2] != "" }) {
		return columns, rows
	}
	for i, row := range rows {
		rows[i] = row[:2]
	}
	return columns[:2], rows
}

// answerOf returns the list that is the answer, of all groups where there are some; ok is false where there is none.
func answerOf(d *result.Document) (f result.Findings, ok bool) {
	at := slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == d.Listed })
	if d.Listed == "" || at < 0 {
		return f, false
	}
	lists := listsOf(d)
	if grouped(d) {
		lists = listsOfGroups(d)
	}
	if i := slices.IndexFunc(lists, func(f result.Findings) bool { return f.Key == d.Listed }); i >= 0 {
		return lists[i], true
	}
	return result.Findings{Key: d.Listed, Fields: d.Fields[at].Rows}, true
}

// listsOfGroups puts the rows of the same list in all groups into one, with the group before each of them.
func listsOfGroups(d *result.Document) (out []result.Findings) {
	at := make(map[string]int)
	for _, g := range d.Groups.All() {
		by := slices.Clone(g.By)
		by.Add(g.Period != "", d.Period, g.Period)
		for _, f := range result.Lists(d.Fields, g.Values) {
			i, known := at[f.Key]
			if !known {
				i = len(out)
				at[f.Key], out = i, append(out, result.Findings{Key: f.Key, Title: f.Title, Fields: f.Fields})
			}
			for _, row := range f.Rows {
				out[i].Rows = append(out[i].Rows, append(result.Object{{Key: "by", Value: by}}, row...))
			}
		}
	}
	return out
}
