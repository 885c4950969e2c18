package share

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// fewestNumbers is from how many different numbers on they are an amount of something, and no words for yes and no.
const fewestNumbers = 3

// numbersOf are the numbers of words that are all numbers, the least first; nil where they are not, or few.
func numbersOf(words []facts.StateWord, mark byte) (numbers []float64) {
	for _, w := range words {
		x, err := answer.ParseNumber(w.Text, cmp.Or(mark, '.'))
		if err != nil {
			return nil
		}
		numbers = append(numbers, x)
	}
	slices.Sort(numbers)
	if numbers = slices.Compact(numbers); len(numbers) < fewestNumbers {
		return nil
	}
	return numbers
}

// unclearNumbers asks from which number on a column of them says yes, or whether it counts.
func (p *quest) unclearNumbers(h facts.Heard, words []facts.StateWord, numbers []float64) error {
	column := h.Columns[0].Header("score")
	name := h.Set.Tables[0].Reference(h.Columns[0].At("score"))
	for i := range words { // none of them is a word
		words[i].Meaning = ""
	}
	e := problem.Usage("%s: column %s holds numbers, and nothing tells from which on they say yes\n%s",
		h.Set.Names(), column, problem.Lines(listed(words)))
	e.Read = true
	most := numbers[len(numbers)-1]
	whole := !slices.ContainsFunc(numbers, func(x float64) bool { return x < 0 || x != math.Trunc(x) })
	from := most - 1
	switch {
	case whole && p.Per > 0:
		e.Senses = []problem.Sense{{Says: "if column " + column + " counts how many", Flags: []string{"--count", name}, Drop: []string{"--score"}}}
		return e
	case whole && (most == 5 || most == 10): // the two best steps
		e.Senses = []problem.Sense{{Says: fmt.Sprintf("if %.0f and %.0f say yes", from, most),
			Flags: []string{"--yes", dataset.InWhere(name) + ">=" + strconv.FormatFloat(from, 'f', -1, 64)}}}
		return e
	}
	e.Hint = "--yes 'COL>=N' names the number from which on they do; --count COL with --of COL or --exposure COL takes them for counts"
	return e
}

// isOutcome tells whether a word that is no answer elsewhere says what became of something: the column is one of states.
func isOutcome(header, text string) bool {
	return layout.Silence().Outcomes[answer.Normalise(text)] && isState(header)
}

// isState tells whether a header is of states of anything: "status", "product_call_status".
func isState(header string) bool {
	words := strings.FieldsFunc(header, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	last := header
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	return layout.MayBeStateOfRow(header) || layout.IsAsideHeader(layout.AnyStateHeader, last)
}
