package expansion

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares expansion.
func Metric() metric.Metric {
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfCustomers,
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
		Unit:     "percent",
		Interval: metric.EffectiveMethod,
		Sources: []string{
			"New revenue from existing customers / all revenue of the previous period",
			"Interval: Wilson 1927 on the effective number of Kish 1965; Cochran, Sampling Techniques, 3rd ed., section 6.4",
			"Interval of net: MOVER, Zou & Donner, Statistics in Medicine 27, 2008",
		},
		Fields: declared,
		Gist:   []string{"{revenue_expansion} more from existing customers", "{revenue_lost} left with the lost ones"},
		LedgerTraits: &metric.LedgerTraits{
			Money:    true,
			Changes:  true,
			Formula:  func(metric.Account) string { return "100 × expansion / revenue of the previous period" },
			Movement: compute,
			Stakes:   stakes,
			Judge:    judge,
		},
	}
}

type expansionFigures struct {
	metric.Moved
	metric.Estimate
	net metric.Bounds
}

func figuresOf(m *tally.Movement, q metric.Account) expansionFigures {
	value, ok := Percent(m)
	return expansionFigures{metric.Moved{Movement: m, Account: q},
		metric.Estimated(m.Customers.Opening, value, ok && q.Priced, metric.Bound(Interval(m, q.Confidence))),
		metric.Bound(NetInterval(m, q.Confidence)).If(q.Priced)}
}

func moved(f expansionFigures) metric.Moved { return f.Moved }

func fields() ([]result.Field, metric.Compute[*tally.Movement, metric.Account]) {
	money := func(name, title string, spare int, doc string, of func(*tally.Movement) int64) metric.Figure[expansionFigures] {
		return metric.Figure[expansionFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Money, Spare: spare, Doc: doc},
			Of: func(f expansionFigures) any { return f.Price(of(f.Movement)) }}
	}
	return metric.Fields(figuresOf,
		metric.From(func(f expansionFigures) metric.Estimate { return f.Estimate },
			metric.RateHead("expansion", "New revenue from existing customers, of all revenue of the period before; a mean of the periods where there are several.")...),
		[]metric.Figure[expansionFigures]{money("revenue_start", "revenue at the start", 1, "What all customers brought at the end of the period before; of several, before the first.",
			func(m *tally.Movement) int64 { return m.Begin().Money })},
		metric.From(moved, metric.RevenuePeriods("revenue_expansion")),
		[]metric.Figure[expansionFigures]{
			money("revenue_expansion", "expansion", 0, "What customers that stayed bring more.", func(m *tally.Movement) int64 { return m.Money.Expansion }),
			money("revenue_lost", "lost", 0, "What the lost customers brought.", func(m *tally.Movement) int64 { return m.Money.Churn }),
			money("revenue_contraction", "contraction", 2, "What customers that stayed bring less.", func(m *tally.Movement) int64 { return m.Money.Contraction }),
			{Field: result.Field{Name: "cover_ratio", Title: "cover ratio", Kind: result.Number, Span: result.SpanSum, Doc: "How often the expansion makes up for the lost revenue; nothing when nothing was lost."},
				Of: func(f expansionFigures) any { return f.Told(CoverRatio(f.Movement)) }},
			{Field: result.Field{Name: "net_pct", Title: "net", Kind: result.Percent, Span: result.SpanMean, Doc: "Expansion less lost revenue, of all revenue of the period before."},
				Of: func(f expansionFigures) any { return f.Told(Net(f.Movement)) }},
		},
		metric.Ends(result.Percent, "net", "net_pct", func(f expansionFigures) metric.Bounds { return f.net }),
		metric.From(moved, metric.EffectiveField()))
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

// stakes are what customers gained of what there was.
func stakes(field string, _ metric.Account) func(c tally.CustomerSums) (part, whole int64) {
	if field != "value" {
		return nil
	}
	return func(c tally.CustomerSums) (part, whole int64) { return c.Gained, c.Start }
}
