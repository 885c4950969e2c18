package duration

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// untold asks where a column of states says of some rows that they have ended, and of others with a length what no list of words
// knows: they may be open, and their length how long they are so by now.
func (p *watch) untold(t *dataset.Table, cs dataset.Columns, unit span.Yardstick) error {
	at := cs.At("duration")
	if _, early := layout.RatingOf("early", p.Metric.Name, t.Headers[at]); early {
		return nil
	}
	tellsWhether := func(header string) bool {
		return layout.TellsStateOf(layout.CaseWord, header) && !layout.TellsOf(layout.OutcomeWord, header)
	}
	for i := range p.beside(t, cs, p.ofRows(t, cs, tellsWhether)) {
		words := untoldIn(p.KeptRows(t, cs), i, at, func(text string) bool {
			micros, c := span.Parse(text, unit, t.Decimal)
			return c != span.Good || micros > 0
		})
		if len(words) == 0 {
			continue
		}
		e := problem.Usage("%s: column %s does not tell whether some rows have ended, such as %s: what has not ended has no length yet, and the one that stands there would count as if it had",
			t.Name, t.Header(i), answer.Quote(words[0], 40))
		return without(standing(e, t, i, "are final all the same"), t, i, words, "if only the others have ended")
	}
	return nil
}

// untoldIn are the words of rows with a length of which nobody knows whether they have ended, beside others that have.
func untoldIn(rows [][]string, state, length int, lasts func(text string) bool) (words []string) {
	some := false
	for _, row := range rows {
		word, text := answer.Trim(row[state]), answer.Trim(row[length])
		switch {
		case word == "" || saysNothing(text) || !lasts(text):
		case isOver(word):
			some = true
		case !slices.Contains(words, word):
			words = append(words, word)
		}
	}
	if !some {
		return nil
	}
	return words
}

// isOver tells whether a word says that something is over, however it went, or one of its words does.
func isOver(text string) bool {
	for _, set := range []string{"ended", "gone", "failure", "delivery", "contact", "lost", "deal", "yes"} {
		if meaning := layout.Meaning(set, text); meaning != "" && meaning != "open" {
			return true
		}
	}
	return slices.ContainsFunc(strings.Fields(layout.Word(text)), func(word string) bool { return layout.Meaning("ended", word) != "" })
}
