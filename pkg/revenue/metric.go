package revenue

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares revenue.
func Metric() metric.Ledger {
	return metric.Ledger{
		Name:  "revenue",
		Title: "Revenue movements and retention",
		Short: "Revenue: from opening to closing, with NRR, GRR and quick ratio",
		Long: `How revenue goes from the end of one period to the end of the next:

  opening + new + reactivation + expansion − contraction − churn = closing

which holds to the cent for every period and group. The value is NRR, net revenue retention: what the
customers of the start bring at the end, of what they brought. GRR leaves their gains out, so it never
passes 100 %. With a rates file, what a change of exchange rates did stands on its own line.

The intervals of NRR and GRR are t on the delta-method error of a ratio of sums over customers; that of
ARPA is t on the spread of the customers.`,
		Examples: []metric.Example{
			{Says: "Movements of every month", Command: "cxcalc revenue ledger.csv"},
			{Says: "By quarter, from subscriptions", Command: "cxcalc revenue --period quarter subscriptions.csv"},
		},
		Money:    true,
		Changes:  true,
		Unit:     "percent",
		Interval: "delta-method t",
		Sources: []string{
			"NRR, GRR: Σ end / Σ start and Σ min(start, end) / Σ start over the customers of the start",
			"Quick ratio: Baremetrics",
			"Interval: Cochran, Sampling Techniques, 3rd ed., section 6.4",
		},
		Fields:   fields(),
		Define:   func(metric.Account) string { return "100 × (opening + expansion − contraction − churn) / opening" },
		Movement: compute,
	}
}

func fields() []result.Field {
	step := func(name, part, heads string, spare int, doc string) result.Field {
		return result.Field{Name: name, Title: name, Kind: result.Money, Step: part, Heads: heads, Spare: spare, Doc: doc}
	}
	count := func(name, title, doc string) result.Field {
		return result.Field{Name: name, Title: title, Kind: result.Count, Extra: true, Doc: doc}
	}
	percent := func(name, title, doc string, extra bool) result.Field {
		return result.Field{Name: name, Title: title, Kind: result.Percent, Extra: extra, Doc: doc}
	}
	return append(metric.LedgerHead(result.Percent, "NRR", "Net revenue retention: what the customers of the start bring at the end."), []result.Field{
		step("opening", "opening", "customers_opening", 0, "Revenue at the end of the period before."),
		step("new", "in", "customers_new", 0, "Revenue of customers that were never there before."),
		step("reactivation", "in", "customers_reactivated", 2, "Revenue of customers that came back."),
		step("expansion", "in", "customers_expanded", 1, "What customers that stayed bring more."),
		step("contraction", "out", "customers_contracted", 2, "What customers that stayed bring less."),
		step("churn", "out", "customers_lost", 0, "What the lost customers brought."),
		{Name: "rates", Title: "exchange rates", Kind: result.Money, Step: "change", Extra: true, Doc: "What a change of exchange rates did to the closing; only with a rates file."},
		step("closing", "closing", "customers_closing", 0, "Revenue at the end of the period."),
		{Name: "nrr", Title: "NRR", Kind: result.Percent, Only: "total", Doc: "Net revenue retention, the value."},
		{Name: "grr", Title: "GRR", Kind: result.Percent, Spare: 3, Doc: "Gross revenue retention, without gains."},
		percent("grr_low", "low", "Lower end of the interval of grr.", true),
		percent("grr_high", "high", "Upper end of the interval of grr, at most 100.", true),
		{Name: "quick_ratio", Title: "quick ratio", Kind: result.Number, Only: "total", Doc: "(new + expansion) / (contraction + churn); nothing when nothing went."},
		{Name: "arpa", Title: "ARPA", Kind: result.Money, Only: "total", Doc: "Average revenue per customer at the end."},
		{Name: "arpa_low", Title: "low", Kind: result.Money, Extra: true, Doc: "Lower end of the interval of arpa."},
		{Name: "arpa_high", Title: "high", Kind: result.Money, Extra: true, Doc: "Upper end of the interval of arpa."},
		count("customers_opening", "customers", "Customers at the end of the period before."),
		count("customers_new", "new", "Customers that were never there before."),
		count("customers_reactivated", "reactivated", "Customers that came back."),
		count("customers_expanded", "expanded", "Customers that bring more."),
		count("customers_contracted", "contracted", "Customers that bring less."),
		count("customers_lost", "lost", "Customers that were lost."),
		count("customers_closing", "customers at the end", "Customers at the end of the period."),
	}...)
}

func compute(m *tally.Movement, q metric.Account) result.Object {
	nrr, ok := NRR(m)
	ok = ok && q.Priced
	limits, okLimits := NRRInterval(m, q.Confidence)
	o := metric.Figures(m.Customers.Opening, nrr, limits, ok)
	if !okLimits {
		o[2].Value, o[3].Value = nil, nil
	}
	f := &m.Money
	o = append(o, result.Object{
		{Key: "opening", Value: q.Price(f.Opening)},
		{Key: "new", Value: q.Price(f.New)},
		{Key: "reactivation", Value: q.Price(f.Reactivation)},
		{Key: "expansion", Value: q.Price(f.Expansion)},
		{Key: "contraction", Value: q.Price(f.Contraction)},
		{Key: "churn", Value: q.Price(f.Churn)},
	}...)
	if f.Rates != 0 {
		o = append(o, result.Member{Key: "rates", Value: q.Price(f.Rates)})
	}
	o = append(o, result.Member{Key: "closing", Value: q.Price(f.Closing)})
	o = append(o, result.Member{Key: "nrr", Value: metric.Optional(nrr, ok)})
	o = append(o, ratios(m, q)...)
	return append(o, customers(&m.Customers)...)
}

func ratios(m *tally.Movement, q metric.Account) result.Object {
	grr, ok := GRR(m)
	limits, okLimits := GRRInterval(m, q.Confidence)
	quick, okQuick := QuickRatio(m, false)
	o := result.Object{{Key: "grr", Value: metric.Optional(grr, ok && q.Priced)}}
	o = append(o, metric.Limits("grr_low", "grr_high", limits, okLimits && q.Priced)...)
	o = append(o, result.Member{Key: "quick_ratio", Value: metric.Optional(quick, okQuick && q.Priced)})

	unit := math.Pow10(-q.Decimals)
	arpa, ok := ARPA(m)
	limits, okLimits = ARPAInterval(m, q.Confidence)
	o = append(o, result.Member{Key: "arpa", Value: metric.Optional(arpa*unit, ok && q.Priced)})
	return append(o, metric.Limits("arpa_low", "arpa_high", stats.Interval{Low: limits.Low * unit, High: limits.High * unit}, okLimits && q.Priced)...)
}

func customers(c *tally.Headcount) result.Object {
	return result.Object{
		{Key: "customers_opening", Value: c.Opening},
		{Key: "customers_new", Value: c.New},
		{Key: "customers_reactivated", Value: c.Reactivated},
		{Key: "customers_expanded", Value: c.Expanded},
		{Key: "customers_contracted", Value: c.Contracted},
		{Key: "customers_lost", Value: c.Lost},
		{Key: "customers_closing", Value: c.Closing},
	}
}
