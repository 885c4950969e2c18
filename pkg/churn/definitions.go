package churn

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Meaning is one meaning of the word churn.
type Meaning struct {
	metric.Definition      // its interval is Wilson's where it names none
	Money             bool // it counts money, not customers
	Rate              func(m *tally.Movement) Loss
	// limits returns the interval in percent; nil where there is none.
	limits func(m *tally.Movement, confidence float64) (stats.Interval, bool)
	// causes says that it asks why customers left, which not every export tells.
	causes bool
}

// Definitions lists the definitions in use, the default first.
func Definitions() []Meaning {
	return []Meaning{
		{Definition: metric.Definition{Name: "start", Formula: "lost / customers at the start", Used: "the default here; ChartMogul (B2B)"},
			Rate: founding, limits: shareOf(founding)},
		{Definition: metric.Definition{Name: "all-ends", Formula: "(lost + came and left) / customers at the start", Used: "Baremetrics", Interval: poisson},
			Rate: allEnds, limits: countOf(allEnds)},
		{Definition: metric.Definition{Name: "start-and-new", Formula: "(lost + came and left) / (customers at the start + all who came)", Used: "Stripe, Gumroad"},
			Rate: startAndNew, limits: shareOf(startAndNew)},
		{Definition: metric.Definition{Name: "average", Formula: "(lost + came and left) / ((customers at the start + customers at the end) / 2)", Used: "staff turnover", Interval: poisson},
			Rate: average, limits: countOf(average)},
		{Definition: metric.Definition{Name: "voluntary", Formula: "lost by their own will / customers at the start", Used: "Gumroad, with the cause known"},
			Rate: voluntary, limits: byCause, causes: true},
		{Definition: metric.Definition{Name: "revenue", Formula: "revenue of the lost / revenue at the start", Used: "Baremetrics, capped at the opening", Interval: "wilson on effective customers"},
			Money: true, Rate: revenue, limits: RevenueInterval},
		{Definition: metric.Definition{Name: "gross-revenue", Formula: "(revenue of the lost + contraction) / revenue at the start", Used: "ChartMogul gross MRR churn", Interval: metric.EffectiveMethod},
			Money: true, Rate: grossRevenue, limits: shedInterval},
		{Definition: metric.Definition{Name: "net-revenue", Formula: "(revenue of the lost + contraction − expansion) / revenue at the start", Used: "1 − NRR", Interval: metric.EffectiveMethod},
			Money: true, Rate: netRevenue, limits: netInterval},
		{Definition: metric.Definition{Name: "net-revenue-reactivated", Formula: "(revenue of the lost + contraction − expansion − reactivation) / revenue at the start", Used: "ChartMogul net MRR churn", Interval: "none"},
			Money: true, Rate: netReactivated},
	}
}

// poisson is the method of the rates that are no shares.
const poisson = "poisson"

// DefinitionOf returns the definition with a name.
func DefinitionOf(name string) (Meaning, error) {
	var names []string
	for _, d := range Definitions() {
		if d.Name == name {
			return d, nil
		}
		names = append(names, d.Name)
	}
	return Meaning{}, fmt.Errorf("%q is not a definition of churn, expected one of %q", name, names)
}

// Percent returns what a definition makes of a movement; revenue that grows makes net revenue churn
// negative. ok is false without a base, for money of which a sum did not fit, and where a definition asks
// for causes that are not known of everybody who left: see Range.
func (d Meaning) Percent(m *tally.Movement) (percent float64, ok bool) {
	r := d.Rate(m)
	if r.Base <= 0 || d.Money && m.Overflow || d.causes && m.Customers.LostBy[tally.CauseUnknown] > 0 {
		return 0, false
	}
	return 100 * r.Lost / r.Base, true
}

// Range returns the least and the most that a definition can come to, in percent, where it asks for causes
// that are known of some of the lost only: none, or all, of the others left for it. ok is false where all
// causes are known, where none is, and for definitions that do not ask.
func (d Meaning) Range(m *tally.Movement) (least, most float64, ok bool) {
	unknown := m.Customers.LostBy[tally.CauseUnknown]
	if r := d.Rate(m); d.causes && r.Base > 0 && unknown > 0 && unknown < m.Customers.Lost {
		return 100 * r.Lost / r.Base, 100 * (r.Lost + float64(unknown)) / r.Base, true
	}
	return 0, 0, false
}

// Interval returns the interval of Percent: Wilson's for shares of customers, Poisson's for rates whose
// numerator is not part of their base, effective customers for money. Of several periods all are widened
// by the dispersion between them. Where Range is what is known, it is what holds the whole of it. ok is
// false where the definition has none.
func (d Meaning) Interval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	if d.limits == nil || d.Rate(m).Base <= 0 || d.Money && m.Overflow {
		return stats.Interval{}, false
	}
	return d.limits(m, confidence)
}

// exact returns the interval of Clopper and Pearson of a share of the customers of one period; ok is false for
// other definitions, and for several periods, which differ by more than chance.
// Source: Clopper & Pearson, Biometrika 26, 1934.
func (d Meaning) exact(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	if d.limits == nil || d.Definition.Interval != "" || d.causes || m.Several != nil {
		return stats.Interval{}, false
	}
	r := d.Rate(m)
	limits, ok = stats.ClopperPearson(r.Lost, r.Base, confidence)
	return limits.Times(100), ok
}

// share is the churn of one period by a definition that is a share of customers.
func share(m *tally.Movement, q metric.Account) (stats.Share, bool) {
	d := chosen(q)
	r := d.Rate(m)
	return stats.Share{K: r.Lost, N: r.Base}, d.Definition.Interval == "" && !d.causes && m.Several == nil
}

func shareOf(rate func(*tally.Movement) Loss) func(*tally.Movement, float64) (stats.Interval, bool) {
	return func(m *tally.Movement, confidence float64) (stats.Interval, bool) {
		r := rate(m)
		limits, ok := metric.Between(m).Share(r.Lost, r.Base, confidence)
		return limits.Times(100), ok
	}
}

// countOf returns the interval of a rate whose numerator is not part of its base: who came and left was not
// there at the start.
func countOf(rate func(*tally.Movement) Loss) func(*tally.Movement, float64) (stats.Interval, bool) {
	return func(m *tally.Movement, confidence float64) (stats.Interval, bool) {
		r := rate(m)
		limits, ok := metric.Between(m).Count(r.Lost, confidence)
		return limits.Times(100 / r.Base), ok
	}
}

// byCause is the interval of a share of customers who left for a cause; those of whom none is known may or
// may not have had it.
func byCause(m *tally.Movement, confidence float64) (stats.Interval, bool) {
	unknown := m.Customers.LostBy[tally.CauseUnknown]
	if unknown > 0 && unknown == m.Customers.Lost {
		return stats.Interval{}, false
	}
	least, ok := shareOf(voluntary)(m, confidence)
	most, okMost := shareOf(func(m *tally.Movement) Loss {
		r := voluntary(m)
		r.Lost += float64(unknown)
		return r
	})(m, confidence)
	return stats.Interval{Low: least.Low, High: most.High}, ok && okMost
}

func shedInterval(m *tally.Movement, confidence float64) (stats.Interval, bool) {
	limits, ok := metric.Shed(m).Percent(confidence)
	return limits.Clip(0, 100), ok
}

func netInterval(m *tally.Movement, confidence float64) (stats.Interval, bool) {
	limits, ok := metric.NetInterval(m, confidence)
	return stats.Interval{Low: -limits.High, High: min(-limits.Low, 100)}, ok
}

func allEnds(m *tally.Movement) Loss {
	c := &m.Customers
	return Loss{float64(c.Lost + c.Passing), float64(c.Opening)}
}

func startAndNew(m *tally.Movement) Loss {
	c := &m.Customers
	return Loss{float64(c.Lost + c.Passing), float64(c.Opening + c.New + c.Reactivated + c.Passing)}
}

func average(m *tally.Movement) Loss {
	c := &m.Customers
	return Loss{float64(c.Lost + c.Passing), float64(c.Opening+c.Closing) / 2}
}

func voluntary(m *tally.Movement) Loss {
	return Loss{float64(m.Customers.LostBy[tally.CauseVoluntary]), float64(m.Customers.Opening)}
}

func revenue(m *tally.Movement) Loss {
	return Loss{float64(m.Money.Churn), float64(m.Money.Opening)}
}

func grossRevenue(m *tally.Movement) Loss {
	return Loss{float64(m.Money.Churn) + float64(m.Money.Contraction), float64(m.Money.Opening)}
}

func netRevenue(m *tally.Movement) Loss {
	r := grossRevenue(m)
	r.Lost -= float64(m.Money.Expansion)
	return r
}

func netReactivated(m *tally.Movement) Loss {
	r := netRevenue(m)
	r.Lost -= float64(m.Money.Reactivation)
	return r
}
