package share

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// undone asks where a column says whether something came in time, or was late, and another one that it has not come or ended yet, or
// never will: such rows would count as one of both.
func (p *quest) undone(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("score")
	if at == dataset.None {
		at = cs.At(facts.Part("yes", 0))
	}
	if at == dataset.None || !layout.Speaks(layout.InTimeWord, t.Headers[at]) {
		return nil
	}
	for i, header := range t.Headers {
		if i == at || !layout.TellsOf(layout.StateWord, header) || layout.TellsOf(layout.UnsentWord, header) || p.KeepsAll(t, cs, i) {
			continue
		}
		if open, done, other := statesOf(p.KeptRows(t, cs), i, at); len(open) > 0 && len(done) > 0 {
			e := askUndone(t, i, at, open, done)
			if !other { // then both ways are one
				e.Senses = e.Senses[:1]
			}
			return e
		}
	}
	return nil
}

// statesOf are the states of rows that say yes or no: those of what has not come or ended, and those of what has. other tells that there
// are more.
func statesOf(rows [][]string, state, said int) (open, done []string, other bool) {
	for _, row := range rows {
		word := answer.Trim(row[state])
		delivery := layout.Meaning("delivery", word)
		switch {
		case word == "" || answer.Trim(row[said]) == "":
		case delivery == "delivered", layout.Meaning("ended", word) != "", layout.Meaning("punctual", word) != "":
			if !slices.Contains(done, word) {
				done = append(done, word)
			}
		case delivery == "open", delivery == "cancelled", layout.Meaning("unended", word) != "", layout.Meaning("gone", word) != "":
			if !slices.Contains(open, word) {
				open = append(open, word)
			}
		default:
			other = true
		}
	}
	return open, done, other
}

func askUndone(t *dataset.Table, state, said int, open, done []string) *problem.Error {
	e := problem.Usage("%s: column %s says that some rows have not come or ended, such as %s, and column %s would count them all the same",
		t.Name, t.Header(state), answer.Quote(open[0], 40), t.Header(said))
	name := dataset.InWhere(t.Reference(state))
	e.Hint = "--where '" + name + "~.*' says that all of them count"
	e.Senses = []problem.Sense{{Says: "if only those count that have come or ended", Flags: []string{"--where", name + "~" + dataset.OneOf(done)}},
		{Says: "if all count but these", Flags: []string{"--where", name + "!~" + dataset.OneOf(open)}}}
	return e
}
