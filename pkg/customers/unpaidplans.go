package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// unpaidPlans asks where rows have a price although their plan says that nobody pays it, beside plans that are paid: a trial is
// left out where a status says so, and here is as little a customer. Where no column holds money, only trials are asked about:
// who has a free plan for good is there, or leaves, and is said to count.
func (s *audit) unpaidPlans(t *dataset.Table, cs columns) error {
	if s.shape == ledger.Transaction || s.shape == ledger.Movement {
		return nil
	}
	rows, isUnpaying := s.meeting(t, cs), ledger.IsUnpaying
	if !cs.has(ledger.Amount) {
		isUnpaying = ledger.IsTrial
		s.freePlans(t, cs, rows)
	}
	for i := range t.Headers {
		if !s.tellsPlan(t, cs, i) {
			continue
		}
		var plans []string
		unpaid, paid, gone := 0, 0, 0
		for _, row := range rows {
			plan := answer.Trim(row[i])
			switch {
			case plan == "" || cs.has(ledger.Amount) && !s.hasPrice(t, cs, row) || ledger.IsNotYet(cellOf(row, cs.at(ledger.StatusOf))):
			case !isUnpaying(plan):
				paid++
			default:
				if cellOf(row, cs.at(ledger.End)) != "" && !ledger.IsTrial(plan) {
					gone++
				}
				if unpaid++; !slices.Contains(plans, plan) {
					plans = append(plans, plan)
				}
			}
		}
		if unpaid == 0 || paid == 0 {
			continue
		}
		slices.Sort(plans)
		e := problem.Usage("%s: column %s has %s in %d of %d rows that have an amount: who has such a plan may pay nothing, and be no customer yet", t.Name, t.Header(i), dataset.Shortly(plans), unpaid, len(rows))
		if !cs.has(ledger.Amount) {
			e = problem.Usage("%s: column %s has %s in %d of %d rows: who has such a plan may pay nothing, and be no customer yet", t.Name, t.Header(i), dataset.Shortly(plans), unpaid, len(rows))
		}
		asked := t.AskOfValues(i, plans, "without them", e)
		if gone == unpaid { // they have left, and the plan may be the one after it
			asked.Senses = slices.Insert(asked.Senses, 0, problem.Sense{Says: "they paid until they left", Flags: []string{"--where", dataset.Among(t.Reference(i), nil)}})
			asked.Hint = ""
		}
		return asked
	}
	return nil
}

// freePlans takes note that some rows have a plan that nobody pays for, beside those that are paid, and are counted.
func (s *audit) freePlans(t *dataset.Table, cs columns, rows [][]string) {
	for i := range t.Headers {
		if !s.tellsPlan(t, cs, i) {
			continue
		}
		var free []string
		paid := false
		for _, row := range rows {
			plan := answer.Trim(row[i])
			switch {
			case plan == "" || ledger.IsTrial(plan):
			case !ledger.IsUnpaying(plan):
				paid = true
			case !slices.Contains(free, plan):
				free = append(free, plan)
			}
		}
		if len(free) == 0 || !paid {
			continue
		}
		slices.Sort(free)
		s.unpaid = result.Say("column %s has %s: who pays nothing counts as a customer, too; --exclude %s leaves them out", t.Header(i), dataset.Shortly(free),
			layout.ShellQuote(dataset.Among(t.Reference(i), free)))
		return
	}
}

// unpaidDoubt says that some customers pay nothing.
func (s *audit) unpaidDoubt() []result.Warning {
	if s.unpaid.String() == "" {
		return nil
	}
	return []result.Warning{result.Warn("unpaid_plans", "%s", s.unpaid)}
}

// tellsPlan tells whether a column may name plans: it has no other role than to tell of which time their prices are, and no
// condition says which of its rows count.
func (s *audit) tellsPlan(t *dataset.Table, cs columns, column int) bool {
	free := !cs.Taken(column) || column == cs.at(ledger.Interval) || column == cs.at(ledger.Product) || slices.Contains(cs.By, column)
	header := t.Headers[column]
	return free && !s.hasCondition(t, column) && (isHeader(layout.Plan, header) || layout.IsAsideHeader(layout.KindHeader, header))
}

// hasCondition tells whether a condition says which rows of a column count. One that names what is left out, and leaves none of
// the first rows out, says nothing.
func (s *audit) hasCondition(t *dataset.Table, column int) bool {
	return slices.ContainsFunc(s.Conditions, func(c *where.Cond) bool {
		at, err := layout.Resolve(c.Column(), t.Headers)
		tells := func(text string) bool { return c.Tells([]byte(text)) }
		return err == nil && at == column && (!c.LeavesOut() || slices.ContainsFunc(t.Sample(column), tells))
	})
}

// hasPrice tells whether a row has an amount above zero.
func (s *audit) hasPrice(t *dataset.Table, cs columns, row []string) bool {
	above := func(column int) bool {
		a, ok := moneyOf(cellOf(row, column), t.Decimal)
		return ok && a > 0
	}
	if len(s.wide) == 0 {
		return above(cs.at(ledger.Amount))
	}
	return slices.ContainsFunc(s.wide[len(s.wide)-1].cells, func(a amountOf) bool { return above(a.column) })
}
