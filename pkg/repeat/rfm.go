package repeat

import "github.com/cxcalc/cxcalc/pkg/tally"

// Fifths scores the values of a measure, 1 to 5, of which 5 is that of the highest: the customers,
// sorted by the measure, are cut at their fifths. Customers who are equal in it have the same score, that
// of the best place they share, so a fifth need not hold exactly one. Recency is measured by the days of
// silence with a minus, so that the latest has 5.
// Source: Hughes, Strategic Database Marketing, 1994.
func Fifths(values tally.Histogram) map[int64]int {
	n, before := values.N(), int64(0)
	out := make(map[int64]int, len(values))
	for _, value := range values.Values() {
		before += values[value]
		out[value] = int((5*before + n - 1) / n) // rank · 5 / n, rounded up
	}
	return out
}
