package churn

import "math"

// AtRisk returns what part of the revenue of a group is lost because the group leaves more than another
// does, in the unit of the revenue: what doing nothing about it costs in a period.
//
//	revenue · (churn − comparison) / 100
//
// churn and comparison are the churn of the group, such as detractors, and of the group it is held
// against, such as promoters, in percent of one period of the same length. The amount is negative when
// the group leaves less than the other. It says what goes along with the answer, not what the answer
// causes.
//
// ok is false unless the revenue is finite and 0 or more and both percentages lie in 0 to 100.
func AtRisk(revenue, churn, comparison float64) (amount float64, ok bool) {
	if !(revenue >= 0) || math.IsInf(revenue, 1) || !isPercent(churn) || !isPercent(comparison) {
		return 0, false
	}
	return revenue * (churn - comparison) / 100, true
}

func isPercent(p float64) bool { return p >= 0 && p <= 100 }
