package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Totals asks where some of the first rows sum up others, each of which is to be one of what is counted, as a word says.
func (q *Query) Totals(t *dataset.Table, cs dataset.Columns, word string, figure func(row []string) (x, rounded float64, ok bool)) error {
	s := &dataset.Totaling{Table: t, Rows: q.KeptRows(t, cs), Figure: figure, Names: func(i int) bool {
		return !cs.Taken(i) && q.mayName(t, cs, i)
	}}
	s.Rows = slices.DeleteFunc(s.Rows, func(row []string) bool { _, _, ok := figure(row); return !ok })
	return s.Ask(word)
}

// mayName tells whether a column may name totals: what people write does not, nor do scores, and no condition keeps all of it.
func (q *Query) mayName(t *dataset.Table, cs dataset.Columns, column int) bool {
	_, comment := layout.RatingOf(layout.Comment, q.Metric.Name, t.Headers[column])
	return !comment && !layout.IsScore(t.Headers[column]) && !q.KeepsAll(t, cs, column)
}
