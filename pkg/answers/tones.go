package answers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// doubtPlaces asks where numbers are places in a list that begins with the best, as far as the words of labels tell which no
// list of a scale knows: "1 : Very clear". The labels are the likelier reading, for people chose them.
func (h *heard) doubtPlaces(w worded) error {
	scale, all := h.question.Scale, w.labelled
	slices.SortFunc(all, func(a, b labelled) int { return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.text, b.text)) })
	var labels []string
	for i, l := range all {
		if i == 0 || l.number > all[i-1].number {
			labels = append(labels, l.label)
		}
	}
	falls, ends := layout.Falls(labels)
	if !falls || h.question.Reverse || 2*all[0].number > scale.Max || h.sided(all) {
		return nil
	}
	last := all[len(all)-1].number
	if scale.Max > last+4 {
		return nil // answers on so small a part of a scale are refused
	}
	e := problem.Usage("%s: column %s: the numbers look like places in a list that begins with the best, and %s takes the highest for the best",
		h.set.Tables[0].Name, h.scoreName(), h.Metric.Name)
	for _, l := range all {
		e.Text += fmt.Sprintf("\n  %s × %d", answer.Quote(l.text, 60), l.rows)
	}
	e.Hint = "--value TEXT=N gives each text a score of its own"
	all = append(all, bareNumbers(w.plain)...)
	e.Senses = []problem.Sense{h.placed("if the first is the best", all, scale, scale.Reverse)}
	own := metric.Scale{Min: scale.Min, Max: last}
	switch {
	case ends && own.Steps() == 2:
		e.Senses[0] = h.placed("if the first is the best", all, scale, func(number float64) float64 {
			return scale.Reverse(scale.Min + (number-scale.Min)*(scale.Max-scale.Min))
		})
	case ends && own.Max < scale.Max && h.fits(layout.WordList{Steps: own.Steps()}, own):
		e.Senses = append([]problem.Sense{h.placed(fmt.Sprintf("if the first is the best on %s", own), all, own, own.Reverse)}, e.Senses...)
	}
	e.Senses = append(e.Senses, h.placed("if the numbers count", all, scale, func(number float64) float64 { return number }))
	return e
}

// bareNumbers are the numbers that stand beside labelled ones without a label: they are places in the same list.
func bareNumbers(plain map[string]int64) (out []labelled) {
	for _, text := range slices.Sorted(maps.Keys(plain)) {
		if number, err := strconv.ParseFloat(answer.Trim(text), 64); err == nil {
			out = append(out, labelled{text: text, label: text, number: number, rows: plain[text]})
		}
	}
	return out
}

// placed is a way to understand numbers with labels: each text has the score that its number stands for on a scale.
func (h *heard) placed(says string, all []labelled, scale metric.Scale, score func(number float64) float64) problem.Sense {
	sense := problem.Sense{Says: says}
	if scale != h.question.Scale || !h.question.ScaleGiven {
		sense.Flags = []string{"--scale", scale.Flag()}
	}
	for _, l := range all {
		sense.Flags = append(sense.Flags, scoreOf(l.text, score(l.number))...)
	}
	return sense
}

// sided tells whether a list of a scale tells of a label that it is good or bad: then it decides, and no other word.
func (s *item) sided(all []labelled) bool {
	words := make(map[string]int64)
	for _, l := range all {
		words[l.label] += max(l.rows, 1)
	}
	return slices.ContainsFunc(layout.Explain(words, s.question.Scale.Steps()), func(list layout.WordList) bool {
		return !list.Asked && slices.ContainsFunc(all, func(l labelled) bool {
			score, known := list.Score(l.label)
			return known && 2*score != float64(list.Steps+1)
		})
	})
}
