package churn

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The fields that warnings look at.
const (
	customersLost  = "customers_lost"
	revenueLostPct = "revenue_lost_pct"
	leastPct       = "voluntary_least_pct"
	mostPct        = "voluntary_most_pct"

	customerPeriods = "customer_periods"
)

type churnFigures struct {
	metric.Moved
	metric.Estimate
	yearly      bool // the value can be brought to a year
	revenueLost metric.Bounds
	least, most float64
	why         causes
	ranged      bool // what is known is from least to most
}

func figuresOf(m *tally.Movement, q metric.Account) churnFigures {
	d := chosen(q)
	f := churnFigures{Moved: metric.Moved{Movement: m, Account: q}, Estimate: estimate(d, m, q)}
	f.yearly = f.Value != nil && q.PerYear > 0 && d.Name == Definitions()[0].Name
	f.revenueLost = metric.Bound(RevenueInterval(m, q.Confidence))
	f.least, f.most, f.ranged = d.Range(m)
	f.why = causesOf(m, q)
	return f
}

func estimate(d Meaning, m *tally.Movement, q metric.Account) metric.Estimate {
	told := q.Priced || !d.Money
	value, ok := d.Percent(m)
	limits, okLimits := d.Interval(m, q.Confidence)
	if second := q.Method.Given && q.Method.Name != "wilson"; second || q.Exact {
		if one, ok := d.binomial(m, q); ok || second {
			limits, okLimits = one, ok
		}
	}
	return metric.Estimate{N: m.Customers.Opening, Value: metric.Optional(value, ok && told), Bounds: metric.Bound(limits, okLimits && told)}
}

// year brings a percentage of the default definition to a year. Rates that are no shares, or of money, do not go
// on so.
func (f churnFigures) year(of any) any {
	share, ok := of.(float64)
	if !ok || !f.yearly {
		return nil
	}
	return Convert(share, f.Account.PerYear/max(f.Account.Step, 1))
}

func moved(f churnFigures) metric.Moved { return f.Moved }

type list = []metric.Figure[churnFigures]

func fields() ([]result.Field, metric.Compute[*tally.Movement, metric.Account]) {
	return metric.Fields(figuresOf,
		metric.From(func(f churnFigures) metric.Estimate { return f.Estimate },
			metric.RateHead("churn", "Churn in percent, by the chosen definition; a mean of the periods where there are several.")...),
		customers(),
		metric.From(moved, metric.RevenuePeriods("revenue_lost")),
		revenueFields(),
		metric.From(moved, metric.EffectiveField()),
		annual(),
		extras(),
		reasonFields(),
		list{ // which whoever sets all definitions side by side fills in
			{Field: result.Field{Name: "formula", Title: "formula", Kind: result.Text, Names: true, Extra: true, Doc: "Formula of the definition; only where all definitions stand side by side."}},
			{Field: result.Field{Name: "users", Title: "used by", Kind: result.Text, Names: true, Extra: true, Doc: "Who counts by the definition; only there, too."}},
		})
}

func customers() list {
	return list{
		{Field: result.Field{Name: "customers_start", Title: "at the start", Kind: result.Count, Only: "total", Doc: "Customers at the end of the period before; of several, before the first."},
			Of: func(f churnFigures) any { return f.Movement.Begin().Customers }},
		{Field: result.Field{Name: customerPeriods, Title: "customers of all periods", Kind: result.Count, Extra: true,
			Doc: "Customers at the start of each of several periods, added: what customers_lost is divided by."},
			Of: func(f churnFigures) any { return metric.If(f.Movement.Several != nil, f.Movement.Customers.Opening) }},
		{Field: result.Field{Name: customersLost, Title: "lost", Kind: result.Count, Doc: "Customers that were lost; in all of several periods."},
			Of: func(f churnFigures) any { return f.Movement.Customers.Lost }},
		{Field: result.Field{Name: "revenue_start", Title: "revenue at the start", Kind: result.Money, Spare: 3, Doc: "What the customers brought at the end of the period before; of several, before the first."},
			Of: func(f churnFigures) any { return f.Price(f.Movement.Begin().Money) }},
	}
}

func revenueFields() list {
	return list{
		{Field: result.Field{Name: "revenue_lost", Title: "revenue lost", Kind: result.Money, Spare: 1, Doc: "What the lost customers brought before they left."},
			Of: func(f churnFigures) any { return f.Price(f.Movement.Money.Churn) }},
		{Field: result.Field{Name: revenueLostPct, Title: "of revenue", Kind: result.Percent, Span: result.SpanMean, Doc: "Share of the revenue that left with the lost customers."},
			Of: func(f churnFigures) any { return f.Told(RevenueLost(f.Movement)) }},
		{Field: result.Field{Name: "revenue_lost_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of revenue_lost_pct."},
			Of: func(f churnFigures) any { return metric.If(f.Account.Priced, f.revenueLost.LowerEnd()) }},
		{Field: result.Field{Name: "revenue_lost_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of revenue_lost_pct."},
			Of: func(f churnFigures) any { return metric.If(f.Account.Priced, f.revenueLost.UpperEnd()) }},
	}
}

func annual() list {
	return list{
		{Field: result.Field{Name: "annualised_pct", Title: "a year", Kind: result.Percent, Spare: 2, IfTold: true, Doc: "The value brought to a year, 1 − (1 − c)^periods; null for definitions other than start."},
			Of: func(f churnFigures) any { return f.year(f.Value) }},
		{Field: result.Field{Name: "annualised_low", Title: "low", Kind: result.Percent, Extra: true, Doc: "Lower end of the interval of annualised_pct."},
			Of: func(f churnFigures) any { return metric.If(f.yearly, f.year(f.LowerEnd())) }},
		{Field: result.Field{Name: "annualised_high", Title: "high", Kind: result.Percent, Extra: true, Doc: "Upper end of the interval of annualised_pct."},
			Of: func(f churnFigures) any { return metric.If(f.yearly, f.year(f.UpperEnd())) }},
	}
}

// extras are the fields that are there only where the ledger says something about them.
func extras() list {
	lost := func(name, title, doc string, cause tally.Cause) metric.Figure[churnFigures] {
		return metric.Figure[churnFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Count, Extra: true, Doc: doc},
			Of: func(f churnFigures) any {
				c := &f.Movement.Customers
				return metric.If(c.LostBy[tally.CauseUnknown] < c.Lost, c.LostBy[cause])
			}}
	}
	return list{
		{Field: result.Field{Name: leastPct, Title: "by their own will, at least", Kind: result.Percent, Extra: true,
			Doc: "Where causes are known in part and the definition is voluntary: its share if nobody else left by their own will."},
			Of: func(f churnFigures) any { return metric.If(f.ranged, f.least) }},
		{Field: result.Field{Name: mostPct, Title: "by their own will, at most", Kind: result.Percent, Extra: true,
			Doc: "The same if all whose cause is unknown did; value is null, and low and high hold both ends."},
			Of: func(f churnFigures) any { return metric.If(f.ranged, f.most) }},
		{Field: result.Field{Name: "passing", Title: "came and left", Kind: result.Count, Extra: true, Doc: "Customers that came and left within the period; in no other figure."},
			Of: func(f churnFigures) any {
				return metric.If(f.Movement.Customers.Passing > 0, f.Movement.Customers.Passing)
			}},
		lost("lost_voluntary", "by their own will", "Lost customers that cancelled.", tally.CauseVoluntary),
		lost("lost_payment", "payment failed", "Lost customers whose payment failed.", tally.CausePayment),
		lost("lost_fixed_end", "term over", "Lost customers whose agreed term was over.", tally.CauseFixedEnd),
		lost("lost_unknown", "cause unknown", "Lost customers of whom the export does not say why.", tally.CauseUnknown),
		{Field: result.Field{Name: "top_leavers_pct", Title: "top 1 % of leavers", Kind: result.Percent, Extra: true,
			Doc: "Share of all revenue at the start that left with the largest 1 % of the leavers."},
			Of: func(f churnFigures) any {
				share, ok := TopShare(f.Movement, 0.01)
				return metric.If(f.top() > 0 && ok, share)
			}},
		{Field: result.Field{Name: "top_leavers", Title: "top leavers", Kind: result.Amounts, Extra: true, Only: "total",
			Doc: "The leavers that brought most, and what they brought at the start."},
			Of: func(f churnFigures) any { return metric.If(f.top() > 0, f.leavers()) }},
	}
}

// top is how many leavers are listed.
func (f churnFigures) top() int {
	if !f.Account.Priced {
		return 0
	}
	return max(int(f.Account.Own.Int("top")), 0)
}

func (f churnFigures) leavers() result.Object {
	var leavers result.Object
	var all []tally.Leaver
	if f.Movement.Leavers != nil {
		all = f.Movement.Leavers.Top
	}
	for _, l := range all[:min(f.top(), len(all))] {
		leavers = append(leavers, result.Member{Key: l.Customer, Value: f.Price(l.Amount)})
	}
	return leavers
}
