package answers

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// doubtCodes asks where numbers and the labels beside them contradict each other, as in "2 : Satisfied" where 1 is
// best. Both cannot be right, and each gives another figure.
func (h *heard) doubtCodes(w worded) error {
	list, found := h.contradicts(w.labelled)
	if !found {
		return nil
	}
	e := problem.Usage("%s: column %s: the numbers and their labels contradict each other on %s, the scale of %s", h.set.Tables[0].Name,
		h.scoreName(), h.question.Scale, h.Metric.Name)
	slices.SortFunc(w.labelled, labelled.compare)
	for _, l := range w.labelled {
		e.Text += fmt.Sprintf("\n  %s × %d  the number says %v%s", answer.Quote(l.text, 60), l.rows, l.number, l.says(list))
	}
	e.Hint = "say which of them count"
	if flags := h.byLabel(w, list); flags != nil {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the labels count", Flags: flags})
	}
	if flags := h.byNumber(w, list); flags != nil {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the numbers count", Flags: flags})
	} else {
		e.Hint += "; where the numbers do, --value TEXT=N gives each text its own"
	}
	return e
}

// says tells what a label stands for on a list, if it is known.
func (l labelled) says(list layout.WordList) string {
	if score, known := list.Score(l.label); known {
		return fmt.Sprintf(", the label %v", score)
	}
	return ""
}

// contradicts returns the list of words that labels are of, on the scale in use, where the numbers beside them say
// something else. A list with which they agree is taken before any other.
func (s *item) contradicts(all []labelled) (layout.WordList, bool) {
	words := make(map[string]int64)
	for _, l := range all {
		words[l.label] += max(l.rows, 1)
	}
	if len(words) == 0 {
		return layout.WordList{}, false
	}
	scale := s.question.Scale
	var first layout.WordList
	for _, list := range s.ofSteps(layout.Explain(words, scale.Steps())) {
		list = list.Spread(scale.Min, scale.Max, (scale.Min+scale.Max)/2)
		if s.question.Reverse {
			list = list.Mirrored(scale.Min, scale.Max)
		}
		if list.Asked || agree(all, list, scale) {
			return layout.WordList{}, false
		}
		if first.Name == "" {
			first = list
		}
	}
	return first, first.Name != ""
}

// ofSteps keeps the lists with as many steps as the scale where there are such.
func (s *item) ofSteps(lists []layout.WordList) []layout.WordList {
	fits := func(l layout.WordList) bool { return l.Steps == s.question.Scale.Steps() }
	if !slices.ContainsFunc(lists, fits) {
		return lists
	}
	return slices.DeleteFunc(lists, func(l layout.WordList) bool { return !fits(l) })
}

// agree tells whether numbers and labels agree: they are the same, or none lies on the other side of the middle. A list
// with another number of steps than the scale only tells of clear cases.
func agree(all []labelled, list layout.WordList, scale metric.Scale) bool {
	same, sides := true, true
	middle := (scale.Min + scale.Max) / 2
	for _, l := range all {
		score, known := list.Score(l.label)
		if !known {
			continue
		}
		same = same && score == l.number
		a, b := cmp.Compare(l.number, middle), cmp.Compare(score, middle)
		if list.Name == promoters && scale.Min == 0 && scale.Max == 10 {
			a, b = groupOf(l.number), groupOf(score)
		}
		sides = sides && (a == b || list.Steps != scale.Steps() && a*b == 0)
	}
	return same || sides
}

// groupOf is -1 for a score of detractors, 0 for one of passives, and 1 for one of promoters.
func groupOf(score float64) int {
	switch {
	case score <= 6:
		return -1
	case score <= 8:
		return 0
	}
	return 1
}

// byLabel are the flags with which the labels count; nil where not all texts have one that is known.
func (s *item) byLabel(w worded, list layout.WordList) (flags []string) {
	scores, turned := s.labelScores(w, list)
	if turned && s.Metric.Has("reverse") && !s.question.Reverse {
		return []string{"--reverse"}
	}
	for _, text := range slices.SortedFunc(maps.Keys(scores), func(a, b string) int { return cmp.Compare(answer.Trim(a), answer.Trim(b)) }) {
		flags = append(flags, scoreOf(text, scores[text])...)
	}
	return flags
}

// labelScores are the scores of all texts by their labels; nil where they cannot be told. turned says that the numbers
// run the other way.
func (s *item) labelScores(w worded, list layout.WordList) (scores map[string]float64, turned bool) {
	scale := s.question.Scale
	known := len(w.plain) == 0
	turned, scores = true, make(map[string]float64)
	for _, l := range w.labelled {
		score, ok := list.Score(l.label)
		known = known && ok
		turned = turned && (!ok || score == scale.Reverse(l.number))
		if !ok {
			score = scale.Reverse(l.number)
		}
		if score != math.Trunc(score) && !s.Fractional {
			return nil, false // the words are of another scale
		}
		scores[l.text] = score
	}
	if !turned && !known {
		return nil, false
	}
	for text := range w.plain {
		_, score, _ := s.classifier.Classify(text)
		scores[text] = scale.Reverse(score)
	}
	return scores, turned
}

// byNumber names the scale of the numbers where that is another one, on which they may agree with their labels. Where
// they run against them there is no such flag: labels were written for people to read.
func (h *heard) byNumber(w worded, list layout.WordList) (flags []string) {
	low, high := w.labelled[0].number, w.labelled[len(w.labelled)-1].number
	own := metric.Scale{Min: low, Max: high}
	if len(w.plain) == 0 && (low == 0 || low == 1) && (high-low >= 2 || own.Steps() == list.Steps) && own != h.question.Scale && h.fits(layout.WordList{Steps: own.Steps()}, own) {
		return []string{"--scale", own.Flag()}
	}
	return nil
}
