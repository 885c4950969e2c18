package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// An Uncome is a column of states that says of rows with a time of delivery that they have not come: the time is a plan.
type Uncome struct {
	Column int
	Words  []string // that say so
}

// Uncome finds such a column beside one of when things came. States of payments and the like say nothing of that, and a column
// of which a condition that leaves nothing out says that all of it is meant has been seen.
func (q *Query) Uncome(t *dataset.Table, cs dataset.Columns, came int) (found Uncome, ok bool) {
	for i, header := range t.Headers {
		if !layout.TellsOf(layout.StateWord, header) || layout.TellsOf(layout.UnsentWord, header) || cs.Taken(i) || q.KeepsAll(t, cs, i) {
			continue
		}
		found = Uncome{Column: i}
		for _, row := range q.KeptRows(t, cs) {
			word := answer.Trim(row[i])
			meaning := layout.Meaning("delivery", word)
			if noValue(answer.Trim(row[came])) || meaning != "open" && meaning != "cancelled" || slices.Contains(found.Words, word) {
				continue
			}
			found.Words = append(found.Words, word)
		}
		if len(found.Words) > 0 {
			return found, true
		}
	}
	return found, false
}

// Ask says that the times of such rows would count as if they had come. The condition that leaves them out, or a way of its own
// to read the states, belongs to the question that is asked.
func (u Uncome) Ask(t *dataset.Table, came string) *problem.Error {
	e := problem.Usage("%s: column %s says that some rows have not come, such as %s, and column %s has a time there, which may be a plan and would count as if they had",
		t.Name, t.Header(u.Column), answer.Quote(u.Words[0], 40), came)
	e.Hint = "--where '" + dataset.InWhere(t.Reference(u.Column)) + "~.*' says that they have come"
	return e
}
