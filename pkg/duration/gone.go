package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// gone asks where rows without an end say in another column that they are over all the same, cancelled or deleted, or in one of
// states that they failed, were returned or lost: they are not open, and would count as lasting until now.
func (p *watch) gone(t *dataset.Table, cs dataset.Columns) error {
	end := cs.At("to")
	kept := p.KeptRows(t, cs)
	rows := slices.DeleteFunc(slices.Clone(kept), func(row []string) bool { return answer.Trim(row[end]) != "" })
	noComment := func(header string) bool {
		_, comment := layout.RatingOf(layout.Comment, p.Metric.Name, header)
		return !comment
	}
	for i := range p.beside(t, cs, noComment) {
		var words []string
		state := tellsOfState(t.Headers[i])
		for _, row := range rows {
			text := answer.Trim(row[i])
			if (layout.Meaning("gone", text) != "" || state && layout.Meaning("failure", text) != "") && !slices.Contains(words, text) {
				words = append(words, text)
			}
		}
		if len(words) > 0 {
			ended := slices.ContainsFunc(kept, func(row []string) bool {
				return answer.Trim(row[end]) != "" && slices.Contains(words, answer.Trim(row[i]))
			})
			return p.askGone(t, i, words, ended)
		}
	}
	return nil
}

// mostWords is how many words of what is over a question names.
const mostWords = 8

// askGone shows the condition that leaves such rows out; ended says that it does so with some that have an end.
func (p *watch) askGone(t *dataset.Table, column int, words []string, ended bool) error {
	var quoted []string
	for _, word := range words {
		quoted = append(quoted, answer.Quote(word, 40))
	}
	e := problem.Usage("%s: rows without an end would count as still open, and some of them are over: column %s has %s there", t.Name, t.Header(column),
		dataset.Some(quoted, mostWords))
	says := "if they were never done"
	if ended {
		says = "if they were never done, nor those with an end and such a word, which this leaves out too"
	}
	return without(standing(e, t, column, "are open"), t, column, words, says)
}
