package reviews

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// An asking is how reviews are asked about.
type asking struct {
	holdings
	confidence float64
}

func (p printed) estimate() metric.Estimate {
	share := p.positive()
	return metric.Estimated(p.n(), percent(share), share.N > 0, metric.Wilson(share, p.confidence))
}

func (p printed) sureShare() stats.Share {
	if !p.holdings.verified {
		return stats.Share{}
	}
	return p.sure(p.marked)
}

func declared() []result.Field { list, _ := fields(); return list }

func fields() ([]result.Field, metric.Compute[pile, asking]) {
	head := metric.Head(result.Percent, "positive", "Share of reviews with 4 or 5 stars, in percent.")
	head[0].Title, head[0].Doc = "reviews", "Number of reviews with 1 to 5 stars."
	return metric.Fields(func(s pile, a asking) printed { return printed{s, a.holdings, a.confidence} },
		metric.From(printed.estimate, head...),
		[]metric.Figure[printed]{
			{Field: result.Field{Name: "positive", Title: "4 and 5 stars", Kind: result.Count, Extra: true, Doc: "Number of reviews with 4 or 5 stars."},
				Of: func(p printed) any { return p.stars[positiveStars] + p.stars[mostStars] }},
			{Field: result.Field{Name: "mean", Title: "mean", Kind: result.Mean, Doc: "Mean of the stars; every review counts the same."},
				Of: func(p printed) any { return metric.Optional(p.answers().Mean()) }},
			{Field: result.Field{Name: "distribution", Title: "distribution", Kind: result.Distribution, Doc: "Number of reviews for each number of stars."},
				Of: func(p printed) any { return p.distribution() }},
			{Field: result.Field{Name: "verified_pct", Title: "verified", Kind: result.Percent, IfTold: true, Doc: "Share of reviews that are marked as verified, in percent; null without such a column."},
				Of: func(p printed) any { return metric.Percent(p.sureShare().K, p.sureShare().N) }},
		},
		metric.Ends(result.Percent, "verified", "verified_pct", func(p printed) metric.Bounds { return metric.Wilson(p.sureShare(), p.confidence) }),
		[]metric.Figure[printed]{
			{Field: result.Field{Name: "repeated_texts", Title: "repeated texts", Kind: result.Count, IfTold: true,
				Doc: "Number of reviews whose text of three words or more another one had before; null without texts."},
				Of: func(p printed) any {
					if !p.worded {
						return nil
					}
					return p.repeated()
				}},
			{Field: result.Field{Name: "bursts", Title: "bursts", Kind: result.Listing, Chart: result.ChartBars, Rows: burstFields(),
				Doc: "ISO weeks with more reviews than the 99.9 % quantile of a Poisson number with the mean of all weeks; null without times."},
				Of: func(p printed) any {
					if !p.timed {
						return nil
					}
					return p.weeksAbove()
				}},
		})
}

func burstFields() []result.Field {
	return []result.Field{
		{Name: "period", Title: "week", Kind: result.Text, Names: true, Doc: "The week, such as 2026-W18."},
		{Name: "n", Title: "reviews", Kind: result.Count, Doc: "Number of reviews of the week."},
		{Name: "expected", Title: "expected", Kind: result.Number, Doc: "Mean number of reviews of all weeks."},
	}
}

// weeksAbove lists bursts.
func (p printed) weeksAbove() []result.Object {
	out := []result.Object{}
	for _, b := range p.bursts() {
		out = append(out, result.Object{{Key: "period", Value: dates.Week.Label(b.week)}, {Key: "n", Value: b.n}, {Key: "expected", Value: b.expected}})
	}
	return out
}

func (p printed) distribution() result.Object {
	var o result.Object
	for stars := fewestStars; stars <= mostStars; stars++ {
		o = append(o, result.Member{Key: strconv.Itoa(stars), Value: p.stars[stars]})
	}
	return o
}
