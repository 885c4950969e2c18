package layout

import (
	_ "embed"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

//go:embed meanings.tsv
var meaningData string

var meanings = sync.OnceValue(func() map[string]map[string]string {
	out := make(map[string]map[string]string)
	for _, cells := range table(meaningData) {
		set, meaning := cells[0], cells[1]
		if out[set] == nil {
			out[set] = make(map[string]string)
		}
		for _, phrase := range cells[3:] {
			out[set][answer.Normalise(phrase)] = meaning
		}
	}
	return out
})

// Meaning is what a word stands for in a set of meanings, such as "no" for "нет" in "yes"; "" for a word that the set
// does not know.
func Meaning(set, text string) string { return meanings()[set][answer.Normalise(text)] }
