package facts

import "slices"

// nested finds totals of totals that no word names: rows that are the sum of those right beside them, where what is left adds
// up to the first or last row, or where nothing is left. It looks at rows with their totals behind them, then before them.
func (s *summing) nested() (totals []int) {
	order := make([]int, len(s.rows))
	for i := range order {
		order[i] = i
	}
	for range 2 {
		if totals = s.nestedIn(order); totals != nil {
			return totals
		}
		slices.Reverse(order)
	}
	return nil
}

// nestedIn reads rows in an order in which totals stand behind what they sum up.
func (s *summing) nestedIn(order []int) (totals []int) {
	var open, rows []int // rows that no total has summed up yet, and all that are none
	several := false
	for n, i := range order {
		run := s.run(open, i)
		switch last := n == len(order)-1; {
		case last && len(totals) > 0 && several && s.sumOf(rows, i):
			return append(totals, i)
		case run > 0:
			several = several || run > 1
			totals, open = append(totals, i), open[:len(open)-run]
		default:
			open, rows = append(open, i), append(rows, i)
		}
	}
	if len(open) == 0 && len(totals) > 1 && several && len(s.columns) > 1 {
		return totals
	}
	return nil
}

// run is how many of the last rows a row sums up, 0 for none. Of several, the most are the likeliest.
func (s *summing) run(open []int, at int) (most int) {
	sum := make([]float64, len(s.columns))
	for n := 1; n <= len(open); n++ {
		for c, x := range s.figures[open[len(open)-n]] {
			sum[c] += x
		}
		if s.sumsUp(at, sum) {
			most = n
		}
	}
	return most
}

// sumOf tells whether a row is the sum of some.
func (s *summing) sumOf(rows []int, at int) bool {
	sum := make([]float64, len(s.columns))
	for _, i := range rows {
		for c, x := range s.figures[i] {
			sum[c] += x
		}
	}
	return s.sumsUp(at, sum)
}
