package ltv

import (
	"math"
	"math/big"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Metric declares lifetime value.
func Metric() metric.Ledger {
	return metric.Ledger{
		Name:  "ltv",
		Title: "Customer lifetime value",
		Short: "LTV: what is a customer worth over its life?",
		Long: `The average revenue per customer, times the margin, over the share of customers that is lost in the
same time. With --discount, later money is worth less.

The average is that of the customers at the start, who could be lost, and the churn is that of churn in
one period. What customers bring is a rate of a month in balances, subscriptions and movements: there arpa
is that of a month whatever the --period, and the churn is brought to a month too, so the worth does not
depend on how time is cut. Of orders, arpa is what was paid in a period; where the next period with
orders comes later, it is spread over those in between. arpa_per says which it is.

The interval holds the errors of both: it is not even on both sides, and never negative. When nobody left,
the worth has no bound, and there is no figure. Nor is there one from a ledger that tells who left and not
when: over how long a time those customers were lost, it does not say.`,
		Examples: []metric.Example{
			{Says: "Revenue over a life", Command: "cxcalc ltv ledger.csv"},
			{Says: "Margin of 80 %, later money worth 1 % a month less", Command: "cxcalc ltv --margin 0.8 --discount 0.01 ledger.csv"},
		},
		Money:    true,
		Losses:   true,
		Unit:     "currency",
		Periods:  true,
		Interval: "limits of the churn and of ARPA together, on the logarithm",
		Sources: []string{"ARPA × margin / churn",
			"Interval: Zou & Donner 2008 (MOVER), of Wilson 1927 for the churn and t by Kish's effective customers for ARPA"},
		Fields:   fields(),
		Gist:     []string{"{arpa} a {arpa_per} from a customer", "who stays {lifetime} {period}s"},
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
		{Name: "arpa", Title: "ARPA", Kind: result.Money, Doc: "Average revenue per customer in a month or a period, as arpa_per says."},
		{Name: "churn", Title: "churn", Kind: result.Percent, Doc: "Customers lost in a period, in percent."},
		{Name: "margin", Title: "margin", Kind: result.Number, Only: "total", Doc: "Share of the revenue that remains, from 0 to 1."},
		{Name: "lifetime", Title: "lifetime", Kind: result.Number, Doc: "Periods that a customer stays, 1 / churn."},
		{Name: "arpa_per", Title: "ARPA of a", Kind: result.Text, Extra: true, Doc: "The time that arpa is of: month where amounts are rates of a month, the period where they are orders."},
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
	v := Value{Margin: q.Margin, Discount: q.Discount, Lost: float64(m.Customers.Lost), Base: float64(m.Customers.Opening),
		OnePeriod: q.OnePeriod, Periods: q.AmountPeriods()}
	v.Limits, _ = metric.Between(m).Share(v.Lost, v.Base, q.Confidence)
	sums := perCustomer(m)
	if arpa, ok := sums.Ratio(); ok {
		unit := math.Pow10(q.Decimals)
		if q.Flow { // it was paid for all the periods until the next that has any
			unit *= max(q.Step, 1)
		}
		v.ARPA, v.ARPAError = arpa.Value/unit, arpa.StandardError/unit
		v.Effective = effective(sums)
	}
	return v
}

// perCustomer is what the customers brought at the start, of how many there were. Over several periods, a
// customer is one however often it was there.
func perCustomer(m *tally.Movement) stats.RatioSums {
	n, money := big.NewInt(m.Customers.Opening), big.NewInt(m.Money.Opening)
	if m.Several.ByCustomer() {
		sums := &m.Several.Sums
		return stats.RatioSums{N: m.Several.Openers, S: n, SS: sums.TT.Int(), E: money, SE: sums.ST.Int(), EE: sums.SS.Int()}
	}
	return stats.RatioSums{N: m.Customers.Opening, S: n, SS: n, E: money, SE: money, EE: m.StartStart.Int()}
}

// effective returns Kish's effective number of customers.
func effective(x stats.RatioSums) float64 {
	if x.EE.Sign() == 0 {
		return 0
	}
	n, _ := new(big.Rat).SetFrac(new(big.Int).Mul(x.E, x.E), x.EE).Float64()
	return n
}

func compute(m *tally.Movement, q metric.Account) result.Object {
	v := Of(m, q)
	worth, ok := v.Worth()
	limits, okLimits := v.Interval(q.Confidence)
	churn, okChurn := v.Churn()
	lifetime, okLife := v.Lifetime()
	o := metric.Figures(m.Customers.Opening, worth, limits, ok && q.Priced)
	if !okLimits {
		o[2].Value, o[3].Value = nil, nil
	}
	return append(o, result.Object{
		{Key: "arpa", Value: metric.Optional(v.ARPA, v.Base > 0 && q.Priced)},
		{Key: "churn", Value: metric.Optional(100*churn, okChurn)},
		{Key: "margin", Value: v.Margin},
		{Key: "lifetime", Value: metric.Optional(lifetime, okLife)},
		{Key: "arpa_per", Value: amountsPer(q)},
	}...)
}

// amountsPer names the time that amounts are of.
func amountsPer(q metric.Account) string {
	if q.Flow {
		return q.Unit
	}
	return "month"
}
