// Package churn computes how many customers were lost, and what left with them.
//
// Tools disagree about churn because each hides its definition. Here the definitions stand side by
// side, and the default is the plain one: customers lost in a period, of those who were there at
// the end of the period before.
package churn

import (
	"errors"
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Rate is what was lost, of what could be lost.
type Rate struct{ Lost, Base float64 }

// ErrMixed says that a rate mixes two definitions, such as losses of customers who came in the period
// over customers who were there at its start.
var ErrMixed = errors.New("more customers lost than there were at the start")

// Of returns the founding rate: customers lost in the period, of those there at its start.
func Of(m *tally.Movement) Rate {
	return Rate{float64(m.Customers.Lost), float64(m.Customers.Opening)}
}

// Check returns ErrMixed when more was lost than there was.
func (r Rate) Check() error {
	if r.Lost > r.Base {
		return ErrMixed
	}
	return nil
}

// Percent returns the churn in percent, from 0 to 100:
//
//	100 · lost / base
//
// ok is false when there is nothing to lose, and when more was lost than there was.
func (r Rate) Percent() (percent float64, ok bool) {
	if r.Base <= 0 || r.Lost < 0 || r.Check() != nil {
		return 0, false
	}
	return 100 * r.Lost / r.Base, true
}

// Interval returns the Wilson interval of the churn in percent; z is the normal quantile, 1.96 for
// 95 %. A ledger is a census, so the interval speaks of what another period could bring by chance.
// Source: Wilson 1927.
func (r Rate) Interval(z float64) (limits stats.Interval, ok bool) {
	if _, ok := r.Percent(); !ok {
		return stats.Interval{}, false
	}
	limits, ok = stats.Wilson(r.Lost, r.Base, z)
	return limits.Times(100), ok
}

// Convert brings a churn in percent per period to another length of time, longer or shorter by the
// factor periods: 2.5 % a month is 26.2 % a year, not 30.
//
//	1 − (1 − c)^periods
func Convert(percent, periods float64) float64 {
	return 100 * -math.Expm1(periods*math.Log1p(-percent/100))
}

// RevenueLost returns what share of the revenue at the start left with the lost customers, in
// percent. What they brought at the start counts, also when they had grown since. ok is false when
// there was no revenue.
func RevenueLost(m *tally.Movement) (percent float64, ok bool) {
	return ofOpening(m, m.Money.Churn)
}

// RevenueInterval returns the interval of RevenueLost: Wilson's on the effective customers of the start,
// widened by the dispersion between periods. It is there also when one customer left, or none. What has left
// is a fact; the interval speaks of what leaves by chance.
// Source: Wilson 1927; Kish 1965.
func RevenueInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	gone := metric.Gone(m)
	limits, ok = gone.EffectiveInterval(confidence, gone.Between)
	return limits.Times(100), ok && !m.Overflow
}

// TopShare returns what share of all revenue at the start left with the largest of the leavers, in
// percent; part is how many of the leavers that are, 0.01 for the top 1 %, at least one. ok is false
// when nobody left, there was no revenue, or more leavers are asked for than are known.
func TopShare(m *tally.Movement, part float64) (percent float64, ok bool) {
	n := int(math.Ceil(part * float64(m.Customers.Lost)))
	if n < 1 || m.Leavers == nil || n > len(m.Leavers.Losses) {
		return 0, false
	}
	var sum int64
	for _, amount := range m.Leavers.Losses[:n] {
		sum += amount
	}
	return ofOpening(m, sum)
}

func ofOpening(m *tally.Movement, amount int64) (percent float64, ok bool) {
	if m.Money.Opening <= 0 || m.Overflow {
		return 0, false
	}
	return 100 * float64(amount) / float64(m.Money.Opening), true
}

// Daily adds the churn of the days of a period, as ChartMogul does for many small customers:
//
//	Σ (1 − end/start)
//
// The days are movements of one day each. ok is false when a day starts with nobody.
func Daily(days []Rate) (percent float64, ok bool) {
	for _, day := range days {
		p, ok := day.Percent()
		if !ok {
			return 0, false
		}
		percent += p
	}
	return percent, len(days) > 0
}

// Compounded multiplies the days instead, as survival does:
//
//	1 − Π end/start
func Compounded(days []Rate) (percent float64, ok bool) {
	kept := 1.0
	for _, day := range days {
		p, ok := day.Percent()
		if !ok {
			return 0, false
		}
		kept *= 1 - p/100
	}
	return 100 * (1 - kept), len(days) > 0
}
