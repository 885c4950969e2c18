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
func Metric() metric.Ledger {
	return metric.Ledger{
		Name:  "cohort",
		Title: "Retention by cohort",
		Short: "Cohort: how many of those who came in a period are still there?",
		Long: `Customers who came in the same period, and how many of them are there at each age: the first
period of each cohort is 100 %. Cells whose period is not over, or is missing in the data, are empty,
which is not the same as 0.

The total pools the cohorts that reached the next period, and tells how long customers stay: the
Kaplan-Meier curve and its median. Those who were there in the first period may have come long before,
so the curve leaves them out where there are others.

The intervals of the cells are Wilson's, those of the curve are log-log.`,
		Examples: []metric.Example{
			{Says: "The triangle by month", Command: "cxcalc cohort ledger.csv"},
			{Says: "By quarter, as CSV", Command: "cxcalc cohort --period quarter -o csv subscriptions.csv"},
		},
		Losses:   true,
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
		{Name: "active", Title: "active", Kind: result.Count, Doc: "Those of them that are there at the age."},
		{Name: "revenue_first", Title: "first revenue", Kind: result.Money, Doc: "What the cohort brought in its first period."},
		{Name: "revenue_active", Title: "revenue", Kind: result.Money, Doc: "What it brings at the age."},
		{Name: "revenue_pct", Title: "of revenue", Kind: result.Percent, Doc: "revenue_active of revenue_first; it can pass 100."},
		{Name: "median_life", Title: "median life", Kind: result.Number, Extra: true, Doc: "Age by which half of the customers have left, in periods; of the total."},
		{Name: "median_life_low", Title: "low", Kind: result.Number, Extra: true, Doc: "Lower end of the interval of median_life."},
		{Name: "median_life_high", Title: "high", Kind: result.Number, Extra: true, Doc: "Upper end of the interval of median_life; nothing when it is not reached."},
		{Name: "survival", Title: "survival", Kind: result.Distribution, Extra: true, Doc: "Kaplan-Meier curve in percent, by age; of the total."},
		{Name: "survival_low", Title: "survival, low", Kind: result.Distribution, Extra: true, Doc: "Lower end of its log-log interval."},
		{Name: "survival_high", Title: "survival, high", Kind: result.Distribution, Extra: true, Doc: "Upper end of its log-log interval."},
	}...)
}

func compute(cs *tally.Cohorts, group string, q metric.Account) (total result.Object, groups []metric.CohortGroup) {
	rows := Triangle(cs, group)
	for _, row := range rows {
		for _, cell := range row {
			groups = append(groups, metric.CohortGroup{Start: cell.Start, Age: cell.Age, Values: cellFields(cell, cs, q)})
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
	curve := Curve(cs, group, !hasLater(cs, group), q.Z())
	median, ok := curve.Median()
	limits, okLimits := curve.MedianInterval()
	o := result.Object{{Key: "median_life", Value: metric.Optional(median, ok)},
		{Key: "median_life_low", Value: metric.Optional(limits.Low, okLimits)},
		{Key: "median_life_high", Value: metric.Optional(limits.High, okLimits && !math.IsInf(limits.High, 1))}}
	survival, low, high := result.Object{}, result.Object{}, result.Object{}
	for _, s := range curve {
		age := strconv.FormatFloat(s.Age, 'f', -1, 64)
		survival = append(survival, result.Member{Key: age, Value: 100 * s.Survival})
		v := stats.Interval{Low: s.Low, High: s.High}.Times(100)
		low, high = append(low, result.Member{Key: age, Value: v.Low}), append(high, result.Member{Key: age, Value: v.High})
	}
	return append(o, result.Member{Key: "survival", Value: survival}, result.Member{Key: "survival_low", Value: low},
		result.Member{Key: "survival_high", Value: high})
}

// hasLater tells whether a group has cohorts after the first period.
func hasLater(cs *tally.Cohorts, group string) bool {
	for key := range cs.ByStart {
		if key.Group == group && key.Period != cs.First {
			return true
		}
	}
	return false
}
