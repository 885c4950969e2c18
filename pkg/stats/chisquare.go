package stats

import (
	"fmt"
	"math"
)

// ChiSquareTable tests whether the rows of a table of counts have the same shares, by Pearson's
// chi-square without a correction. Empty rows and columns say nothing and are left out. It is refused
// when fewer than two of either are left. Source: Pearson, Philosophical Magazine 50, 1900.
func ChiSquareTable(table [][]float64) (Test, error) {
	rows, columns, n, err := sums(table)
	if err != nil {
		return Test{}, err
	}
	r, c := positive(rows), positive(columns)
	if r < 2 || c < 2 {
		return Test{}, fmt.Errorf("%w: %d rows and %d columns hold answers, and a comparison takes two", ErrNoSpread, r, c)
	}
	var statistic float64
	for i, row := range table {
		for j, k := range row {
			if expected := rows[i] * (columns[j] / n); expected > 0 {
				statistic += (k - expected) * (k - expected) / expected
			}
		}
	}
	return chiSquare(statistic, (r-1)*(c-1)), nil
}

// GoodnessOfFit tests whether a sample falls into groups as the population does, by Pearson's
// chi-square against known shares. The shares may be totals: only their proportions matter. Answers in
// a group that the population does not have are an error.
func GoodnessOfFit(counts, population []float64) (Test, error) {
	totals, _, _, err := sums([][]float64{counts, population})
	if err != nil {
		return Test{}, err
	}
	if positive(totals) < 2 {
		return Test{}, ErrNoData
	}
	var statistic float64
	for i, k := range counts {
		expected := totals[0] * (population[i] / totals[1])
		switch {
		case expected > 0:
			statistic += (k - expected) * (k - expected) / expected
		case k > 0:
			return Test{}, impossible("group %d has %v answers and no share of the population", i+1, k)
		}
	}
	groups := positive(population)
	if groups < 2 {
		return Test{}, fmt.Errorf("%w: the population has one group", ErrNoSpread)
	}
	return chiSquare(statistic, groups-1), nil
}

// sums returns the sums of the rows, of the columns and of all of a table.
func sums(table [][]float64) (rows, columns []float64, n float64, err error) {
	if len(table) == 0 {
		return nil, nil, 0, ErrNoData
	}
	rows, columns = make([]float64, len(table)), make([]float64, len(table[0]))
	for i, row := range table {
		if len(row) != len(columns) {
			return nil, nil, 0, impossible("row %d has %d columns and row 1 has %d", i+1, len(row), len(columns))
		}
		for j, k := range row {
			if !isCount(k) {
				return nil, nil, 0, impossible("a count of %v in row %d, column %d", k, i+1, j+1)
			}
			rows[i] += k
			columns[j] += k
			n += k
		}
	}
	if n == 0 {
		return nil, nil, 0, ErrNoData
	}
	return rows, columns, n, nil
}

// positive returns how many numbers are above 0.
func positive(xs []float64) (n int) {
	for _, x := range xs {
		if x > 0 {
			n++
		}
	}
	return n
}

// CramersV returns the size of an association that a chi-square test of n answers in a table was about, from 0 to 1:
//
//	√(χ² / (n · (min(rows, columns) − 1)))
//
// Source: Cramér, Mathematical Methods of Statistics, 1946.
func (t Test) CramersV(n float64, rows, columns int) float64 {
	least := float64(min(rows, columns) - 1)
	if !(n > 0) || least <= 0 {
		return 0
	}
	return math.Sqrt(t.Statistic / (n * least))
}
