package metric

import (
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Limits makes the members of an interval, nil where there is none.
func Limits(low, high string, v stats.Interval, ok bool) result.Object {
	o := result.Object{{Key: low}, {Key: high}}
	if ok {
		o[0].Value, o[1].Value = v.Low, v.High
	}
	return o
}

// Optional is a value, or nil where there is none.
func Optional(value float64, ok bool) any {
	if !ok {
		return nil
	}
	return value
}

// Price is an amount in the currency's unit, nil in a ledger without amounts.
func (q Account) Price(minor int64) any {
	if !q.Priced {
		return nil
	}
	return result.Amount{Minor: minor, Decimals: q.Decimals}
}

// RevenuePeriods declares the sum that rates of several periods are divided by; of is what is divided.
func RevenuePeriods(of string) result.Field {
	return result.Field{Name: "revenue_periods", Title: "revenue of all periods", Kind: result.Money, Extra: true,
		Doc: "Revenue at the start of each of several periods, added: what " + of + " is divided by."}
}

// EffectiveField declares the effective number of customers.
func EffectiveField() result.Field {
	return result.Field{Name: "effective_customers", Title: "effective customers", Kind: result.Number, Extra: true,
		Doc: "Customers of equal size that would be as uneven as those of the start, Kish's (Σs)² / Σs²: what intervals of revenue stand on."}
}

// Sum returns the revenue that rates of several periods are divided by; nothing for one period.
func (q Account) Sum(m *tally.Movement) result.Object {
	if m.Several == nil {
		return nil
	}
	return result.Object{{Key: "revenue_periods", Value: q.Price(m.Money.Opening)}}
}

// Effective returns the effective number of customers, in a ledger with amounts.
func (q Account) Effective(m *tally.Movement) result.Object {
	n := EffectiveCustomers(m)
	if !q.Priced || n == 0 {
		return nil
	}
	return result.Object{{Key: "effective_customers", Value: n}}
}
