package mystery

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// bracketed takes numbers in brackets at the end of all headers for maxima, "Greeting (10)", where the points say that they are: none
// is above its number, most columns reach it, and they do not run on by one, as numbers of questions do.
func (s *formSheet) bracketed(t *dataset.Table, columns []int) {
	reached, runs := 0, true
	maxima := make([]float64, len(columns))
	for n, column := range columns {
		most, ok := layout.BracketedOf(t.Headers[column])
		if !ok || s.cells[n].headed {
			return
		}
		runs = runs && (n == 0 || most == maxima[n-1]+1)
		maxima[n] = most
		highest := 0.0
		for _, row := range s.body {
			if column < len(row) {
				x, err := pointsOf(row[column], most, t.Decimal)
				if err == nil {
					highest = max(highest, x)
				}
			}
		}
		if highest > most {
			return
		}
		if highest == most {
			reached++
		}
	}
	if runs || 2*reached <= len(columns) {
		return
	}
	for n := range s.cells {
		s.cells[n].most, s.cells[n].headed = maxima[n], true
	}
}
