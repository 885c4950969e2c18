package answers

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// chooseWords picks the word list that the sampled answers are written in, if they are words. It
// is chosen before reading, so that every row can be judged when it is read.
func (s *item) chooseWords(rules *answer.Rules) error {
	classifier, err := answer.New(*rules)
	if err != nil {
		return problem.Wrong("", err)
	}
	words := make(map[string]int64)
	for i, t := range s.set.Tables {
		for _, text := range t.Sample(s.columns[i].At(texts.Score)) {
			if kind, _, _ := classifier.Classify(text); kind == answer.Invalid {
				words[text]++
			}
		}
	}
	if len(words) == 0 {
		return nil
	}
	list, ok, conflict := layout.Choose(layout.Words(rules.Min, rules.Max), words)
	if len(conflict) > 0 && len(s.Values) == 0 {
		return s.ambiguousWords(words, conflict)
	}
	if ok {
		s.words = list
		rules.Words = s.scores(list)
	}
	return nil
}

// scores returns the scores of a list on the scale in use. Lists have the good end high; where
// high means the bad end, they are mirrored.
func (s *item) scores(list layout.WordList) map[string]float64 {
	if !s.question.Reverse {
		return list.Scores
	}
	mirrored := make(map[string]float64, len(list.Scores))
	for label, score := range list.Scores {
		mirrored[label] = s.question.Scale.Reverse(score)
	}
	return mirrored
}

// confirmWords checks that the words of all answers, also beyond the samples, still speak for the
// list that was chosen.
func (s *item) confirmWords(t *texts.Tallies) error {
	if s.words.Name == "" || len(s.Values) > 0 {
		return nil
	}
	words := make(map[string]int64)
	for _, g := range t.Groups {
		for _, text := range g.Scores.Texts() {
			words[text.Text] += text.Rows
		}
	}
	for _, missing := range s.Missing {
		maps.DeleteFunc(words, func(text string, _ int64) bool {
			return answer.Fold(answer.Trim(text)) == answer.Fold(answer.Trim(missing))
		})
	}
	scale := s.question.Scale
	list, ok, conflict := layout.Choose(layout.Words(scale.Min, scale.Max), words)
	if ok && list.Name == s.words.Name && list.Lang == s.words.Lang {
		return nil
	}
	if len(conflict) == 0 {
		conflict = []layout.WordList{s.words}
	}
	return s.ambiguousWords(words, conflict)
}

// ambiguousWords asks for the scores of words that usual scales use differently.
func (s *item) ambiguousWords(words map[string]int64, lists []layout.WordList) error {
	e := problem.Usage("%s: column %s: the words stand for different scores on usual scales; say which with --value",
		s.set.Tables[0].Name, s.scoreName())
	scores := s.scores(lists[0])
	texts := slices.Sorted(maps.Keys(words))
	for _, text := range texts {
		if score, ok := scores[answer.Normalise(text)]; ok && len(e.Flags) < 24 {
			e.Flags = append(e.Flags, "--value", fmt.Sprintf("%s=%v", answer.Trim(text), score))
		}
	}
	return e
}
