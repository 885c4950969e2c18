package stats

import (
	"fmt"
	"math"
	"slices"
)

// A RankCorrelation is how far two figures of the same units rise together, from -1 to 1.
type RankCorrelation struct {
	// N is the number of units, and Rho Spearman's correlation of their ranks; equal figures share the mean of their ranks.
	N   int
	Rho float64
	// P is two-sided: exact, over all orders that there are, or by Student's t with n − 2.
	P     float64
	Exact bool
}

// mostExact is the largest number of units of which all orders are gone through.
const mostExact = 9

// Spearman returns the correlation of the ranks of two lists of figures. It is refused below three units, and where all figures
// of a list are the same. Source: Spearman, American Journal of Psychology 15, 1904.
func Spearman(x, y []float64) (RankCorrelation, error) {
	n := len(x)
	switch {
	case len(y) != n:
		return RankCorrelation{}, impossible("%d figures beside %d", n, len(y))
	case n < 3:
		return RankCorrelation{}, fmt.Errorf("%w: %d units, and a correlation takes three", ErrTooFew, n)
	}
	a, b := centredRanks(x), centredRanks(y)
	spread := math.Sqrt(inner(a, a) * inner(b, b))
	if spread == 0 {
		return RankCorrelation{}, fmt.Errorf("%w: all figures of a side are the same", ErrNoSpread)
	}
	r := RankCorrelation{N: n, Rho: min(max(inner(a, b)/spread, -1), 1), Exact: n <= mostExact}
	switch {
	case r.Exact:
		r.P = rankOrders(a, b)
	case math.Abs(r.Rho) < 1:
		r.P = StudentP(r.Rho*math.Sqrt(float64(n-2)/(1-r.Rho*r.Rho)), float64(n-2))
	}
	return r, nil
}

// Interval returns limits by Fisher's z, with the error that ranks have:
//
//	tanh(atanh(ρ) ± z·√((1 + ρ²/2) / (n − 3)))
//
// ok is false below four units, and where the ranks agree entirely, which tells no spread.
// Source: Bonett & Wright, Psychometrika 65, 2000.
func (r RankCorrelation) Interval(confidence float64) (v Interval, ok bool) {
	if r.N < 4 || !(math.Abs(r.Rho) < 1) || !isLevel(confidence) {
		return Interval{}, false
	}
	half := Z(confidence) * math.Sqrt((1+r.Rho*r.Rho/2)/float64(r.N-3))
	z := math.Atanh(r.Rho)
	return Interval{math.Tanh(z - half), math.Tanh(z + half)}, true
}

// centredRanks returns twice the ranks of figures less twice their mean, which are whole numbers.
func centredRanks(x []float64) []float64 {
	order := ascending(x)
	ranks := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+to+1) - float64(len(x)+1)
		}
		from = to
	}
	return ranks
}

func inner(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// rankOrders returns the share of all orders of b in which the ranks agree, or disagree, at least as much as they do.
func rankOrders(a, b []float64) float64 {
	b = slices.Clone(b)
	observed := math.Abs(inner(a, b))
	all, extreme := 0.0, 0.0
	var permute func(k int)
	permute = func(k int) {
		if k == 1 {
			all++
			if math.Abs(inner(a, b)) >= observed {
				extreme++
			}
			return
		}
		for i := range k { // Heap's algorithm
			permute(k - 1)
			at := 0
			if k%2 == 0 {
				at = i
			}
			b[at], b[k-1] = b[k-1], b[at]
		}
	}
	permute(len(b))
	return extreme / all
}
