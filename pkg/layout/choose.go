package layout

import (
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// Choose returns the word list that explains the texts of a column, given how often each text
// occurs. Numbers and blanks need no word list and are left out. The best list is the one that
// covers the most answers; of lists that cover equally and agree, the first. Where people answered in several
// languages, the lists of the same name are taken together.
//
// ok is false when no list covers anything. It is also false, and conflict then holds the best list
// and those that contradict it, when the texts could mean something else:
//
//   - another list covers as much and gives an observed text another score ("Good" is 3 under "Very
//     good" and 4 under "Excellent");
//   - an observed text is a step of another list and not of the best one, so the scale is neither;
//   - a shorter scale explains the same texts, so the scale may be that one;
//   - the words do not tell which end is the good one.
func Choose(lists []WordList, counts map[string]int64) (best WordList, ok bool, conflict []WordList) {
	return choose(lists, labels(lists, counts))
}

func choose(lists []WordList, observed map[string]int64) (best WordList, ok bool, conflict []WordList) {
	most := int64(0)
	for _, list := range lists {
		if n := list.covers(observed); n > most {
			best, most = list, n
		}
	}
	if most == 0 {
		return WordList{}, false, nil
	}
	joined := best.joined(lists, observed)
	rivals := rivals(joined, lists, observed, joined.covers(observed))
	if len(rivals) > 0 || joined.Asked {
		return joined, false, append([]WordList{joined}, rivals...)
	}
	return joined, true, nil
}

// joined adds the lists of the same name in other languages that explain what the list does not know: a survey that was
// translated has the same steps in all languages.
func (l WordList) joined(lists []WordList, observed map[string]int64) WordList {
	both := l
	for _, list := range lists {
		if list.Lang == l.Lang || list.Name != l.Name || !knowsMore(both, list, observed) || disagree(both, list, observed) {
			continue
		}
		scores, wording := maps.Clone(both.Scores), maps.Clone(both.wording)
		for label, score := range list.Scores {
			if _, known := scores[label]; !known {
				scores[label], wording[label] = score, l.wordingOf(score, observed)
			}
		}
		both.Scores, both.wording, both.Lang = scores, wording, both.Lang+", "+list.Lang
	}
	return both
}

// wordingOf is the wording in which a step was observed, so that the same step in another language counts as one.
func (l WordList) wordingOf(score float64, observed map[string]int64) int {
	wording, most := 0, int64(0)
	for label, n := range observed {
		if s, known := l.Scores[label]; known && s == score && n > most {
			wording, most = l.wording[label], n
		}
	}
	return wording
}

// labels returns how often each label occurs, without numbers and blanks. A label that no list knows may go on with an
// explanation behind one that is known.
func labels(lists []WordList, counts map[string]int64) map[string]int64 {
	known := func(label string) bool {
		return slices.ContainsFunc(lists, func(l WordList) bool { _, is := l.Scores[label]; return is })
	}
	observed := map[string]int64{}
	for text, n := range counts {
		label := answer.Normalise(text)
		if label == "" || n <= 0 || answer.IsNumber(text) {
			continue
		}
		if head := answer.Normalise(answer.Head(text)); head != "" && !known(label) && known(head) {
			label = head
		}
		if words := answer.Normalise(answer.Pictured(text)); words != "" && !known(label) && known(words) {
			label = words
		}
		observed[label] += n
	}
	return observed
}

// Score returns the score of a text: that of the label that it is, or begins with.
func (l WordList) Score(text string) (score float64, ok bool) { return answer.Lookup(l.Scores, text) }

// covers returns how many answers a list explains. Of several wordings of one step only the most
// frequent is explained.
func (l WordList) covers(observed map[string]int64) int64 {
	type wording struct {
		score   float64
		wording int
	}
	byWording := map[wording]int64{}
	for label, n := range observed {
		if score, known := l.Scores[label]; known {
			byWording[wording{score, l.wording[label]}] += n
		}
	}
	byStep := map[float64]int64{}
	for s, n := range byWording {
		byStep[s.score] = max(byStep[s.score], n)
	}
	total := int64(0)
	for _, n := range byStep {
		total += n
	}
	return total
}

// knows returns how many answers have a label of the list, whatever the wording.
func (l WordList) knows(observed map[string]int64) int64 {
	total := int64(0)
	for label, n := range observed {
		if _, known := l.Scores[label]; known {
			total += n
		}
	}
	return total
}

// rivals returns the lists that contradict the best one.
func rivals(best WordList, lists []WordList, observed map[string]int64, most int64) []WordList {
	mixed := best.knows(observed) > most
	var found []WordList
	for _, list := range lists {
		if list.Name == best.Name && list.Lang == best.Lang {
			continue
		}
		equal := list.covers(observed) == most && disagree(best, list, observed)
		if equal || mixed && list.covers(observed) > 0 || knowsMore(best, list, observed) {
			found = append(found, list)
		}
	}
	if mixed && found == nil {
		found = []WordList{best}
	}
	return append(found, shorter(best, observed, most)...)
}

func disagree(a, b WordList, observed map[string]int64) bool {
	for label := range observed {
		x, inA := a.Scores[label]
		y, inB := b.Scores[label]
		if inA && inB && x != y {
			return true
		}
	}
	return false
}

// knowsMore tells whether an observed label is in other and not in best.
func knowsMore(best, other WordList, observed map[string]int64) bool {
	for label := range observed {
		_, inBest := best.Scores[label]
		if _, inOther := other.Scores[label]; inOther && !inBest {
			return true
		}
	}
	return false
}

// shorter returns the built-in lists with fewer steps that explain as much as the best one.
func shorter(best WordList, observed map[string]int64, most int64) []WordList {
	return listsOf(func(r wordRow) bool { return r.steps < best.Steps && r.list().covers(observed) >= most })
}
