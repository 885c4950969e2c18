package churn

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares churn.
func Metric() metric.Ledger {
	limit := 5.0
	return metric.Ledger{
		Name:  "churn",
		Title: "Customer churn",
		Short: "Churn: how many customers were lost, and what left with them?",
		Long: `The customers lost in a period, of those who were there at the end of the period before.
Up to 5 % is not critical.

Beside it stands the share of the revenue that left with the lost customers: a small churn can take
a large part of the revenue. Customers who came and left within one period are shown apart. Other
tools count differently; --definitions shows all of them side by side.

The interval is Wilson's. A ledger is a census, so it speaks of what another period could bring by
chance.`,
		Examples: []metric.Example{
			{Says: "Churn of every month, from one row per customer and month", Command: "cxcalc churn ledger.csv"},
			{Says: "From subscriptions, lost when the customer asked to cancel", Command: "cxcalc churn --churn-on request subscriptions.csv"},
			{Says: "All definitions side by side", Command: "cxcalc churn --definitions ledger.csv"},
		},
		Unit:     "percent",
		Interval: "wilson",
		Sources: []string{
			"Customers lost in the period / customers at the end of the previous one",
			"Interval: Wilson 1927",
		},
		Definitions:   definitionsDeclared(),
		Target:        &limit,
		LowerIsBetter: true,
		Fields:        fields(),
		Gist:          []string{"{customers_lost} of {n}", "{revenue_lost_pct} of the revenue"},
		Flags:         []string{"definition", "definitions", "top", "churn-on"},
		Define:        define,
		Movement:      compute,
		NoValue:       noValue,
	}
}

func definitionsDeclared() []metric.Definition {
	var out []metric.Definition
	for _, d := range Definitions() {
		out = append(out, metric.Definition{Name: d.Name, Formula: d.Formula, Used: d.Users, Interval: d.method()})
	}
	return out
}

// method names the interval of a definition, "" for the usual one.
func (d Definition) method() string {
	switch {
	case !d.Money:
		return ""
	case d.Ratio == nil:
		return "none"
	}
	return "delta-method t"
}

func fields() []result.Field {
	return append(metric.LedgerHead(result.Percent, "churn", "Churn in percent, by the chosen definition."), []result.Field{
		{Name: "customers_start", Title: "at the start", Kind: result.Count, Only: "total", Doc: "Customers at the end of the period before."},
		{Name: "customers_lost", Title: "lost", Kind: result.Count, Doc: "Those of them that were lost in the period."},
		{Name: "revenue_start", Title: "revenue at the start", Kind: result.Money, Spare: 3, Doc: "What the customers brought at the end of the period before."},
		{Name: "revenue_lost", Title: "revenue lost", Kind: result.Money, Spare: 1, Doc: "What the lost customers brought then."},
		{Name: "revenue_lost_pct", Title: "of revenue", Kind: result.Percent, Doc: "Share of the revenue that left with the lost customers."},
		{Name: "revenue_lost_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of revenue_lost_pct."},
		{Name: "revenue_lost_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of revenue_lost_pct."},
		{Name: "annualised_pct", Title: "a year", Kind: result.Percent, Spare: 2, Doc: "The value brought to a year, 1 − (1 − c)^periods; null above 100 %."},
		{Name: "passing", Title: "came and left", Kind: result.Count, Extra: true, Doc: "Customers that came and left within the period; in no other figure."},
		{Name: "lost_voluntary", Title: "by their own will", Kind: result.Count, Extra: true, Doc: "Lost customers that cancelled."},
		{Name: "lost_payment", Title: "payment failed", Kind: result.Count, Extra: true, Doc: "Lost customers whose payment failed."},
		{Name: "lost_fixed_end", Title: "term over", Kind: result.Count, Extra: true, Doc: "Lost customers whose agreed term was over."},
		{Name: "lost_unknown", Title: "cause unknown", Kind: result.Count, Extra: true, Doc: "Lost customers of whom the export does not say why."},
		{Name: "top_leavers_pct", Title: "top 1 % of leavers", Kind: result.Percent, Extra: true,
			Doc: "Share of all revenue at the start that left with the largest 1 % of the leavers."},
		{Name: "top_leavers", Title: "top leavers", Kind: result.Amounts, Extra: true, Only: "total",
			Doc: "The leavers that brought most, and what they brought at the start."},
		{Name: "formula", Title: "formula", Kind: result.Text, Extra: true, Doc: "Formula of the definition; only where all definitions stand side by side."},
		{Name: "users", Title: "used by", Kind: result.Text, Extra: true, Doc: "Who counts by the definition; only there, too."},
	}...)
}

func define(q metric.Account) string { return "100 × " + chosen(q).Formula }

func noValue(q metric.Account) string {
	switch d := chosen(q); {
	case d.Money && !q.Priced:
		return "the ledger has no amounts"
	case d.causes:
		return "the ledger does not say why customers left"
	}
	return ""
}

// chosen returns the definition that was asked for; the desk has checked its name.
func chosen(q metric.Account) Definition {
	if d, err := DefinitionOf(q.Definition); err == nil {
		return d
	}
	return Definitions()[0]
}

func compute(m *tally.Movement, q metric.Account) result.Object {
	d := chosen(q)
	value, limits, ok, okLimits := estimate(d, m, q)
	o := metric.Figures(m.Customers.Opening, value, limits, ok)
	if !okLimits {
		o[2].Value, o[3].Value = nil, nil
	}
	o = append(o,
		result.Member{Key: "customers_start", Value: m.Customers.Opening},
		result.Member{Key: "customers_lost", Value: m.Customers.Lost},
		result.Member{Key: "revenue_start", Value: q.Price(m.Money.Opening)},
		result.Member{Key: "revenue_lost", Value: q.Price(m.Money.Churn)})
	o = append(o, revenueFields(m, q)...)
	annual := any(nil)
	if ok && value >= 0 && value <= 100 && q.PerYear > 0 { // it passes 100 where those who came are lost, too
		annual = Convert(value, q.PerYear/max(q.Step, 1))
	}
	o = append(o, result.Member{Key: "annualised_pct", Value: annual})
	return append(o, extras(m, q)...)
}

func estimate(d Definition, m *tally.Movement, q metric.Account) (value float64, limits stats.Interval, ok, okLimits bool) {
	if d.Money && !q.Priced {
		return 0, stats.Interval{}, false, false
	}
	value, ok = d.Percent(m)
	limits, okLimits = d.Interval(m, q.Confidence)
	return value, limits, ok, ok && okLimits
}

func revenueFields(m *tally.Movement, q metric.Account) result.Object {
	share, ok := RevenueLost(m)
	limits, okLimits := RevenueInterval(m, q.Confidence)
	o := result.Object{{Key: "revenue_lost_pct", Value: metric.Optional(share, ok && q.Priced)}}
	if !q.Priced {
		return o
	}
	return append(o, metric.Limits("revenue_lost_low", "revenue_lost_high", limits, okLimits)...)
}

// extras are the fields that are there only where the ledger says something about them.
func extras(m *tally.Movement, q metric.Account) result.Object {
	var o result.Object
	c := &m.Customers
	if c.Passing > 0 {
		o = append(o, result.Member{Key: "passing", Value: c.Passing})
	}
	if c.LostBy[tally.CauseUnknown] < c.Lost {
		o = append(o,
			result.Member{Key: "lost_voluntary", Value: c.LostBy[tally.CauseVoluntary]},
			result.Member{Key: "lost_payment", Value: c.LostBy[tally.CausePayment]},
			result.Member{Key: "lost_fixed_end", Value: c.LostBy[tally.CauseFixedEnd]},
			result.Member{Key: "lost_unknown", Value: c.LostBy[tally.CauseUnknown]})
	}
	if !q.Priced || q.Top <= 0 {
		return o
	}
	if share, ok := TopShare(m, 0.01); ok {
		o = append(o, result.Member{Key: "top_leavers_pct", Value: share})
	}
	var leavers result.Object
	for _, l := range m.Leavers.Top[:min(q.Top, len(m.Leavers.Top))] {
		leavers = append(leavers, result.Member{Key: l.Customer, Value: q.Price(l.Amount)})
	}
	return append(o, result.Member{Key: "top_leavers", Value: leavers})
}
