package layout

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A tone is how much of what was asked for a label gives.
type tone int

const (
	little tone = iota - 1
	some
	much
)

// Falls tells whether labels, in the order of their numbers, run from much of something to little of it, as places in a list do
// of which the best stands first: "Very clear", "Clear", "Unclear". It needs no list that knows them. Where no label says
// little, those below the first must be the first without its "very", for "Very slow" may stand at the lower end. ends says that
// the last label says little, as the end of a list does.
func Falls(labels []string) (falls, ends bool) {
	if turn := turnOf(labels); turn != 0 {
		return turn < 0, true
	}
	if len(labels) == 0 || LeaningOf(AnyMetric, labels[0]) == Downward || goodness(labels[0]) < 0 {
		return false, false
	}
	words := make([][]string, len(labels))
	for i, l := range labels {
		words[i] = strings.Fields(answer.Normalise(l))
	}
	tones := make([]tone, len(labels))
	for i := range labels {
		tones[i] = toneOf(words[i], words)
	}
	first, last := words[0], len(labels)-1
	ends = last > 0 && tones[last] == little
	switch {
	case slices.Contains(tones[1:], much):
		return false, ends
	case ends:
		less := func(w []string) bool { return endsWith(w, first) && toneOf(w, nil) == little } // "helpful", "little helpful"
		return tones[0] == much || tones[0] == some && (opposed(first, words[last]) || slices.ContainsFunc(words[1:], less)), true
	}
	return tones[0] == much && (last == 0 || slices.ContainsFunc(words[1:], func(w []string) bool { return endsWith(first, w) })), false
}

// turnOf tells of labels whose ends name something good and something bad whether they rise from bad to good, 1, or fall, -1; 0 where they
// do not say. To have none or few of what nobody wants, such as problems, is good.
func turnOf(labels []string) (turn int) {
	if len(labels) < 2 {
		return 0
	}
	first, last := worthOf(labels[0]), worthOf(labels[len(labels)-1])
	if first == 0 || first+last != 0 {
		return 0
	}
	return last
}

// worthOf is 1 for a label of something good, -1 for that of something bad, and 0 for any other.
func worthOf(label string) int {
	text := answer.Normalise(label)
	switch {
	case !says("ill", text):
		return goodness(label)
	case says("less", text):
		return 1
	}
	return -1
}

// toneOf is what the words of a label tell beside those of all.
func toneOf(words []string, all [][]string) tone {
	text := strings.Join(words, " ")
	switch {
	case says("less", text) || slices.ContainsFunc(all, func(other []string) bool { return opposite(other, words) }):
		return little
	case says("much", text):
		return much
	}
	return some
}

// says tells whether a normalised text has a phrase of a kind.
func says(kind, text string) bool {
	return slices.ContainsFunc(leaningRules(), func(r leaningRule) bool {
		return r.kind == kind && r.phrases.some(text, func(p string) bool { return containsPhrase(text, p) })
	})
}

// opposed tells whether some words deny those of another label: they hold one of them, or one that begins with what denies it.
func opposed(words, denied []string) bool {
	return opposite(words, denied) || slices.ContainsFunc(words, func(w string) bool { return len(w) > 2 && slices.Contains(denied, w) })
}

// opposite tells whether one of the words is one of the others behind a syllable that denies it: "useful" and "unuseful".
func opposite(words, denied []string) bool {
	return slices.ContainsFunc(denied, func(d string) bool {
		return slices.ContainsFunc(words, func(w string) bool {
			before, is := strings.CutSuffix(d, w)
			return is && before != "" && len(w) > 2 && named("un", before)
		})
	})
}

// endsWith tells whether words end with others, behind some of their own.
func endsWith(words, end []string) bool {
	return len(end) > 0 && len(end) < len(words) && slices.Equal(words[len(words)-len(end):], end)
}
