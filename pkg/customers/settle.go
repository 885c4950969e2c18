package customers

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// noColumn says that no column plays a role: amounts are not multiplied, or all of a month.
const noColumn = "none"

// settle looks at the columns together: what one means can depend on another.
func (s *audit) settle(t *dataset.Table, cs columns) error {
	if s.shape == ledger.Transaction {
		if err := s.settleLines(t, cs); err != nil {
			return err
		}
		if s.settleUnitPrice(t, cs); !cs.has(ledger.Quantity) {
			if err := s.namedPrice(t, cs); err != nil {
				return err
			}
		}
	}
	if err := cmp.Or(s.rounded(t, cs), s.settleUnits(t, cs)); err != nil {
		return err
	}
	if s.shape == ledger.Subscription || s.shape == ledger.Status {
		if err := cmp.Or(s.versions(t, cs), s.retried(t, cs), s.renewals(t, cs)); err != nil {
			return err
		}
	}
	if err := s.todaysAmounts(t, cs); err != nil {
		return err
	}
	switch s.shape {
	case ledger.Transaction:
		return s.settleOrders(t, cs)
	case ledger.Subscription:
		if s.namedActive(t, cs); s.Status != "" {
			if err := s.generalFlags(t, cs.at(ledger.StatusOf)); err != nil {
				return err
			}
		}
		s.agreed = s.agreedTerms(t, cs)
		s.activeFlag(t, cs)
		s.findPauses(t, cs)
		return s.settleSubscription(t, cs)
	case ledger.Status:
		s.namedActive(t, cs)
		if err := s.generalFlags(t, cs.at(ledger.StatusOf)); err != nil {
			return err
		}
		s.settleTicks(t, cs)
		return cmp.Or(s.moreLost(t, cs), s.flagAgainstDates(t, cs))
	case ledger.Movement:
		return s.settleMovement(t, cs)
	}
	return nil
}

func (s *audit) settleOrders(t *dataset.Table, cs columns) error {
	if err := s.adjusted(t, cs); err != nil {
		return err
	}
	s.settleRefunds(t, cs)
	s.settleInvoices(t, cs)
	return s.coveredTimes(t, cs)
}

func (s *audit) settleSubscription(t *dataset.Table, cs columns) error {
	if cs.has(ledger.End) && cs.has(ledger.Request) && s.End == "" && t.Whole && t.Blank(cs.at(ledger.End)) {
		cs.set(ledger.End, none)
	}
	if !cs.has(ledger.End) && cs.has(ledger.Request) && s.Requested == "" {
		cs.set(ledger.End, cs.at(ledger.Request))
		cs.set(ledger.Request, none)
		s.because("end: no other column tells when a subscription was over")
	}
	if !cs.has(ledger.End) && (s.Metric.Losses || s.found) {
		if err := s.withoutEnds(t, cs); err != nil {
			return err
		}
	}
	if s.units.Per != "" && s.Quantity == "" {
		cs.set(ledger.Quantity, none)
	}
	if !cs.has(ledger.Interval) && s.termUnit == "" {
		cs.set(ledger.Intervals, none)
	}
	if err := cmp.Or(s.wonTerms(t, cs), s.flagAgainstDates(t, cs), s.runsBeyondEnd(t, cs), s.plainNumbers(t, cs), s.doubtfulTerms(t, cs), s.growingAmounts(t, cs), s.perMonthOrTerm(t, cs), s.soFar(t, cs), s.wholeTimes(t, cs), s.severalTimes(t, cs), s.paidSoFar(t, cs), s.plannedEnds(t, cs), s.agreedEnds(t, cs), s.otherEnds(t, cs), s.neverPaid(t, cs)); err != nil {
		return err
	}
	return s.settleQuantity(t, cs)
}

// withoutEnds refuses what is about customers who leave, where nobody who left can be in the file. Where a column of dates
// that some rows have may tell, it asks. What living customers bring can be told, where a status says that they are.
func (s *audit) withoutEnds(t *dataset.Table, cs columns) error {
	if ends := s.someDated(t, cs); len(ends) > 0 {
		return t.Ask("--end", "no header tells when a subscription ended", ends)
	}
	if saysLost(sampleOf(t, cs, ledger.StatusOf)) {
		e := problem.Usage("%s: column %s says that customers left, and no column tells when; name it with --end", t.Name, cs.header(ledger.StatusOf))
		if cs.has(ledger.Request) {
			e.Hint = fmt.Sprintf("--end %s takes the day on which they asked to cancel for the end", layout.ShellQuote(t.Reference(cs.at(ledger.Request))))
		}
		e.Senses = s.byStatusAlone(t, cs.at(ledger.StatusOf))
		return e
	}
	why := fmt.Sprintf("%s: no column tells when a subscription ended (--end), so nobody who left can be in this file, and %s would be that of those who are still there",
		t.Name, s.Metric.Name)
	switch {
	case !s.Metric.Losses && cs.has(ledger.StatusOf):
		return nil
	case !s.Metric.Losses:
		return problem.Failure("%s: no column tells when a subscription ended (--end), or whether it has, so the rows may be of customers who have left, too", t.Name).
			Advise("where all of them are still there, --shape subscription says so")
	case !cs.has(ledger.StatusOf): // then some may have left, and what they bring is not known either
		return cmp.Or[error](s.tellingFlags(t, cs.Taken), problem.Failure("%s", why))
	}
	return s.present(why)
}

// hears tells whether the header of the amounts has the words of a role too.
func (s *audit) hears(t *dataset.Table, cs columns, role layout.Role) bool {
	return s.speaks(role, t.Headers[cs.at(ledger.Amount)])
}

// speaks tells whether a header has the words of a role.
func (s *audit) speaks(role layout.Role, header string) bool {
	return len(layout.Candidates(role, string(s.shape), []string{header})) > 0
}

// settleQuantity decides whether amounts are multiplied. Only the header of a unit price says so; any
// other amount may already be the total.
func (s *audit) settleQuantity(t *dataset.Table, cs columns) error {
	switch {
	case !cs.has(ledger.Amount) || s.Quantity == noColumn:
		cs.set(ledger.Quantity, none)
		return nil
	case !cs.has(ledger.Quantity) || s.Quantity != "":
		return nil
	case s.hears(t, cs, layout.Unit):
		return nil
	case onlyOnes(t.Sample(cs.at(ledger.Quantity))), s.hears(t, cs, layout.Total):
		cs.set(ledger.Quantity, none)
		return nil
	}
	return askQuantity(t, cs.at(ledger.Amount), cs.at(ledger.Quantity))
}

// askQuantity asks whether amounts are those of one unit.
func askQuantity(t *dataset.Table, amount, quantity int) error {
	e := problem.Usage("%s: column %s may hold totals, or prices of one unit to be multiplied by column %s; say which with --quantity",
		t.Name, t.Header(amount), t.Header(quantity))
	e.Flags = []string{"--quantity", t.Reference(quantity)}
	e.Hint = "--quantity none if they are totals"
	return e
}

func onlyOnes(sample []string) bool {
	return !slices.ContainsFunc(sample, func(text string) bool {
		text = answer.Trim(text)
		return text != "" && text != "1" && text != "1.0"
	})
}

func (s *audit) because(reason string) { s.why = append(s.why, reason) }
