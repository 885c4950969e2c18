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
	if _, ok := none.AdjustedWald(z95); ok {
		t.Error("no answers have an adjusted interval")
	}
	if _, ok := none.ProfileLikelihood(z95); ok {
		t.Error("no answers have a profile interval")
	}
	_, err := none.Wald(z95)
	refused(t, "Wald", err, ErrNoData)
	_, err = none.Student(0.95, 1)
	refused(t, "t", err, ErrNoData)
	_, err = CompareNetAdjusted(none, seed, 0.95)
	refused(t, "comparison", err, ErrNoData)
	_, err = CompareShares(Share{0, 0}, Share{1, 2}, 0.95)
	refused(t, "shares", err, ErrNoData)
	if _, ok := Wilson(0, 0, z95); ok {
		t.Error("0 of 0 has a Wilson interval")
	}
	if _, ok := SampleOf(nil).Interval(0.95, 1); ok {
		t.Error("no values have a t interval")
	}
	_, err = WaldShare(0, 0, z95)
	refused(t, "Wald of a share", err, ErrNoData)
}

func TestAnswersThatAgree(t *testing.T) {
	for _, x := range []Trinomial{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}} {
		net, _ := x.Net()
		v, ok := x.Score(z95)
		if !ok || !v.Contains(net) || v.Width() == 0 || v.Width() == 2 {
			t.Errorf("%v: score interval %v, %v", x, v, ok)
		}
		if x.Promoters > 0 && v.High != 1 || x.Detractors > 0 && v.Low != -1 {
			t.Errorf("%v: score interval %v does not end at the end of the range", x, v)
		}
		_, err := x.Wald(z95)
		refused(t, "Wald", err, ErrNoSpread)
		_, err = x.Goodman(0.95, 1)
		refused(t, "Goodman", err, ErrNoSpread)
		_, err = x.Student(0.95, 1)
		want := ErrNoSpread
		if x.N() < 2 {
			want = ErrTooFew
		}
		refused(t, "t", err, want)
	}
	_, err := CompareNetWald(Trinomial{Promoters: 3}, Trinomial{Promoters: 4}, 0.95)
	refused(t, "comparison", err, ErrNoSpread)
}

func TestEndsOfTheRangeAreExact(t *testing.T) {
	for _, n := range []float64{1, 3, 10, 49, 1e6, 1e15, 0.7} {
		for name, ends := range map[string]func(k float64) Interval{
			"Wilson":          func(k float64) Interval { v, _ := Wilson(k, n, z95); return v },
			"Clopper-Pearson": func(k float64) Interval { v, _ := ClopperPearson(k, n, 0.95); return v },
			"Jeffreys":        func(k float64) Interval { v, _ := Jeffreys(k, n, 0.95); return v },
		} {
			if v := ends(0); v.Low != 0 || v.High <= 0 {
				t.Errorf("%s: 0 of %v gives %v", name, n, v)
			}
			if v := ends(n); v.High != 1 || v.Low >= 1 {
				t.Errorf("%s: %v of %v gives %v", name, n, n, v)
			}
		}
	}
	_, err := WaldShare(0, 10, z95)
	refused(t, "Wald of 0", err, ErrNoSpread)
	_, err = WaldShare(10, 10, z95)
	refused(t, "Wald of all", err, ErrNoSpread)
	if high, ok := RuleOfThree(10); !ok || high != 0.3 {
		t.Errorf("rule of three: %v, %v", high, ok)
	}
}

// A target at the end of the interval is rejected at exactly its level.
func TestNetTargetAgreesWithTheInterval(t *testing.T) {
	v, _ := seed.AdjustedWald(z95)
	for _, c := range []struct{ target, z float64 }{{v.Low, z95}, {v.High, -z95}, {v.Low / 2, 3.92}} {
		test, ok := seed.TestTarget(c.target)
		if !ok {
			t.Fatal("no test")
		}
		if c.target != v.Low/2 {
			within(t, "z", test.Statistic, c.z, 1e-12)
			within(t, "p", test.P, 0.05, 1e-12)
		} else if test.P > 0.001 {
			t.Errorf("p %v of a target far below", test.P)
		}
	}
	if _, ok := (Trinomial{}).TestTarget(0); ok {
		t.Error("no answers are tested")
	}
	if _, ok := seed.TestTarget(math.NaN()); ok {
		t.Error("a target that is no number is tested")
	}
}

func TestBothGroupsZero(t *testing.T) {
	zero := Share{0, 20}
	_, err := PooledZ(zero, zero)
	refused(t, "pooled z", err, ErrNoSpread)
	c, err := CompareShares(zero, zero, 0.95)
	if err != nil || c.P != 1 || c.Difference != 0 {
		t.Fatalf("Newcombe: %+v, %v", c, err)
	}
	within(t, "low", c.Interval.Low, -0.161125158053, 1e-11) // R
	if _, ok := CohenH(zero, zero); !ok {
		t.Error("no effect size")
	}
	if !SmallExpected(zero, zero) || SmallExpected(Share{80, 100}, Share{150, 200}) {
		t.Error("Fisher's test is advised where it should not be, or not where it should")
	}
}

func TestCensus(t *testing.T) {
	fpc, err := FPC(200, 200)
	if err != nil || fpc != 0 {
		t.Fatalf("census: %v, %v", fpc, err)
	}
	for name, method := range methods {
		if v, ok := method(seed, z95*fpc); !ok || v != (Interval{0.3, 0.3}) {
			t.Errorf("%s of a census: %v, %v", name, v, ok)
		}
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
	same := SampleOf([]float64{5, 5, 5, 5})
	v, ok := same.Interval(0.95, 1)
	if !ok || v != (Interval{5, 5}) || !same.NoSpread() {
		t.Errorf("constant sample: %v, %v, no spread %v", v, ok, same.NoSpread())
	}
	if s := SampleOf([]float64{0.1, 0.1, 0.1}); !s.NoSpread() {
		t.Errorf("three times 0.1 have a spread of %v", s.SD)
	}
	if s := SampleOfSums(1e9, 5e9, 25e9); !s.NoSpread() {
		t.Errorf("fives have a spread of %v", s.SD)
	}
	one := SampleOf([]float64{5})
	if _, ok := one.Interval(0.95, 1); ok || one.NoSpread() {
		t.Error("one value has an interval, or is said to have no spread")
	}
	_, err := same.TestMean(4, 0.95)
	refused(t, "t test", err, ErrNoSpread)
	_, err = one.TestMean(4, 0.95)
	refused(t, "t test of one", err, ErrTooFew)
	_, err = Welch(same, same, 0.95)
	refused(t, "Welch", err, ErrNoSpread)
	_, err = Welch(one, same, 0.95)
	refused(t, "Welch of one", err, ErrTooFew)
	_, err = PairedT([]float64{1, 2}, []float64{2, 3}, 0.95)
	refused(t, "pairs that all rose by 1", err, ErrNoSpread)
	_, err = PairedT([]float64{1, 2}, []float64{2}, 0.95)
	refused(t, "unequal pairs", err, ErrArgument)
	_, err = MannWhitney([]float64{7, 7}, []float64{7})
	refused(t, "Mann-Whitney", err, ErrNoSpread)
	_, err = MannWhitney(nil, []float64{7})
	refused(t, "Mann-Whitney of nothing", err, ErrNoData)
}

// Counts past 2³¹, and past what their squares can hold.
func TestLargeCounts(t *testing.T) {
	large := Trinomial{9e17, 8e17, 3e17}
	v, _ := large.Score(z95)
	within(t, "half width, times 1e9", v.Width()/2*1e9, z95*math.Sqrt(0.51/2), 1e-3) // Wald's, at this size
	r, err := MannWhitneyCounts([]float64{3e15, 8e15, 9e15}, []float64{3e15, 8e15, 9e15})
	if err != nil || r.P != 1 || math.Abs(r.Delta) > 1e-12 {
		t.Errorf("Mann-Whitney: %+v, %v", r, err)
	}
	c, err := CompareNetAdjusted(large, large, 0.95)
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
	_, err := CompareNetAdjusted(seed, seed, 95)
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
	_, err = SampleOf([]float64{1, nan}).TestMean(0, 0.95)
	refused(t, "values that are no numbers", err, ErrArgument)
	_, err = SampleOf([]float64{1, 2}).TestMean(nan, 0.95)
	refused(t, "a target that is no number", err, ErrArgument)
	_, err = Welch(SampleOf([]float64{1, 2}), SampleOf([]float64{1, inf}), 0.95)
	refused(t, "values that are no numbers", err, ErrArgument)
	if _, ok := SampleOf([]float64{1, inf}).Interval(0.95, 1); ok {
		t.Error("an infinite value has an interval")
	}
	if _, ok := Shrink(nan, 1, 2, 3); ok {
		t.Error("a mean that is no number is shrunk")
	}
	_, err = seed.NonResponse(199)
	refused(t, "more answers than invited", err, ErrArgument)
}

func TestChiSquareLeavesOutWhatIsEmpty(t *testing.T) {
	got, err := CompareGroups(Trinomial{10, 0, 20}, Trinomial{15, 0, 15})
	if err != nil {
		t.Fatal(err)
	}
	// 25·30/60 = 12.5 and 17.5 expected: 2 · 2.5² (1/12.5 + 1/17.5)
	within(t, "chi-square", got.Statistic, 2*6.25*(1/12.5+1/17.5), 1e-12)
	within(t, "degrees of freedom", got.DF, 1, 0)
	_, err = CompareGroups(Trinomial{10, 0, 0}, Trinomial{15, 0, 0})
	refused(t, "one column", err, ErrNoSpread)
	_, err = ChiSquareTable([][]float64{{1, 2}, {3}})
	refused(t, "ragged table", err, ErrArgument)
	_, err = GoodnessOfFit([]float64{1, 2}, []float64{1, 0})
	refused(t, "a group the population has not", err, ErrArgument)
}

func TestWeightsThatCannotBe(t *testing.T) {
	_, err := PostStratify([]float64{0, 10}, []float64{0.5, 0.5})
	refused(t, "empty group", err, ErrArgument)
	weights, err := PostStratify([]float64{5, 5}, []float64{1, 0})
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
	if _, ok := WeightedMean([]Weighted{{Value: 1, N: 2, W: 0, W2: 0}}); ok {
		t.Error("weights of 0 give a mean")
	}
	if Kish(0, 0) != 0 {
		t.Error("no weights have an effective number")
	}
}

func TestClusters(t *testing.T) {
	_, err := ClusteredMean([]Cluster{{3, 2}, {0, 0}})
	refused(t, "one cluster", err, ErrTooFew)
	_, err = ClusteredMean(nil)
	refused(t, "no cluster", err, ErrNoData)
	e, err := ClusteredMean([]Cluster{{1, 3}, {1, 4}, {1, 4}, {1, 5}, {1, 5}, {1, 5}, {1, 2}, {1, 4}})
	if err != nil {
		t.Fatal(err)
	}
	v, _ := e.Interval(0.95)
	withinInterval(t, "clusters of one answer", v, 3.10625604088, 4.89374395912, 1e-11) // R t.test of the values
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
	if v.Above(-0.25) || v.Below(0.5) || !v.Above(-0.3) || !v.Below(0.6) || !v.Contains(0.5) {
		t.Error("the limits belong to the interval")
	}
	if x, ok := Shrink(5, 3, 4, 10); !ok || math.Abs(x-55.0/13) > 1e-14 {
		t.Errorf("Shrink: %v, %v", x, ok)
	}
	if _, ok := Shrink(5, 0, 4, 0); ok {
		t.Error("nothing is shrunk to something")
	}
}
