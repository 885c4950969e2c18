package stats

import "fmt"

// ChiSquareTable tests whether the rows of a table of counts have the same shares, by Pearson's
// chi-square without a correction. Empty rows and columns say nothing and are left out. It is refused
// when fewer than two of either are left. Source: Pearson, Philosophical Magazine 50, 1900.
func ChiSquareTable(table [][]float64) (Test, error) {
	rows, columns, n, err := sums(table)
	if err != nil {
		return Test{}, err
	}
	r, c := positive(rows), positive(columns)
	if n == 0 {
		return Test{}, ErrNoData
	}
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
	df := float64((r - 1) * (c - 1))
	return Test{Statistic: statistic, DF: df, P: chiSquareP(statistic, df)}, nil
}

// GoodnessOfFit tests whether a sample falls into groups as the population does, by Pearson's
// chi-square against known shares. The shares may be totals: only their proportions matter. Answers in
// a group that the population does not have are an error.
func GoodnessOfFit(counts, population []float64) (Test, error) {
	n, total, err := matched(counts, population)
	if err != nil {
		return Test{}, err
	}
	var statistic float64
	groups := 0
	for i, k := range counts {
		if population[i] == 0 {
			if k > 0 {
				return Test{}, impossible("group %d has %v answers and no share of the population", i+1, k)
			}
			continue
		}
		groups++
		expected := n * (population[i] / total)
		statistic += (k - expected) * (k - expected) / expected
	}
	if groups < 2 {
		return Test{}, fmt.Errorf("%w: the population has one group", ErrNoSpread)
	}
	df := float64(groups - 1)
	return Test{Statistic: statistic, DF: df, P: chiSquareP(statistic, df)}, nil
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

// matched returns the sums of a sample and of a population that are cut into the same groups.
func matched(counts, population []float64) (n, total float64, err error) {
	if len(counts) != len(population) {
		return 0, 0, impossible("%d groups in the sample and %d in the population", len(counts), len(population))
	}
	for i := range counts {
		if !isCount(counts[i]) || !isCount(population[i]) {
			return 0, 0, impossible("group %d has %v in the sample and %v in the population", i+1, counts[i], population[i])
		}
		n += counts[i]
		total += population[i]
	}
	if n == 0 || total == 0 {
		return 0, 0, ErrNoData
	}
	return n, total, nil
}
