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

which holds to the cent for every period and group, and for all periods together from the first opening to
the last closing. With --by, what customers bring from one group to another is moved_in and moved_out, which
every group then adds and takes off too. The value is NRR, net revenue retention: what the customers of the
start bring at the end, of what they brought. GRR leaves their gains out, so it never
passes 100 %. With a rates file, what a change of exchange rates did stands on its own line.

NRR, GRR and ARPA of several periods are those of one of them, a mean.

The intervals of NRR and GRR stand on effective customers: a few large ones count for as many as they
weigh, and make them wide. Where t on the spread of the customers is wider, that is taken; that of ARPA is
t, with more room above. Of several periods, what a customer brings is added up first. The amounts and the
quick ratio have no interval.`,
		Examples: []metric.Example{
			{Says: "Movements of every month", Command: "cxcalc revenue ledger.csv"},
			{Says: "By quarter, from subscriptions", Command: "cxcalc revenue --period quarter subscriptions.csv"},
		},
		Money:    true,
		Changes:  true,
		Past:     true,
		Unit:     "percent",
		Interval: metric.EffectiveMethod,
		Sources: []string{
			"NRR, GRR: Σ end / Σ start and Σ min(start, end) / Σ start over the customers of the start",
			"Quick ratio: Baremetrics",
			"Interval: Wilson 1927 on the effective number of Kish 1965; Cochran, Sampling Techniques, 3rd ed., section 6.4",
			"Interval of NRR: MOVER, Zou & Donner, Statistics in Medicine 27, 2008",
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
	moved := func(name, title, part, heads, doc string) result.Field {
		return result.Field{Name: name, Title: title, Kind: result.Money, Step: part, Heads: heads, Extra: true, Doc: doc}
	}
	percent := func(name, title, doc string, extra bool) result.Field {
		return result.Field{Name: name, Title: title, Kind: result.Percent, Extra: extra, Doc: doc}
	}
	return append(metric.RateHead("NRR", "Net revenue retention: what the customers of the start bring at the end."), []result.Field{
		step("opening", "opening", "customers_opening", 0, "Revenue at the end of the period before; of several, before the first."),
		step("new", "in", "customers_new", 0, "Revenue of customers that were never there before."),
		step("reactivation", "in", "customers_reactivated", 2, "Revenue of customers that came back."),
		step("expansion", "in", "customers_expanded", 1, "What customers that stayed bring more."),
		step("contraction", "out", "customers_contracted", 2, "What customers that stayed bring less."),
		step("churn", "out", "customers_lost", 0, "What the lost customers brought."),
		moved("moved_in", "moved in", "in", "customers_moved_in", "What customers that stayed brought from other groups; only with --by."),
		moved("moved_out", "moved out", "out", "customers_moved_out", "What customers that stayed took to other groups; only with --by."),
		{Name: "rates", Title: "exchange rates", Kind: result.Money, Step: "change", Extra: true, Doc: "What a change of exchange rates did to the closing; only with a rates file."},
		step("closing", "closing", "customers_closing", 0, "Revenue at the end of the period; of several, of the last."),
		metric.RevenuePeriods("what was kept"),
		{Name: "nrr", Title: "NRR", Kind: result.Percent, Span: result.SpanMean, Only: "total", Doc: "Net revenue retention, the value."},
		{Name: "grr", Title: "GRR", Kind: result.Percent, Span: result.SpanMean, Spare: 3, Doc: "Gross revenue retention, without gains."},
		percent("grr_low", "low", "Lower end of the interval of grr.", true),
		percent("grr_high", "high", "Upper end of the interval of grr, at most 100.", true),
		{Name: "quick_ratio", Title: "quick ratio", Kind: result.Number, Span: result.SpanSum, Only: "total", Doc: "(new + expansion) / (contraction + churn); nothing when nothing went."},
		{Name: "arpa", Title: "ARPA", Kind: result.Money, Span: result.SpanMean, Only: "total", Doc: "Average revenue per customer at the end of a period: a rate of a month, or of orders what was paid in the period."},
		{Name: "arpa_low", Title: "low", Kind: result.Money, Extra: true, Doc: "Lower end of the interval of arpa."},
		{Name: "arpa_high", Title: "high", Kind: result.Money, Extra: true, Doc: "Upper end of the interval of arpa."},
		count("customers_opening", "customers", "Customers at the end of the period before; of several, before the first."),
		count("customers_new", "new", "Customers that were never there before."),
		count("customers_reactivated", "reactivated", "Customers that came back."),
		count("customers_expanded", "expanded", "Customers that bring more."),
		count("customers_contracted", "contracted", "Customers that bring less."),
		count("customers_lost", "lost", "Customers that were lost."),
		count("customers_moved_in", "customers moved in", "Customers that stayed and came from other groups; only with --by."),
		count("customers_moved_out", "customers moved out", "Customers that stayed and went to other groups; only with --by."),
		count("customers_closing", "customers at the end", "Customers at the end of the period; of several, of the last."),
		metric.EffectiveField(),
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
	o = append(o, bridge(m, q)...)
	o = append(o, q.Sum(m)...)
	o = append(o, result.Member{Key: "nrr", Value: metric.Optional(nrr, ok)})
	o = append(o, ratios(m, q)...)
	o = append(o, customers(m, q)...)
	return append(o, q.Effective(m)...)
}

// bridge goes from the opening to the closing; of several periods, from the first to the last.
func bridge(m *tally.Movement, q metric.Account) result.Object {
	f := &m.Money
	o := result.Object{
		{Key: "opening", Value: q.Price(m.Begin().Money)},
		{Key: "new", Value: q.Price(f.New)},
		{Key: "reactivation", Value: q.Price(f.Reactivation)},
		{Key: "expansion", Value: q.Price(f.Expansion)},
		{Key: "contraction", Value: q.Price(f.Contraction)},
		{Key: "churn", Value: q.Price(f.Churn)},
	}
	if q.Moves || m.Moved() {
		o = append(o, result.Member{Key: "moved_in", Value: q.Price(f.MovedIn)}, result.Member{Key: "moved_out", Value: q.Price(f.MovedOut)})
	}
	if f.Rates != 0 {
		o = append(o, result.Member{Key: "rates", Value: q.Price(f.Rates)})
	}
	return append(o, result.Member{Key: "closing", Value: q.Price(m.Finish().Money)})
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

func customers(m *tally.Movement, q metric.Account) result.Object {
	c := &m.Customers
	o := result.Object{
		{Key: "customers_opening", Value: m.Begin().Customers},
		{Key: "customers_new", Value: c.New},
		{Key: "customers_reactivated", Value: c.Reactivated},
		{Key: "customers_expanded", Value: c.Expanded},
		{Key: "customers_contracted", Value: c.Contracted},
		{Key: "customers_lost", Value: c.Lost},
	}
	if q.Moves || m.Moved() {
		o = append(o, result.Member{Key: "customers_moved_in", Value: c.MovedIn}, result.Member{Key: "customers_moved_out", Value: c.MovedOut})
	}
	return append(o, result.Member{Key: "customers_closing", Value: m.Finish().Customers})
}
