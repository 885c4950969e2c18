package facts

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Percentages tells whether a column holds percentages: so its header says at one of its ends, or one of its cells.
func Percentages(t *dataset.Table, column int) bool {
	return layout.HeadsPercent(t.Headers[column]) || slices.ContainsFunc(t.Sample(column), func(text string) bool { return strings.HasSuffix(strings.TrimSpace(text), "%") })
}
