package dataset

import (
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// sumWords are the words of totals and those that stand for all, by their kind, as Normalise has them.
var sumWords = sync.OnceValue(func() map[string]map[string]bool {
	words := make(map[string]map[string]bool)
	for _, kind := range []string{"total", "all"} {
		words[kind] = make(map[string]bool)
		for _, word := range frameWords()[kind] {
			words[kind][answer.Normalise(word)] = true
		}
	}
	return words
})

// HeadsSum tells whether the text of a cell is a word of totals, and whether it at least begins or ends with one, or with
// a word that stands for all.
func HeadsSum(text string) (is, may bool) {
	words := strings.Fields(answer.Normalise(text))
	has := func(kind string, part []string) bool {
		return sumWords()[kind][strings.Join(part, " ")]
	}
	for i := range words {
		head, rest := words[:i+1], words[i:]
		may = may || has("total", head) || has("total", rest) || has("all", head)
	}
	return len(words) > 0 && has("total", words), may
}
