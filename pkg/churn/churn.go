// Package churn computes how many customers were lost, and what left with them.
//
// Tools disagree about churn because each hides its definition. Here the definitions stand side by
// side, and the default is the plain one: customers lost in a period, of those who were there at
// the end of the period before.
package churn

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Loss is what was lost, of what could be lost.
type Loss struct{ Lost, Base float64 }

// founding returns the founding rate: customers lost in the period, of those there at its start.
func founding(m *tally.Movement) Loss {
	return Loss{float64(m.Customers.Lost), float64(m.Customers.Opening)}
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
	return metric.OfOpening(m, float64(m.Money.Churn))
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
	return metric.OfOpening(m, float64(sum))
}
