package expansion

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares expansion.
func Metric() metric.Ledger {
	return metric.Ledger{
		Name:  "expansion",
		Title: "Revenue expansion",
		Short: "Expansion: how much more do existing customers bring, and does it make up for the lost?",
		Long: `The new revenue from customers who were there before, of all revenue of the period before.

It has to make up for the revenue that left with the lost customers: the verdict says whether it does,
and the cover ratio how often. Smaller amounts from customers who stayed (contraction) stand beside it.

The interval stands on effective customers: a few large ones count for as many as they weigh, and make it
wide. Where t on the spread of the customers is wider, that is taken. The verdict sets the share that was
gained against the share that was lost, each with its interval. Of several periods, what a customer gains is
added up first, and two periods prove nothing.`,
		Examples: []metric.Example{
			{Says: "Expansion of every month", Command: "cxcalc expansion ledger.csv"},
			{Says: "By plan", Command: "cxcalc expansion --by plan ledger.csv"},
		},
		Money:    true,
		Changes:  true,
		Unit:     "percent",
		Interval: metric.EffectiveMethod,
		Sources: []string{
			"New revenue from existing customers / all revenue of the previous period",
			"Interval: Wilson 1927 on the effective number of Kish 1965; Cochran, Sampling Techniques, 3rd ed., section 6.4",
			"Interval of net: MOVER, Zou & Donner, Statistics in Medicine 27, 2008",
		},
		Fields:   fields(),
		Gist:     []string{"{revenue_expansion} more from existing customers", "{revenue_lost} left with the lost ones"},
		Define:   func(metric.Account) string { return "100 × expansion / revenue of the previous period" },
		Movement: compute,
		Judge:    judge,
	}
}

func fields() []result.Field {
	return append(metric.RateHead("expansion", "New revenue from existing customers, of all revenue of the period before; a mean of the periods where there are several."), []result.Field{
		{Name: "revenue_start", Title: "revenue at the start", Kind: result.Money, Spare: 1, Doc: "What all customers brought at the end of the period before; of several, before the first."},
		metric.RevenuePeriods("revenue_expansion"),
		{Name: "revenue_expansion", Title: "expansion", Kind: result.Money, Doc: "What customers that stayed bring more."},
		{Name: "revenue_lost", Title: "lost", Kind: result.Money, Doc: "What the lost customers brought."},
		{Name: "revenue_contraction", Title: "contraction", Kind: result.Money, Spare: 2, Doc: "What customers that stayed bring less."},
		{Name: "cover_ratio", Title: "cover ratio", Kind: result.Number, Span: result.SpanSum, Doc: "How often the expansion makes up for the lost revenue; nothing when nothing was lost."},
		{Name: "net_pct", Title: "net", Kind: result.Percent, Span: result.SpanMean, Doc: "Expansion less lost revenue, of all revenue of the period before."},
		{Name: "net_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of net_pct."},
		{Name: "net_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of net_pct."},
		metric.EffectiveField(),
	}...)
}

func compute(m *tally.Movement, q metric.Account) result.Object {
	value, ok := Percent(m)
	limits, okLimits := Interval(m, q.Confidence)
	o := metric.Figures(m.Customers.Opening, value, limits, ok && q.Priced)
	if !okLimits {
		o[2].Value, o[3].Value = nil, nil
	}
	cover, okCover := CoverRatio(m)
	net, okNet := Net(m)
	o = append(o, result.Member{Key: "revenue_start", Value: q.Price(m.Begin().Money)})
	o = append(o, q.Sum(m)...)
	o = append(o,
		result.Member{Key: "revenue_expansion", Value: q.Price(m.Money.Expansion)},
		result.Member{Key: "revenue_lost", Value: q.Price(m.Money.Churn)},
		result.Member{Key: "revenue_contraction", Value: q.Price(m.Money.Contraction)},
		result.Member{Key: "cover_ratio", Value: metric.Optional(cover, okCover && q.Priced)},
		result.Member{Key: "net_pct", Value: metric.Optional(net, okNet && q.Priced)})
	limits, okLimits = NetInterval(m, q.Confidence)
	o = append(o, metric.Limits("net_low", "net_high", limits, okLimits && q.Priced)...)
	return append(o, q.Effective(m)...)
}

// judge compares the expansion with the share of the revenue that was lost, which is the target.
func judge(group result.Object) *result.Verdict {
	value, ok := group.Number("value")
	net, okNet := group.Number("net_pct")
	if !ok || !okNet {
		return nil
	}
	v := &result.Verdict{Target: value - net, Met: net >= 0}
	low, okLow := group.Number("net_low")
	high, okHigh := group.Number("net_high")
	v.Proven = v.Met && okLow && low >= 0 || !v.Met && okHigh && high < 0
	v.Text = metric.Verdict(v.Met, v.Proven)
	return v
}
