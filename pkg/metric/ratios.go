package metric

import (
	"math/big"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The ratios of money below are sums over the customers that were there at the start: what they
// kept, gained or lost, against what they brought. Their intervals are t on the delta-method error.

// Retained is what the customers of the start bring at the end, gains included.
func Retained(m *tally.Movement) stats.RatioSums {
	f := &m.Money
	x := ratioOf(m, f.Opening-f.Contraction-f.Churn+f.Expansion)
	x.SE = sum(m.StartKept.Int(), m.StartGained.Int())
	// Where a customer gains it has kept all, so kept·gained is start·gained.
	x.EE = sum(m.KeptKept.Int(), m.StartGained.Int(), m.StartGained.Int(), m.GainedGained.Int())
	return x
}

// Kept is what the customers of the start bring at the end, without gains.
func Kept(m *tally.Movement) stats.RatioSums {
	f := &m.Money
	x := ratioOf(m, f.Opening-f.Contraction-f.Churn)
	x.SE, x.EE = m.StartKept.Int(), m.KeptKept.Int()
	return x
}

// Gained is what the customers of the start bring more at the end.
func Gained(m *tally.Movement) stats.RatioSums {
	x := ratioOf(m, m.Money.Expansion)
	x.SE, x.EE = m.StartGained.Int(), m.GainedGained.Int()
	return x
}

// Gone is what the lost customers brought at the start.
func Gone(m *tally.Movement) stats.RatioSums {
	x := ratioOf(m, m.Money.Churn)
	x.SE, x.EE = m.LostLost.Int(), m.LostLost.Int()
	return x
}

// Cover is what was gained less what left with the lost customers.
func Cover(m *tally.Movement) stats.RatioSums {
	x := ratioOf(m, m.Money.Expansion-m.Money.Churn)
	lost := m.LostLost.Int()
	x.EE = sum(m.GainedGained.Int(), lost) // nobody gains and leaves, so the cross term is 0
	x.SE = new(big.Int).Sub(m.StartGained.Int(), lost)
	return x
}

func ratioOf(m *tally.Movement, numerator int64) stats.RatioSums {
	return stats.RatioSums{
		N: m.Customers.Opening,
		S: big.NewInt(m.Money.Opening), SS: m.StartStart.Int(), E: big.NewInt(numerator),
	}
}

func sum(numbers ...*big.Int) *big.Int {
	total := new(big.Int)
	for _, n := range numbers {
		total.Add(total, n)
	}
	return total
}

// RatioPercent returns a ratio of money in percent; ok is false when there was no money at the start.
func RatioPercent(x stats.RatioSums) (percent float64, ok bool) {
	ratio, ok := x.Ratio()
	return 100 * ratio.Value, ok
}

// RatioInterval returns the interval of a ratio of money in percent. It can leave the range of the
// ratio and has to be cut. ok is false below two customers and when there is no spread.
// Source: Cochran, Sampling Techniques, 3rd ed., section 6.4.
func RatioInterval(x stats.RatioSums, confidence float64) (limits stats.Interval, ok bool) {
	ratio, ok := x.Ratio()
	if !ok {
		return stats.Interval{}, false
	}
	limits, ok = ratio.Interval(confidence)
	return limits.Times(100), ok
}

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
