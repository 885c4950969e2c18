package billing

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/ask"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/rows"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// finish turns a ledger into the answer, or says why there is none.
func (s *session) finish(ctx context.Context, h *harvest, c *ledger.Findings, l *ledger.Ledger) (*Answer, error) {
	if err := cmp.Or(s.unknownTypes(c), s.doubtfulEnds(c), s.undated(c)); err != nil {
		return nil, err
	}
	f, err := s.close(ctx, h, c, l)
	if err != nil {
		return nil, err
	}
	if err := s.oneSided(f); err != nil {
		return nil, err
	}
	if err := s.Invalid.Check(f.rows, func() string { return s.firstUnusable(h, f) }); err != nil {
		return nil, err
	}
	s.nothingToLose = f.rows.Counted > 0 && !c.Left && s.shape != ledger.Balance && s.shape != ledger.Transaction
	d := s.document(f)
	d.Warnings = append(d.Warnings, s.doubts(h, f)...)
	d.Warnings = append(d.Warnings, fewCustomers(d)...)
	d.Warnings = append(d.Warnings, s.noFigures(d, s.account(f))...)
	d.Warnings = append(d.Warnings, s.revenueLeft(d)...)
	rows.MostlyUnusable(d)
	rows.Together(d)
	d.Warnings = append(d.Warnings, s.undatedLosses(d, c)...)
	d.Warnings = append(d.Warnings, s.unknownStart(f)...)
	d.Warnings = append(d.Warnings, s.spread(d, f)...)
	a := &Answer{Document: d, Reasons: s.reasons(f)}
	if a.Missed, err = ask.Pass(s.gates, d); err != nil {
		return nil, err
	}
	if _, ok := d.Total.Values.Number("value"); !ok && len(d.Groups) > 0 && s.Metric.Cohorts != nil {
		d.Warnings = append(d.Warnings, s.noRetention(f)...)
		return a, nil
	} else if w, is := ranged(d); !ok && is {
		d.Warnings = append(d.Warnings, w)
		return a, nil
	} else if !ok {
		err := s.nothing(f)
		d.Warnings = append(d.Warnings, result.Warning{Code: rows.NoData, Text: err.Text})
		return a, err
	}
	return a, nil
}

// ranged says that there is no value because a part of the causes is not known, only a range.
func ranged(d *result.Document) (result.Warning, bool) {
	least, ok := d.Total.Values.Number("voluntary_least_pct")
	most, okMost := d.Total.Values.Number("voluntary_most_pct")
	return result.Warning{Code: "unknown_causes", Text: fmt.Sprintf("the data say of some of the lost only why they left: between %s and %s left by their own will",
		percent(least), percent(most))}, ok && okMost
}

// account says how the figures are asked for.
func (s *session) account(f *figures) metric.Account {
	q := metric.Account{Confidence: s.Confidence, NothingToLose: s.nothingToLose, Decimals: 2, Priced: s.priced(), PerYear: s.perYear(),
		Definition: s.definition, Margin: 1, Discount: s.Discount, Top: s.Top, Cycle: s.Cycle, Grace: max(s.Grace, 1)}
	if q.Flow = s.shape == ledger.Transaction; q.PerYear > 0 {
		q.Unit = string(s.period)
	}
	if f.closing != nil {
		q.Decimals = f.closing.Decimals()
	}
	if s.Margin != nil {
		q.Margin = *s.Margin
	}
	return q
}

// spread says that what was paid is taken for more than its period, where the next with orders comes later.
func (s *session) spread(d *result.Document, f *figures) []result.Warning {
	_, is := d.Total.Values.Get("arpa_per")
	step := f.step(f.statement.Periods)
	if !is || s.shape != ledger.Transaction || step <= 1 {
		return nil
	}
	return []result.Warning{warn("arpa_spread", "from one %s with orders to the next it takes %s of them on average: ARPA is what was paid, spread over those",
		s.period, strconv.FormatFloat(math.Round(10*step)/10, 'f', -1, 64))}
}

// step returns how many periods lie between the start and the end of a movement, and for several the mean over
// their customers.
func (f *figures) step(of tally.Movements) float64 {
	customers, periods := 0.0, 0.0
	for cell := range of {
		n := float64(of[cell].Customers.Opening)
		customers += n
		periods += n * float64(f.closing.Step(cell.Period))
	}
	if customers == 0 {
		return 1
	}
	return periods / customers
}

// perYear is the number of periods in a year, by the calendar of the Gregorian cycle.
func (s *session) perYear() float64 {
	if s.shape == ledger.Status {
		return 0
	}
	return map[dates.Period]float64{dates.Day: 365.2425, dates.Week: 365.2425 / 7, dates.Month: 12, dates.Quarter: 4, dates.Year: 1}[s.period]
}

func (s *session) document(f *figures) *result.Document {
	m := s.Metric
	q := s.account(f)
	d := &result.Document{
		Schema: "cxcalc/" + m.Name + "/v1", Metric: m.Name, Unit: m.Unit,
		Definition: m.Define(q), Columns: s.columns[0].object(s.set.Tables[0]),
		Rows: f.rows, Groups: []result.Group{}, Warnings: []result.Warning{}, Thresholds: []result.Threshold{},
		Title: m.Title, Fields: m.Fields, By: s.byNames(),
	}
	if s.shape != ledger.Status && m.Orders == nil || s.Period != "" && m.Orders != nil {
		d.Period = string(s.period)
	}
	s.dress(d, f)
	if m.Movement != nil {
		d.Span = s.spanned(f, f.statement.Periods)
	}
	d.Settings = s.settings(f, d)
	for _, table := range s.set.Tables {
		d.Sources = append(d.Sources, table.Info)
		d.Warnings = append(d.Warnings, table.Notes...)
	}
	switch {
	case m.Cohorts != nil:
		s.cohorts(d, f, q)
	case m.Orders != nil:
		s.orders(d, f, q)
	default:
		s.movements(d, f, q)
	}
	s.together(d)
	s.hideUntold(d)
	return d
}

// byNames names what the groups are made by: the columns of --by, and what a metric adds to them.
func (s *session) byNames() []string {
	names := s.set.Tables[0].Names(s.columns[0].by)
	switch {
	case s.cycles != nil:
		return append(names, s.set.Tables[0].Names(s.columns[0].at[productRole:productRole+1])...)
	case s.RFM:
		return append(names, "measure", "score")
	case s.Definitions:
		return append(names, "definition")
	}
	return names
}

// cycled tells whether products last for a known time.
func (s *session) cycled() bool { return s.Cycle > 0 || s.cycles != nil }

// movements fills in the movements: all of them pooled, and those of every group and period.
func (s *session) movements(d *result.Document, f *figures, q metric.Account) {
	all := f.statement.Movements
	d.Total = s.pool(f, f.statement.Pool(), f.statement.Periods, q)
	if s.Definitions {
		s.sideBySide(d, f)
		return
	}
	cells := make([]tally.PeriodGroup, 0, len(all))
	for cell := range all {
		cells = append(cells, cell)
	}
	if len(s.By) == 0 && s.shape == ledger.Status {
		return
	}
	if q.Moves = all.Moved(); q.Moves {
		showMoves(d)
	}
	for _, cell := range s.sorted(cells) {
		q.Step = f.step(tally.Movements{cell: all[cell]})
		g := s.among(q, func(q metric.Account) result.Object { return s.Metric.Movement(all[cell], q) })
		s.name(d, &g, f, cell)
		d.Groups = append(d.Groups, g)
	}
}

// pool makes the figures of movements together; of are the periods that they pool.
func (s *session) pool(f *figures, m *tally.Movement, of tally.Movements, q metric.Account) result.Group {
	q.Step = f.step(of)
	q = q.Of(m)
	return s.judged(s.Metric.Movement(m, q), q)
}

// definitions computes movements by every definition of the metric.
func (s *session) definitions(f *figures, pool *tally.Movement, of tally.Movements) []defined {
	var out []defined
	q := s.account(f)
	q.Step = f.step(of)
	q = q.Of(pool)
	for _, d := range s.Metric.Definitions {
		q.Definition = d.Name
		movement := func(q metric.Account) result.Object { return s.Metric.Movement(pool, q) }
		out = append(out, defined{d, s.judged(movement(q), q), s.retry(q, movement)})
	}
	return out
}

// name says which group and period a group of results is.
func (s *session) name(d *result.Document, g *result.Group, f *figures, cell tally.PeriodGroup) {
	g.By = result.Object{}
	for i, value := range s.values(cell.Group) {
		g.By = append(g.By, result.Member{Key: d.By[i], Value: value})
	}
	if d.Period != "" {
		g.Period = f.closing.Label(cell.Period)
	}
}

// values are the --by values of a group.
func (s *session) values(group string) []string {
	if group == "" { // customers without any group
		return make([]string, len(s.By))
	}
	if s.cycles != nil { // the product stands behind them
		return engine.SplitCells(group, len(s.By)+1)[:len(s.By)]
	}
	return engine.SplitCells(group, len(s.By))
}

// sorted orders cells by their values, in the order of --by, then by period.
func (s *session) sorted(cells []tally.PeriodGroup) []tally.PeriodGroup {
	slices.SortFunc(cells, func(a, b tally.PeriodGroup) int {
		return cmp.Or(s.compare(a.Group, b.Group), cmp.Compare(a.Period, b.Period))
	})
	return cells
}

func (s *session) compare(a, b string) int {
	if a == b {
		return 0
	}
	return cmp.Or(slices.CompareFunc(s.values(a), s.values(b), rows.CompareValues), cmp.Compare(a, b))
}

// cohorts fills in the triangles of cohorts, one for each group.
func (s *session) cohorts(d *result.Document, f *figures, q metric.Account) {
	all := f.statement.Cohorts
	if all == nil {
		all = new(tally.Cohorts)
	}
	total, triangle := s.Metric.Cohorts(pooled(all), "", q)
	d.Total = s.judged(total, q)
	if len(s.By) == 0 {
		s.triangle(d, f, "", triangle)
		return
	}
	groups := make(map[string]bool)
	for cell := range all.ByStart {
		groups[cell.Group] = true
	}
	for _, group := range s.sortedNames(maps.Keys(groups)) {
		_, triangle := s.Metric.Cohorts(all, group, q)
		s.triangle(d, f, group, triangle)
	}
}

// sortedNames orders groups by their values.
func (s *session) sortedNames(groups iter.Seq[string]) []string {
	return slices.SortedFunc(groups, s.compare)
}

// triangle adds the cells of the cohorts of one group.
func (s *session) triangle(d *result.Document, f *figures, group string, cells []metric.CohortGroup) {
	for _, c := range cells {
		g := result.Group{Values: c.Values}
		s.name(d, &g, f, tally.PeriodGroup{Period: c.Start, Group: group})
		d.Groups = append(d.Groups, g)
	}
}

// pooled adds the cohorts of all groups.
func pooled(all *tally.Cohorts) *tally.Cohorts {
	pool := &tally.Cohorts{First: all.First, Last: all.Last, Missing: all.Missing, KnownFirst: all.KnownFirst, Overflow: all.Overflow}
	for cell, c := range all.ByStart {
		if !pool.Of(cell.Period, "").Merge(c) {
			pool.Overflow = true
		}
	}
	return pool
}

// orders fills in the orders of all customers, and of every group.
func (s *session) orders(d *result.Document, f *figures, q metric.Account) {
	all, groups := new(tally.Orders), make(map[string]*tally.Orders)
	for group, o := range f.statement.Orders {
		all.Merge(o)
		if group = s.groupOf(group); groups[group] == nil {
			groups[group] = new(tally.Orders)
		}
		groups[group].Merge(o)
	}
	if s.cycles != nil {
		all.Due = new(tally.Due)
	}
	if f.products != nil && s.cycles != nil {
		for _, due := range f.products.due {
			all.Due.Merge(due)
		}
	}
	d.Total = s.judged(s.Metric.Orders(all, q), q)
	switch {
	case f.products != nil:
		s.byProduct(d, f.products, q)
	case f.fifths != nil:
		s.byScore(d, f.fifths, groups, q)
	case len(s.By) > 0 && s.cycles == nil && s.Period == "" && !s.RFM:
		s.byGroup(d, f, groups, q)
	}
}

// byGroup makes a group of every value of --by.
func (s *session) byGroup(d *result.Document, f *figures, groups map[string]*tally.Orders, q metric.Account) {
	for _, group := range s.sortedNames(maps.Keys(groups)) {
		g := s.among(q, func(q metric.Account) result.Object { return s.Metric.Orders(groups[group], q) })
		s.name(d, &g, f, tally.PeriodGroup{Group: group})
		d.Groups = append(d.Groups, g)
	}
}

// judged adds the verdict to the fields of a group.
func (s *session) judged(values result.Object, q metric.Account) result.Group {
	return result.Group{Values: values, Verdict: s.Metric.Verdict(values, s.Target, q)}
}

// nothing says why there is no figure.
func (s *session) nothing(f *figures) *Error {
	if f.rows.Counted == 0 {
		return rows.Nothing(s.set.Names(), f.rows)
	}
	text := fmt.Sprintf("%s: the ledger has no figure for %s", s.set.Names(), s.Metric.Title)
	if periods := f.closing.Periods(); s.shape != ledger.Status && len(periods) == 1 {
		text = fmt.Sprintf("%s: the ledger tells about one %s only, %s, so there is nothing to compare it with",
			s.set.Names(), s.period, f.closing.Label(periods[0]))
	}
	if n, last := f.closing.Unlosable(); n > 0 && len(f.statement.Periods) == 0 {
		text = fmt.Sprintf("%s: in no %s until %s could anybody be lost: whoever ordered when the data begin counts as there for %s",
			s.set.Names(), s.period, last, s.inactiveText())
		return &Error{Text: text, Read: true, Hint: "a shorter --inactive-after leaves some"}
	}
	return &Error{Text: text, Read: true}
}
