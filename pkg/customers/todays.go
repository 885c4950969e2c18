package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// todaysAmounts looks at what those bring who left. Where it is nothing for all of them, amounts are what customers bring
// today, and what those who left brought is in no column: they would never have been there. So money is left out, and
// customers are counted.
func (s *audit) todaysAmounts(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) || s.namesAmount(t) || s.shape != ledger.Subscription && s.shape != ledger.Status {
		return nil
	}
	b := s.bringing(t, cs)
	if !b.todays() {
		return nil
	}
	header, whom := cs.header(ledger.Amount), "any customer"
	if b.leftPaid > 0 {
		whom = "most customers"
	}
	switch {
	case s.Metric.Money:
		return s.orHowMany(problem.Failure("%s: column %s has no money for %s who left, so it holds what customers bring today, and what those brought who left is not known; --amount names a column that tells",
			t.Name, header, whom))
	case (b.thereFree > 0 || b.leftPaid > 0) && s.shape == ledger.Subscription:
		e := problem.Usage("%s: column %s has no money for any customer who left, nor for some who are still there: say with --amount whether those without money are customers",
			t.Name, header)
		if b.leftPaid > 0 {
			e = problem.Usage("%s: column %s has no money for most customers who left, and some for all who are still there: say with --amount whether those without money are customers",
				t.Name, header)
		}
		e.Senses = []problem.Sense{
			{Says: "they are, and the amounts are those of today", Flags: []string{"--amount", noColumn}},
			{Says: "they never were, since they brought nothing", Flags: []string{"--amount", t.Reference(cs.at(ledger.Amount))}},
		}
		return e
	}
	s.todays = header
	s.withoutMoney(cs)
	return nil
}

// orHowMany has a refusal of money say that how many left can be told, where nothing else is asked for.
func (s *audit) orHowMany(e *problem.Error) error {
	if s.Metric.Plain(s.Own) && len(s.Thresholds) == 0 && s.Target == nil {
		e.Instead, e.Hint = "churn", "how many left can be told"
	}
	return e
}

// withoutMoney leaves out the amount, and what is about it.
func (s *audit) withoutMoney(cs columns) {
	for _, role := range []ledger.Item{ledger.Amount, ledger.Currency, ledger.Quantity, ledger.Interval, ledger.Intervals} {
		cs.set(role, none)
	}
}

// todays tells whether amounts are those of today: nobody who left has any, or most have none whereas all who are there do.
func (b bringing) todays() bool {
	switch {
	case b.leftFree == 0 || b.therePaid == 0:
		return false
	case b.leftPaid == 0:
		return true
	}
	return b.thereFree == 0 && b.leftFree > b.leftPaid
}

// bringing counts the sampled customers who left and those who are still there, with money and without.
type bringing struct{ leftPaid, leftFree, therePaid, thereFree int }

func (s *audit) bringing(t *dataset.Table, cs columns) (b bringing) {
	reader, err := dates.NewReader(s.Writing(dates.Unknown))
	if err != nil {
		return b
	}
	for _, row := range s.meeting(t, cs) {
		left, known := s.hasLeft(row, cs, reader)
		paid := strings.ContainsAny(cellOf(row, cs.at(ledger.Amount)), "123456789")
		switch {
		case !known:
		case left && paid:
			b.leftPaid++
		case left:
			b.leftFree++
		case paid:
			b.therePaid++
		default:
			b.thereFree++
		}
	}
	return b
}

// hasLeft tells whether the customer of a row left, by its status or else by the date of its end; known is false where
// neither tells, and of trials.
func (s *audit) hasLeft(row []string, cs columns, reader *dates.Reader) (left, known bool) {
	if cs.has(ledger.StatusOf) && !s.endIsLost {
		text := cellOf(row, cs.at(ledger.StatusOf))
		if len(s.Lost) > 0 {
			return slices.ContainsFunc(s.Lost, func(lost string) bool { return strings.EqualFold(lost, text) }), text != ""
		}
		if lost, ok := ledger.IsLost(text, s.yesIsKept); ok {
			return lost, true
		}
		there, ok := ledger.IsThere(text, s.yesIsKept)
		return false, ok && there
	}
	end := cellOf(row, cs.at(ledger.End))
	if !cs.has(ledger.End) { // see settleSubscription
		end = cellOf(row, cs.at(ledger.Request))
	}
	if s.endIsLost {
		end = cellOf(row, cs.at(ledger.StatusOf))
	}
	if end == "" || slices.Contains(s.Missing, end) {
		return false, true
	}
	at, _, ok := reader.Parse([]byte(end))
	return !ok || s.Now == nil || at <= *s.Now, true
}

// todaysDoubt says that amounts were left out since they are those of today.
func (s *audit) todaysDoubt() []result.Warning {
	if s.unspanned.String() != "" {
		return []result.Warning{result.Warn("no_amount", "%s", s.unspanned)}
	}
	if s.todays == "" {
		return nil
	}
	return []result.Warning{result.Warn("todays_amounts", "column %s has no money for any customer who left, so it holds what customers bring today: money is left out, and every row counts as a customer", s.todays)}
}
