package tally

import (
	"math/big"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// The ratios of money below are sums over the customers that were there at the start, for
// stats.RatioSums: what they kept, gained or lost against what they brought.

// Retained is what the customers of the start bring at the end, gains included.
func (m *Movement) Retained() stats.RatioSums {
	f := &m.Money
	x := m.ratio(f.Opening - f.Contraction - f.Churn + f.Expansion)
	x.SE = add(m.StartKept.Int(), m.StartGained.Int())
	// Where a customer gains it has kept all, so kept·gained is start·gained.
	x.EE = add(m.KeptKept.Int(), m.StartGained.Int(), m.StartGained.Int(), m.GainedGained.Int())
	return x
}

// Kept is what the customers of the start bring at the end, without gains.
func (m *Movement) Kept() stats.RatioSums {
	f := &m.Money
	x := m.ratio(f.Opening - f.Contraction - f.Churn)
	x.SE, x.EE = m.StartKept.Int(), m.KeptKept.Int()
	return x
}

// Gained is what the customers of the start bring more at the end.
func (m *Movement) Gained() stats.RatioSums {
	x := m.ratio(m.Money.Expansion)
	x.SE, x.EE = m.StartGained.Int(), m.GainedGained.Int()
	return x
}

// Gone is what the lost customers brought at the start.
func (m *Movement) Gone() stats.RatioSums {
	x := m.ratio(m.Money.Churn)
	x.SE, x.EE = m.LostLost.Int(), m.LostLost.Int()
	return x
}

// Cover is what was gained less what left with the lost customers.
func (m *Movement) Cover() stats.RatioSums {
	x := m.ratio(m.Money.Expansion - m.Money.Churn)
	lost := m.LostLost.Int()
	x.EE = add(m.GainedGained.Int(), lost) // nobody gains and leaves, so the cross term is 0
	x.SE = new(big.Int).Sub(m.StartGained.Int(), lost)
	return x
}

func (m *Movement) ratio(numerator int64) stats.RatioSums {
	return stats.RatioSums{
		N: m.Customers.Opening,
		S: big.NewInt(m.Money.Opening), SS: m.StartStart.Int(), E: big.NewInt(numerator),
	}
}

func add(numbers ...*big.Int) *big.Int {
	sum := new(big.Int)
	for _, n := range numbers {
		sum.Add(sum, n)
	}
	return sum
}
