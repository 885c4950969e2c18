package duration

import (
	"iter"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
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

// ofRows narrows a sort of headers of states where the rows are calls, all with a length: a call has ended then, though what it
// was about may be open, or the talk came no further than to some stage.
func (p *watch) ofRows(t *dataset.Table, cs dataset.Columns, sort func(header string) bool) func(header string) bool {
	at := cs.At("duration")
	isCall := func(header string) bool {
		_, id := layout.RatingOf("id", "contacts", header)
		return id && layout.TellsOf(layout.LogWord, header)
	}
	blank := func(row []string) bool { return saysNothing(answer.Trim(row[at])) }
	_, length := layout.RatingOf("length", p.Metric.Name, t.Headers[at])
	if !length || !layout.TellsOnly(layout.TalkWord, t.Headers[at]) || !slices.ContainsFunc(t.Headers, isCall) || slices.ContainsFunc(p.KeptRows(t, cs), blank) {
		return sort
	}
	return func(header string) bool { return sort(header) && !layout.TellsOf(layout.TalkState, header) }
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
