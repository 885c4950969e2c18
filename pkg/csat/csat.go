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
