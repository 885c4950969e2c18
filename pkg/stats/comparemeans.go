package stats

import (
	"fmt"
	"math"
)

// Welch compares two independent means without taking their variances for equal. It is refused below
// two values, and when neither sample has any spread. Source: Welch, Biometrika 34, 1947.
func Welch(a, b Sample, confidence float64) (Comparison, error) {
	seA, okA := a.StandardError()
	seB, okB := b.StandardError()
	switch {
	case a.N == 0 || b.N == 0:
		return Comparison{}, ErrNoData
	case !a.finite() || !b.finite():
		return Comparison{}, impossible("values that are not all numbers")
	case !okA || !okB:
		return Comparison{}, ErrTooFew
	case seA == 0 && seB == 0:
		return Comparison{}, fmt.Errorf("%w: the values of each sample are the same", ErrNoSpread)
	case !isLevel(confidence):
		return Comparison{}, impossible("confidence %v lies outside 0 to 1", confidence)
	}
	se := math.Hypot(seA, seB)
	// In shares of the variance, which neither overflow nor vanish.
	wa, wb := seA/se*seA/se, seB/se*seB/se
	df := 1 / (wa*wa/(a.N-1) + wb*wb/(b.N-1))
	return studentComparison(b.Mean-a.Mean, se, df, confidence), nil
}

// PairedT compares two measurements of the same people, in the same order, by the mean of the
// differences after − before. It is refused below two pairs, and when all changed by the same amount.
func PairedT(before, after []float64, confidence float64) (Comparison, error) {
	if len(before) != len(after) {
		return Comparison{}, impossible("%d values before and %d after", len(before), len(after))
	}
	changes := make([]float64, len(before))
	for i := range before {
		changes[i] = after[i] - before[i]
	}
	return SampleOf(changes).TestMean(0, confidence)
}

// TestMean compares the mean with a target by Student's t; Difference and Interval are those of
// mean − target. It is refused below two values, and when all are the same.
func (s Sample) TestMean(target, confidence float64) (Comparison, error) {
	se, ok := s.StandardError()
	switch {
	case s.N == 0:
		return Comparison{}, ErrNoData
	case !s.finite() || !isFinite(target):
		return Comparison{}, impossible("values or a target that are not all numbers")
	case !ok:
		return Comparison{}, ErrTooFew
	case se == 0:
		return Comparison{}, fmt.Errorf("%w: all values are the same", ErrNoSpread)
	case !isLevel(confidence):
		return Comparison{}, impossible("confidence %v lies outside 0 to 1", confidence)
	}
	return studentComparison(s.Mean-target, se, s.N-1, confidence), nil
}

// studentComparison compares by a difference whose error follows Student's t.
func studentComparison(difference, se, df, confidence float64) Comparison {
	t := difference / se
	return Comparison{
		Test:       Test{Statistic: t, DF: df, P: studentP(t, df)},
		Difference: difference,
		SE:         se,
		Interval:   around(difference, T(confidence, df)*se),
	}
}
