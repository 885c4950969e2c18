package ltv

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares lifetime value.
func Metric() metric.Ledger {
	return metric.Ledger{
		Name:  "ltv",
		Title: "Customer lifetime value",
		Short: "LTV: what is a customer worth over its life?",
		Long: `The average revenue per customer and period, times the margin, over the share of customers that
a period loses. With --discount, later money is worth less.

The average is that of the customers at the start, who could be lost. The interval is the worth at the
Wilson limits of the churn: it is not even on both sides, and never negative. When nobody left, the
worth has no bound, and there is no figure.`,
		Examples: []metric.Example{
			{Says: "Revenue over a life", Command: "cxcalc ltv ledger.csv"},
			{Says: "Margin of 80 %, later money worth 1 % a month less", Command: "cxcalc ltv --margin 0.8 --discount 0.01 ledger.csv"},
		},
		Money:    true,
		Unit:     "currency",
		Interval: "wilson limits of the churn",
		Sources:  []string{"ARPA × margin / churn", "Interval: Wilson 1927, of the churn; ARPA is taken as known"},
		Fields:   fields(),
		Gist:     []string{"{arpa} a {period} from a customer", "who stays {lifetime} {period}s"},
		Flags:    []string{"margin", "discount"},
		Define:   define,
		Movement: compute,
		NoValue: func(q metric.Account) string {
			if !q.Priced {
				return "the ledger has no amounts"
			}
			return "nobody left, so the worth has no bound"
		},
	}
}

func fields() []result.Field {
	return append(metric.LedgerHead(result.Money, "LTV", "Worth of a customer over its life, in the currency's unit."), []result.Field{
		{Name: "arpa", Title: "ARPA", Kind: result.Money, Doc: "Average revenue per customer and period."},
		{Name: "churn", Title: "churn", Kind: result.Percent, Doc: "Customers lost in a period, in percent."},
		{Name: "margin", Title: "margin", Kind: result.Number, Only: "total", Doc: "Share of the revenue that remains, from 0 to 1."},
		{Name: "lifetime", Title: "lifetime", Kind: result.Number, Doc: "Periods that a customer stays, 1 / churn."},
	}...)
}

func define(q metric.Account) string {
	if q.Discount > 0 {
		return "ARPA × margin × (1 + discount) / (churn + discount)"
	}
	return "ARPA × margin / churn"
}

// Of returns what the movements of a period, or of several, say about the worth of a customer.
func Of(m *tally.Movement, q metric.Account) Value {
	v := Value{Margin: q.Margin, Discount: q.Discount, Lost: float64(m.Customers.Lost), Base: float64(m.Customers.Opening), OnePeriod: q.OnePeriod}
	if v.Base > 0 {
		v.ARPA = float64(m.Money.Opening) / v.Base * math.Pow10(-q.Decimals)
	}
	return v
}

func compute(m *tally.Movement, q metric.Account) result.Object {
	v := Of(m, q)
	worth, ok := v.Worth()
	limits, okLimits := v.Interval(q.Z())
	churn, okChurn := v.Churn()
	lifetime, okLife := v.Lifetime()
	o := metric.Figures(m.Customers.Opening, worth, limits, ok && okLimits && q.Priced)
	return append(o, result.Object{
		{Key: "arpa", Value: metric.Optional(v.ARPA, v.Base > 0 && q.Priced)},
		{Key: "churn", Value: metric.Optional(100*churn, okChurn)},
		{Key: "margin", Value: v.Margin},
		{Key: "lifetime", Value: metric.Optional(lifetime, okLife)},
	}...)
}
