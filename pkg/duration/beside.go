package duration

import (
	"iter"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// beside yields the columns with a header of some sort that could say something else of the rows than the lengths do: not those
// that the question uses, nor one of which a condition that leaves nothing out says that all of it is meant.
func (p *watch) beside(t *dataset.Table, cs dataset.Columns, sort func(header string) bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, header := range t.Headers {
			if sort(header) && !cs.Taken(i) && !p.KeepsAll(t, cs, i) && !yield(i) {
				return
			}
		}
	}
}

// standing adds to a question what one writes where the rows count as they stand: a condition on the column that is met by all.
func standing(e *problem.Error, t *dataset.Table, column int, says string) *problem.Error {
	e.Hint = "--where '" + dataset.InWhere(t.Reference(column)) + "~.*' says that they " + says
	return e
}

// without adds to a question the condition that leaves out the rows with some words in a column.
func without(e *problem.Error, t *dataset.Table, column int, words []string, says string) *problem.Error {
	e.Senses = []problem.Sense{{Says: says, Flags: []string{"--where", dataset.InWhere(t.Reference(column)) + "!~" + dataset.OneOf(words)}}}
	return e
}
