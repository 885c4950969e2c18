// Package ltv computes what a customer is worth over its life.
package ltv

import (
	"cmp"
	"math"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Value is what goes into the worth of a customer.
type Value struct {
	ARPA   float64 // average revenue per customer in the time that it is of, see Periods
	Margin float64 // gross margin, from 0 to 1; 1 counts revenue
	Lost   float64 // customers lost in the periods
	Base   float64 // customers at the start of the periods, added
	// ARPAError is the standard error of ARPA, in which a customer of several periods is one; 0 takes ARPA
	// as known.
	ARPAError float64
	// Effective is how many customers of equal size would be as uneven together, (Σs)² / Σs² (Kish).
	Effective float64
	// Limits is the interval of Lost / Base; the zero Interval where there is none.
	Limits stats.Interval
	// Discount is the rate at which later money is worth less, per period; 0 for none.
	Discount float64
	// OnePeriod brings a share that was lost over several periods to one; nil where it was lost in one.
	OnePeriod func(share float64) float64
	// Periods is how many periods pass in the time that ARPA is of, 3 for days and an ARPA of three; 0 for 1.
	Periods float64
}

// Churn returns the share of customers that a period loses, from 0 to 1. ok is false without customers.
func (v Value) Churn() (churn float64, ok bool) {
	if !(v.Base > 0) || v.Lost < 0 || v.Lost > v.Base {
		return 0, false
	}
	return v.perPeriod(v.Lost / v.Base), true
}

func (v Value) perPeriod(share float64) float64 {
	if v.OnePeriod == nil {
		return share
	}
	return v.OnePeriod(share)
}

// Worth returns the worth of a customer in the unit of ARPA:
//
//	ARPA · margin · (1 + d) / (c + d)
//
// which is ARPA · margin / churn without a discount d. Churn and discount are brought to the time that ARPA is
// of: 1 − (1 − c)^Periods and (1 + d)^Periods − 1. ok is false without customers, and when nobody left: then
// the worth has no bound.
func (v Value) Worth() (worth float64, ok bool) {
	churn, ok := v.Churn()
	if !ok || churn <= 0 {
		return 0, false
	}
	d := v.overARPA(v.Discount)
	return v.ARPA * v.Margin * (1 + d) / (v.ofARPA(churn) + d), true
}

// Interval returns the interval of Worth, which holds the errors of both, of the churn and of ARPA. On the
// logarithm the worth is the difference of the two, so their distances to their limits add up as squares:
//
//	low = worth · exp(−√(x² + y²)),   x = t · error / ARPA,   y = log((high churn + d) / (churn + d))
//
// and so on the other side with the low churn. t has as many degrees of freedom as there are effective
// customers, less one: a few large ones say little about an average. The interval is not even on both sides
// and never negative. ok is false where nobody left and where the churn has no limits.
// Source: Zou & Donner, Statistics in Medicine 27, 2008 (MOVER); Kish, Survey Sampling, 1965.
func (v Value) Interval(confidence float64) (limits stats.Interval, ok bool) {
	worth, ok := v.Worth()
	churn, _ := v.Churn()
	churn = v.ofARPA(churn)
	d := v.overARPA(v.Discount)
	low, high := v.ofARPA(v.perPeriod(v.Limits.Low)), v.ofARPA(v.perPeriod(v.Limits.High))
	if !ok || low+d <= 0 || high < churn {
		return stats.Interval{}, false
	}
	x := v.arpaWidth(confidence)
	below := math.Hypot(x, math.Log((high+d)/(churn+d)))
	above := math.Hypot(x, math.Log((churn+d)/(low+d)))
	return stats.Interval{Low: worth * math.Exp(-below), High: worth * math.Exp(above)}, !math.IsNaN(x)
}

// arpaWidth returns half the width of the interval of ARPA on the logarithm; NaN where it has none.
func (v Value) arpaWidth(confidence float64) float64 {
	switch {
	case v.ARPAError == 0 || v.ARPA == 0:
		return 0
	case v.Effective <= 1:
		return math.NaN()
	}
	return stats.T(confidence, max(v.Effective-1, 1)) * v.ARPAError / v.ARPA
}

// ofARPA brings the churn of a period to the time that ARPA is of.
func (v Value) ofARPA(churn float64) float64 { return -v.overARPA(-churn) }

// overARPA compounds a rate of a period over that time.
func (v Value) overARPA(rate float64) float64 {
	if v.Periods == 0 || v.Periods == 1 {
		return rate
	}
	return math.Expm1(v.Periods * math.Log1p(rate))
}

// Lifetime returns how many periods a customer stays: 1 / churn, of the churn that the worth is of, which is that of the time
// that ARPA is of. ok is false when nobody left.
func (v Value) Lifetime() (periods float64, ok bool) {
	churn, ok := v.Churn()
	if !ok || churn == 0 {
		return 0, false
	}
	return cmp.Or(v.Periods, 1) / v.ofARPA(churn), true
}
