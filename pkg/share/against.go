package share

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// againstColumn refuses a text of --yes that holds one column against another, which no condition does: no cell says such a text.
func (p *quest) againstColumn(t *dataset.Table) error {
	for _, text := range p.words {
		at := strings.IndexAny(text, "<>=")
		if at < 0 || !names(t, text[:at]) || !names(t, strings.TrimLeft(text[at:], "<>=")) {
			continue
		}
		return problem.Usage("--yes %q holds one column against another, and a condition holds a column against a number, a date or a text", text).
			Advise("add a column to the data that says yes or no, and name it with --score")
	}
	return nil
}

// names tells whether a text is the header of a column.
func names(t *dataset.Table, text string) bool {
	text = answer.Trim(text)
	for _, header := range t.Headers {
		if header != "" && answer.Trim(header) == text {
			return true
		}
	}
	return false
}
