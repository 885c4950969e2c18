package answers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// fit tells how well the sampled values of a column fit the scale. A flag, a counter, or numbers that hardly
// repeat are rather something else.
func (s *item) fit(t *dataset.Table, column int) (f dataset.Fit) {
	rules := s.rules(t.Decimal)
	classifier, err := answer.New(rules)
	if err != nil {
		return f
	}
	type read struct {
		kind  answer.Class
		score float64
	}
	var v sampled
	reads := make(map[string]read) // few texts stand in many rows
	for _, text := range t.Sample(column) {
		r, again := reads[text]
		if !again {
			r.kind, r.score, _ = classifier.Classify(text)
			reads[text] = r
		}
		v.add(text, r.kind, r.score)
	}
	if v.all == 0 {
		return f
	}
	known, words := v.areWords(rules)
	f.Never = v.counted == 0 && !words
	f.Share, f.Steps = float64(v.counted+known)/float64(v.all), len(v.steps)
	flag := len(v.steps) <= 2 && v.counted == v.all && subset(v.steps, 0, 1)
	f.Other = flag || !v.broken && v.all > 1 || v.counted > 0 && 2*v.counted < v.all && 2*len(v.texts) > v.all
	return f
}

// sampled are the first values of a column, read as answers.
type sampled struct {
	all, counted int
	texts        map[string]bool
	steps        map[float64]bool
	words        map[string]int64 // those that are no numbers
	broken       bool             // they do not rise by one
	before       float64
}

func (v *sampled) add(text string, kind answer.Class, score float64) {
	switch kind {
	case answer.Blank, answer.Excluded:
		return
	}
	if v.all++; v.texts == nil {
		v.texts, v.steps, v.words = make(map[string]bool), make(map[float64]bool), make(map[string]int64)
	}
	v.texts[text] = true
	switch kind {
	case answer.Counted:
		v.counted++
		v.steps[score] = true
	case answer.Invalid:
		v.words[text]++
	}
	v.broken = v.broken || kind == answer.Invalid || v.all > 1 && score != v.before+1
	v.before = score
}

// areWords tells whether the texts are, or may be, words for answers, and how many of them are words of the list that
// explains them.
func (v *sampled) areWords(rules answer.Rules) (known int, are bool) {
	if len(v.words) == 0 {
		return 0, false
	}
	list, ok, conflict := layout.Choose(layout.Words(rules.Min, rules.Max), v.words)
	if len(conflict) > 0 {
		list = conflict[0]
	}
	for text, n := range v.words {
		if _, is := list.Score(text); is {
			known += int(n)
		}
	}
	return known, ok || len(conflict) > 0 && !conflict[0].Asked
}

// subset tells whether a set of scores has no others than these.
func subset(steps map[float64]bool, of ...float64) bool {
	for s := range steps {
		if !slices.Contains(of, s) {
			return false
		}
	}
	return true
}
