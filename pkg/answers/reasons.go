package answers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// Reasons say how the sources were understood and why the columns were chosen, line by line.
func (c *polled) Reasons() []string {
	var out []string
	for _, table := range c.set.Tables {
		out = append(out, table.Reason())
	}
	why := "the only column whose header and values fit"
	if len(c.set.Tables[0].Headers) == 1 {
		why = "the only column"
	}
	for _, h := range c.heard { // all have the same columns beside that of the answers
		for _, line := range h.columns[0].Reasons(why) {
			out = once(out, line)
		}
		if h.words.Name != "" {
			out = once(out, "words: the answers are written in the words of "+h.words.Name)
		}
	}
	if order := c.order(); order != dates.Unknown {
		out = append(out, "dates: "+order.String()+", as the column shows")
	}
	return out
}

// once adds what a list does not have yet.
func once[T comparable](list []T, one T) []T {
	if slices.Contains(list, one) {
		return list
	}
	return append(list, one)
}
