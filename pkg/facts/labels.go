package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
)

// byLabel marks rows whose label tells that they are none of the others: it is no key of the kind that those of the others are, it says that
// the row is part of another, it is made of the labels of others that the row adds up, or those of its parts are indented below it.
func (s *summing) byLabel() {
	labels := make([]string, len(s.rows))
	for i, row := range s.rows {
		labels[i] = row[s.label]
	}
	summed := s.indents(labels)
	for i, label := range labels {
		of := slices.DeleteFunc(dataset.Joins(label, labels), func(n int) bool { return n == i })
		if dataset.IsPart(label) && i > 0 && !summed[i] || dataset.NamesPlan(label) && !dataset.MayNameCompany(label) && s.ends(i) || len(of) > 1 && s.sumOf(of, i) {
			s.totals[i] = true
		}
	}
	for _, i := range s.strangers() {
		s.totals[i] = true
	}
}

// indents marks rows whose parts stand indented below them, where all such rows are the sums of theirs, and returns those parts.
func (s *summing) indents(labels []string) map[int]bool {
	under := dataset.Indented(labels)
	parts := make(map[int]bool)
	for i, rows := range under {
		if !s.sumOf(rows, i) {
			return nil
		}
		for _, n := range rows {
			parts[n] = true
		}
	}
	for i := range under {
		s.totals[i] = true
	}
	return parts
}

// ends tells whether a row is the first or one of the last few of a table.
func (s *summing) ends(at int) bool {
	const most = 3
	return at == 0 || s.table.Whole && at >= len(s.rows)-most
}

// strangers lists rows whose labels are none of the kind of the others.
func (s *summing) strangers() (rows []int) {
	t := &dataset.Totaling{Table: s.table, Rows: s.rows, Adds: true, Names: func(i int) bool { return i == s.label },
		Figure: func(row []string) (x, rounded float64, ok bool) {
			x, err := answer.ParseNumber(row[s.columns[0]], s.table.Decimal)
			return x, 0, err == nil
		}}
	label, texts := t.Strangers()
	if label == dataset.None {
		return nil
	}
	for i, row := range s.rows {
		if slices.Contains(texts, answer.Trim(row[label])) {
			rows = append(rows, i)
		}
	}
	return rows
}

// periods is the first column that has the name of a period in nearly every row, though some are no more than the number of a year.
func (s *summing) periods() int {
	for i := range s.table.Headers {
		named := 0
		for _, row := range s.rows {
			if _, _, rest, ok := dates.Within(row[i]); ok && rest == "" {
				named++
			}
		}
		if named > 1 && 3*named >= 2*len(s.rows) && !slices.Contains(s.columns, i) {
			return i
		}
	}
	return dataset.None
}
