package dataset

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// oneDay tells whether the second number of all sampled dates of a column is the same and the first is not, as where
// the month comes first and each date, the first of it, stands for a month.
func (t *Table) oneDay(column int) bool {
	const few = 2
	first, second := make(map[string]bool), make(map[string]bool)
	for _, text := range t.Sample(column) {
		parts := strings.FieldsFunc(answer.Trim(text), func(r rune) bool { return r < '0' || r > '9' })
		if len(parts) < 3 {
			continue
		}
		first[strings.TrimLeft(parts[0], "0")], second[strings.TrimLeft(parts[1], "0")] = true, true
	}
	return second["1"] && len(second) == 1 && len(first) > few
}
