package layout

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A WordList holds the labels of one scale in one language.
type WordList struct {
	Name   string             // what the scale asks, "satisfaction"
	Lang   string             // language code, "en"; several where a column has words of several
	Scores map[string]float64 // label as answer.Normalise gives it → score
	Steps  int                // how many steps the scale has
	// Asked says that the words do not tell which end is the good one.
	Asked bool
	// Agrees says that its words agree with what a header says, or do not: they are good where that is.
	Agrees bool

	// wording numbers the ways to say each step. Labels of one step that are different wordings
	// ("Satisfied" and "Somewhat satisfied") are steps of different scales when both are seen.
	wording map[string]int
}

//go:embed words.tsv
var wordData string

// A wordRow is the line of a list, which is read when it is asked for: to read all takes longer than to count a
// small survey.
type wordRow struct {
	cells []string
	steps int
	list  func() WordList
}

// firstStep is the cell of a line that holds the labels of the lowest step.
const firstStep = 3

var wordRows = sync.OnceValue(func() []wordRow {
	var rows []wordRow
	for _, cells := range table(wordData) {
		if len(cells) > firstStep { // a test holds the file to its form
			rows = append(rows, wordRow{cells, len(cells) - firstStep, sync.OnceValue(func() WordList { return readList(cells) })})
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

// readList reads the line of a list, whose steps are numbered from 1.
func readList(cells []string) WordList {
	steps := cells[firstStep:]
	list := WordList{Name: cells[0], Lang: cells[1], Asked: cells[2] == "ask", Agrees: cells[2] == "agree", Steps: len(steps),
		Scores: map[string]float64{}, wording: map[string]int{}}
	for step, cell := range steps {
		for wording, forms := range wordings(cell) {
			for _, form := range forms {
				label := answer.Normalise(form)
				list.Scores[label] = float64(step + 1)
				list.wording[label] = wording
			}
		}
	}
	return list
}

// wordings reads the labels of a step: its wordings, each with its forms.
func wordings(cell string) [][]string {
	var out [][]string
	for wording := range strings.SplitSeq(cell, "|") {
		var forms []string
		for _, form := range outside(wording) {
			stem, endings, found := strings.Cut(form, "{")
			endings, after, _ := strings.Cut(endings, "}")
			if !found {
				forms = append(forms, strings.TrimSpace(form))
				continue
			}
			for ending := range strings.SplitSeq(endings, ",") {
				forms = append(forms, strings.TrimSpace(stem+ending+after))
			}
		}
		out = append(out, forms)
	}
	return out
}

// outside splits at the commas that are not in braces.
func outside(text string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range text {
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case r == ',' && depth == 0:
			out, from = append(out, text[from:i]), i+1
		}
	}
	return append(out, text[from:])
}

// Words returns the word lists for a scale: those with as many steps, which run from min to max. The highest
// score is the good end, unless the list is asked about.
func Words(min, max float64) []WordList {
	var lists []WordList
	for _, l := range listsOf(func(r wordRow) bool { return float64(r.steps) == max-min+1 }) {
		lists = append(lists, l.spread(min, max))
	}
	return lists
}

// Grades returns the word lists of which one end is good, from 0 at the bad end to 1 at the good one.
func Grades() []WordList {
	lists := listsOf(func(r wordRow) bool { return r.cells[2] == "good" })
	for i, l := range lists {
		lists[i] = l.spread(0, 1)
	}
	return lists
}

// spread returns the list with its steps on the scale from min to max.
func (l WordList) spread(min, max float64) WordList {
	if min == 1 && max == float64(l.Steps) {
		return l
	}
	width := (max - min) / float64(l.Steps-1)
	return l.with(func(score float64) float64 { return min + (score-1)*width })
}

// with returns the list with other scores.
func (l WordList) with(score func(float64) float64) WordList {
	scores := make(map[string]float64, len(l.Scores))
	for label, s := range l.Scores {
		scores[label] = score(s)
	}
	l.Scores = scores
	return l
}

// A ListedWords is a list as words.tsv has it, to be shown.
type ListedWords struct {
	Name, Lang string
	Asked      bool
	Steps      [][]string // the wordings of each step, each in its first form
}

// Listed returns all lists of words in the order of the file.
func Listed() []ListedWords {
	var out []ListedWords
	for _, row := range wordRows() {
		list := ListedWords{Name: row.cells[0], Lang: row.cells[1], Asked: row.cells[2] == "ask"}
		for _, cell := range row.cells[firstStep:] {
			var step []string
			for _, forms := range wordings(cell) {
				step = append(step, forms[0])
			}
			list.Steps = append(list.Steps, slices.Compact(step))
		}
		out = append(out, list)
	}
	return out
}
