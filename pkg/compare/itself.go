package compare

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Itself doubts groups each of which holds answers of one class only: their column is made of the score.
func Itself(list []Contrast, column string) []result.Warning {
	classes, n := make(map[int]bool), 0.
	for _, x := range list {
		class, ok := classOf(x.Value)
		if !ok {
			return nil
		}
		classes[class] = true
		n += x.Value.N
	}
	if len(classes) < 2 || n < enoughToTell {
		return nil
	}
	return []result.Warning{result.Warn("by_score", "every value of %s holds answers of one class of the score only: the column seems to be made of the score itself, so the changes tell nothing", column)}
}

// enoughToTell is the number of answers from which it is no chance that each value has one class.
const enoughToTell = 20

// classOf is the class that all answers are of; ok is false where there are several, or none.
func classOf(e metric.Evidence) (class int, ok bool) {
	var counts []float64
	switch {
	case e.Counts != nil:
		counts = []float64{e.Counts.Promoters, e.Counts.Passives, e.Counts.Detractors}
	case e.Share != nil:
		counts = []float64{e.Share.K, e.Share.N - e.Share.K}
	}
	some := 0
	for i, n := range counts {
		if n > 0 {
			class, some = i, some+1
		}
	}
	return class, some == 1
}
