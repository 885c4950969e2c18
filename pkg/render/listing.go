package render

import (
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A listing is a field of the total with an amount for each of a few names, such as the largest leavers.
type listing struct {
	title string
	rows  [][]string // name and amount
}

// amountsOf returns the lists that the total has. Names come as they are in the data.
func (say voice) amountsOf(d *result.Document, show func(string) string) []listing {
	var out []listing
	for _, f := range d.Fields {
		v, _ := d.Total.Values.Get(f.Name)
		list, ok := v.(result.Object)
		if f.Kind != result.Amounts || f.Only != onlyTotal || !ok || len(list) == 0 {
			continue
		}
		l := listing{title: f.Title}
		for _, m := range list {
			l.rows = append(l.rows, []string{show(m.Key), say.shown(m.Value, result.Field{Kind: result.Money, Decimals: f.Decimals})})
		}
		out = append(out, l)
	}
	return out
}

// listings writes each list with its names cut so that the amounts fit.
func (p *page) listings() {
	for _, l := range p.amountsOf(p.d, visible.Text) {
		columns := []column{{heading: l.title}, {right: true}}
		amounts := widths(columns, l.rows)[1]
		for _, row := range l.rows {
			if p.o.Width > 0 {
				row[0] = fit(row[0], max(p.o.Width-amounts-gap, 5))
			}
		}
		p.block(p.grid(columns, l.rows))
	}
}

func (m *article) listings() {
	for _, l := range m.amountsOf(m.d, markdown) {
		m.table([]column{{heading: l.title}, {heading: m.t("amount"), right: true}}, l.rows)
	}
}
