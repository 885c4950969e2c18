package billing

import (
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// dress tells renderers how people see the document: the decimals of money, and what the figure means.
func (s *session) dress(d *result.Document, f *figures) {
	d.Gist, d.Triangle = s.Metric.Gist, s.Metric.Triangle
	d.Fields = slices.Clone(s.Metric.Fields)
	decimals := s.account(f).Decimals
	for i := range d.Fields {
		field := &d.Fields[i]
		if field.Kind == result.Money || field.Kind == result.Amounts {
			field.Decimals = decimals
		}
		if s.Definitions {
			compared(field)
		}
		s.show(field)
	}
	if s.Definitions && s.Period == "" {
		d.Period = "" // the periods are pooled, unless they are asked for
	}
}

// show brings fields into tables that are there only where they are asked for.
func (s *session) show(f *result.Field) {
	only, wanted := "", false
	if s.cycles != nil { // what is due is asked for, and stays longest in a narrow table
		switch f.Name {
		case "repeat_customers", "orders", "orders_beyond_first":
			f.Spare = 3
		case "cycle", "overdue_pct":
			f.Spare = 1
		}
	}
	switch f.Name {
	case "overdue", "overdue_pct":
		wanted = s.cycled()
	case "cycle_customers", "orders_without_cycle":
		only, wanted = "total", s.cycles != nil
	case "voluntary_least_pct", "voluntary_most_pct":
		only, wanted = "total", s.definition == "voluntary"
	case "cycle":
		only, wanted = "groups", s.cycles != nil
	case "span", "revenue_pct":
		only, wanted = "groups", s.RFM
	case "repeat_customers", "orders_beyond_first", "repeat_days_pct", "again_within_pct", "gap_median", "gap_mean":
		only, wanted = "total", s.RFM // beside who they are and what they bring
	}
	if wanted {
		f.Extra, f.Only = f.Extra && only != "", only
	}
}

// showMoves brings what moved between groups into their table, where their rows would not add up without; the
// customers who moved give way first.
func showMoves(d *result.Document) {
	for i := range d.Fields {
		f := &d.Fields[i]
		switch f.Name {
		case "customers_moved_in", "customers_moved_out":
			f.Only, f.Spare = "groups", 4
		case "moved_in", "moved_out":
			f.Only = "groups"
		}
	}
}

// hideUntold keeps out of tables what a ledger cannot tell of any group: money where there are no amounts,
// and a year's churn where there are no periods.
func (s *session) hideUntold(d *result.Document) {
	for i := range d.Fields {
		f := &d.Fields[i]
		told := func(g result.Group) bool {
			v, _ := g.Values.Get(f.Name)
			return v != nil
		}
		switch f.Name {
		case "n", "value", "low", "high":
			continue
		case "annualised_pct", "annualised_low", "annualised_high":
		default:
			if s.priced() {
				continue
			}
		}
		if !told(d.Total) && !slices.ContainsFunc(d.Groups, told) {
			f.Extra, f.Only = true, ""
		}
	}
}

// compared fits a field to definitions that stand side by side: they differ in value and words, and
// share what they are made of.
func compared(f *result.Field) {
	switch {
	case f.Kind == result.Text:
		f.Only = "groups"
	case f.Name == "value" || f.Name == "low" || f.Name == "high":
	case !f.Extra || f.Kind == result.Count: // also those who came and left within a period
		f.Only = "total"
	}
}

// sideBySide makes a group of every definition, in every group of --by, and of every period where --period
// asks for them.
func (s *session) sideBySide(d *result.Document, f *figures) {
	parts := map[tally.PeriodGroup]tally.Movements{}
	for cell, m := range f.statement.Movements {
		part := cell
		if d.Period == "" {
			part.Period = 0
		}
		if parts[part] == nil {
			parts[part] = make(tally.Movements)
		}
		parts[part][cell] = m
	}
	for _, cells := range s.byGroups(parts) {
		var defined [][]defined
		for _, cell := range cells {
			pool := parts[cell].Together()
			if len(s.By) == 0 && d.Period == "" { // it is the total
				pool = f.statement.Pool()
			}
			defined = append(defined, s.definitions(f, pool, parts[cell]))
		}
		for i := range s.Metric.Definitions {
			for j, cell := range cells {
				d.Groups = append(d.Groups, s.comparison(d, f, cell, defined[j][i]))
				s.again = append(s.again, defined[j][i].again)
			}
		}
	}
}

// byGroups returns the parts of each group of --by, by period.
func (s *session) byGroups(parts map[tally.PeriodGroup]tally.Movements) [][]tally.PeriodGroup {
	var out [][]tally.PeriodGroup
	for _, cell := range s.sorted(slices.Collect(maps.Keys(parts))) {
		if last := len(out) - 1; last >= 0 && out[last][0].Group == cell.Group {
			out[last] = append(out[last], cell)
			continue
		}
		out = append(out, []tally.PeriodGroup{cell})
	}
	return out
}

// comparison makes a group of a definition.
func (s *session) comparison(d *result.Document, f *figures, cell tally.PeriodGroup, def defined) result.Group {
	g := def.Total
	g.By = s.byObject(d, append(slices.Clone(s.values(cell.Group)), def.Name))
	if d.Period != "" {
		g.Period = f.closing.Label(cell.Period)
	}
	g.Values = append(g.Values, result.Object{{Key: "formula", Value: def.Formula}, {Key: "users", Value: def.Used}}...)
	return g
}

// periods counts the periods in which something could move.
func periods(all tally.Movements) int {
	seen := make(map[int]bool)
	for cell := range all {
		seen[cell.Period] = true
	}
	return len(seen)
}

// spanned says which periods a total pools; nil where it is of one.
func (s *session) spanned(f *figures, all tally.Movements) *result.Span {
	n := periods(all)
	if n < 2 {
		return nil
	}
	first, last := span(all)
	return &result.Span{Periods: n, Unit: string(s.period), From: f.closing.Label(first), To: f.closing.Label(last)}
}

// span returns the first and the last period of the movements.
func span(all tally.Movements) (first, last int) {
	begun := false
	for cell := range all {
		if !begun {
			first, last, begun = cell.Period, cell.Period, true
		}
		first, last = min(first, cell.Period), max(last, cell.Period)
	}
	return first, last
}
