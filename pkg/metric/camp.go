package metric

import (
	"cmp"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Camp is what a metric calls those of whom a field says more than 0. Without a field it takes all others of whom the
// metric has a value.
type Camp struct {
	Word, Field string
	// Known is the field that has a number of all who are called anything, set in the first camp; "" for value.
	Known string
}

// CampOf returns the number of the camp of one customer, whom the figures are about; ok is false where they tell none.
func (m Metric) CampOf(figures result.Object) (camp int, ok bool) {
	if len(m.Camps) == 0 {
		return 0, false
	}
	if _, ok := figures.Number(cmp.Or(m.Camps[0].Known, "value")); !ok {
		return 0, false
	}
	rest := -1
	for i, c := range m.Camps {
		if c.Field == "" {
			rest = i
			continue
		}
		if x, _ := figures.Number(c.Field); x > 0 {
			return i, true
		}
	}
	return max(rest, 0), rest >= 0
}

// CampWords are what customers may be called, in order.
func (m Metric) CampWords() (words []string) {
	for _, c := range m.Camps {
		words = append(words, c.Word)
	}
	return words
}
