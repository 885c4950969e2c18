package mystery

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// above is what a word says that stands above those which get all points elsewhere, as "exceeds" above "meets".
const above = "above"

// unknown lists the words that nobody knows, and how many rows have them. A word for all points or for none is not known, either, where
// it is a step among others: Good is not all of them below Excellent. senses are what the words may stand for.
func (w *pointWords) unknown(na []string) (list []string, rows int64, senses []problem.Sense) {
	list, rows = w.yes.Unknown()
	others := append(slices.Collect(maps.Keys(w.worth)), list...)
	exceeded := slices.ContainsFunc(others, func(word string) bool { return layout.Meaning("points", word) == above })
	known, strange := w.known(), len(list)
	var grades []layout.WordList
	if len(others) > 0 && len(known) > 0 || len(known) > 2 {
		grades = layout.Grades()
	}
	for _, k := range known {
		beside := exceeded && k.Meaning == "all" || slices.ContainsFunc(grades, func(l layout.WordList) bool { return isStep(l, k, others, known) })
		if beside {
			list, rows = append(list, k.Text), rows+k.Rows
		}
	}
	if len(list)-strange == len(known) {
		senses = placed(list, w.worth)
	}
	if senses == nil {
		senses = worths(list, na)
		if len(list) == strange && strange > 1 { // no worth is that of each: the others are asked for after the first
			senses = worths(list[:1], na)
		}
	}
	if len(senses) > 1 && len(list) > strange && len(list) > 1 {
		senses = senses[allPoints : allPoints+1] // of steps no other worth is that of each
	}
	return list, rows, senses
}

// known lists the words that were met for all points and for none.
func (w *pointWords) known() (out []facts.StateWord) {
	for _, l := range []*facts.Lexicon{w.points, w.yes} {
		for _, word := range l.Words() {
			if word.Meaning != "" && word.Meaning != above {
				out = append(out, word)
			}
		}
	}
	return out
}

// isStep tells whether a word is a step of a scale of which others are known to be steps, or those that mean the same here and
// not there.
func isStep(l layout.WordList, k facts.StateWord, others []string, known []facts.StateWord) bool {
	at, ok := l.Scores[answer.Normalise(k.Text)]
	if !ok {
		return false
	}
	return slices.ContainsFunc(others, func(o string) bool { _, is := l.Scores[answer.Normalise(o)]; return is }) ||
		slices.ContainsFunc(known, func(o facts.StateWord) bool {
			step, is := l.Scores[answer.Normalise(o.Text)]
			return is && o.Meaning == k.Meaning && step != at
		})
}

// placed is what words are worth that have a place each, beside those that --value tells: the steps of a scale, or what is done
// and what is not. One worth for all of them would be nonsense. It is nil where they have none.
func placed(list []string, worth map[string]float64) []problem.Sense {
	if len(list) < 2 {
		return nil
	}
	if flags, _ := valued(list, worth, doneOrNot); len(flags) > 0 {
		return []problem.Sense{{Says: "what is done is worth all points, and what is not is worth nothing", Flags: flags}}
	}
	lists := slices.Clone(layout.Grades())
	slices.SortStableFunc(lists, func(a, b layout.WordList) int { return cmp.Compare(a.Steps, b.Steps) })
	for _, l := range lists {
		step := func(word string) (float64, bool) { x, is := l.Scores[answer.Normalise(word)]; return x, is }
		if flags, apart := valued(list, worth, spanned(list, worth, step)); apart {
			return []problem.Sense{{Says: "they are steps at even distances, from nothing to all points", Flags: flags}}
		}
	}
	return nil
}

// spanned is what words are worth so that the lowest of all is worth nothing, and the highest all points. Where --value has told what
// some are worth, the scale is theirs.
func spanned(list []string, worth map[string]float64, of func(string) (float64, bool)) func(string) (float64, bool) {
	low, high := 1.0, 0.0
	for _, word := range list {
		if x, known := of(word); known {
			low, high = min(low, x), max(high, x)
		}
	}
	if len(worth) > 0 || low >= high {
		return of
	}
	return func(word string) (float64, bool) { x, known := of(word); return (x - low) / (high - low), known }
}

// doneOrNot is what a word is worth that says whether something is done.
func doneOrNot(word string) (part float64, known bool) {
	if layout.Meaning("unended", word) != "" {
		return 0, true
	}
	return 1, layout.Meaning("ended", word) != ""
}

// valued says with flags what words are worth, where all are known and not the same; apart tells that no two are the same.
func valued(list []string, worth map[string]float64, of func(string) (float64, bool)) (flags []string, apart bool) {
	parts := make(map[float64]bool)
	said := make(map[string]bool)
	for word := range worth {
		if !slices.ContainsFunc(list, func(w string) bool { return answer.Normalise(w) == word }) {
			x, known := of(word)
			if !known || x != worth[word] {
				return nil, false
			}
		}
	}
	for _, word := range list {
		x, known := of(word)
		if !known {
			return nil, false
		}
		if parts[x] = true; !said[answer.Normalise(word)] {
			flags = append(flags, "--value", word+"="+strconv.FormatFloat(x, 'g', 3, 64))
		}
		said[answer.Normalise(word)] = true
	}
	if len(parts) < 2 {
		return nil, false
	}
	return flags, len(parts) == len(said)
}
