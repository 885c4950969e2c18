package stats

import (
	"cmp"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// A Test is the outcome of a test of significance.
type Test struct {
	Statistic float64 // Statistic is z, t or chi-square, as the test says.
	DF        float64 // DF is the degrees of freedom; 0 for the normal distribution and for exact tests.
	P         float64 // P is the p-value, two-sided.
}

// A Comparison says how sample B differs from sample A. Test and Interval are of one method: P is
// below 1 − confidence where the interval leaves out 0.
type Comparison struct {
	Test
	Difference float64  // Difference is the figure of B minus the figure of A, as observed.
	SE         float64  // SE is the standard error of the difference; 0 where the method has none.
	Interval   Interval // Interval is that of the difference.
}

// CompareShares compares two independent shares by Newcombe's method: the two Wilson intervals,
// squared and added. It works for any samples that are not empty, also when both shares are 0. P is the
// level at which the interval ends at 0.
// Source: Newcombe, Statistics in Medicine 17, 1998, method 10.
func CompareShares(a, b Share, confidence float64) (Comparison, error) {
	if err := cmp.Or(a.err(), b.err(), level(confidence)); err != nil {
		return Comparison{}, err
	}
	at := func(z float64) (Interval, bool) { return b.term(z).Minus(a.term(z), 0), true }
	return touching(b.K/b.N-a.K/a.N, Z(confidence), 40, at), nil // past 40 standard errors p is 0 in double precision
}

// CompareSmallShares compares two shares of whole counts by Fisher's exact test, for tables too small for the normal
// curve: see [SmallExpected]. The interval is Newcombe's, stretched by as much as it takes to end at 0 where the level
// is Fisher's p-value, so that both say the same. exact is false where Newcombe's p-value is the larger: an interval that
// ends at 0 at Fisher's level would be narrower than Newcombe's and cover too little (90.6 % of 95 % for 8 against 60), so
// the comparison is that of [CompareShares].
func CompareSmallShares(a, b Share, confidence float64) (c Comparison, exact bool, err error) {
	plain, err := CompareShares(a, b, confidence)
	if err != nil {
		return Comparison{}, false, err
	}
	p, err := Fisher(a, b)
	switch z := -mathext.NormalQuantile(p / 2); {
	case err != nil:
		return Comparison{}, false, err
	case p < plain.P:
		return plain, false, nil
	case z > 0:
		wide := Z(confidence) * max(math.Abs(plain.Statistic)/z, 1)
		plain.Interval = b.term(wide).Minus(a.term(wide), 0)
	}
	return Comparison{Test: Test{P: p}, Difference: plain.Difference, Interval: plain.Interval}, true, nil
}

// CompareTerms compares two figures that have limits at any confidence, by recovering their variances from those
// (MOVER, Zou & Donner 2008; of figures that go together, Zou 2007). correlation is 0 for independent ones. P is the level at which the interval ends at 0. It is refused where one of
// them has no limits.
func CompareTerms(a, b func(confidence float64) (Term, bool), correlation, confidence float64) (Comparison, error) {
	if err := level(confidence); err != nil {
		return Comparison{}, err
	}
	at := func(z float64) (Interval, bool) {
		before, ok := a(math.Erf(z / math.Sqrt2))
		after, okAfter := b(math.Erf(z / math.Sqrt2))
		return after.Minus(before, correlation), ok && okAfter
	}
	before, ok := a(confidence)
	after, okAfter := b(confidence)
	if !ok || !okAfter {
		return Comparison{}, ErrNoData
	}
	// Beyond so many standard errors the confidence is 1 in double precision, which is none.
	const beyond = 8
	return touching(after.Value-before.Value, Z(confidence), beyond, at), nil
}

// touching compares by an interval that is known at any normal quantile: z is the one at which it ends at 0, and
// beyond bounds the search.
func touching(difference, quantile, beyond float64, at func(z float64) (Interval, bool)) Comparison {
	z := boundary(0, beyond, func(z float64) bool {
		v, ok := at(z)
		return z == 0 && difference == 0 || z > 0 && (!ok || v.Contains(0))
	})
	z = math.Copysign(z, difference)
	limits, _ := at(quantile)
	return Comparison{Test: Test{Statistic: z, P: normalP(z)}, Difference: difference, Interval: limits}
}

// CompareNets compares two independent net shares by the adjusted Wald method: three answers, 3/4 promoters,
// 3/2 passives and 3/4 detractors, are added to each sample, and the variances are not pooled. The
// interval is centred on the adjusted difference. Source: Rocks, 2016; Lewis & Sauro, MeasuringU, 2021.
func CompareNets(a, b Trinomial, confidence float64) (Comparison, error) {
	netA, okA := a.Net()
	netB, okB := b.Net()
	if !okA || !okB {
		return Comparison{}, ErrNoData
	}
	if err := level(confidence); err != nil {
		return Comparison{}, err
	}
	a, b = a.adjusted(), b.adjusted()
	adjustedA, _ := a.Net()
	adjustedB, _ := b.Net()
	seA, _ := a.StandardError()
	seB, _ := b.StandardError()
	centre, se := adjustedB-adjustedA, math.Hypot(seA, seB)
	z := centre / se
	return Comparison{
		Test:       Test{Statistic: z, P: normalP(z)},
		Difference: netB - netA,
		SE:         se,
		Interval:   around(centre, Z(confidence)*se),
	}, nil
}

// CompareMeans compares two independent means by Welch's test, without taking their variances for equal. It
// is refused below two values, and when neither sample has any spread. Source: Welch, Biometrika 34, 1947.
func CompareMeans(a, b Sample, confidence float64) (Comparison, error) {
	if err := cmp.Or(a.err(), b.err(), level(confidence)); err != nil {
		return Comparison{}, err
	}
	seA, _ := a.StandardError()
	seB, _ := b.StandardError()
	se := math.Hypot(seA, seB)
	if se == 0 {
		return Comparison{}, fmt.Errorf("%w: the values of each sample are the same", ErrNoSpread)
	}
	// In shares of the variance, which neither overflow nor vanish.
	wa, wb := seA/se*seA/se, seB/se*seB/se
	df := 1 / (wa*wa/(a.N-1) + wb*wb/(b.N-1))
	return student(b.Mean-a.Mean, se, df, confidence), nil
}

// CompareTo compares the mean with a target by Student's t; Difference and Interval are those of
// mean − target. For two measurements of the same people it takes the sample of the changes, and 0. It is
// refused below two values, and when all are the same.
func (s Sample) CompareTo(target, confidence float64) (Comparison, error) {
	if err := cmp.Or(s.err(), level(confidence)); err != nil {
		return Comparison{}, err
	}
	se, _ := s.StandardError()
	switch {
	case !isFinite(target):
		return Comparison{}, impossible("a target of %v", target)
	case se == 0:
		return Comparison{}, fmt.Errorf("%w: all values are the same", ErrNoSpread)
	}
	return student(s.Mean-target, se, s.N-1, confidence), nil
}

// student compares by a difference whose error follows Student's t.
func student(difference, se, df, confidence float64) Comparison {
	t := difference / se
	return Comparison{
		Test:       Test{Statistic: t, DF: df, P: StudentP(t, df)},
		Difference: difference,
		SE:         se,
		Interval:   around(difference, T(confidence, df)*se),
	}
}

// level returns an error unless a confidence level is one.
func level(confidence float64) error {
	if !isLevel(confidence) {
		return impossible("confidence %v lies outside 0 to 1", confidence)
	}
	return nil
}
