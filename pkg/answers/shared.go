package answers

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A question that is asked in several languages has a column for each, and a row fills that of its own: one of the columns
// alone would leave out everybody who was asked in another language.

// shared tells whether columns share the rows: each has some, and no row has two.
func shared(rows [][]string, columns []int) bool {
	filled := make([]int, len(columns))
	for _, row := range rows {
		n := 0
		for at, i := range columns {
			if i < len(row) && answer.Trim(row[i]) != "" {
				filled[at]++
				n++
			}
		}
		if n > 1 {
			return false
		}
	}
	for _, n := range filled {
		if n == 0 {
			return false
		}
	}
	return true
}

// askShared asks whether columns that share the rows are one question.
func (s *item) askShared(t *dataset.Table, columns []int) *problem.Error {
	e := problem.Usage("%s: no row fills two of these columns, so they may be one question, as one in several languages is; choose with --score\n%s",
		t.Name, t.List(columns))
	together := problem.Sense{Says: "of all together"}
	for _, i := range columns {
		together.Flags = append(together.Flags, "--score", t.Reference(i))
	}
	e.Senses = []problem.Sense{together}
	return e
}

// alike tells whether the header of a column is that of the answers, but for what stands in brackets: "Satisfaction (web)".
func (v *view) alike(column int) bool {
	head := func(i int) string {
		header := v.table.Headers[i]
		if at := strings.IndexAny(header, "(["); at > 0 {
			header = header[:at]
		}
		return answer.Normalise(header)
	}
	return head(column) != "" && head(column) == head(v.score) && v.fit(v.table, column).Share == 1
}

// leastShared is the part of the rows that another column has at least if it is as much of the question as the one that was found.
const leastShared = 0.1

// split asks where a column of answers that nobody has named has rows of its own, and another one of the same kind has the others.
func (v *view) split() *problem.Error {
	if v.item.score != "" || v.weighted() {
		return nil
	}
	for i := range v.table.Headers {
		if !v.free(i) || !v.surelyFits(v.table, i) && !v.alike(i) || !shared(v.rows, []int{v.score, i}) {
			continue
		}
		filled := 0
		for _, row := range v.rows {
			filled += filledOf(row[i : i+1])
		}
		if fit := v.fit(v.table, i); float64(filled) >= leastShared*float64(len(v.rows)) && filled > 1 && fit.Steps > 1 {
			return v.askShared(v.table, []int{v.score, i})
		}
	}
	return nil
}
