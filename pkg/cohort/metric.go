package cohort

import (
	"math"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares cohorts.
func Metric() metric.Ledger {
	return metric.Ledger{
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
		Losses:   true,
		Past:     true,
		Unit:     "percent",
		Interval: "wilson; log-log for the curve",
		Sources: []string{
			"Each cohort divided by its own first period",
			"Curve: Kaplan & Meier 1958; Greenwood 1926; log-log interval: Kalbfleisch & Prentice 1980",
		},
		Fields:   fields(),
		Gist:     []string{"{active} of {n} are there one {period} after they came", "median life in {period}s: {median_life}"},
		Triangle: &result.Triangle{Age: "age", Size: "customers", Curve: "survival"},
		Define:   func(metric.Account) string { return "100 × customers there at an age / customers of the cohort" },
		Cohorts:  compute,
	}
}

func fields() []result.Field {
	return append(metric.LedgerHead(result.Percent, "retained", "Share of the cohort that is there at the age."), []result.Field{
		{Name: "age", Title: "age", Kind: result.Count, Only: "groups", Doc: "Age of the cohort in periods."},
		{Name: "customers", Title: "customers", Kind: result.Count, Doc: "Customers of the cohort."},
		{Name: "active", Title: "active", Kind: result.Count, Doc: "Those of them that are there at the age; at age 0 all who came."},
		{Name: "revenue_first", Title: "first revenue", Kind: result.Money, Doc: "What the cohort brings at the end of its first period."},
		{Name: "revenue_active", Title: "revenue", Kind: result.Money, Doc: "What it brings at the age."},
		{Name: "revenue_pct", Title: "of revenue", Kind: result.Percent, Doc: "revenue_active of revenue_first; it can pass 100."},
		{Name: "known_start", Title: "beginning known", Kind: result.Flag, Extra: true,
			Doc: "Only false, of the cohort of the first period where its customers may have come before: it is in no figure of the total."},
		{Name: "median_life", Title: "median life", Kind: result.Number, Extra: true, Doc: "Age by which half of the customers have left, in periods; of the total."},
		{Name: "median_life_low", Title: "low", Kind: result.Number, Extra: true, Doc: "Lower end of the interval of median_life; null when it is not reached."},
		{Name: "median_life_high", Title: "high", Kind: result.Number, Extra: true, Doc: "Upper end of the interval of median_life; null when it is not reached."},
		{Name: "survival", Title: "survival", Kind: result.Distribution, Extra: true, Doc: "Kaplan-Meier curve in percent, by age; of the total."},
		{Name: "survival_low", Title: "survival, low", Kind: result.Distribution, Extra: true, Partial: true, Doc: "Lower end of its log-log interval; null where nobody is left."},
		{Name: "survival_high", Title: "survival, high", Kind: result.Distribution, Extra: true, Partial: true, Doc: "Upper end of its log-log interval; null where nobody is left."},
	}...)
}

func compute(cs *tally.Cohorts, group string, q metric.Account) (total result.Object, groups []metric.CohortGroup) {
	rows := Triangle(cs, group)
	for _, row := range rows {
		for _, cell := range row {
			values := cellFields(cell, cs, q)
			if cell.Unknown {
				values = append(values, result.Member{Key: "known_start", Value: false})
			}
			groups = append(groups, metric.CohortGroup{Start: cell.Start, Age: cell.Age, Values: values})
		}
	}
	total = cellFields(Pool(rows, 1), cs, q)
	return append(total, lifeFields(cs, group, q)...), groups
}

func cellFields(c Cell, cs *tally.Cohorts, q metric.Account) result.Object {
	percent, ok := c.Percent()
	limits, okLimits := c.Interval(q.Z())
	o := metric.Figures(c.Customers, percent, limits, ok)
	if !okLimits {
		o[2].Value, o[3].Value = nil, nil
	}
	o = append(o, result.Object{{Key: "age", Value: int64(c.Age)}, {Key: "customers", Value: c.Customers}, {Key: "active"},
		{Key: "revenue_first"}, {Key: "revenue_active"}, {Key: "revenue_pct"}}...)
	money := o[len(o)-3:]
	if !c.Open {
		o[len(o)-4].Value = c.Active
	}
	if cs.Overflow || !q.Priced {
		return o
	}
	share, ok := c.MoneyPercent()
	money[0].Value, money[2].Value = q.Price(c.Opening), metric.Optional(share, ok)
	if !c.Open {
		money[1].Value = q.Price(c.Amount)
	}
	return o
}

// lifeFields tell how long customers stay.
func lifeFields(cs *tally.Cohorts, group string, q metric.Account) result.Object {
	curve := Curve(cs, group, q.Z())
	median, ok := curve.Median()
	limits, okLimits := curve.MedianInterval()
	o := result.Object{{Key: "median_life", Value: metric.Optional(median, ok)},
		{Key: "median_life_low", Value: metric.Optional(limits.Low, okLimits)},
		{Key: "median_life_high", Value: metric.Optional(limits.High, okLimits && !math.IsInf(limits.High, 1))}}
	survival, low, high := result.Object{}, result.Object{}, result.Object{}
	for _, s := range curve {
		age := strconv.FormatFloat(s.Age, 'f', -1, 64)
		survival = append(survival, result.Member{Key: age, Value: 100 * s.Survival})
		v, ok := s.Limits()
		v = v.Times(100)
		low = append(low, result.Member{Key: age, Value: metric.Optional(v.Low, ok)})
		high = append(high, result.Member{Key: age, Value: metric.Optional(v.High, ok)})
	}
	return append(o, result.Member{Key: "survival", Value: survival}, result.Member{Key: "survival_low", Value: low},
		result.Member{Key: "survival_high", Value: high})
}
