package answers

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// onlyColumn takes the only column of a table for the answers, unless it holds what people wrote.
func (s *item) onlyColumn(t *dataset.Table) (dataset.Found, error) {
	if s.holdsTexts(t, 0) {
		return dataset.Found{}, problem.Failure("%s: column %s holds texts that people wrote, and no answers on a scale", t.Name, t.Header(0))
	}
	return dataset.Found{Columns: []int{0}, Sure: true, Why: "the only column"}, nil
}

// holdsTexts tells whether a column holds texts of several words, each another, and none of them is an answer or a word for one.
func (s *item) holdsTexts(t *dataset.Table, column int) bool {
	const fewest = 3 // texts, and words of one
	classifier, err := answer.New(s.rules(t.Decimal))
	if err != nil {
		return false // what is wrong with the flags is told elsewhere
	}
	words := make(map[string]int64)
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		if kind, _, _ := classifier.Classify(text); kind != answer.Invalid || len(strings.Fields(text)) < fewest || words[text] > 0 {
			return false
		}
		words[text]++
	}
	return len(words) >= fewest && len(layout.Explain(words, 0)) == 0 && !strings.ContainsAny(t.Headers[column], "0123456789")
}
