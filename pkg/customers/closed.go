package customers

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// warn makes a warning of a code and words.
func warn(code, format string, args ...any) result.Warning {
	return result.Warning{Code: code, Text: fmt.Sprintf(format, args...)}
}

// closed tells what showed when the ledger was closed.
func (s *audit) closed(f *figures) []result.Warning {
	out := append(s.repeated(f), s.calendar(f)...)
	if n := f.statement.Negative; n.CustomerPeriods > 0 {
		out = append(out, warn("negative_sums", "%s of a customer in a period below zero, %s in all: counted as nothing",
			kind.HowMany(n.CustomerPeriods, "sum"), money.Format(n.Amount, f.closing.Decimals())))
	}
	if s.Metric.Orders != nil {
		return out
	}
	if s.shape == ledger.Transaction && s.InactiveAfter == "" {
		out = append(out, warn("inactive_after", "whoever orders nothing in a %s counts as lost; --inactive-after says otherwise", s.Cut))
	}
	return append(out, s.openPeriod(f)...)
}

// repeated tells of rows beyond the first of a customer and date.
func (s *audit) repeated(f *figures) []result.Warning {
	n := f.statement.Repeated
	switch {
	case n == 0:
	case s.shape == ledger.Balance:
		return []result.Warning{warn("repeated_rows", "%s beyond the first of a customer and date: they add up", kind.HowMany(n, "row"))}
	case s.shape == ledger.Status: // whose rows speak of two periods each
		n = f.rows.Counted - f.statement.Periods.Pool().Customers.Opening
		return []result.Warning{warn("repeated_customers", "%s beyond the first of a customer: such a customer is lost only if all its rows say so", kind.HowMany(n, "row"))}
	}
	return nil
}

// calendar tells which periods are left out, and what their dates make of them.
func (s *audit) calendar(f *figures) (out []result.Warning) {
	c := f.closing
	if len(c.Missing) > 0 && s.Metric.Orders == nil {
		var labels []string
		for _, p := range c.Missing[:min(len(c.Missing), 5)] {
			labels = append(labels, c.Label(p))
		}
		if more := len(c.Missing) - len(labels); more > 0 {
			labels = append(labels, fmt.Sprintf("%d more", more))
		}
		out = append(out, warn("missing_periods", "no rows in %s: the periods before and after are compared as neighbours", strings.Join(labels, ", ")))
	}
	if c.Planned != "" {
		periods := c.Periods()
		out = append(out, warn("planned", "the data tell of %s, which is after today: what is planned does not count, and the periods end with %s, the last one with a change until today; --as-of %s keeps it so",
			c.Planned, c.Label(periods[len(periods)-1]), c.Until()))
	}
	if several, own := c.Stock(); several && own {
		out = append(out, warn("stock_dates", "customers have several dates in a %s, each its own: a balance is a stock, so the last one of each customer counts", s.Cut))
	} else if several {
		out = append(out, warn("stock_dates", "a %s has several dates: a balance is a stock, so it ends as its last common date says, and who is not in that is gone", s.Cut))
	}
	if n, last := c.Unlosable(); n > 0 && s.Metric.Orders == nil {
		out = append(out, warn("nobody_lost_yet", "%s until %s left out: nobody could be lost in them yet, since whoever ordered when the data begin counts as there for %s",
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
		return []result.Warning{warn("open_period", "the last order is of %s, %s before %s is over: who has not ordered in it yet counts as lost; --as-of %s leaves it out", last, days, label, label)}
	}
	return []result.Warning{warn("open_period", "the last date is %s, %s before %s is over, which the periods before come nearer to: so it may not be whole; --as-of %s leaves it out", last, days, label, label)}
}
