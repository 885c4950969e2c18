package stats

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error %v, want %v", what, err, want)
	}
}

func TestNothingIsNotZero(t *testing.T) {
	none := Trinomial{}
	if _, ok := none.Net(); ok {
		t.Error("no answers have a net share")
	}
	if _, ok := none.Score(z95); ok {
		t.Error("no answers have a score interval")
	}
	_, err := CompareNets(none, seed, 0.95)
	refused(t, "comparison", err, ErrNoData)
	_, err = CompareShares(Share{0, 0}, Share{1, 2}, 0.95)
	refused(t, "shares", err, ErrNoData)
	if _, ok := Wilson(0, 0, z95); ok {
		t.Error("0 of 0 has a Wilson interval")
	}
	if _, ok := sampleOf().Interval(0.95, 1); ok {
		t.Error("no values have a t interval")
	}
	_, err = CompareMeans(sampleOf(), sampleOf(1, 2), 0.95)
	refused(t, "means", err, ErrNoData)
}

func TestAnswersThatAgree(t *testing.T) {
	for _, x := range []Trinomial{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}} {
		net, _ := x.Net()
		v, ok := x.Score(z95)
		if !ok || !v.Contains(net) || v.High-v.Low == 0 || v.High-v.Low == 2 {
			t.Errorf("%v: score interval %v, %v", x, v, ok)
		}
		if x.Promoters > 0 && v.High != 1 || x.Detractors > 0 && v.Low != -1 {
			t.Errorf("%v: score interval %v does not end at the end of the range", x, v)
		}
		if c, err := CompareNets(x, x, 0.95); err != nil || c.P != 1 {
			t.Errorf("%v against itself: %+v, %v", x, c, err)
		}
	}
}

func TestEndsOfTheRangeAreExact(t *testing.T) {
	for _, n := range []float64{1, 3, 10, 49, 1e6, 1e15, 0.7} {
		for name, ends := range map[string]func(k float64) Interval{
			"Wilson":          func(k float64) Interval { v, _ := Wilson(k, n, z95); return v },
			"Clopper-Pearson": func(k float64) Interval { v, _ := ClopperPearson(k, n, 0.95); return v },
		} {
			if v := ends(0); v.Low != 0 || v.High <= 0 {
				t.Errorf("%s: 0 of %v gives %v", name, n, v)
			}
			if v := ends(n); v.High != 1 || v.Low >= 1 {
				t.Errorf("%s: %v of %v gives %v", name, n, n, v)
			}
		}
	}
}

func TestBothGroupsZero(t *testing.T) {
	zero := Share{0, 20}
	c, err := CompareShares(zero, zero, 0.95)
	if err != nil || c.P != 1 || c.Difference != 0 {
		t.Fatalf("Newcombe: %+v, %v", c, err)
	}
	within(t, "low", c.Interval.Low, -0.161125158053, 1e-11) // R
	if !SmallExpected(zero, zero) || SmallExpected(Share{80, 100}, Share{150, 200}) {
		t.Error("Fisher's test is advised where it should not be, or not where it should")
	}
}

func TestCensus(t *testing.T) {
	fpc, err := FPC(200, 200)
	if err != nil || fpc != 0 {
		t.Fatalf("census: %v, %v", fpc, err)
	}
	if v, ok := seed.Score(z95 * fpc); !ok || v != (Interval{0.3, 0.3}) {
		t.Errorf("score of a census: %v, %v", v, ok)
	}
	v, ok := Wilson(80, 100, 0)
	if !ok || v != (Interval{0.8, 0.8}) {
		t.Errorf("Wilson of a census: %v, %v", v, ok)
	}
	for _, c := range []struct{ n, population, want float64 }{{0, 10, 1}, {1, 10, 1}, {1, 1, 0}, {0, 0, 0}} {
		if got, err := FPC(c.n, c.population); err != nil || got != c.want {
			t.Errorf("FPC(%v, %v) = %v, %v, want %v", c.n, c.population, got, err, c.want)
		}
	}
	_, err = FPC(200, 199)
	refused(t, "a population below the sample", err, ErrArgument)
	if err.Error() != "a population of 199 is smaller than the sample of 200" {
		t.Errorf("error %q", err)
	}
}

func TestSamplesWithoutSpread(t *testing.T) {
	same := sampleOf(5, 5, 5, 5)
	v, ok := same.Interval(0.95, 1)
	if !ok || v != (Interval{5, 5}) || same.SD != 0 {
		t.Errorf("constant sample: %v, %v, spread %v", v, ok, same.SD)
	}
	if s := sampleOf(0.1, 0.1, 0.1); s.SD != 0 {
		t.Errorf("three times 0.1 have a spread of %v", s.SD)
	}
	one := sampleOf(5)
	if _, ok := one.Interval(0.95, 1); ok {
		t.Error("one value has an interval")
	}
	_, err := same.CompareTo(4, 0.95)
	refused(t, "t test", err, ErrNoSpread)
	_, err = one.CompareTo(4, 0.95)
	refused(t, "t test of one", err, ErrTooFew)
	_, err = CompareMeans(same, same, 0.95)
	refused(t, "means", err, ErrNoSpread)
	_, err = CompareMeans(one, same, 0.95)
	refused(t, "means of one", err, ErrTooFew)
}

// Counts past 2³¹, and past what their squares can hold.
func TestLargeCounts(t *testing.T) {
	large := Trinomial{9e17, 8e17, 3e17}
	v, _ := large.Score(z95)
	within(t, "half width, times 1e9", (v.High-v.Low)/2*1e9, z95*math.Sqrt(0.51/2), 1e-3) // Wald's, at this size
	c, err := CompareNets(large, large, 0.95)
	if err != nil || c.P < 0.999 {
		t.Errorf("comparison: %+v, %v", c, err)
	}
	if _, ok := (Trinomial{math.MaxFloat64, math.MaxFloat64, 0}).Net(); ok {
		t.Error("an infinite number of answers has a net share")
	}
}

func TestImpossibleArguments(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, x := range []Trinomial{{-1, 2, 3}, {nan, 1, 1}, {inf, 1, 1}} {
		if _, ok := x.Score(z95); ok {
			t.Errorf("%v has an interval", x)
		}
	}
	for _, z := range []float64{-1, nan, inf} {
		if _, ok := seed.Score(z); ok {
			t.Errorf("a quantile of %v gives an interval", z)
		}
		if _, ok := Wilson(1, 2, z); ok {
			t.Errorf("a quantile of %v gives an interval", z)
		}
	}
	for _, s := range []Share{{3, 2}, {-1, 2}, {nan, 2}, {1, inf}} {
		if _, ok := Wilson(s.K, s.N, z95); ok {
			t.Errorf("%v is taken for a share", s)
		}
		_, err := CompareShares(s, Share{1, 2}, 0.95)
		refused(t, "comparison", err, ErrArgument)
	}
	_, err := CompareNets(seed, seed, 95)
	refused(t, "confidence in percent", err, ErrArgument)
	_, err = Fisher(Share{1.5, 3}, Share{1, 3})
	refused(t, "Fisher of a fraction", err, ErrArgument)
	_, err = SizeForMargin(1, 0, z95)
	refused(t, "no margin", err, ErrArgument)
	_, err = SizeForShares(0.5, 0.5, Power{0.05, 0.8})
	refused(t, "no difference", err, ErrArgument)
	_, err = SizeForDifference(1, 1, 0, Power{0.05, 0.8})
	refused(t, "no difference", err, ErrArgument)
	_, err = DetectableDifference(1, 1, 1, 1, Power{0.05, 80})
	refused(t, "power in percent", err, ErrArgument)
	_, err = SizeForMargin(1, 1e-300, z95)
	refused(t, "a margin too fine for numbers", err, ErrArgument)
	_, err = sampleOf(1, nan).CompareTo(0, 0.95)
	refused(t, "values that are no numbers", err, ErrArgument)
	_, err = sampleOf(1, 2).CompareTo(nan, 0.95)
	refused(t, "a target that is no number", err, ErrArgument)
	_, err = CompareMeans(sampleOf(1, 2), sampleOf(1, inf), 0.95)
	refused(t, "values that are no numbers", err, ErrArgument)
	if _, ok := sampleOf(1, inf).Interval(0.95, 1); ok {
		t.Error("an infinite value has an interval")
	}
	if _, ok := Shrink(nan, 1, 2, 3); ok {
		t.Error("a mean that is no number is shrunk")
	}
	_, err = seed.NonResponse(199)
	refused(t, "more answers than invited", err, ErrArgument)
}

func TestChiSquareLeavesOutWhatIsEmpty(t *testing.T) {
	got, err := ChiSquareTable([][]float64{{10, 0, 20}, {15, 0, 15}})
	if err != nil {
		t.Fatal(err)
	}
	// 25·30/60 = 12.5 and 17.5 expected: 2 · 2.5² (1/12.5 + 1/17.5)
	within(t, "chi-square", got.Statistic, 2*6.25*(1/12.5+1/17.5), 1e-12)
	within(t, "degrees of freedom", got.DF, 1, 0)
	_, err = ChiSquareTable([][]float64{{10, 0, 0}, {15, 0, 0}})
	refused(t, "one column", err, ErrNoSpread)
	_, err = ChiSquareTable([][]float64{{1, 2}, {3}})
	refused(t, "ragged table", err, ErrArgument)
	_, err = GoodnessOfFit([]float64{1, 2}, []float64{1, 0})
	refused(t, "a group the population has not", err, ErrArgument)
}

func TestWeightsThatCannotBe(t *testing.T) {
	weights, err := Rake([]float64{5, 5}, []Margin{{Category: []int{0, 1}, Target: []float64{1, 0}}})
	if diff := cmp.Diff([]float64{2, 0}, weights); err != nil || diff != "" {
		t.Errorf("a group the population has not: %v (-want +got)\n%s", err, diff)
	}
	_, err = Rake([]float64{10, 0}, []Margin{{Category: []int{0, 1}, Target: []float64{1, 1}}})
	refused(t, "empty category", err, ErrArgument)
	if err.Error() != "margin 1: category 2 has a target of 1 and no answers" {
		t.Errorf("error %q", err)
	}
	contradiction := []Margin{
		{Category: []int{0, 1}, Target: []float64{1, 1}},
		{Category: []int{0, 1}, Target: []float64{1, 3}},
	}
	_, err = Rake([]float64{10, 10}, contradiction)
	refused(t, "contradiction", err, ErrNotRaked)
	_, err = Rake([]float64{10}, []Margin{{Category: []int{2}, Target: []float64{1}}})
	refused(t, "no such category", err, ErrArgument)
	_, err = Rake([]float64{0, 0}, nil)
	refused(t, "no answers", err, ErrNoData)
	if Kish(0, 0) != 0 {
		t.Error("no weights have an effective number")
	}
}

func TestIntervals(t *testing.T) {
	v := Interval{-0.25, 0.5}
	if diff := cmp.Diff(Interval{-25, 50}, v.Times(100)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(Interval{-0.5, 0.25}, v.Times(-1)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(Interval{0, 0.5}, v.Clip(0, 1)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !v.Contains(-0.25) || !v.Contains(0.5) || v.Contains(-0.3) || v.Contains(0.6) {
		t.Error("the limits belong to the interval")
	}
	if x, ok := Shrink(5, 3, 4, 10); !ok || math.Abs(x-55.0/13) > 1e-14 {
		t.Errorf("Shrink: %v, %v", x, ok)
	}
	if _, ok := Shrink(5, 0, 4, 0); ok {
		t.Error("nothing is shrunk to something")
	}
}
