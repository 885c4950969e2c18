package layout

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// Ends returns the list of two steps that explains the texts of a column, as the ends of the scale from min to max.
// ok is false unless both ends were met and nothing speaks for steps between them.
func Ends(min, max float64, counts map[string]int64) (list WordList, ok bool) {
	two := listsOf(func(r wordRow) bool { return r.steps == 2 })
	observed := labels(two, counts)
	list, ok, _ = choose(two, observed)
	if !ok || list.met(observed) < 2 {
		return WordList{}, false
	}
	for _, longer := range Words(min, max) {
		if knowsMore(list, longer, observed) {
			return WordList{}, false
		}
	}
	return list.spread(min, max), true
}

// EndsOf is Ends of words that do not tell which end is good, "yes" and "no": the second is, unless what was asked says
// otherwise.
func EndsOf(min, max float64, counts map[string]int64) (list WordList, ok bool) {
	two := listsOf(func(r wordRow) bool { return r.steps == 2 })
	observed := labels(two, counts)
	list, _, conflict := choose(two, observed)
	if len(conflict) != 1 || !list.Asked || list.met(observed) < 2 {
		return WordList{}, false
	}
	return list.spread(min, max), true
}

// met counts the steps that were met.
func (l WordList) met(observed map[string]int64) int {
	steps := map[float64]bool{}
	for label := range observed {
		if score, known := l.Scores[label]; known {
			steps[score] = true
		}
	}
	return len(steps)
}

// topped tells whether somebody gave the best step.
func (l WordList) topped(observed map[string]int64) bool {
	for label := range observed {
		if score, known := l.Scores[label]; known && score == float64(l.Steps) {
			return true
		}
	}
	return false
}

// Explain returns the lists of any length that explain most of the texts of a column, with steps from 1. Those of which
// every step was met are the only ones where there are such, and then those of which the best was met: hardly any
// survey is so bad that nobody gave it. First stand those of which most steps were met, and of them those with so
// many steps.
func Explain(counts map[string]int64, steps int) []WordList {
	all := listsOf(func(wordRow) bool { return true })
	observed := labels(all, counts)
	most := int64(1)
	for _, l := range all {
		most = max(most, l.covers(observed))
	}
	fits := slices.DeleteFunc(all, func(l WordList) bool { return l.covers(observed) < most })
	fits = preferred(fits, func(l WordList) bool { return l.met(observed) == l.Steps })
	fits = preferred(fits, func(l WordList) bool { return l.topped(observed) })
	slices.SortStableFunc(fits, func(a, b WordList) int {
		return cmp.Or(cmp.Compare(b.met(observed)*a.Steps, a.met(observed)*b.Steps), cmp.Compare(away(a.Steps, steps), away(b.Steps, steps)))
	})
	for i, l := range fits {
		fits[i] = l.joined(listsOf(func(r wordRow) bool { return r.steps == l.Steps }), observed)
	}
	return fits
}

// preferred returns the lists that are as wanted, and all where there is none.
func preferred(lists []WordList, wanted func(WordList) bool) []WordList {
	if !slices.ContainsFunc(lists, wanted) {
		return lists
	}
	return slices.DeleteFunc(lists, func(l WordList) bool { return !wanted(l) })
}

// away is 0 for the number of steps that is asked for, and 1 for any other.
func away(steps, want int) int { return min(abs(steps-want), 1) }

// letters is the length from which one slip does not make another word of a label.
const letters = 8

// Misspelt returns the score of the one label that differs from a text by a single slip, if the text is long.
func (l WordList) Misspelt(text string) (score float64, ok bool) {
	want := answer.Normalise(text)
	if len([]rune(want)) < letters {
		return 0, false
	}
	for label, s := range l.Scores {
		switch {
		case distance(want, label, 1) > 1:
		case ok && s != score:
			return 0, false
		default:
			score, ok = s, true
		}
	}
	return score, ok
}

// Spread returns the list with its steps on the scale from min to max, and the middle one of three at middle.
func (l WordList) Spread(min, max, middle float64) WordList {
	if l.Steps != 3 {
		return l.spread(min, max)
	}
	return l.with(func(score float64) float64 { return []float64{min, middle, max}[int(score)-1] })
}

// Mirrored returns the list with its steps the other way round, of which the lowest and highest are min and max.
func (l WordList) Mirrored(min, max float64) WordList {
	return l.with(func(score float64) float64 { return min + max - score })
}
