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
	words := answer.Normalise(text)
	total, all := sumWords()["total"], sumWords()["all"]
	for from := 0; from < len(words) && !may; {
		upTo := len(words)
		if n := strings.IndexByte(words[from:], ' '); n >= 0 {
			upTo = from + n
		}
		head, rest := words[:upTo], words[from:]
		may, from = total[head] || total[rest] || all[head], upTo+1
	}
	return total[words], may
}
