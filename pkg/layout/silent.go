package layout

import (
	_ "embed"
	"strconv"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

//go:embed silent.tsv
var silentData string

// Silence returns the usual ways to give no answer, in all languages.
func Silence() answer.Silence { return silence() }

var silence = sync.OnceValue(func() answer.Silence {
	s := answer.Silence{Words: map[string]bool{}, Codes: map[float64]bool{}, Of: map[string]bool{}, Units: map[string]bool{},
		Outcomes: map[string]bool{}, Rated: map[string]bool{}, Numerals: map[string]float64{}}
	for _, cells := range table(silentData) {
		for n, cell := range cells[1:] {
			switch cells[0] {
			case "code":
				code, _ := strconv.ParseFloat(cell, 64) // a test holds the file to its form
				s.Codes[code] = true
			case "of":
				s.Of[answer.Normalise(cell)] = true
			case "unit":
				s.Units[answer.Normalise(cell)] = true
			case "rated":
				s.Rated[answer.Normalise(cell)] = true
			case "outcome":
				s.Outcomes[answer.Normalise(cell)] = true
			case "numeral":
				s.Numerals[answer.Normalise(cell)] = float64(n + 1)
			default:
				s.Words[answer.Normalise(cell)] = true
			}
		}
	}
	return s
})

// Silent returns the words for no answer by language, in the order of the file.
func Silent() [][]string { return table(silentData) }

// labelSet holds the labels of all lists.
var labelSet = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, list := range listsOf(func(wordRow) bool { return true }) {
		for label := range list.Scores {
			all[label] = true
		}
	}
	return all
})

// Labels returns the labels of all lists, as answer.Normalise gives them. It takes longer than to count a small
// survey, and is for columns that hold numbers and words in one cell.
func Labels() map[string]bool { return labelSet() }
