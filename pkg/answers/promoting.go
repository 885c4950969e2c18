package answers

import (
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// promoting proposes a column whose words are those of promoters and detractors, where another one without numbers was found by its
// header.
func (s *item) promoting(t *dataset.Table, score int) []problem.Sense {
	if s.score != "" || s.Metric.Name != "nps" || slices.ContainsFunc(t.Sample(score), answer.IsNumber) {
		return nil
	}
	fits := t.Those(func(i int) bool { return i != score && s.holdsGroups(t, i) })
	if len(fits) != 1 {
		return nil
	}
	return []problem.Sense{{Says: "if " + t.Header(fits[0]) + " says what the score was", Flags: []string{"--score", t.Reference(fits[0])}}}
}

// holdsGroups tells whether a column holds the words of the three groups that the Net Promoter Score is made of, and nothing else.
func (s *item) holdsGroups(t *dataset.Table, column int) bool {
	words, rows := make(map[string]int64), 0
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text != "" {
			words[text]++
			rows++
		}
	}
	_, groups := s.groups(words)
	return groups && len(words) == 3 && rows > len(words) && !layout.TellsOf(layout.UnsaidWord, t.Headers[column]) // a row for each group holds how many they are
}

// groups returns the list of the groups that the Net Promoter Score is made of, where all words are of it and somebody is in one of those that
// count: the words say what the score was as far as it matters.
func (s *item) groups(words map[string]int64) (layout.WordList, bool) {
	scale := s.question.Scale
	if s.Metric.Name != "nps" || scale.Min != 0 || scale.Max != 10 {
		return layout.WordList{}, false
	}
	for _, list := range layout.Explain(words, 0) {
		counts := func(text string) bool { score, _ := list.Score(text); return score == 1 || score == 3 }
		if list.Name == promoters && strange(list, words) == 0 && slices.ContainsFunc(slices.Collect(maps.Keys(words)), counts) {
			return list.Spread(scale.Min, scale.Max, s.middle()), true
		}
	}
	return layout.WordList{}, false
}

// grouped says that the mean is none of scores that people gave.
func (h *heard) grouped() []result.Warning {
	if h.Metric.Name != "nps" || h.words.Name != promoters || !h.spoken() {
		return nil
	}
	scale := h.question.Scale
	return []result.Warning{result.Warn("groups", "column %s names the groups and no scores, which count as %v, %v and %v; so do the mean and the distribution",
		h.scoreName(), scale.Min, h.middle(), scale.Max)}
}
