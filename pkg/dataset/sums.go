package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// HeadsSum tells whether the text of a cell is a word of totals, and whether it at least begins or ends with one, or with
// a word that stands for all.
func HeadsSum(text string) (is, may bool) {
	words := strings.Fields(answer.Normalise(text))
	has := func(kind string, part []string) bool {
		return slices.ContainsFunc(frameWords()[kind], func(word string) bool { return answer.Normalise(word) == strings.Join(part, " ") })
	}
	for i := range words {
		head, rest := words[:i+1], words[i:]
		may = may || has("total", head) || has("total", rest) || has("all", head)
	}
	return len(words) > 0 && has("total", words), may
}
