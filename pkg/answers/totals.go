package answers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// totals asks where some of the rows sum up others, and would be answers of nobody.
func (v *view) totals() *problem.Error {
	figure, adds := v.score, false
	if v.columns.Has(texts.Count) {
		figure, adds = v.columns.At(texts.Count), true
	}
	s := &dataset.Totaling{Table: v.table, Rows: slices.DeleteFunc(slices.Clone(v.rows), func(row []string) bool { return answer.Trim(row[v.score]) == "" }),
		Names: v.labels, Adds: adds, Figure: func(row []string) (x, rounded float64, ok bool) {
			x, err := answer.ParseNumber(row[figure], v.table.Decimal)
			return x, dataset.Rounded(row[figure]), err == nil
		}}
	label, found := s.Find()
	if label == dataset.None {
		return nil
	}
	return s.AskOfRows(label, found, "answers")
}

// labels tells whether a column may name totals: it is none of answers, nor of what people write, and no condition keeps all of it.
func (v *view) labels(column int) bool {
	header := v.table.Headers[column]
	_, comment := layout.RatingOf(layout.Comment, v.Metric.Name, header)
	if column == v.score || column == v.columns.At(texts.Count) || comment || layout.IsScore(header) {
		return false
	}
	return !v.keepsAll(column)
}

// keepsAll tells whether a condition on a column leaves nothing out, which says that all of it is meant.
func (v *view) keepsAll(column int) bool {
	return v.KeepsAll(v.table, v.columns, column)
}
