package metric

import "github.com/cxcalc/cxcalc/pkg/result"

// leastBefore is how many periods it takes to see that one of answers is not over.
const leastBefore = 2

// Unfinished tells whether the last of several periods looks as if it were not over: it has less than half of the answers
// of any before.
func Unfinished(counts []float64) bool {
	last := len(counts) - 1
	if last < leastBefore {
		return false
	}
	for _, n := range counts[:last] {
		if 2*counts[last] >= n {
			return false
		}
	}
	return true
}

// UnfinishedDoubt says so of the period with a label.
func UnfinishedDoubt(label, unit string) result.Warning {
	return result.Warn(result.OpenPeriod, "%s has less than half of the answers of any %s before, so it may not be over; --until %s leaves it out", label, result.Word(unit), label)
}
