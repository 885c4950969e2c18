package churn

import (
	"cmp"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
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

The target is of a month. What was lost in other lengths of time is compared by its rate of a month, and
a ledger without periods has no verdict of its own. A target that --target names is compared with the
figure as it is printed.

A ledger is a census: what was lost is a fact. The interval speaks of chance, of what another period could
bring. It is Wilson's. Months differ by more than chance, so that of several together is widened by how
far they differ, and two months prove nothing. That of the revenue stands on effective customers: a few
large ones count for as many as they weigh. Definitions that divide by customers who could not be lost have
Poisson's interval, and net-revenue-reactivated has none.

A year is told for the default definition only. Where the export says of some of the lost only why they
left, voluntary churn is a range, and there is no value.`,
		Examples: []metric.Example{
			{Says: "Churn of every month, from one row per customer and month", Command: "cxcalc churn ledger.csv"},
			{Says: "From subscriptions, lost when the customer asked to cancel", Command: "cxcalc churn --churn-on request subscriptions.csv"},
			{Says: "All definitions side by side", Command: "cxcalc churn --definitions ledger.csv"},
		},
		Losses:   true,
		Unit:     "percent",
		Interval: "wilson",
		Sources: []string{
			"Customers lost in the period / customers at the end of the previous one",
			"Interval: Wilson 1927; several periods: McCullagh & Nelder, Generalized Linear Models, section 4.5; Poisson: Garwood 1936",
			"Interval of revenue: Wilson 1927 on the effective number of Kish 1965",
		},
		Definitions:   definitionsDeclared(),
		Target:        &limit,
		Monthly:       true,
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
		out = append(out, metric.Definition{Name: d.Name, Formula: d.Formula, Used: d.Users, Interval: d.method})
	}
	return out
}

func fields() []result.Field {
	return append(metric.RateHead("churn", "Churn in percent, by the chosen definition; a mean of the periods where there are several."), []result.Field{
		{Name: "customers_start", Title: "at the start", Kind: result.Count, Only: "total", Doc: "Customers at the end of the period before; of several, before the first."},
		{Name: "customer_periods", Title: "customers of all periods", Kind: result.Count, Extra: true,
			Doc: "Customers at the start of each of several periods, added: what customers_lost is divided by."},
		{Name: "customers_lost", Title: "lost", Kind: result.Count, Doc: "Customers that were lost; in all of several periods."},
		{Name: "revenue_start", Title: "revenue at the start", Kind: result.Money, Spare: 3, Doc: "What the customers brought at the end of the period before; of several, before the first."},
		metric.RevenuePeriods("revenue_lost"),
		{Name: "revenue_lost", Title: "revenue lost", Kind: result.Money, Spare: 1, Doc: "What the lost customers brought before they left."},
		{Name: "revenue_lost_pct", Title: "of revenue", Kind: result.Percent, Span: result.SpanMean, Doc: "Share of the revenue that left with the lost customers."},
		{Name: "revenue_lost_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of revenue_lost_pct."},
		{Name: "revenue_lost_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of revenue_lost_pct."},
		metric.EffectiveField(),
		{Name: "annualised_pct", Title: "a year", Kind: result.Percent, Spare: 2, Doc: "The value brought to a year, 1 − (1 − c)^periods; null for definitions other than start."},
		{Name: "annualised_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of annualised_pct."},
		{Name: "annualised_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of annualised_pct."},
		{Name: "voluntary_least_pct", Title: "by their own will, at least", Kind: result.Percent, Extra: true,
			Doc: "Where causes are known in part and the definition is voluntary: its share if nobody else left by their own will."},
		{Name: "voluntary_most_pct", Title: "by their own will, at most", Kind: result.Percent, Extra: true,
			Doc: "The same if all whose cause is unknown did; value is null, and low and high hold both ends."},
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
	d, begin := chosen(q), m.Begin()
	o := figures(d, m, q)
	o = append(o, result.Member{Key: "customers_start", Value: begin.Customers})
	if m.Several != nil {
		o = append(o, result.Member{Key: "customer_periods", Value: m.Customers.Opening})
	}
	o = append(o,
		result.Member{Key: "customers_lost", Value: m.Customers.Lost},
		result.Member{Key: "revenue_start", Value: q.Price(begin.Money)})
	o = append(o, q.Sum(m)...)
	o = append(o, result.Member{Key: "revenue_lost", Value: q.Price(m.Money.Churn)})
	o = append(o, revenueFields(m, q)...)
	o = append(o, q.Effective(m)...)
	o = append(o, annual(o, q)...)
	if least, most, ok := d.Range(m); ok {
		o = append(o, result.Member{Key: "voluntary_least_pct", Value: least}, result.Member{Key: "voluntary_most_pct", Value: most})
	}
	return append(o, extras(m, q)...)
}

// figures returns n, value, low and high by a definition.
func figures(d Definition, m *tally.Movement, q metric.Account) result.Object {
	told := q.Priced || !d.Money
	value, ok := d.Percent(m)
	limits, okLimits := d.Interval(m, q.Confidence)
	if exact, ok := d.exact(m, q.Confidence); ok && q.Exact {
		limits = exact
	}
	o := result.Object{{Key: "n", Value: m.Customers.Opening}, {Key: "value", Value: metric.Optional(value, ok && told)}}
	return append(o, metric.Limits("low", "high", limits, okLimits && told)...)
}

// annual brings the default definition to a year. Rates that are no shares, or of money, do not go on so.
func annual(o result.Object, q metric.Account) result.Object {
	year := func(key string) any {
		share, ok := o.Number(key)
		if !ok || q.PerYear <= 0 || chosen(q).Name != Definitions()[0].Name {
			return nil
		}
		return Convert(share, q.PerYear/max(q.Step, 1))
	}
	out := result.Object{{Key: "annualised_pct", Value: year("value")}}
	if out[0].Value == nil {
		return out
	}
	return append(out, result.Member{Key: "annualised_low", Value: year("low")}, result.Member{Key: "annualised_high", Value: year("high")})
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
	who := cmp.Or(m.Leavers, new(tally.Leavers))
	if share, ok := TopShare(m, 0.01); ok {
		o = append(o, result.Member{Key: "top_leavers_pct", Value: share})
	}
	var leavers result.Object
	for _, l := range who.Top[:min(q.Top, len(who.Top))] {
		leavers = append(leavers, result.Member{Key: l.Customer, Value: q.Price(l.Amount)})
	}
	return append(o, result.Member{Key: "top_leavers", Value: leavers})
}
