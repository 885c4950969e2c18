package cohort

import (
	"math"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares cohorts.
func Metric() metric.Metric {
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfCustomers,
		Name:  "cohort",
		Title: "Retention by cohort",
		Short: "Cohort: how many of those who came in a period are still there?",
		Long: `Customers who came in the same period, and how many of them are there at each age: all who came are
100 %, also those who were gone before their first period was over, who are lost at age 1. Cells whose
period is not over, or is missing in the data, are empty, which is not the same as 0. The money of an age
is what the cohort brings at the end of that period; at age 0, what those bring who are still there then.

The total pools the cohorts that reached the next period, and tells how long customers stay: the
Kaplan-Meier curve and its median. Who was there when the data begin may have come long before, so where
the rows do not tell when a customer came, the cohort of the first period has its row, and is in neither
the total nor the curve.

The intervals of the cells are Wilson's, those of the curve are log-log. A limit that the curve does not
reach is empty, and a curve that falls to 0 has none there.`,
		Examples: []metric.Example{
			{Says: "The triangle by month", Command: "cxcalc cohort ledger.csv"},
			{Says: "By quarter, as CSV", Command: "cxcalc cohort --period quarter -o csv subscriptions.csv"},
		},
		Unit:     "percent",
		Sizeable: true,
		Interval: "wilson; log-log for the curve",
		Sources: []string{
			"Each cohort divided by its own first period",
			"Curve: Kaplan & Meier 1958; Greenwood 1926; log-log interval: Kalbfleisch & Prentice 1980",
		},
		Fields: declared,
		Gist:   []string{"{active} of {n} are there one {period} after they came", "median life in {period}s: {median_life}"},
		LedgerTraits: &metric.LedgerTraits{
			Losses:   true,
			Past:     true,
			Triangle: &result.Triangle{Age: "age", Size: "customers", Curve: "survival"},
			Formula:  func(metric.Account) string { return "100 × customers there at an age / customers of the cohort" },
			Cohorts: func(cs *tally.Cohorts, group string, q metric.Account) (total result.Object, groups []metric.CohortGroup) {
				rows := Triangle(cs, group)
				for _, row := range rows {
					for _, cell := range row {
						groups = append(groups, metric.CohortGroup{Start: cell.Start, Age: cell.Age, Values: compute(counted{cohorts: cs, cell: cell}, q)})
					}
				}
				return compute(counted{cs, Pool(rows, 1), true, Curve(cs, group, q.Z())}, q), groups
			},
		},
	}
}

// counted is a cell, or the pool of all cohorts with how long their customers stay.
type counted struct {
	cohorts *tally.Cohorts
	cell    Cell
	pooled  bool
	curve   stats.Curve
}

type cohortFigures struct {
	counted
	metric.Estimate
	account metric.Account
}

func figuresOf(c counted, q metric.Account) cohortFigures {
	percent, ok := c.cell.Percent()
	return cohortFigures{c, metric.Estimated(c.cell.Customers, percent, ok, metric.Bound(c.cell.Interval(q.Z()))), q}
}

// priced tells whether what the cohort brings is known.
func (f cohortFigures) priced() bool { return f.account.Priced && !f.cohorts.Overflow }

// price is an amount at the age, nil where it is not known.
func (f cohortFigures) price(minor int64, known bool) any {
	if !known || !f.priced() {
		return nil
	}
	return f.account.Price(minor)
}

type list = []metric.Figure[cohortFigures]

func fields() ([]result.Field, metric.Compute[counted, metric.Account]) {
	return metric.Fields(figuresOf,
		metric.From(func(f cohortFigures) metric.Estimate { return f.Estimate },
			metric.LedgerHead(result.Percent, "retained", "Share of the cohort that is there at the age.")...),
		cellFields(), lifeFields())
}

func cellFields() list {
	return list{
		{Field: result.Field{Name: "age", Title: "age", Kind: result.Count, Only: "groups", Doc: "Age of the cohort in periods."},
			Of: func(f cohortFigures) any { return int64(f.cell.Age) }},
		{Field: result.Field{Name: "customers", Title: "customers", Kind: result.Count, Doc: "Customers of the cohort."},
			Of: func(f cohortFigures) any { return f.cell.Customers }},
		{Field: result.Field{Name: "active", Title: "active", Kind: result.Count, Doc: "Those of them that are there at the age; at age 0 all who came."},
			Of: func(f cohortFigures) any {
				if f.cell.Open {
					return nil
				}
				return f.cell.Active
			}},
		{Field: result.Field{Name: "revenue_first", Title: "first revenue", Kind: result.Money, Doc: "What the cohort brings at the end of its first period."},
			Of: func(f cohortFigures) any { return f.price(f.cell.Opening, true) }},
		{Field: result.Field{Name: "revenue_active", Title: "revenue", Kind: result.Money, Doc: "What it brings at the age."},
			Of: func(f cohortFigures) any { return f.price(f.cell.Amount, !f.cell.Open) }},
		{Field: result.Field{Name: "revenue_pct", Title: "of revenue", Kind: result.Percent, Doc: "revenue_active of revenue_first; it can pass 100."},
			Of: func(f cohortFigures) any {
				share, ok := f.cell.MoneyPercent()
				return metric.Optional(share, ok && f.priced())
			}},
		{Field: result.Field{Name: "known_start", Title: "beginning known", Kind: result.Flag, Extra: true,
			Doc: "Only false, of the cohort of the first period where its customers may have come before: it is in no figure of the total."},
			Of: func(f cohortFigures) any { return metric.If(f.cell.Unknown, false) }},
	}
}

// lifeFields tell how long customers stay.
func lifeFields() list {
	life := func(name, title, doc string, of func(stats.Curve) (float64, bool)) metric.Figure[cohortFigures] {
		return metric.Figure[cohortFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Number, Extra: true, Doc: doc},
			Of: func(f cohortFigures) any { return metric.If(f.pooled, metric.Optional(of(f.curve))) }}
	}
	byAge := func(name, title, doc string, partial bool, of func(stats.Step) any) metric.Figure[cohortFigures] {
		return metric.Figure[cohortFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Distribution, Extra: true, Partial: partial, Doc: doc},
			Of: func(f cohortFigures) any {
				ages := result.Object{}
				for _, s := range f.curve {
					ages = append(ages, result.Member{Key: strconv.FormatFloat(s.Age, 'f', -1, 64), Value: of(s)})
				}
				return metric.If(f.pooled, ages)
			}}
	}
	limits := func(s stats.Step) metric.Bounds {
		limits, ok := s.Limits()
		return metric.Bound(limits.Times(100), ok)
	}
	return list{
		life("median_life", "median life", "Age by which half of the customers have left, in periods; of the total.", stats.Curve.Median),
		life("median_life_low", "low", "Lower end of the interval of median_life; null when it is not reached.",
			func(c stats.Curve) (float64, bool) { limits, ok := c.MedianInterval(); return limits.Low, ok }),
		life("median_life_high", "high", "Upper end of the interval of median_life; null when it is not reached.",
			func(c stats.Curve) (float64, bool) {
				limits, ok := c.MedianInterval()
				return limits.High, ok && !math.IsInf(limits.High, 1)
			}),
		byAge("survival", "survival", "Kaplan-Meier curve in percent, by age; of the total.", false, func(s stats.Step) any { return 100 * s.Survival }),
		byAge("survival_low", "survival, low", "Lower end of its log-log interval; null where nobody is left.", true, func(s stats.Step) any { return limits(s).LowerEnd() }),
		byAge("survival_high", "survival, high", "Upper end of its log-log interval; null where nobody is left.", true, func(s stats.Step) any { return limits(s).UpperEnd() }),
	}
}
