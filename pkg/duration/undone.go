package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// undone asks where a column says of some rows that they failed or were cancelled, and the length of all of those is 0, and of no
// other: the 0 stands for none, and would count as the shortest.
func (p *watch) undone(t *dataset.Table, cs dataset.Columns, unit span.Yardstick) error {
	at := cs.At("duration")
	rows := p.KeptRows(t, cs)
	for i := range p.beside(t, cs, tellsOfState) {
		if words := undoneIn(rows, i, at, func(text string) bool {
			micros, c := span.Parse(text, unit, t.Decimal)
			return c == span.Good && micros == 0
		}); len(words) > 0 {
			return p.askUndone(t, i, words)
		}
	}
	return nil
}

// undoneIn are the words of what was not done; none where another row took no time either, or one of them took some.
func undoneIn(rows [][]string, state, length int, zero func(text string) bool) (words []string) {
	done := false
	for _, row := range rows {
		word, text := answer.Trim(row[state]), answer.Trim(row[length])
		if saysNothing(text) {
			continue
		}
		undone := layout.Meaning("gone", word) != "" || layout.Meaning("failure", word) != ""
		switch {
		case undone != zero(text):
			return nil
		case !undone:
			done = true
		case !slices.Contains(words, word):
			words = append(words, word)
		}
	}
	if !done {
		return nil
	}
	return words
}

// askUndone shows the condition that leaves them out.
func (p *watch) askUndone(t *dataset.Table, column int, words []string) error {
	e := problem.Usage("%s: column %s says that some rows were never done, such as %s, and the length of those is 0, which would count as the shortest",
		t.Name, t.Header(column), answer.Quote(words[0], 40))
	return without(standing(e, t, column, "are final all the same"), t, column, words, "if they were never done")
}
