package facts

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Percentages tells whether a column holds percentages: so its header says at one of its ends, or one of its cells.
func Percentages(t *dataset.Table, column int) bool {
	header := strings.Trim(t.Headers[column], " ()[]")
	if strings.HasPrefix(header, "%") || strings.HasSuffix(header, "%") {
		return true
	}
	if words := strings.Fields(answer.Normalise(strings.ReplaceAll(header, "_", " "))); len(words) > 0 {
		isWord := func(word string) bool { return layout.Meaning("percent", word) != "" }
		if isWord(words[0]) || isWord(words[len(words)-1]) {
			return true
		}
	}
	return slices.ContainsFunc(t.Sample(column), func(text string) bool { return strings.HasSuffix(strings.TrimSpace(text), "%") })
}
