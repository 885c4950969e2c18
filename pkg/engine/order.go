package engine

import (
	"errors"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// choose decides by the whole column which of the two readings of dates counts. Where the column
// does not tell, it must not matter.
func (w *worker) choose() (chosen int, order dates.Order, err error) {
	order, err = w.evidence.Decide()
	var undecided *dates.UndecidableError
	open := errors.As(err, &undecided)
	switch {
	case !w.both && (open || order != dates.Unknown):
		return plain, w.plan.Dates.Order, nil
	case !w.both:
		return plain, dates.Unknown, err
	case open && same(w.parts[dayFirst], w.parts[monthFirst]):
		return dayFirst, dates.Unknown, nil
	case err != nil:
		return plain, dates.Unknown, err
	case order == dates.MonthFirst:
		return monthFirst, order, nil
	}
	return dayFirst, order, nil
}

// same tells whether two parts have counted the same.
func same(a, b *part) bool {
	if a.beyond != nil || b.beyond != nil {
		return false
	}
	if a.filtered != b.filtered || a.duplicate != b.duplicate || len(a.groups) != len(b.groups) || !sameScores(a.void, b.void) {
		return false
	}
	for key, g := range a.groups {
		other, ok := b.groups[key]
		if !ok || !sameScores(g, other) {
			return false
		}
	}
	return true
}

func sameScores(a, b *tally.Scores) bool {
	return slices.EqualFunc(a.Texts(), b.Texts(), func(x, y tally.Text) bool {
		return x.Text == y.Text && x.Rows == y.Rows && x.N == y.N && x.Weights.Equal(y.Weights)
	})
}
