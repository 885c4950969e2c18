package stats

import (
	"cmp"
	"slices"
)

// BenjaminiHochberg returns the p-values adjusted so that rejecting those below q keeps the share of
// false claims among the claims under q. The order is that of the input.
// Source: Benjamini & Hochberg, JRSS B 57, 1995.
func BenjaminiHochberg(p []float64) []float64 {
	order, adjusted, m := ascending(p), make([]float64, len(p)), float64(len(p))
	least := 1.0
	for rank := len(p) - 1; rank >= 0; rank-- {
		i := order[rank]
		least = min(least, p[i]*m/float64(rank+1))
		adjusted[i] = least
	}
	return adjusted
}

// Holm returns the p-values adjusted so that all claims below the level hold together. The order is
// that of the input. Source: Holm, Scandinavian Journal of Statistics 6, 1979.
func Holm(p []float64) []float64 {
	order, adjusted := ascending(p), make([]float64, len(p))
	most := 0.0
	for rank, i := range order {
		most = min(max(most, p[i]*float64(len(p)-rank)), 1)
		adjusted[i] = most
	}
	return adjusted
}

// ascending returns the places of figures from the smallest to the largest.
func ascending(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	return order
}
