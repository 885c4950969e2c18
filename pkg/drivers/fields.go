package drivers

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// printed is what is printed of a yield, at a confidence.
type printedYield struct {
	*yield
	*verdictOf
	confidence float64
}

func (p printedYield) estimate() metric.Estimate {
	return metric.Estimated(p.n, p.r2, p.told, metric.Bounds{})
}

func declared() []result.Field { list, _ := fields(); return list }

// fields lists the fields of a group.
func fields() ([]result.Field, metric.Compute[*yield, float64]) {
	head := metric.Head(result.Probability, "R²", "Part of the variance of the score that the drivers explain, from 0 to 1.")
	head[0].Title, head[0].Doc = "complete rows", "Number of rows with an answer to the score and to every driver."
	for i := range head[2:] {
		head[2+i].Doc = "Always null: R² has no interval here."
		head[2+i].Extra = true
	}
	return metric.Fields(func(y *yield, confidence float64) printedYield { return printedYield{y, y.account(), confidence} },
		metric.From(printedYield.estimate, head...), whole(), []metric.Figure[printedYield]{
			{Field: result.Field{Name: "drivers", Title: "Drivers", Kind: result.Listing, Extra: true, Chart: result.ChartPlane, Rows: driverRows(),
				Doc: "The drivers, the largest share first."},
				Of: func(p printedYield) any { return p.driverObjects() }},
			{Field: result.Field{Name: "groups_of_drivers", Title: "Groups of drivers", Kind: result.Listing, Extra: true, Chart: result.ChartBars, Rows: groupRows(),
				Doc: "The groups of --group, the largest share first; only with it."},
				Of: func(p printedYield) any { return metric.If(p.terms.groups != nil, p.groupObjects()) }},
			{Field: result.Field{Name: "left_out_by", Title: "Rows without an answer", Kind: result.Listing, Extra: true, Rows: lostRows(),
				Doc: "The columns that miss answers, those with the most rows first; a row may miss several."},
				Of: func(p printedYield) any { return p.lostObjects() }},
		})
}

// whole are the figures of the model.
func whole() []metric.Figure[printedYield] {
	return []metric.Figure[printedYield]{
		{Field: result.Field{Name: "adj_r2", Title: "adjusted R²", Kind: result.Number, Spare: 2, Doc: "R² less what so many drivers explain by chance."},
			Of: func(p printedYield) any { return metric.Optional(p.adjusted, p.toldAdjust) }},
		{Field: result.Field{Name: "method", Title: "method", Kind: result.Text, Spare: 3, Doc: "How R² is shared among the drivers: shapley or johnson."},
			Of: func(p printedYield) any { return p.terms.method }},
		{Field: result.Field{Name: "left_out", Title: "left out", Kind: result.Count, Spare: 1, Doc: "Number of rows that miss an answer to the score or to a driver."},
			Of: func(p printedYield) any { return p.left }},
		{Field: result.Field{Name: "straight_liners", Title: "same answer to all", Kind: result.Count, Spare: 4, Doc: "Number of complete rows with the same answer to all drivers; 0 with fewer than three."},
			Of: func(p printedYield) any { return p.alike }},
		{Field: result.Field{Name: "cut_share", Title: "cut of shares", Kind: result.Percent, Extra: true, Doc: "The mean share of the drivers, from which one is important, in percent."},
			Of: func(p printedYield) any { return metric.Optional(p.cutShare, p.cuts) }},
		{Field: result.Field{Name: "cut_performance", Title: "cut of means", Kind: result.Number, Extra: true, Doc: "The mean of performance, from which it is high."},
			Of: func(p printedYield) any { return metric.Optional(p.cutAt, p.cuts) }},
	}
}

func driverRows() []result.Field {
	return []result.Field{
		{Name: "name", Title: "driver", Kind: result.Text, Names: true, Doc: "Header of the column."},
		{Name: "share_pct", Title: "share", Kind: result.Percent, Drawn: true, Doc: "Its share of R², in percent; the shares of all add up to 100."},
		{Name: "sign", Title: "sign", Kind: result.Text, IfTold: true, Doc: "+ where a better answer goes with a higher score, the other drivers being held; - where it goes with a lower one. That of the correlation where there are no coefficients."},
		{Name: "mean", Title: "mean", Kind: result.Mean, Doc: "Mean answer."},
		{Name: "performance", Title: "performance", Kind: result.Mean, Extra: true, Drawn: true, Doc: "The mean, or where the drivers have several scales, the mean brought to 0 to 100."},
		{Name: "correlation", Title: "correlation", Kind: result.Number, Doc: "Pearson's correlation with the score."},
		{Name: "correlation_low", Title: "low", Kind: result.Number, Doc: "Lower end of the interval of correlation."},
		{Name: "correlation_high", Title: "high", Kind: result.Number, Doc: "Upper end of the interval of correlation."},
		{Name: "rank_correlation", Title: "rank correlation", Kind: result.Number, Extra: true, Doc: "Spearman's correlation with the score; null with too many different answers."},
		{Name: "quadrant", Title: "quadrant", Kind: result.Text, IfTold: true, Doc: "concentrate: important, and performance is low; keep: important, and high; overkill: not important, and high; low: neither. Cut at the means of the drivers; null with one driver."},
		{Name: "penalty", Title: "penalty", Kind: result.Number, Spare: 1, Doc: "How much the mean score is higher where the answer is bad than where it is in the middle: mostly below 0."},
		{Name: "reward", Title: "reward", Kind: result.Number, Spare: 1, Doc: "How much it is higher where the answer is good than where it is in the middle."},
		{Name: "n_low", Title: "bad", Kind: result.Count, Spare: 2, Doc: "Number of rows with a bad answer, on which the penalty stands."},
		{Name: "n_high", Title: "good", Kind: result.Count, Spare: 2, Doc: "Number of rows with a good answer, on which the reward stands."},
		{Name: "few", Title: "few", Kind: result.Text, IfTold: true, Doc: "What stands on fewer than five rows: penalty, reward or both; null for nothing."},
		{Name: "beta", Title: "beta", Kind: result.Number, Extra: true, Doc: "Standardised coefficient of the regression; null where drivers follow from others."},
		{Name: "p", Title: "p", Kind: result.Probability, Extra: true, Doc: "p-value of the coefficient; null where the drivers explain all."},
		{Name: "vif", Title: "VIF", Kind: result.Number, Extra: true, Doc: "How many times the variance of the coefficient is what it would be without the other drivers."},
		{Name: "r2_part", Title: "part of R²", Kind: result.Number, Extra: true, Doc: "The part of R² that is its share."},
		{Name: "scale", Title: "scale", Kind: result.Text, Extra: true, Doc: "The scale that its answers were taken to be on."},
		{Name: "reason", Title: "reason", Kind: result.Text, IfTold: true, Extra: true, Doc: "Why figures are missing: driver does not vary, or drivers are collinear."},
	}
}

func groupRows() []result.Field {
	return []result.Field{
		{Name: "group", Title: "group", Kind: result.Text, Names: true, Doc: "Name of the group."},
		{Name: "drivers", Title: "drivers", Kind: result.Count, Doc: "Number of its drivers."},
		{Name: "share_pct", Title: "share", Kind: result.Percent, Drawn: true, Doc: "Sum of the shares of its drivers, in percent."},
	}
}

func lostRows() []result.Field {
	return []result.Field{
		{Name: "name", Title: "column", Kind: result.Text, Names: true, Doc: "Header of the column."},
		{Name: "rows", Title: "rows", Kind: result.Count, Doc: "Number of rows without an answer in it."},
	}
}

// aHandful is how many rows a penalty or a reward needs not to be marked.
const aHandful = 5

// driverObject is a row of the list of drivers.
func (p printedYield) driverObject(i int) result.Object {
	d := &p.drivers[i]
	limits := metric.Bound(stats.FisherZ(d.r, float64(p.n), p.confidence)).If(d.correlated)
	c, some := d.contrast, p.n > 0
	penalty, punishes := c.low.against(c.middle)
	reward, pleases := c.high.against(c.middle)
	return result.Object{{Key: "name", Value: p.terms.names[i]}, {Key: "share_pct", Value: metric.Optional(d.share, d.shared)},
		{Key: "sign", Value: orNil(d.sign())}, {Key: "mean", Value: p.meanOf(i, some)}, {Key: "performance", Value: metric.Optional(d.performance, some)},
		{Key: "correlation", Value: metric.Optional(d.r, d.correlated)}, {Key: "correlation_low", Value: limits.LowerEnd()}, {Key: "correlation_high", Value: limits.UpperEnd()},
		{Key: "rank_correlation", Value: metric.Optional(d.ranked, d.hasRank)}, {Key: "quadrant", Value: orNil(d.importance)},
		{Key: "penalty", Value: metric.Optional(penalty, punishes)}, {Key: "reward", Value: metric.Optional(reward, pleases)},
		{Key: "n_low", Value: p.counted(i, c.low.n)}, {Key: "n_high", Value: p.counted(i, c.high.n)}, {Key: "few", Value: orNil(c.few())},
		{Key: "beta", Value: metric.Optional(d.beta, d.regressed)}, {Key: "p", Value: metric.Optional(d.p, d.regressed && d.tested)}, {Key: "vif", Value: metric.Optional(d.inflation, d.regressed)},
		{Key: "r2_part", Value: metric.Optional(d.part, p.told && d.varies)}, {Key: "scale", Value: p.terms.scales[i].Flag()}, {Key: "reason", Value: orNil(d.why(p.n))}}
}

func (p printedYield) meanOf(i int, some bool) any {
	if !some {
		return nil
	}
	return p.mean(i + 1)
}

// counted is a number of rows, nil where the answers are too many to be split.
func (p printedYield) counted(i int, n int64) any {
	if p.joint[i].many {
		return nil
	}
	return n
}

// few names what stands on few rows.
func (c contrast) few() string {
	low, high := c.middle.n > 0 && c.low.n > 0 && min(c.low.n, c.middle.n) < aHandful, c.middle.n > 0 && c.high.n > 0 && min(c.high.n, c.middle.n) < aHandful
	switch {
	case low && high:
		return "both"
	case low:
		return "penalty"
	case high:
		return "reward"
	}
	return ""
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}
