package reasons

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

//go:embed emptywords.tsv
var emptyWordLines string

// emptyWords are words that texts of any topic have.
var emptyWords = sync.OnceValue(func() map[string]bool {
	known := make(map[string]bool)
	for line := range strings.Lines(emptyWordLines) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range cells[1:] {
			known[answer.Normalise(word)] = true
		}
	}
	return known
})
