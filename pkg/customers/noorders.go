package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// orders tells whether the rows can be orders, for a metric that counts those. Rows that are clearly something else
// are refused: whoever stands in a file every month has not ordered again.
func (f *finder) orders() (ledger.Shape, error) {
	fits := f.fitting()
	if len(fits) == 0 || fits[0] == ledger.Transaction || fits[len(fits)-1] == ledger.Transaction && fits[0] != ledger.Movement {
		f.because("shape: " + string(ledger.Transaction) + ", which is what " + f.Metric.Name + " reads")
		return ledger.Transaction, nil
	}
	why := f.doubt
	if f.why != "" {
		why = ", " + f.why
	}
	e := problem.Usage("%s: the rows are no orders%s; a row looks like\n%s", f.table.Name, why, explain(fits[:1]))
	e.Flags, e.Hint = []string{"--shape", string(ledger.Transaction)}, "--shape transaction takes every row for an order all the same"
	return "", f.hint(f.table, e)
}

// rhythmPeriod is the period in which customers of a balance have one row: that of the figures, and a month where
// orders are counted, which have none.
func (f *finder) rhythmPeriod() dates.Period {
	if f.Metric.Orders != nil {
		return dates.Month
	}
	return f.Cut
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
	return []result.Warning{warn("orders_before", "%s %s not counted: what a customer ordered before does not make it one who ordered again",
		kind.HowMany(n, "row"), where)}
}
