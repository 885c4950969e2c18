package revenue

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares revenue.
func Metric() metric.Metric {
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfCustomers,
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
		Unit:     "percent",
		Sizeable: true,
		Interval: metric.EffectiveMethod,
		Sources: []string{
			"NRR, GRR: Σ end / Σ start and Σ min(start, end) / Σ start over the customers of the start",
			"Quick ratio: Baremetrics",
			"Interval: Wilson 1927 on the effective number of Kish 1965; Cochran, Sampling Techniques, 3rd ed., section 6.4",
			"Interval of NRR: MOVER, Zou & Donner, Statistics in Medicine 27, 2008",
		},
		Fields: declared,
		LedgerTraits: &metric.LedgerTraits{
			Money:    true,
			Changes:  true,
			Past:     true,
			Formula:  func(metric.Account) string { return "100 × (opening + expansion − contraction − churn) / opening" },
			Movement: compute,
			Stakes:   stakes,
			Shown:    shown,
		},
	}
}

// shown brings what moved between groups into their table, where their rows would not add up without; the
// customers who moved give way first.
func shown(fields []result.Field, q metric.Account) []result.Field {
	if !q.Moves {
		return fields
	}
	for i := range fields {
		f := &fields[i]
		switch f.Name {
		case "customers_moved_in", "customers_moved_out":
			f.Only, f.Spare = "groups", 4
		case "moved_in", "moved_out":
			f.Only = "groups"
		}
	}
	return fields
}

type revenueFigures struct {
	metric.Moved
	metric.Estimate
	moves     bool // something moved between groups, here or in another of them
	grr, arpa metric.Bounds
}

func figuresOf(m *tally.Movement, q metric.Account) revenueFigures {
	nrr, ok := NRR(m)
	limits, okLimits := ARPAInterval(m, q.Confidence)
	return revenueFigures{
		Moved:    metric.Moved{Movement: m, Account: q},
		Estimate: metric.Estimated(m.Customers.Opening, nrr, ok && q.Priced, metric.Bound(NRRInterval(m, q.Confidence))),
		moves:    q.Moves || m.Moved(),
		grr:      metric.Bound(GRRInterval(m, q.Confidence)).If(q.Priced),
		arpa:     metric.Bound(limits.Times(unit(q)), okLimits && q.Priced),
	}
}

// stakes are what is kept, with gains or without, of what there was, and what those bring who are there at the end.
func stakes(field string, _ metric.Account) func(c tally.CustomerSums) (part, whole int64) {
	switch field {
	case "value", "nrr":
		return func(c tally.CustomerSums) (part, whole int64) { return c.Kept + c.Gained, c.Start }
	case "grr":
		return func(c tally.CustomerSums) (part, whole int64) { return c.Kept, c.Start }
	case "arpa":
		return func(c tally.CustomerSums) (part, whole int64) { return c.Close, c.Closes }
	}
	return nil
}

// unit turns minor units into the currency's unit.
func unit(q metric.Account) float64 { return math.Pow10(-q.Decimals) }

func moved(f revenueFigures) metric.Moved { return f.Moved }

type list = []metric.Figure[revenueFigures]

func fields() ([]result.Field, metric.Compute[*tally.Movement, metric.Account]) {
	return metric.Fields(figuresOf,
		metric.From(func(f revenueFigures) metric.Estimate { return f.Estimate },
			metric.RateHead("NRR", "Net revenue retention: what the customers of the start bring at the end.")...),
		bridge(),
		metric.From(moved, metric.RevenuePeriods("what was kept")),
		ratios(),
		metric.Ends(result.Money, "arpa", "arpa", func(f revenueFigures) metric.Bounds { return f.arpa }),
		customers(),
		metric.From(moved, metric.EffectiveField()))
}

// bridge goes from the opening to the closing; of several periods, from the first to the last.
func bridge() list {
	step := func(name, part, heads string, spare int, doc string, of func(*tally.Movement) int64) metric.Figure[revenueFigures] {
		return metric.Figure[revenueFigures]{Field: result.Field{Name: name, Title: name, Kind: result.Money, Step: part, Heads: heads, Spare: spare, Doc: doc},
			Of: func(f revenueFigures) any { return f.Price(of(f.Movement)) }}
	}
	moved := func(name, title, part, heads, doc string, of func(*tally.Movement) int64) metric.Figure[revenueFigures] {
		return metric.Figure[revenueFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Money, Step: part, Heads: heads, Extra: true, Doc: doc},
			Of: func(f revenueFigures) any { return metric.If(f.moves, f.Price(of(f.Movement))) }}
	}
	return list{
		step("opening", "opening", "customers_opening", 0, "Revenue at the end of the period before; of several, before the first.",
			func(m *tally.Movement) int64 { return m.Begin().Money }),
		step("new", "in", "customers_new", 0, "Revenue of customers that were never there before.", func(m *tally.Movement) int64 { return m.Money.New }),
		step("reactivation", "in", "customers_reactivated", 2, "Revenue of customers that came back.", func(m *tally.Movement) int64 { return m.Money.Reactivation }),
		step("expansion", "in", "customers_expanded", 1, "What customers that stayed bring more.", func(m *tally.Movement) int64 { return m.Money.Expansion }),
		step("contraction", "out", "customers_contracted", 2, "What customers that stayed bring less.", func(m *tally.Movement) int64 { return m.Money.Contraction }),
		step("churn", "out", "customers_lost", 0, "What the lost customers brought.", func(m *tally.Movement) int64 { return m.Money.Churn }),
		moved("moved_in", "moved in", "in", "customers_moved_in", "What customers that stayed brought from other groups; only with --by.",
			func(m *tally.Movement) int64 { return m.Money.MovedIn }),
		moved("moved_out", "moved out", "out", "customers_moved_out", "What customers that stayed took to other groups; only with --by.",
			func(m *tally.Movement) int64 { return m.Money.MovedOut }),
		{Field: result.Field{Name: "rates", Title: "exchange rates", Kind: result.Money, Step: "change", Extra: true, Doc: "What a change of exchange rates did to the closing; only with a rates file."},
			Of: func(f revenueFigures) any {
				return metric.If(f.Movement.Money.Rates != 0, f.Price(f.Movement.Money.Rates))
			}},
		step("closing", "closing", "customers_closing", 0, "Revenue at the end of the period; of several, of the last.",
			func(m *tally.Movement) int64 { return m.Finish().Money }),
	}
}

func ratios() list {
	return list{
		{Field: result.Field{Name: "nrr", Title: "NRR", Kind: result.Percent, Span: result.SpanMean, Only: "total", Doc: "Net revenue retention, the value."},
			Of: func(f revenueFigures) any { return f.Value }},
		{Field: result.Field{Name: "grr", Title: "GRR", Kind: result.Percent, Span: result.SpanMean, Spare: 3, Doc: "Gross revenue retention, without gains."},
			Of: func(f revenueFigures) any { return f.Told(GRR(f.Movement)) }},
		{Field: result.Field{Name: "grr_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of grr."},
			Of: func(f revenueFigures) any { return f.grr.LowerEnd() }},
		{Field: result.Field{Name: "grr_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of grr, at most 100."},
			Of: func(f revenueFigures) any { return f.grr.UpperEnd() }},
		{Field: result.Field{Name: "quick_ratio", Title: "quick ratio", Kind: result.Number, Span: result.SpanSum, Only: "total", Doc: "(new + expansion) / (contraction + churn); nothing when nothing went."},
			Of: func(f revenueFigures) any { return f.Told(QuickRatio(f.Movement)) }},
		{Field: result.Field{Name: "arpa", Title: "ARPA", Kind: result.Money, Span: result.SpanMean, Only: "total", Doc: "Average revenue per customer at the end of a period: a rate of a month, or of orders what was paid in the period."},
			Of: func(f revenueFigures) any {
				mean, ok := ARPA(f.Movement)
				return f.Told(mean*unit(f.Account), ok)
			}},
	}
}

func customers() list {
	count := func(name, title, doc string, of func(*tally.Movement) int64) metric.Figure[revenueFigures] {
		return metric.Figure[revenueFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Count, Extra: true, Doc: doc},
			Of: func(f revenueFigures) any { return of(f.Movement) }}
	}
	moved := func(name, title, doc string, of func(*tally.Movement) int64) metric.Figure[revenueFigures] {
		field := count(name, title, doc, of)
		field.Of = func(f revenueFigures) any { return metric.If(f.moves, of(f.Movement)) }
		return field
	}
	return list{
		count("customers_opening", "customers", "Customers at the end of the period before; of several, before the first.",
			func(m *tally.Movement) int64 { return m.Begin().Customers }),
		count("customers_new", "new", "Customers that were never there before.", func(m *tally.Movement) int64 { return m.Customers.New }),
		count("customers_reactivated", "reactivated", "Customers that came back.", func(m *tally.Movement) int64 { return m.Customers.Reactivated }),
		count("customers_expanded", "expanded", "Customers that bring more.", func(m *tally.Movement) int64 { return m.Customers.Expanded }),
		count("customers_contracted", "contracted", "Customers that bring less.", func(m *tally.Movement) int64 { return m.Customers.Contracted }),
		count("customers_lost", "lost", "Customers that were lost.", func(m *tally.Movement) int64 { return m.Customers.Lost }),
		moved("customers_moved_in", "customers moved in", "Customers that stayed and came from other groups; only with --by.",
			func(m *tally.Movement) int64 { return m.Customers.MovedIn }),
		moved("customers_moved_out", "customers moved out", "Customers that stayed and went to other groups; only with --by.",
			func(m *tally.Movement) int64 { return m.Customers.MovedOut }),
		count("customers_closing", "customers at the end", "Customers at the end of the period; of several, of the last.",
			func(m *tally.Movement) int64 { return m.Finish().Customers }),
	}
}
