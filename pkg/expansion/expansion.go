// Package expansion computes how much more existing customers bring, and whether that makes up for
// what left with the lost ones.
package expansion

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Percent returns the new revenue from existing customers, of all revenue of the period before, in
// percent:
//
//	100 · expansion / revenue at the start
//
// Customers that come back are not existing ones. ok is false when there was no revenue before.
func Percent(m *tally.Movement) (percent float64, ok bool) {
	return ofOpening(m, m.Money.Expansion)
}

// Interval returns the interval of Percent, by effective customers and t; see [metric.Part]. ok is false
// when there was no revenue before.
func Interval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	return metric.Gained(m).Percent(confidence)
}

// CoverRatio returns how often the expansion makes up for the revenue of the lost customers. ok is
// false when nothing was lost.
func CoverRatio(m *tally.Movement) (ratio float64, ok bool) {
	if m.Money.Churn <= 0 || m.Overflow {
		return 0, false
	}
	return float64(m.Money.Expansion) / float64(m.Money.Churn), true
}

// Net returns expansion less lost revenue, of the revenue before, in percent. ok is false when there
// was no revenue before.
func Net(m *tally.Movement) (percent float64, ok bool) {
	return ofOpening(m, m.Money.Expansion-m.Money.Churn)
}

// NetInterval returns the interval of Net: those of the two shares, joined by the recovery of their
// variances. When it lies on one side of 0, it is proven whether the expansion makes up for what was lost.
// Source: Zou & Donner 2008.
func NetInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	return metric.CoverInterval(m, confidence)
}

func ofOpening(m *tally.Movement, amount int64) (percent float64, ok bool) {
	if m.Money.Opening <= 0 || m.Overflow {
		return 0, false
	}
	return 100 * float64(amount) / float64(m.Money.Opening), true
}
