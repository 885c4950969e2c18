package facts

import (
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// Footed asks where some of the first rows sum up others and would count, since one of the columns that make a row count is filled:
// those of texts, which nothing adds up, and of scores, which may be a mean.
func (q *Query) Footed(t *dataset.Table, cs dataset.Columns, word string, roles ...dataset.Role) error {
	var columns []int
	for _, role := range roles {
		for n := 0; cs.Has(Part(role, n)); n++ {
			columns = append(columns, cs.At(Part(role, n)))
		}
	}
	s := &dataset.Totaling{Table: t, Rows: q.KeptRows(t, cs)}
	s.Rows = slices.DeleteFunc(s.Rows, func(row []string) bool {
		if i := cs.At("order"); i != dataset.None && answer.Trim(row[i]) == "" {
			return true // as it does not count
		}
		return !slices.ContainsFunc(columns, func(i int) bool { return answer.Trim(row[i]) != "" })
	})
	s.Figure = func(row []string) (x, rounded float64, ok bool) {
		if i := cs.At("score"); i != dataset.None {
			if x, err := answer.ParseNumber(row[i], t.Decimal); err == nil {
				return x, dataset.Rounded(row[i]), true
			}
		}
		return math.NaN(), 0, true
	}
	s.Names = func(i int) bool { return !slices.Contains(columns, i) && q.mayName(t, cs, i) }
	return s.Ask(word)
}
