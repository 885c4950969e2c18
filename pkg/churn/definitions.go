package churn

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Definition is one meaning of the word churn.
type Definition struct {
	Name    string // for --definition
	Formula string
	Users   string // who uses it
	Money   bool   // it counts money, not customers
	Rate    func(m *tally.Movement) Rate
	// Ratio is what the interval of money stands on; nil for customers, and where there is none.
	Ratio func(m *tally.Movement) stats.RatioSums
	// causes says that it asks why customers left, which not every export tells.
	causes bool
	// rest says that the Ratio is of what remains: the interval is 100 less its.
	rest bool
}

// Definitions lists the definitions in use, the default first.
func Definitions() []Definition {
	return []Definition{
		{Name: "start", Formula: "lost / customers at the start", Users: "the default here; ChartMogul (B2B)", Rate: Of},
		{Name: "all-ends", Formula: "(lost + came and left) / customers at the start", Users: "Baremetrics", Rate: allEnds},
		{Name: "start-and-new", Formula: "(lost + came and left) / (customers at the start + all who came)", Users: "Stripe, Gumroad", Rate: startAndNew},
		{Name: "average", Formula: "(lost + came and left) / ((customers at the start + customers at the end) / 2)", Users: "staff turnover", Rate: average},
		{Name: "voluntary", Formula: "lost by their own will / customers at the start", Users: "Gumroad, with the cause known", Rate: voluntary, causes: true},
		{Name: "revenue", Formula: "revenue of the lost / revenue at the start", Users: "Baremetrics, capped at the opening", Money: true, Rate: revenue, Ratio: metric.Gone},
		{Name: "gross-revenue", Formula: "(revenue of the lost + contraction) / revenue at the start", Users: "ChartMogul gross MRR churn", Money: true, Rate: grossRevenue, Ratio: metric.Kept, rest: true},
		{Name: "net-revenue", Formula: "(revenue of the lost + contraction − expansion) / revenue at the start", Users: "1 − NRR", Money: true, Rate: netRevenue, Ratio: metric.Retained, rest: true},
		{Name: "net-revenue-reactivated", Formula: "(revenue of the lost + contraction − expansion − reactivation) / revenue at the start", Users: "ChartMogul net MRR churn", Money: true, Rate: netReactivated},
	}
}

// DefinitionOf returns the definition with a name.
func DefinitionOf(name string) (Definition, error) {
	var names []string
	for _, d := range Definitions() {
		if d.Name == name {
			return d, nil
		}
		names = append(names, d.Name)
	}
	return Definition{}, fmt.Errorf("%q is not a definition of churn, expected one of %q", name, names)
}

// Percent returns what a definition makes of a movement; revenue that grows makes net revenue churn
// negative. ok is false without a base, and for money of which a sum did not fit.
func (d Definition) Percent(m *tally.Movement) (percent float64, ok bool) {
	r := d.Rate(m)
	if r.Base <= 0 || d.Money && m.Overflow || d.causes && unknown(m) {
		return 0, false
	}
	return 100 * r.Lost / r.Base, true
}

// Interval returns the interval of Percent: Wilson's for customers, t on the delta-method error for
// money. ok is false where the definition has none, and where a share of customers passes 100 %.
func (d Definition) Interval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	switch {
	case !d.Money:
		return d.Rate(m).Interval(stats.Z(confidence))
	case d.Ratio == nil:
		return stats.Interval{}, false
	}
	limits, ok = metric.RatioInterval(d.Ratio(m), confidence)
	if d.rest {
		limits = stats.Interval{Low: 100 - limits.High, High: 100 - limits.Low}
	}
	if d.Name == "net-revenue" {
		return stats.Interval{Low: limits.Low, High: min(limits.High, 100)}, ok
	}
	return limits.Clip(0, 100), ok
}

func allEnds(m *tally.Movement) Rate {
	c := &m.Customers
	return Rate{float64(c.Lost + c.Passing), float64(c.Opening)}
}

func startAndNew(m *tally.Movement) Rate {
	c := &m.Customers
	return Rate{float64(c.Lost + c.Passing), float64(c.Opening + c.New + c.Reactivated + c.Passing)}
}

func average(m *tally.Movement) Rate {
	c := &m.Customers
	return Rate{float64(c.Lost + c.Passing), float64(c.Opening+c.Closing) / 2}
}

func voluntary(m *tally.Movement) Rate {
	return Rate{float64(m.Customers.LostBy[tally.CauseVoluntary]), float64(m.Customers.Opening)}
}

// unknown tells that customers left and nothing says why.
func unknown(m *tally.Movement) bool {
	return m.Customers.Lost > 0 && m.Customers.LostBy[tally.CauseUnknown] == m.Customers.Lost
}

func revenue(m *tally.Movement) Rate {
	return Rate{float64(m.Money.Churn), float64(m.Money.Opening)}
}

func grossRevenue(m *tally.Movement) Rate {
	return Rate{float64(m.Money.Churn) + float64(m.Money.Contraction), float64(m.Money.Opening)}
}

func netRevenue(m *tally.Movement) Rate {
	r := grossRevenue(m)
	r.Lost -= float64(m.Money.Expansion)
	return r
}

func netReactivated(m *tally.Movement) Rate {
	r := netRevenue(m)
	r.Lost -= float64(m.Money.Reactivation)
	return r
}
