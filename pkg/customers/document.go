package customers

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Close closes the ledger.
func (s *audit) Close(ctx context.Context, reads []pass.Read, way int) (kind.Closed, error) {
	h := gather(&reads[0], reads[0].Ways[way])
	if err := cmp.Or(s.doubtfulMark(h), s.brokenCents(h), s.unknownTypes(h.found), s.doubtfulRecords(h.found), s.doubtfulRefunds(h.found), s.doubtfulEnds(h.found), s.undated(h.found), s.renewedEnds(h.found)); err != nil {
		return nil, err
	}
	s.order, s.again = reads[0].Order, nil
	counter := reads[0].Ways[way].Counter.(*taker)
	f, err := s.close(ctx, h, counter.rule, counter.ledger)
	if err != nil {
		return nil, err
	}
	s.nothingToLose = f.rows.Counted > 0 && !h.found.Left && s.shape != ledger.Balance && s.shape != ledger.Transaction
	return &closed{audit: s, harvest: h, figures: f}, cmp.Or(s.oneSided(f), s.unknownStatuses(h), s.unknownIntervals(h), s.oneKind(h))
}

type closed struct {
	*audit
	*harvest
	*figures
}

// Rows accounts for every row.
func (c *closed) Rows() result.Rows { return c.figures.rows }

// Doubt adds doubts about what the rows tell.
func (c *closed) Doubt(d *result.Document) {
	s, f := c.audit, c.figures
	d.Warnings = append(d.Warnings, s.doubts(c.harvest, f)...)
	d.Warnings = append(d.Warnings, fewCustomers(d)...)
	q := s.account(f)
	d.Warnings = append(d.Warnings, s.noFigures(d, q)...)
	if s.Metric.Doubts != nil {
		q.Step = f.step(f.statement.Periods)
		d.Warnings = append(d.Warnings, s.Metric.Doubts(d, q)...)
	}
}

// Later adds doubts about losses.
func (c *closed) Later(d *result.Document) {
	d.Warnings = append(d.Warnings, c.undatedLosses(d, c.harvest.found)...)
	d.Warnings = append(d.Warnings, c.unknownStart(c.figures)...)
	d.Warnings = append(d.Warnings, c.unopened(d)...)
	d.Warnings = append(d.Warnings, c.filteredSides(d)...)
	d.Warnings = append(d.Warnings, c.filteredPast()...)
	d.Warnings = append(d.Warnings, c.enters()...)
	d.Warnings = append(d.Warnings, c.overlap()...)
	d.Warnings = append(d.Warnings, c.ordersApart()...)
	d.Warnings = append(d.Warnings, c.noAmountNoOrder()...)
	d.Warnings = append(d.Warnings, c.onlyLeavers(d)...)
	d.Warnings = append(d.Warnings, c.mostLeft(d)...)
	d.Warnings = append(d.Warnings, c.alsoStay()...)
}

// Nothing says why there is no figure, unless the document says something else.
func (c *closed) Nothing(d *result.Document) *problem.Error {
	var says []result.Warning
	switch m := c.Metric; {
	case d.Groups.Len() > 0 && m.Cohorts != nil:
		d.Warnings = append(d.Warnings, c.noRetention(c.figures)...)
		return nil
	case m.Instead != nil:
		says = m.Instead(d.Total.Values)
	}
	if d.Warnings = append(d.Warnings, says...); len(says) > 0 {
		return nil
	}
	return c.nothing(c.figures)
}

// Fill tells the figures.
func (c *closed) Fill(d *result.Document) error {
	s, f, m := c.audit, c.figures, c.Metric
	q := s.account(f)
	d.Definition, d.Columns, d.By = m.Formula(q), s.shownColumns(), s.byNames()
	if s.shape != ledger.Status && m.Orders == nil && !s.pooled() || s.Period != "" && m.Orders != nil {
		d.Period = string(s.Cut)
	}
	s.again, s.cells, s.rearranged = nil, nil, nil
	s.dress(d, f)
	if m.Movement != nil {
		if span := s.spanned(f, f.statement.Periods); span != nil && span.Periods > 1 {
			d.Span = span
		}
	}
	d.Settings = s.settings(f, d)
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
	return nil
}

func (s *audit) account(f *figures) metric.Account {
	q := s.asked
	q.NothingToLose, q.Decimals, q.Priced, q.PerYear, q.Unit = s.nothingToLose, 2, s.priced(), s.perYear(), ""
	if q.Flow = s.shape == ledger.Transaction || s.wide != nil && s.wide[0].isFlow(); q.PerYear > 0 {
		q.Unit = string(s.Cut)
	}
	if f.closing != nil {
		q.Decimals = f.closing.Decimals()
	}
	q.Because, q.MinN = f.because, s.Groups.MinN
	return q
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
func (s *audit) perYear() float64 {
	if s.shape == ledger.Status {
		return 0
	}
	return map[dates.Period]float64{dates.Day: 365.2425, dates.Week: 365.2425 / 7, dates.Month: 12, dates.Quarter: 4, dates.Year: 1}[s.Cut]
}

// byNames names what the groups are made by: the columns of --by, and what a metric adds to them.
func (s *audit) byNames() []string {
	names := s.set.Tables[0].Names(s.columns[0].By)
	switch {
	case s.cycles != nil:
		return append(names, s.set.Tables[0].Names([]int{s.columns[0].at(ledger.Product)})...)
	case s.scored():
		return append(names, "measure", "score")
	case s.asked.SideBySide():
		return append(names, "definition")
	}
	return names
}

// scored tells whether customers are scored by recency, frequency and money.
func (s *audit) scored() bool { return s.Own.Is("rfm") }

// movements fills in the movements: all of them pooled, and those of every group and period.
func (s *audit) movements(d *result.Document, f *figures, q metric.Account) {
	all := f.statement.Movements
	d.Total = s.pool(f, f.statement.Pool(), f.statement.Periods, s.followed(f, q))
	if s.asked.SideBySide() {
		s.sideBySide(d, f)
		return
	}
	if len(s.By) == 0 && s.shape == ledger.Status {
		return
	}
	q.Moves = all.Moved()
	cells := s.sorted(maps.Keys(all))
	for i, cell := range cells {
		if last := len(s.cells) - 1; s.pooled() && i > 0 && cell.Group == cells[i-1].Group {
			s.cells[last] = append(s.cells[last], cell)
			continue
		}
		s.cells = append(s.cells, []tally.PeriodGroup{cell})
	}
	if s.pooled() {
		s.pools(d, f, q)
		return
	}
	s.among(d, len(cells), q, func(i int, q metric.Account) result.Group {
		cell := cells[i]
		of := tally.Movements{cell: all[cell]}
		q.Step, q.Open = f.step(of), f.isOpen(of)
		g := s.judged(s.Metric.Movement(all[cell], q), q)
		s.name(d, &g, f, cell)
		return g
	})
}

// followed is the account of a total that asks for the cohorts beside its movements.
func (s *audit) followed(f *figures, q metric.Account) metric.Account {
	if !q.Followed {
		return q
	}
	if q.Cohorts = new(tally.Cohorts); f.statement.Cohorts != nil {
		q.Cohorts = pooled(f.statement.Cohorts)
	}
	return q
}

// pooled tells whether all periods of a group are one: on a board, and where somebody asks.
func (s *audit) pooled() bool { return s.Board != nil || s.Pooled }

// pools makes one group of all periods of each.
func (s *audit) pools(d *result.Document, f *figures, q metric.Account) {
	s.among(d, len(s.cells), q, func(i int, q metric.Account) result.Group {
		of := make(tally.Movements)
		for _, cell := range s.cells[i] {
			of[cell] = f.statement.Movements[cell]
		}
		m := f.statement.PoolOf(of)
		g := s.pool(f, m, of, q)
		if s.name(d, &g, f, s.cells[i][0]); m.Several != nil {
			g.Size = m.Several.Known()
		}
		return g
	})
}

// pool makes the figures of movements together; of are the periods that they pool.
func (s *audit) pool(f *figures, m *tally.Movement, of tally.Movements, q metric.Account) result.Group {
	q.Step, q.Open = f.step(of), f.isOpen(of)
	q = q.Of(m)
	return s.judged(s.Metric.Movement(m, q), q)
}

// name says which group and period a group of results is.
func (s *audit) name(d *result.Document, g *result.Group, f *figures, cell tally.PeriodGroup) {
	g.By = s.byObject(d, s.values(cell.Group))
	if d.Period != "" {
		g.Period = f.closing.Label(cell.Period)
	}
}

// values are the --by values of a group.
func (s *audit) values(group string) []string {
	if group == "" { // customers without any group
		return make([]string, len(s.By))
	}
	return pass.GroupKey(group).Values(len(s.By)) // behind them may stand the product
}

// sorted orders cells by their values, in the order of --by, then by period.
func (s *audit) sorted(cells iter.Seq[tally.PeriodGroup]) []tally.PeriodGroup {
	return slices.SortedFunc(cells, func(a, b tally.PeriodGroup) int {
		return cmp.Or(s.compare(a.Group, b.Group), cmp.Compare(a.Period, b.Period))
	})
}

func (s *audit) compare(a, b string) int {
	if a == b {
		return 0
	}
	return cmp.Or(slices.CompareFunc(s.values(a), s.values(b), kind.CompareValues), cmp.Compare(a, b))
}

// cohorts fills in the triangles of cohorts, one for each group.
func (s *audit) cohorts(d *result.Document, f *figures, q metric.Account) {
	all := f.statement.Cohorts
	if all == nil {
		all = new(tally.Cohorts)
	}
	q.Open = f.open != nil
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
	for _, group := range slices.SortedFunc(maps.Keys(groups), s.compare) {
		_, triangle := s.Metric.Cohorts(all, group, q)
		s.triangle(d, f, group, triangle)
	}
}

func (s *audit) triangle(d *result.Document, f *figures, group string, cells []metric.CohortGroup) {
	for _, c := range cells {
		g := result.Group{Values: c.Values}
		cell := tally.PeriodGroup{Period: c.Start, Group: group}
		s.cells = append(s.cells, []tally.PeriodGroup{cell})
		s.name(d, &g, f, cell)
		d.Groups.Add(g)
	}
}

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
func (s *audit) orders(d *result.Document, f *figures, q metric.Account) {
	all, groups := new(tally.Orders), make(map[string]*tally.Orders)
	for group, o := range f.statement.Orders {
		all.Merge(o)
		entry(groups, s.groupOf(group)).Merge(o)
	}
	if s.cycles != nil {
		all.Due = new(tally.Due)
		if f.products != nil {
			for _, due := range f.products.due {
				all.Due.Merge(due)
			}
		}
	}
	d.Total = s.judged(s.Metric.Orders(all, q), q)
	switch {
	case f.products != nil:
		s.byProduct(d, f.products, q)
	case f.fifths != nil:
		s.byScore(d, f.fifths, groups, q)
	case len(s.By) > 0 && s.cycles == nil && s.Period == "" && !s.scored():
		s.byGroup(d, f, groups, q)
	}
}

func (s *audit) byGroup(d *result.Document, f *figures, groups map[string]*tally.Orders, q metric.Account) {
	names := slices.SortedFunc(maps.Keys(groups), s.compare)
	for _, name := range names {
		s.cells = append(s.cells, []tally.PeriodGroup{{Group: name}})
	}
	s.among(d, len(names), q, func(i int, q metric.Account) result.Group {
		g := s.judged(s.Metric.Orders(groups[names[i]], q), q)
		s.name(d, &g, f, tally.PeriodGroup{Group: names[i]})
		return g
	})
}

func (s *audit) judged(values result.Object, q metric.Account) result.Group {
	return result.Group{Values: values, Verdict: s.Metric.Verdict(values, s.Target, q)}
}

// nothing says why there is no figure.
func (s *audit) nothing(f *figures) *problem.Error {
	if f.rows.Counted == 0 {
		return s.whateverStatus(kind.Nothing(s.set.Names(), f.rows), f)
	}
	text := fmt.Sprintf("%s: the ledger has no figure for %s", s.set.Names(), s.Metric.Title)
	if periods := f.closing.Periods(); s.shape != ledger.Status && len(periods) == 1 {
		text = fmt.Sprintf("%s: the ledger tells about one %s only, %s, so there is nothing to compare it with",
			s.set.Names(), s.Cut, f.closing.Label(periods[0]))
	}
	if c := f.closing; c.LastDayOf != "" {
		return &problem.Error{Text: text, Read: true, Senses: []problem.Sense{
			{Says: fmt.Sprintf("%s is left out, since --as-of is its last day; taken for whole", c.LastDayOf), Flags: []string{"--as-of", c.DayAfter}}}}
	}
	if n, last := f.closing.Unlosable(); n > 0 && len(f.statement.Periods) == 0 {
		text = fmt.Sprintf("%s: in no %s until %s could anybody be lost: whoever ordered when the data begin counts as there for %s",
			s.set.Names(), s.Cut, last, s.inactiveText())
		return &problem.Error{Text: text, Read: true, Hint: "a shorter --inactive-after leaves some"}
	}
	return &problem.Error{Text: text, Read: true}
}

// whateverStatus offers to count orders whatever their status says, where it leaves all of them out.
func (s *audit) whateverStatus(e *problem.Error, f *figures) *problem.Error {
	if s.shape != ledger.Transaction || f.rows.Excluded == 0 || !s.columns[0].has(ledger.StatusOf) {
		return e
	}
	flags := []string{"--status", noColumn}
	if s.set.Tables[0].Layout != nil { // which leaves rows out as well
		flags = append(flags, "--layout", noColumn)
	}
	e.Read, e.Senses = true, []problem.Sense{{Says: "orders count whatever their status says", Flags: flags}}
	return e
}
