package ltv

import (
	_ "embed"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

//go:embed long.txt
var long string

// Metric declares lifetime value.
func Metric() metric.Metric {
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfCustomers,
		Name:  "ltv",
		Title: "Customer lifetime value",
		Short: "LTV: what is a customer worth over its life?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "Revenue over a life", Command: "cxcalc ltv ledger.csv"},
			{Says: "What a new customer brings in three years, by how long those before it stayed", Command: "cxcalc ltv --model sbg --horizon 36 subscriptions.csv"},
			{Says: "Margin of 80 %, later money worth 1 % a month less", Command: "cxcalc ltv --margin 0.8 --discount 0.01 ledger.csv"},
		},
		Unit:     "currency",
		Interval: "limits of the churn and of ARPA together, on the logarithm",
		Sources: []string{"ARPA × margin / churn",
			"Interval: Zou & Donner 2008 (MOVER), of Wilson 1927 for the churn and t by Kish's effective customers for ARPA",
			"Model: Fader & Hardie, Journal of Interactive Marketing 21, 2007 (shifted beta-geometric), by maximum likelihood; residual value: Marketing Science 29, 2010"},
		Fields: declared,
		Gist: []string{"{arpa} a {arpa_per} from a customer", "who stays {lifetime} {period}s",
			"by the model a new customer is worth {model_value}, and the {model_there} who are there bring {model_residual} yet"},
		Flags: []flags.Flag{
			{Name: "margin", Default: "", Usage: "`SHARE` of the revenue that remains, such as 0.8 or 80%", Group: flags.Figures},
			{Name: "discount", Default: 0.0, Usage: "discount `RATE` per period, such as 0.01", Group: flags.Figures},
			{Name: "model", Default: "", Usage: "forecast how long customers stay, by `NAME`: sbg, the shifted beta-geometric", Group: flags.Figures},
			{Name: "horizon", Default: 0, Usage: "count what a customer brings in `N` periods, for --model; 0 for no end", Group: flags.Figures},
		},
		LedgerTraits: &metric.LedgerTraits{
			Money:    true,
			Losses:   true,
			Periods:  true,
			Check:    check,
			Formula:  formula,
			Movement: compute,
			Settings: settings,
			Doubts:   doubts,
			Shown:    shown,
			NoValue:  noValue,
		},
	}
}

func noValue(q metric.Account) string {
	if !q.Priced {
		return "the ledger has no amounts"
	}
	return "nobody left, so the worth has no bound"
}

// check tells what is wrong with the margin or the discount.
func check(q metric.Account) (metric.Account, error) {
	margin, err := marginOf(q)
	switch discount := discountOf(q); {
	case err != nil:
		return q, err
	case margin <= 0 || margin > 1:
		return q, fmt.Errorf("--margin %v is not a share of revenue above 0 and up to 1, such as 0.8", margin)
	case discount < 0 || discount >= 1:
		return q, fmt.Errorf("--discount %v is not a rate from 0 to below 1, such as 0.01", discount)
	}
	q.Followed, err = modelled(q)
	return q, err
}

// marginOf understands the share of the revenue that remains: all of it unless somebody says otherwise.
func marginOf(q metric.Account) (float64, error) {
	text, percent := strings.CutSuffix(strings.TrimSpace(q.Own.Text("margin")), "%")
	if text == "" && !percent {
		return 1, nil
	}
	margin, err := flags.Number("margin", text)
	if percent {
		margin /= 100
	}
	return margin, err
}

func discountOf(q metric.Account) float64 { return q.Own.Number("discount") }

func settings(q metric.Account) result.Object {
	margin, _ := marginOf(q)
	o := result.Object{{Key: "margin", Value: margin}}
	o.Add(discountOf(q) > 0, "discount", discountOf(q))
	o.Add(q.Followed, "model", q.Own.Text("model"))
	o.Add(q.Followed && q.Own.Int("horizon") > 0, "horizon", q.Own.Int("horizon"))
	return o
}

// doubts says that what was paid is taken for more than its period, where the next with orders comes later.
func doubts(d *result.Document, q metric.Account) []result.Warning {
	says := modelDoubts(d.Total.Values, q)
	if !q.Flow || q.Step <= 1 {
		return says
	}
	return append(says, result.Warn("arpa_spread", "from one %s with orders to the next it takes %s of them on average: ARPA is what was paid, spread over those",
		result.Word(q.Unit), result.Numeral(strconv.FormatFloat(math.Round(10*q.Step)/10, 'f', -1, 64))))
}

func formula(q metric.Account) string {
	if discountOf(q) > 0 {
		return "ARPA × margin × (1 + discount) / (churn + discount)"
	}
	return "ARPA × margin / churn"
}

type ltvFigures struct {
	metric.Moved
	metric.Estimate
	worth Value
	stay  *Stay // nil unless a model is asked for
}

func figuresOf(m *tally.Movement, q metric.Account) ltvFigures {
	v := Of(m, q)
	worth, ok := v.Worth()
	f := ltvFigures{metric.Moved{Movement: m, Account: q},
		metric.Estimated(m.Customers.Opening, worth, ok && q.Priced, metric.Bound(v.Interval(q.Confidence))), v, nil}
	if q.Cohorts != nil {
		stay := StayOf(q.Cohorts, q)
		f.stay = &stay
	}
	return f
}

func fields() ([]result.Field, metric.Compute[*tally.Movement, metric.Account]) {
	return metric.Fields(figuresOf,
		metric.From(func(f ltvFigures) metric.Estimate { return f.Estimate },
			metric.LedgerHead(result.Money, "LTV", "Worth of a customer over its life, in the currency's unit.")...),
		[]metric.Figure[ltvFigures]{
			{Field: result.Field{Name: "arpa", Title: "ARPA", Kind: result.Money, Doc: "Average revenue per customer in a month or a period, as arpa_per says."},
				Of: func(f ltvFigures) any { return f.Told(f.worth.ARPA, f.worth.Base > 0) }},
			{Field: result.Field{Name: "churn", Title: "churn", Kind: result.Percent, Doc: "Customers lost in a period, in percent."},
				Of: func(f ltvFigures) any {
					churn, ok := f.worth.Churn()
					return metric.Optional(100*churn, ok)
				}},
			{Field: result.Field{Name: "margin", Title: "margin", Kind: result.Number, Only: "total", Doc: "Share of the revenue that remains, from 0 to 1."},
				Of: func(f ltvFigures) any { return f.worth.Margin }},
			{Field: result.Field{Name: "lifetime", Title: "lifetime", Kind: result.Number, Doc: "Periods that a customer stays: 1 / churn, where arpa is of a month that of a month, in the periods asked for."},
				Of: func(f ltvFigures) any { return metric.Optional(f.worth.Lifetime()) }},
			{Field: result.Field{Name: "arpa_per", Title: "ARPA of a", Kind: result.Text, Names: true, Extra: true, Doc: "The time that arpa is of: month where amounts are rates of a month, the period where they are orders."},
				Of: func(f ltvFigures) any { return amountsPer(f.Account) }},
		}, worthFields(), checkFields(), fitFields())
}

// Of returns what the movements of a period, or of several, say about the worth of a customer.
func Of(m *tally.Movement, q metric.Account) Value {
	margin, _ := marginOf(q)
	v := Value{Margin: margin, Discount: discountOf(q), Lost: float64(m.Customers.Lost), Base: float64(m.Customers.Opening),
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

// amountsPer names the time that amounts are of.
func amountsPer(q metric.Account) string {
	if q.Flow {
		return q.Unit
	}
	return "month"
}
