package customers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Evidence pools what groups of the document tell of their customers.
func (c *closed) Evidence(places []int, field string) (metric.Evidence, error) {
	cells, ok := c.cellsAt(places)
	switch {
	case !ok:
		return metric.Evidence{}, problem.Usage("groups such as these cannot be compared: their customers are in several of them")
	case places != nil && len(cells) == 0:
		return metric.Evidence{}, nil
	}
	e, err := c.evidence(cells, field)
	if err != nil {
		return e, problem.Wrong("", err)
	}
	if o := c.open; o != nil && c.Metric.Orders == nil && (cells == nil || slices.ContainsFunc(cells, func(p tally.PeriodGroup) bool { return p.Period == o.period })) {
		e.Open = o.last
	}
	if c.Metric.Movement != nil && c.figures.closing != nil {
		_, of := c.movementOf(cells)
		e.Stretch = c.stretch(c.figures, of)
	}
	return e, nil
}

// Once are the customers of groups that were there when the first of several periods began, nil for all, and how many of them
// were lost in any of the periods: each customer once. later are those that came since. ok is false where that is not known.
func (c *closed) Once(places []int) (hit, n, later int64, ok bool) {
	if cells, known := c.cellsAt(places); known && c.Metric.Movement != nil && c.Metric.LedgerTraits.Losses {
		moved, _ := c.movementOf(cells)
		if s := moved.Several; s.ByCustomer() {
			return s.Fallen, s.Founders, s.Openers - s.Founders, true
		}
	}
	return 0, 0, 0, false
}

// cellsAt are the cells of groups, nil for all; ok is false where groups are more than their cells.
func (c *closed) cellsAt(places []int) (cells []tally.PeriodGroup, ok bool) {
	for _, place := range places {
		if c.rearranged != nil {
			place = c.rearranged[place]
		}
		if place >= len(c.cells) {
			return nil, false
		}
		cells = append(cells, c.cells[place]...)
	}
	return cells, true
}

// Weight is the sum that a figure is a share of: the customers at the start, or what they brought.
func (c *closed) Weight(places []int, field string) (weight float64, ok bool) {
	cells, ok := c.cellsAt(places)
	stake := c.Metric.Stakes
	if !ok || stake == nil || c.Metric.Movement == nil {
		return 0, false
	}
	of := stake(cmp.Or(field, "value"), c.account(c.figures))
	if of == nil {
		return 0, false
	}
	moved, _ := c.movementOf(cells)
	_, whole := of(moved.Summed())
	return float64(whole), true
}

func (c *closed) evidence(cells []tally.PeriodGroup, field string) (metric.Evidence, error) {
	q, m := c.account(c.figures), c.Metric
	switch {
	case m.Cohorts != nil:
		all := c.cohortsOf(cells)
		return m.EvidenceByLimits(field, q.Confidence, at(q, func(q metric.Account) result.Object {
			total, _ := m.Cohorts(all, "", q)
			return total
		}))
	case m.Orders != nil:
		all := c.ordersOf(cells)
		e, err := m.EvidenceByLimits(field, q.Confidence, at(q, func(q metric.Account) result.Object { return m.Orders(all, q) }))
		if field != "again_within_pct" { // that of so many days does not grow
			e.From, e.To = c.figures.closing.OrderDays()
		}
		return e, err
	}
	moved, of := c.movementOf(cells)
	q.Step = c.figures.step(of)
	q = q.Of(moved)
	e, err := m.EvidenceByLimits(field, q.Confidence, at(q, func(q metric.Account) result.Object { return m.Movement(moved, q) }))
	if m.Shares != nil && (field == "" || field == "value") && err == nil && e.N > 0 {
		if share, ok := m.Shares(moved, q); ok {
			lower := e.LowerIsBetter
			e = metric.ShareEvidence(e.N, e.Value, share)
			e.LowerIsBetter = lower
		}
	}
	return e, err
}

// at tells figures at any confidence.
func at(q metric.Account, figures func(q metric.Account) result.Object) func(confidence float64) result.Object {
	return func(confidence float64) result.Object {
		q.Confidence = confidence
		return figures(q)
	}
}

// movementOf pools the movements of cells, all of them for nil, and tells which they are.
func (c *closed) movementOf(cells []tally.PeriodGroup) (*tally.Movement, tally.Movements) {
	if cells == nil {
		return c.statement.Pool(), c.statement.Periods
	}
	of := make(tally.Movements, len(cells))
	for _, cell := range cells {
		of[cell] = c.statement.Movements[cell]
	}
	return c.statement.PoolOf(of), of
}

// ordersOf pools the orders of the groups of cells.
func (c *closed) ordersOf(cells []tally.PeriodGroup) *tally.Orders {
	all := new(tally.Orders)
	for group, o := range c.statement.Orders {
		if cells == nil || slices.Contains(cells, tally.PeriodGroup{Group: c.groupOf(group)}) {
			all.Merge(o)
		}
	}
	return all
}

// cohortsOf pools the cohorts of cells.
func (c *closed) cohortsOf(cells []tally.PeriodGroup) *tally.Cohorts {
	all := c.statement.Cohorts
	if all == nil {
		return new(tally.Cohorts)
	}
	if cells == nil {
		return pooled(all)
	}
	some := &tally.Cohorts{First: all.First, Last: all.Last, Missing: all.Missing, KnownFirst: all.KnownFirst, Overflow: all.Overflow, ByStart: make(map[tally.PeriodGroup]*tally.Cohort)}
	for _, cell := range cells {
		some.ByStart[cell] = all.ByStart[cell]
	}
	return pooled(some)
}

// Recall has no scores to go by: figures of ledgers are compared by their intervals.
func (c *closed) Recall(map[string]float64) (e metric.Evidence, ok bool) {
	return metric.Evidence{}, false
}

// Stakes are what each customer adds to a field. Customers who are rows have no names by which they are known elsewhere.
func (c *closed) Stakes(field string) ([]metric.Stake, error) {
	if field == "" {
		field = "value"
	}
	stake := c.Metric.Stakes(field, c.account(c.figures))
	switch {
	case stake == nil:
		return nil, problem.Usage("--paired knows figures that are sums of customers over sums of customers, and %s of %s is none as it is asked for", field, c.Metric.Name).
			Advise("compare it without --paired")
	case c.eachRow:
		return nil, problem.Usage("--paired matches customers by name, and %s has a customer a row without one", c.set.Names()).
			Advise("name the column of customers with --customer, or compare without --paired")
	}
	var out []metric.Stake
	for _, x := range c.statement.Each {
		part, whole := stake(x.CustomerSums)
		out = append(out, metric.Stake{Name: x.Name, Part: part, Whole: whole})
	}
	return out, nil
}
