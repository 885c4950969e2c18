package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/result"
)

func (s *audit) closed(f *figures) []result.Warning {
	out := append(s.repeated(f), s.calendar(f)...)
	if n := f.statement.Negative; n.CustomerPeriods > 0 {
		out = append(out, result.Warn("negative_sums", "%s of a customer in a period below zero, %s in all: counted as nothing",
			kind.HowMany(n.CustomerPeriods, "sum"), money.Format(n.Amount, f.closing.Decimals())))
	}
	if s.Metric.Orders != nil {
		return out
	}
	if s.shape == ledger.Transaction && s.InactiveAfter == "" {
		out = append(out, result.Warn("inactive_after", "whoever orders nothing in a %s counts as lost; --inactive-after says otherwise", s.Cut))
	}
	return append(out, s.openPeriod(f)...)
}

// repeated tells of rows beyond the first of a customer and date.
func (s *audit) repeated(f *figures) []result.Warning {
	n := f.statement.Repeated
	switch {
	case n == 0:
	case s.shape == ledger.Balance:
		return []result.Warning{result.Warn("repeated_rows", "%s beyond the first of a customer and date: they add up", kind.HowMany(n, "row"))}
	case s.shape == ledger.Status: // whose rows speak of two periods each
		n = f.rows.Counted - f.statement.Periods.Pool().Customers.Opening - f.found.Notes[ledger.NoteJoined].Rows
		return []result.Warning{result.Warn("repeated_customers", "%s beyond the first of a customer: such a customer is lost only if all its rows say so", kind.HowMany(n, "row"))}
	}
	return nil
}

// calendar tells which periods are left out, and what their dates make of them.
func (s *audit) calendar(f *figures) (out []result.Warning) {
	c := f.closing
	if len(c.Missing) > 0 && s.Metric.Orders == nil {
		var labels []string
		for _, p := range c.Missing {
			labels = append(labels, c.Label(p))
		}
		out = append(out, result.Warn("missing_periods", "no rows in %s: the periods before and after are compared as neighbours", dataset.Some(labels, 5)))
	}
	if c.Planned != "" {
		periods := c.Periods()
		out = append(out, result.Warn("planned", "the data tell of %s, which is after today: what is planned does not count, and the periods end with %s, the last one with a change until today; --as-of %s keeps it so",
			c.Planned, c.Label(periods[len(periods)-1]), c.Until()))
	}
	if several, own := c.Stock(); several && own {
		out = append(out, result.Warn("stock_dates", "customers have several dates in a %s, each its own: a balance is a stock, so the last one of each customer counts", s.Cut))
	} else if several {
		out = append(out, result.Warn("stock_dates", "a %s has several dates: a balance is a stock, so it ends as its last common date says, and who is not in that is gone", s.Cut))
	}
	if n, last := c.Unlosable(); n > 0 && s.Metric.Orders == nil {
		out = append(out, result.Warn("nobody_lost_yet", "%s until %s left out: nobody could be lost in them yet, since whoever ordered when the data begin counts as there for %s",
			kind.HowMany(int64(n), string(s.Cut)), last, s.inactiveText()))
	}
	return out
}

// openPeriod tells of a last period that may not be over.
func (s *audit) openPeriod(f *figures) []result.Warning {
	last, left, ok := f.closing.LastDay()
	periods := f.closing.Periods()
	at := periods[len(periods)-1]
	if !ok || 10*left <= f.closing.PeriodDays(at) {
		return nil
	}
	days, label := kind.HowMany(int64(left), "day"), f.closing.Label(at)
	if s.shape == ledger.Transaction {
		return []result.Warning{result.Warn("open_period", "the last order is of %s, %s before %s is over: who has not ordered in it yet counts as lost; --as-of %s leaves it out", last, days, label, label)}
	}
	return []result.Warning{result.Warn("open_period", "the last date is %s, %s before %s is over, which the periods before come nearer to: so it may not be whole; --as-of %s leaves it out", last, days, label, label)}
}

// ordersBefore says that orders before --since are not known, where there are some: a second order can look like the
// first.
func (s *audit) ordersBefore(f *figures) []result.Warning {
	if s.Metric.Orders == nil || s.From == nil {
		return nil
	}
	n, where := int64(0), "before --since"
	for out, o := range f.found.Odd {
		if out.Fate == ledger.Filtered && out.Role == ledger.Time {
			n += o.Rows
		}
	}
	if s.To != nil {
		where = "outside --since and --until"
	}
	if n == 0 {
		return nil
	}
	return []result.Warning{result.Warn("orders_before", "%s %s not counted: what a customer ordered before does not make it one who ordered again",
		kind.HowMany(n, "row"), where)}
}
