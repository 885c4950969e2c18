package stats

import (
	"math"
)

// FPC returns the finite population correction, the factor by which a standard error shrinks when n
// of N were asked:
//
//	√((N − n) / (N − 1))
//
// It is 0 for a census (n = N) and 1 for an empty sample. A population smaller than the sample is an
// error. Source: Cochran, Sampling Techniques, 3rd ed.
func FPC(n, population float64) (float64, error) {
	switch {
	case !isCount(n):
		return 0, impossible("a sample of %v", n)
	case !isCount(population):
		return 0, impossible("a population of %v", population)
	case population < n:
		return 0, impossible("a population of %v is smaller than the sample of %v", population, n)
	case n == population:
		return 0, nil
	case n <= 1:
		return 1, nil
	}
	return math.Sqrt((population - n) / (population - 1)), nil
}
