// Package ces computes the Customer Effort Score: the share of answers that found it easy.
//
// Answers are whole numbers, usually from 1 to 7 ("they made it easy": disagree to agree), of
// which 5 to 7 are easy.
package ces

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Count counts the answers of at least from as easy. The score is the percentage:
//
//	100 · easy / answers
func Count(a tally.Answers, from float64) metric.Proportion {
	return metric.ProportionOf(a, func(score float64) bool { return score >= from })
}

// CountReverse counts the answers of at most to as easy, on a scale where high means much effort.
func CountReverse(a tally.Answers, to float64) metric.Proportion {
	return metric.ProportionOf(a, func(score float64) bool { return score <= to })
}

// EasyFrom returns the lowest easy answer of a scale: 5 to 7 on 1–7, and the best ones of others as in
// metric.TopTwo.
func EasyFrom(min, max float64) (from float64, ok bool) {
	if min == 1 && max == 7 {
		return 5, true
	}
	return metric.TopTwo(min, max)
}
