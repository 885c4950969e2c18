package customers

import (
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// dress tells renderers how people see the document: the decimals of money, and what the figure means.
func (s *audit) dress(d *result.Document, f *figures) {
	q := s.account(f)
	d.Gist, d.Triangle = s.Metric.Gist, s.Metric.Triangle
	d.Fields = slices.Clone(s.Metric.Fields)
	for i := range d.Fields {
		field := &d.Fields[i]
		if field.Kind == result.Money || field.Kind == result.Amounts {
			field.Decimals = q.Decimals
		}
	}
	if s.Metric.Shown != nil {
		q.Moves = f.statement.Movements.Moved()
		d.Fields = s.Metric.Shown(d.Fields, q)
	}
	if q.SideBySide() && s.Period == "" {
		d.Period = "" // the periods are pooled, unless they are asked for
	}
}

// hideUntold keeps out of tables what a ledger cannot tell of any group: money where there are no amounts,
// and whatever is shown only where it is told.
func (s *audit) hideUntold(d *result.Document) {
	told := make(map[string]bool)
	tell := func(g result.Group) {
		for _, m := range g.Values {
			if m.Value != nil {
				told[m.Key] = true
			}
		}
	}
	tell(d.Total)
	for _, g := range d.Groups.All() {
		tell(g)
	}
	for i := range d.Fields {
		f := &d.Fields[i]
		switch {
		case f.Name == "n" || f.Name == "value" || f.Name == "low" || f.Name == "high", s.priced() && !f.IfTold:
		case !told[f.Name]:
			f.Extra, f.Only = true, ""
		}
	}
}

// sideBySide makes a group of every definition, in every group of --by, and of every period where --period
// asks for them.
func (s *audit) sideBySide(d *result.Document, f *figures) {
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
	var sides []defined
	for _, cells := range s.byGroups(parts) {
		pools := make([]*tally.Movement, len(cells))
		for i, cell := range cells {
			if pools[i] = parts[cell].Together(); len(s.By) == 0 && d.Period == "" { // it is the total
				pools[i] = f.statement.Pool()
			}
		}
		for _, def := range s.Metric.Definitions {
			for i, cell := range cells {
				sides = append(sides, defined{def, cell, pools[i], f.step(parts[cell])})
			}
		}
	}
	s.among(d, len(sides), s.account(f), func(i int, q metric.Account) result.Group { return s.comparison(d, f, sides[i], q) })
}

// A defined is what stands in one row where definitions stand side by side.
type defined struct {
	metric.Definition
	cell tally.PeriodGroup
	pool *tally.Movement
	step float64
}

// byGroups returns the parts of each group of --by, by period.
func (s *audit) byGroups(parts map[tally.PeriodGroup]tally.Movements) [][]tally.PeriodGroup {
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
func (s *audit) comparison(d *result.Document, f *figures, x defined, q metric.Account) result.Group {
	q.Step = x.step
	q = q.Of(x.pool)
	q.Definition = x.Name
	g := s.judged(s.Metric.Movement(x.pool, q), q)
	g.By = s.byObject(d, append(slices.Clone(s.values(x.cell.Group)), x.Name))
	if d.Period != "" {
		g.Period = f.closing.Label(x.cell.Period)
	}
	g.Values = append(g.Values, result.Object{{Key: "formula", Value: x.Formula}, {Key: "users", Value: x.Used}}...)
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
func (s *audit) spanned(f *figures, all tally.Movements) *result.Stretch {
	n := periods(all)
	if n < 2 {
		return nil
	}
	first, last := span(all)
	return &result.Stretch{Periods: n, Unit: string(s.Cut), From: f.closing.Label(first), To: f.closing.Label(last)}
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
