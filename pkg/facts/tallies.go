package facts

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Pools are what groups add up to, where a group is told by one tally T and several together by another. They are Told.
type Pools[T any] struct {
	// Total is that of all rows, and Groups those of the groups by number.
	Total  T
	Groups []T
	// Compute returns the fields of a tally, with limits at a confidence.
	Compute func(t T, confidence float64, exact bool) result.Object
	// Pool adds tallies of groups.
	Pool func(groups []T) T
	// Stands is what a field stands on; ok is false for a field without an interval.
	Stands func(t T, field string) (metric.Evidence, bool)
	// Weigh is what a tally weighs in a field of several; nil where that is no mean of theirs.
	Weigh func(t T, field string) (float64, bool)
	// Warnings are about what the rows tell.
	Warnings []result.Warning
}

// Figures returns the fields of a group, or of the total.
func (t *Pools[T]) Figures(group int, confidence float64, exact bool) result.Object {
	if group == All {
		return t.Compute(t.Total, confidence, exact)
	}
	return t.Compute(t.Groups[group], confidence, exact)
}

// Evidence is what a field of groups together stands on.
func (t *Pools[T]) Evidence(groups []int, field string) (metric.Evidence, bool) {
	return t.Stands(t.pooled(groups), field)
}

// Weight is what groups weigh in a field.
func (t *Pools[T]) Weight(groups []int, field string) (float64, bool) {
	if t.Weigh == nil {
		return 0, false
	}
	return t.Weigh(t.pooled(groups), field)
}

// Doubts are about what the rows tell.
func (t *Pools[T]) Doubts() []result.Warning { return t.Warnings }

// pooled adds the tallies of groups; nil stands for the total.
func (t *Pools[T]) pooled(groups []int) T {
	if groups == nil {
		return t.Total
	}
	var of []T
	for _, g := range groups {
		of = append(of, t.Groups[g])
	}
	return t.Pool(of)
}
