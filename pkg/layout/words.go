package layout

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A WordList holds the labels of one scale in one language.
type WordList struct {
	Name   string             // what the scale asks, "satisfaction"
	Lang   string             // language code, "en"
	Scores map[string]float64 // label as answer.Normalise gives it → score

	// wording numbers the ways to say each step. Labels of one step that are different wordings
	// ("Satisfied" and "Somewhat satisfied") are steps of different scales when both are seen.
	wording map[string]int
	steps   int
}

//go:embed words.tsv
var wordData string

// A wordRow is the line of a list, which is read when it is asked for: to read all takes longer than to count a
// small survey.
type wordRow struct {
	lowest float64
	steps  int
	list   func() WordList
}

var wordRows = sync.OnceValue(func() []wordRow {
	var rows []wordRow
	for _, cells := range table(wordData) {
		if len(cells) > 3 {
			lowest, _ := strconv.ParseFloat(cells[2], 64) // a test holds the file to its form
			rows = append(rows, wordRow{lowest, len(cells) - 3, sync.OnceValue(func() WordList { return readList(cells, lowest) })})
		}
	}
	return rows
})

func listsOf(fits func(wordRow) bool) []WordList {
	var lists []WordList
	for _, row := range wordRows() {
		if fits(row) {
			lists = append(lists, row.list())
		}
	}
	return lists
}

func readList(cells []string, lowest float64) WordList {
	list := WordList{Name: cells[0], Lang: cells[1], Scores: map[string]float64{}, wording: map[string]int{}, steps: len(cells) - 3}
	for step, cell := range cells[3:] {
		for wording, forms := range strings.Split(cell, "|") {
			for form := range strings.SplitSeq(forms, ",") {
				label := answer.Normalise(form)
				list.Scores[label] = lowest + float64(step)
				list.wording[label] = wording
			}
		}
	}
	return list
}

// Words returns the word lists for a scale: those whose steps run from min to max. The highest
// score is always the good end.
func Words(min, max float64) []WordList {
	return listsOf(func(r wordRow) bool { return r.lowest == min && r.lowest+float64(r.steps-1) == max })
}

// Choose returns the word list that explains the texts of a column, given how often each text
// occurs. Numbers and blanks need no word list and are left out. The best list is the one that
// covers the most answers; of lists that cover equally and agree, the first.
//
// ok is false when no list covers anything. It is also false, and conflict then holds the best list
// and those that contradict it, when the texts could mean something else:
//
//   - another list covers as much and gives an observed text another score ("Good" is 3 under "Very
//     good" and 4 under "Excellent");
//   - an observed text is a step of another list and not of the best one, so the scale is neither;
//   - a shorter scale explains the same texts, so the scale may be that one.
func Choose(lists []WordList, counts map[string]int64) (best WordList, ok bool, conflict []WordList) {
	observed := labels(counts)
	most := int64(0)
	for _, list := range lists {
		if n := list.covers(observed); n > most {
			best, most = list, n
		}
	}
	if most == 0 {
		return WordList{}, false, nil
	}
	rivals := rivals(best, lists, observed, most)
	if len(rivals) > 0 {
		return best, false, append([]WordList{best}, rivals...)
	}
	return best, true, nil
}

// labels returns how often each label occurs, without numbers and blanks.
func labels(counts map[string]int64) map[string]int64 {
	observed := map[string]int64{}
	for text, n := range counts {
		if label := answer.Normalise(text); label != "" && n > 0 && !answer.IsNumber(text) {
			observed[label] += n
		}
	}
	return observed
}

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
	return listsOf(func(r wordRow) bool { return r.steps < best.steps && r.list().covers(observed) >= most })
}
