package revenue

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Concentration says how far revenue hangs on few customers.
type Concentration struct {
	Top float64 // share of all revenue that the largest customers bring, in percent, 0 to 100
	// HHI is the Herfindahl-Hirschman index, the sum of the squares of the customers' shares: from 1 / n
	// when all bring the same to 1 when one brings all. Its inverse is the number of equal customers
	// that would be as concentrated.
	HHI float64
}

// ConcentrationOf returns the concentration of what customers bring, one amount each, in any unit and
// order. Top counts the largest part of them, 0.1 for the top 10 %, rounded up and so at least one.
//
//	Top = 100 · Σ largest / Σ all
//	HHI = Σ (amount / Σ all)²
//
// Customers who bring nothing count among the customers. The error is stats.ErrNoData without revenue,
// and stats.ErrArgument when an amount is below 0 or part is not above 0 and at most 1.
// Source: Herfindahl 1950; Hirschman 1964.
func ConcentrationOf(amounts []int64, part float64) (Concentration, error) {
	if !(part > 0 && part <= 1) {
		return Concentration{}, fmt.Errorf("%w: part of the customers is %v, want above 0 and at most 1", stats.ErrArgument, part)
	}
	var all float64
	for i, amount := range amounts {
		if amount < 0 {
			return Concentration{}, fmt.Errorf("%w: revenue of customer %d is %d, want 0 or more", stats.ErrArgument, i+1, amount)
		}
		all += float64(amount)
	}
	if all == 0 {
		return Concentration{}, stats.ErrNoData
	}
	var c Concentration
	top := largest(len(amounts), part)
	for i, amount := range slices.SortedFunc(slices.Values(amounts), func(a, b int64) int { return cmp.Compare(b, a) }) {
		share := float64(amount) / all
		c.HHI += share * share
		if i < top {
			c.Top += 100 * share
		}
	}
	c.Top = min(c.Top, 100)
	return c, nil
}

// largest returns how many of n customers a part of them is, rounded up. A tenth is not exact in binary:
// the product is rounded to nine digits first, so that 10 % of 30 is 3 and not 4.
func largest(n int, part float64) int {
	return int(math.Ceil(math.Round(part*float64(n)*1e9) / 1e9))
}
