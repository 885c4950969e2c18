// Package csat computes the Customer Satisfaction Score: the share of satisfied answers.
//
// Answers are whole numbers, usually from 1 to 5, of which 4 and 5 are satisfied.
package csat

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Count counts the answers of at least from as satisfied. The score is the percentage:
//
//	100 · satisfied / answers
func Count(a tally.Answers, from float64) metric.Proportion {
	return metric.ProportionOf(a, func(score float64) bool { return score >= from })
}

// SatisfiedFrom returns the lowest satisfied answer of a scale from 1: the best of three, the two
// best of four to seven, the three best of ten. ok is false for other scales, which have no usual
// break.
func SatisfiedFrom(min, max float64) (from float64, ok bool) {
	switch {
	case min != 1:
		return 0, false
	case max == 3:
		return 3, true
	case max >= 4 && max <= 7:
		return max - 1, true
	case max == 10:
		return 8, true
	}
	return 0, false
}
