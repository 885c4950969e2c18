// Package ltv computes what a customer is worth over its life.
package ltv

import "github.com/cxcalc/cxcalc/pkg/stats"

// A Value is what goes into the worth of a customer.
type Value struct {
	ARPA   float64 // average revenue per customer and period, taken as known
	Margin float64 // gross margin, from 0 to 1; 1 counts revenue
	Lost   float64 // customers lost in the periods
	Base   float64 // customers at the start of the periods, added
	// Discount is the rate at which later money is worth less, per period; 0 for none.
	Discount float64
	// OnePeriod brings a share that was lost over several periods to one; nil where it was lost in one.
	OnePeriod func(share float64) float64
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
// which is ARPA · margin / churn without a discount d. ok is false without customers, and when
// nobody left: then the worth has no bound.
func (v Value) Worth() (worth float64, ok bool) {
	churn, ok := v.Churn()
	if !ok {
		return 0, false
	}
	return v.at(churn)
}

// Interval returns the interval of Worth: Worth at the Wilson limits of the churn. It is not even on
// both sides and never negative; z is the normal quantile.
func (v Value) Interval(z float64) (limits stats.Interval, ok bool) {
	if churn, ok := v.Churn(); !ok || churn == 0 {
		return stats.Interval{}, false
	}
	churn, ok := stats.Wilson(v.Lost, v.Base, z)
	if !ok {
		return stats.Interval{}, false
	}
	low, okLow := v.at(v.perPeriod(churn.High))
	high, okHigh := v.at(v.perPeriod(churn.Low))
	return stats.Interval{Low: low, High: high}, okLow && okHigh
}

func (v Value) at(churn float64) (worth float64, ok bool) {
	if churn <= 0 {
		return 0, false
	}
	return v.ARPA * v.Margin * (1 + v.Discount) / (churn + v.Discount), true
}

// Lifetime returns how many periods a customer stays: 1 / churn. ok is false when nobody left.
func (v Value) Lifetime() (periods float64, ok bool) {
	churn, ok := v.Churn()
	if !ok || churn == 0 {
		return 0, false
	}
	return 1 / churn, true
}
