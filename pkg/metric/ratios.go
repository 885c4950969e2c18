package metric

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Price is an amount in the currency's unit, nil in a ledger without amounts.
func (q Account) Price(minor int64) any {
	if !q.Priced {
		return nil
	}
	return result.Price{Minor: minor, Decimals: q.Decimals}
}

// Moved are the movements of a group, and how they are asked about.
type Moved struct {
	Movement *tally.Movement
	Account  Account
}

// Price is an amount as a field has it.
func (x Moved) Price(minor int64) any { return x.Account.Price(minor) }

// Told is a figure that amounts give, nil where there are none.
func (x Moved) Told(value float64, ok bool) any { return Optional(value, ok && x.Account.Priced) }

// RevenuePeriods is the sum that rates of several periods are divided by, absent for one period; of is what is
// divided.
func RevenuePeriods(of string) Figure[Moved] {
	return Figure[Moved]{result.Field{Name: "revenue_periods", Title: "revenue of all periods", Kind: result.Money, Extra: true,
		Doc: "Revenue at the start of each of several periods, added: what " + of + " is divided by."},
		func(x Moved) any { return If(x.Movement.Several != nil, x.Price(x.Movement.Money.Opening)) }}
}

// effectiveCustomers is the name of the field that says how many customers intervals of revenue stand on.
const effectiveCustomers = "effective_customers"

// EffectiveField is the effective number of customers, absent where there are no amounts.
func EffectiveField() Figure[Moved] {
	return Figure[Moved]{result.Field{Name: effectiveCustomers, Title: "effective customers", Kind: result.Number, Extra: true,
		Doc: "Customers of equal size that would be as uneven as those of the start, Kish's (Σs)² / Σs²: what intervals of revenue stand on."},
		func(x Moved) any {
			n := EffectiveCustomers(x.Movement)
			return If(x.Account.Priced && n != 0, n)
		}}
}

// FewDecide warns where the revenue of many customers is that of fewer than few: what the large ones do decides.
func FewDecide(total result.Object, few float64, customers result.Heap) []result.Warning {
	effective, ok := total.Number(effectiveCustomers)
	if !ok || effective >= few {
		return nil
	}
	return []result.Warning{result.Warn("few_decide", "few customers decide over the revenue: that of %s is as uneven as that of %s of equal size, so its intervals are wide",
		customers, result.Numeral(strconv.FormatFloat(effective, 'f', 1, 64)))}
}
