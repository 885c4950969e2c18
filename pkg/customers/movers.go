package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// changesGroups refuses groups of movements whose rows do not add up in each of them: there, a group is what a customer has after
// a movement, a plan say, and not where the money of the row stands. Cohorts go by the group in which a customer came, which is
// known.
func (s *audit) changesGroups(c *ledger.Closing, m *ledger.Movers, found *ledger.Remarks) error {
	var e *problem.Error
	switch one := m.First; {
	case s.Metric.Cohorts != nil:
		return nil
	case m.Astray.Customer != "":
		one = m.Astray
		e = problem.Usage("%s: in %s, the movements of customer %s take more from %s than they have brought there, though it has something in another group: so the rows do not tell what customers have in each group",
			s.set.Names(), c.Label(one.Slot), answer.Quote(one.Customer, 40), s.groupName(one.Group))
	case m.Entered > 0 && (!s.priced() || !m.Booked && (found.Replaces || slices.ContainsFunc(s.By, ledger.IsReplaced))):
		e = problem.Usage("%s: in %s, customer %s comes to %s by a change of what it has in another group, which it seems to leave: so the rows do not tell what customers have in each group",
			s.set.Names(), c.Label(one.Slot), answer.Quote(one.Customer, 40), s.groupName(one.Group))
	default:
		return nil
	}
	e.Read = true
	e.Senses = []problem.Sense{{Says: "without groups", Drop: []string{"--by"}}}
	if s.Metric.Plain(s.Own) && s.Target == nil && len(s.Thresholds) == 0 { // cohort knows none of a value's
		e.Senses = append(e.Senses, problem.Sense{Says: "by the group in which customers came", Instead: "cohort"})
	}
	return e
}

// groupName is what a group is called.
func (s *audit) groupName(group string) string {
	var values []string
	for i, value := range s.values(group) {
		values = append(values, s.By[i]+" "+answer.Quote(value, 40))
	}
	return strings.Join(values, ", ")
}

// enters tells of customers whose movements lead to a further group.
func (c *closed) enters() []result.Warning {
	m := c.statement.Movers
	if m.Entered == 0 || c.Metric.Cohorts != nil {
		return nil
	}
	return []result.Warning{result.Warn("further_group", "%s, such as %s, get more in a group in which they had nothing, and keep what they have in another: as products do, but not plans of which one takes the place of another",
		kind.HowMany(m.Entered, "customer"), answer.Quote(m.First.Customer, 40))}
}

// overlap tells of customers who are in several groups at once.
func (c *closed) overlap() []result.Warning {
	if c.statement.Shared == 0 || c.Metric.Movement == nil {
		return nil
	}
	return []result.Warning{result.Warn("groups_overlap", "%s in several groups at once: each counts in all of its groups and leaves only when it is gone from all of them, so groups overlap and are not independent",
		kind.HowMany(c.statement.Shared, "customer"))}
}

// ordersApart tells of customers whose orders lie in several groups.
func (c *closed) ordersApart() []result.Warning {
	if c.statement.Apart == 0 || c.cycles != nil { // with cycles, each product is looked at by itself
		return nil
	}
	return []result.Warning{result.Warn("group_of_first", "%s ordered in several groups: all orders of a customer count in the group of its first one",
		kind.HowMany(c.statement.Apart, "customer"))}
}

// noAmountNoOrder tells of rows that would be orders, had nobody named the amount.
func (c *closed) noAmountNoOrder() (out []result.Warning) {
	if c.Metric.Orders == nil || c.Amount == "" || c.Amount == noColumn {
		return nil
	}
	for outcome, found := range c.figures.found.Odd {
		if outcome.Fate == ledger.Blank && outcome.Role == ledger.Amount {
			out = append(out, result.Warn("no_amount_no_order", "%s without an amount in column %s: they count as no orders, and --amount none counts them",
				kind.HowMany(found.Rows, "row"), c.columns[0].header(ledger.Amount)))
		}
	}
	return out
}
