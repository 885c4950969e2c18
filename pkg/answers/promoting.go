package answers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// promoting proposes a column whose words are those of promoters and detractors, where another one without numbers was found by its
// header.
func (s *item) promoting(t *dataset.Table, score int) []problem.Sense {
	if s.score != "" || s.Metric.Name != "nps" || slices.ContainsFunc(t.Sample(score), answer.IsNumber) {
		return nil
	}
	fits := t.Those(func(i int) bool {
		words := make(map[string]int64)
		for _, text := range t.Sample(i) {
			if text = answer.Trim(text); text != "" {
				words[text]++
			}
		}
		return i != score && len(words) == 3 && slices.ContainsFunc(layout.Explain(words, 0), func(l layout.WordList) bool {
			return l.Name == "promoters" && strange(l, words) == 0
		})
	})
	if len(fits) != 1 {
		return nil
	}
	return []problem.Sense{{Says: "if " + t.Header(fits[0]) + " says what the score was", Flags: []string{"--score", t.Reference(fits[0])}}}
}
