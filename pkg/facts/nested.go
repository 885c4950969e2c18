package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// nested finds totals of totals that no word names: rows that are the sum of those right beside them, where what is left adds
// up to the first or last row, or where nothing is left. It looks at rows with their totals behind them, then before them. Rows that
// are totals already are left aside. Rows that are alike are no sums of each other where several may be read as those of more.
func (s *summing) nested() (totals []int) {
	var order []int
	for i := range s.rows {
		if !s.totals[i] {
			order = append(order, i)
		}
	}
	for _, fewest := range []int{2, 1} {
		for range 2 {
			if totals = s.nestedIn(order, fewest); totals != nil {
				return totals
			}
			slices.Reverse(order)
		}
	}
	for range 2 {
		if totals = s.written(order); totals != nil {
			return totals
		}
		slices.Reverse(order)
	}
	return nil
}

// written finds totals of several rows whose labels are all written alike and as none of the others is, such as those of weeks
// among days, whatever is left of the last of them.
func (s *summing) written(order []int) (totals []int) {
	var open []int
	form, others := "", make(map[string]bool)
	for _, i := range order {
		own := dataset.FormOf(s.rows[i][s.label])
		if s.run(open, i, 2) != len(open) || len(open) < 2 {
			open = append(open, i)
			others[own] = true
			continue
		}
		if form == "" {
			form = own
		}
		if own != form {
			return nil
		}
		totals, open = append(totals, i), nil
	}
	if len(totals) < 2 || others[form] {
		return nil
	}
	return totals
}

// nestedIn reads rows in an order in which totals stand behind what they sum up.
func (s *summing) nestedIn(order []int, fewest int) (totals []int) {
	var open, rows []int // rows that no total has summed up yet, and all that are none
	several := false
	for n, i := range order {
		run := s.run(open, i, fewest)
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
	if len(open) == 0 && len(totals) > 1 && several && (len(s.columns) > 1 || s.borneOut(rows)) {
		return totals
	}
	return nil
}

// run is how many of the last rows a row sums up, 0 for none. Of several, the most are the likeliest.
func (s *summing) run(open []int, at, fewest int) (most int) {
	sum := make([]float64, len(s.columns))
	for n := 1; n <= len(open); n++ {
		for c, x := range s.figures[open[len(open)-n]] {
			sum[c] += x
		}
		if n >= fewest && s.sumsUp(at, sum) {
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

// borneOut tells whether a row that is a total already is the sum of some.
func (s *summing) borneOut(rows []int) bool {
	for i := range s.rows {
		if s.totals[i] && s.sumOf(rows, i) {
			return true
		}
	}
	return false
}
