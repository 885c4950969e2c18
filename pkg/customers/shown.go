package customers

import (
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
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
		decide(field, q.Decimals)
		if len(field.Rows) > 0 {
			field.Rows = slices.Clone(field.Rows)
			for i := range field.Rows {
				decide(&field.Rows[i], q.Decimals)
			}
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

// decide gives an amount its decimals.
func decide(f *result.Field, decimals int) {
	if f.Kind == result.Money || f.Kind == result.Amounts {
		f.Decimals = decimals
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
				sides = append(sides, defined{def, cell, pools[i], f.step(parts[cell]), f.isOpen(parts[cell])})
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
	open bool
}

// byGroups returns the parts of each group of --by, by period.
func (s *audit) byGroups(parts map[tally.PeriodGroup]tally.Movements) [][]tally.PeriodGroup {
	var out [][]tally.PeriodGroup
	for _, cell := range s.sorted(maps.Keys(parts)) {
		if last := len(out) - 1; last >= 0 && out[last][0].Group == cell.Group {
			out[last] = append(out[last], cell)
			continue
		}
		out = append(out, []tally.PeriodGroup{cell})
	}
	return out
}

func (s *audit) comparison(d *result.Document, f *figures, x defined, q metric.Account) result.Group {
	q.Step, q.Open = x.step, x.open
	q = q.Of(x.pool)
	q.Definition, q.Because = x.Name, nil // all definitions are of the same reasons
	g := s.judged(s.Metric.Movement(x.pool, q), q)
	g.By = s.byObject(d, append(slices.Clone(s.values(x.cell.Group)), x.Name))
	if d.Period != "" {
		g.Period = f.closing.Label(x.cell.Period)
	}
	if x.pool.Several != nil {
		g.Size = x.pool.Several.Known()
	}
	g.Values = append(g.Values, result.Object{{Key: "formula", Value: result.Word(x.Formula)}, {Key: "users", Value: result.Word(x.Used)}}...)
	return g
}

// spanned says which periods a total pools; nil where it is of one.
func (s *audit) spanned(f *figures, all tally.Movements) *result.Stretch {
	seen := make(map[int]bool)
	for cell := range all {
		seen[cell.Period] = true
	}
	if len(seen) == 0 {
		return nil
	}
	in := slices.Sorted(maps.Keys(seen))
	return &result.Stretch{Periods: len(in), Unit: string(s.Cut), From: f.closing.Label(in[0]), To: f.closing.Label(in[len(in)-1])}
}

// Periods are the first and the last period that is told of; ok is false where the file knows of none.
func (c *closed) Periods() (from, to string, ok bool) {
	if c.shape == ledger.Status || c.Metric.Movement == nil || c.figures.closing == nil {
		return "", "", false
	}
	span := c.spanned(c.figures, c.figures.statement.Periods)
	if span == nil {
		return "", "", false
	}
	return span.From, span.To, true
}

// together arranges the groups, whose verdicts hold together where the metric judges them.
func (s *audit) together(d *result.Document) {
	s.rearranged = s.Groups.Arrange(d, s.Confidence, s.again)
}

// among makes n groups of a table, whose verdicts hold together. one makes the i-th as the account asks.
func (s *audit) among(d *result.Document, n int, q metric.Account, one func(i int, q metric.Account) result.Group) {
	d.Groups = result.Make(n, func(i int) result.Group { return one(i, q) })
	s.again = func(i int, confidence float64) *result.Verdict {
		surer := q
		surer.Confidence, surer.Exact = confidence, true
		return one(i, surer).Verdict
	}
}

// settings show what decided the numbers. Those beyond the usual appear only where they apply.
func (s *audit) settings(f *figures, d *result.Document) result.Object {
	o := result.Object{{Key: "confidence", Value: s.Confidence}}
	o.Add(s.Metric.Interval != "", "interval", s.Metric.MethodOf(s.asked))
	o = append(o, s.asked.Method.Settings(len(d.By) > 0 || d.Period != "")...)
	o.Add(s.asked.Definition != "", "definition", s.asked.Definition)
	o.Add(true, "shape", string(s.shape))
	by := d.By
	if by == nil {
		by = []string{}
	}
	o.Add(true, "by", by)
	period := any(nil)
	if d.Period != "" || s.asked.SideBySide() && s.shape != ledger.Status {
		period = string(s.Cut)
	}
	o.Add(true, "period", period)
	o.Add(true, "tz", s.ZoneName)
	if span := d.Span; span != nil {
		o.Add(true, "span", result.Object{{Key: "periods", Value: int64(span.Periods)}, {Key: "unit", Value: span.Unit},
			{Key: "from", Value: span.From}, {Key: "to", Value: span.To}})
	}
	c := f.closing
	if s.Metric.Movement != nil && c != nil {
		stretch := s.stretch(f, f.statement.Periods)
		o.Add(stretch != "" && stretch != "1 "+string(s.Cut), "stretch", stretch)
	}
	if s.priced() && c != nil {
		o.Add(c.Currency.Code != "", "currency", c.Currency.Code)
	}
	s.unitSettings(&o)
	o.Add(s.shape == ledger.Subscription, "churn_on", string(s.churnOn))
	o.Add(s.lastDay, "last_day", true)
	o.Add(s.shape == ledger.Transaction && s.Metric.Orders == nil, "inactive_after", s.inactiveText().String())
	o.Add(s.yesIsKept, "yes_is_kept", true)
	o.Add(len(s.Lost) > 0, "lost", s.Lost)
	o.Add(len(s.TypeMap) > 0, "type_map", s.TypeMap)
	o.Add(s.AsOf != "", "as_of", s.AsOf)
	if c != nil && s.Metric.Orders == nil && (c.Planned != "" || f.found.Ahead > 0) && !f.open.endsLater() {
		o.Add(true, "as_of", c.Until())
	}
	if c != nil && s.AsOf == "" && (s.asked.Cycle > 0 || s.cycles != nil || s.scored()) {
		_, label := c.OrdersAsOf()
		o.Add(true, "as_of", label)
	}
	o.Add(s.cycles != nil, "cycle", s.cycles.object())
	if s.Metric.Settings != nil {
		o = append(o, s.Metric.Settings(s.asked)...)
	}
	return append(o, s.Kept(s.order)...)
}

func (s *audit) inactiveText() result.Heap {
	span := s.inactive
	if span.N == 0 {
		span = ledger.Lapse{N: 1, Unit: s.Cut}
	}
	return kind.HowMany(int64(span.N), string(span.Unit))
}
