package facts

import (
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostAsked is how many questions are proposed.
const mostAsked = 12

// Asked asks where rows answer different questions, of which a column tells, for one figure of the answers in another column.
func (q *Query) Asked(t *dataset.Table, cs dataset.Columns, score int) error {
	free := func(i int) bool {
		return !cs.Taken(i) && !slices.Contains(cs.By, i) && !cs.Settled(i) && !q.KeepsAll(t, cs, i)
	}
	column, values := t.Questions(q.KeptRows(t, cs), score, free)
	if column == dataset.None {
		return nil
	}
	e := problem.Usage("%s: the rows answer different questions, as column %s tells, and one figure of all of them would mean nothing\n%s",
		t.Name, t.Header(column), t.List([]int{column}))
	e.Hint = "--where '" + dataset.InWhere(t.Reference(column)) + "~.*' says that they are of one question"
	for _, text := range slices.Sorted(maps.Keys(values)) {
		if len(e.Senses) < mostAsked {
			e.Senses = append(e.Senses, problem.Sense{Says: "of " + answer.Quote(text, 40),
				Flags: []string{"--where", dataset.Among(t.Reference(column), []string{text})}})
		}
	}
	return e
}
