package layout

import (
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// groupWords are the words for the groups of the Net Promoter Score in all languages, from 1 for detractors to 3 for promoters.
var groupWords = sync.OnceValue(func() map[string]float64 {
	words := make(map[string]float64)
	for _, l := range listsOf(func(r wordRow) bool { return r.cells[0] == "promoters" }) {
		for word, score := range l.Scores {
			words[word] = score
		}
	}
	return words
})

// GroupOf tells which group of the Net Promoter Score a header names, from 1 for detractors to 3 for promoters: "Promoters (9-10)",
// "% Detractors", "Number of passives"; ok is false where it names none.
func GroupOf(header string) (group float64, ok bool) {
	const most = 3 // words of such a header
	head, _, _ := strings.Cut(header, "(")
	words := strings.Fields(answer.Normalise(strings.Trim(strings.ReplaceAll(head, "_", " "), " %#")))
	for _, word := range words {
		if group, ok = groupWords()[word]; ok && len(words) <= most {
			return group, true
		}
	}
	return 0, false
}
