package repeat

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// FitBGNBD returns the model that makes the purchases of the customers most likely, and its
// log-likelihood. The result is the same whatever the order of the customers.
//
// The error is stats.ErrNoData without customers; stats.ErrArgument for purchases that cannot be; and
// stats.ErrNoMaximum where the data do not determine the four parameters: when nobody came again, when
// the customers are too few, or when nothing shows that any of them left.
func FitBGNBD(customers []Purchases) (m BGNBD, logLikelihood float64, err error) {
	alike, err := tellApart(customers)
	if err != nil {
		return m, 0, err
	}
	unit := meanUntil(alike) // the search starts at the same place whatever the unit of time
	if unit == 0 {
		return m, 0, stats.ErrNoMaximum
	}
	at := func(p []float64) BGNBD { return BGNBD{R: p[0], Alpha: p[1] * unit, A: p[2], B: p[3]} }
	best, logLikelihood, err := stats.MaximumLikelihood(func(p []float64) float64 {
		return at(p).logLikelihood(alike)
	}, []float64{1, 1, 1, 1})
	if err != nil {
		return m, 0, err
	}
	return at(best), logLikelihood, nil
}

// many is customers with the same purchases. Most of a ledger came once, on one of few days.
type many struct {
	Purchases
	customers float64
}

// tellApart counts the customers who are alike, in an order that does not depend on theirs.
func tellApart(customers []Purchases) ([]many, error) {
	if len(customers) == 0 {
		return nil, stats.ErrNoData
	}
	counts := map[Purchases]float64{}
	for i, p := range customers {
		if err := p.Check(); err != nil {
			return nil, fmt.Errorf("customer %d: %w", i+1, err)
		}
		counts[p]++
	}
	alike := make([]many, 0, len(counts))
	for p, n := range counts {
		alike = append(alike, many{p, n})
	}
	slices.SortFunc(alike, func(a, b many) int {
		return cmp.Or(cmp.Compare(a.Again, b.Again), cmp.Compare(a.Last, b.Last), cmp.Compare(a.Until, b.Until))
	})
	return alike, nil
}

func meanUntil(alike []many) float64 {
	var sum, n float64
	for _, c := range alike {
		sum += c.customers * c.Until
		n += c.customers
	}
	return sum / n
}

// logLikelihood returns the natural logarithm of how likely the model makes the purchases of the
// customers. A customer with x further purchases, the last at t, watched until T, adds
//
//	log Γ(r + x) / Γ(r) + r · log α + log B(a, b + x) / B(a, b)
//	+ log ((α + T)^−(r + x) + [x > 0] · a / (b + x − 1) · (α + t)^−(r + x))
//
// It is the logarithm of a density over times: it can be above 0, and another unit of time adds a constant.
// Source: Fader, Hardie & Lee 2005, and their "Implementing the BG/NBD Model for Customer
// Base Analysis in Excel", 2005.
func (m BGNBD) logLikelihood(alike []many) (sum float64) {
	none, _ := math.Lgamma(m.R)
	each := m.R*math.Log(m.Alpha) - none - mathext.Lbeta(m.A, m.B)
	for _, c := range alike {
		purchases, _ := math.Lgamma(m.R + c.Again)
		sum += c.customers * (each + purchases + mathext.Lbeta(m.A, m.B+c.Again) + m.logTimes(c.Purchases))
	}
	return sum
}

// logTimes adds the ways in which the times came about: the customer is still there, or left after the
// last purchase. The powers can be too small for a float, so it stays with their logarithms.
func (m BGNBD) logTimes(p Purchases) float64 {
	there := -(m.R + p.Again) * math.Log(m.Alpha+p.Until)
	if p.Again == 0 {
		return there
	}
	left := math.Log(m.A/(m.B+p.Again-1)) - (m.R+p.Again)*math.Log(m.Alpha+p.Last)
	return max(there, left) + math.Log1p(math.Exp(-math.Abs(there-left)))
}
