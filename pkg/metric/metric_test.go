package metric

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// near compares two numbers to the digits that references are given with.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(b)) }

func TestJudge(t *testing.T) {
	check := func(value, low, high any, target float64, want *result.Verdict) {
		t.Helper()
		group := result.Object{{Key: "value", Value: value}, {Key: "low", Value: low}, {Key: "high", Value: high}}
		if diff := cmp.Diff(want, Judge(group, target)); diff != "" {
			t.Errorf("%v (%v to %v) against %v (-want +got)\n%s", value, low, high, target, diff)
		}
	}
	verdict := func(target float64, met, proven bool, text string) *result.Verdict {
		return &result.Verdict{Target: target, Met: met, Proven: proven, Text: text}
	}
	check(80.0, 71.1, 86.7, 80, verdict(80, true, false, "met, not proven")) // the figure on the target meets it
	check(88.0, 80.2, 93.0, 80, verdict(80, true, true, "met and proven"))
	check(88.0, 80.0, 93.0, 80, verdict(80, true, true, "met and proven")) // the lower end on the target is enough
	check(79.9, 71.1, 86.7, 80, verdict(80, false, false, "missed, not proven"))
	check(70.0, 60.0, 80.0, 80, verdict(80, false, false, "missed, not proven")) // the upper end on the target would meet it
	check(70.0, 60.0, 79.9, 80, verdict(80, false, true, "missed and proven"))
	check(-5.0, -20.0, 10.0, 0, verdict(0, false, false, "missed, not proven"))
	check(int64(3), int64(2), int64(4), 1, verdict(1, true, true, "met and proven")) // whole numbers are numbers
	check(88.0, nil, nil, 80, verdict(80, true, false, "met, not proven"))           // without an interval nothing is proven
	check(70.0, nil, nil, 80, verdict(80, false, false, "missed, not proven"))
	check(nil, nil, nil, 80, nil)
}

func TestSettleOne(t *testing.T) {
	usual := func(min, max float64) (float64, bool) { return max - 1, min == 1 }
	check := func(scale Scale, breaks map[string]float64, want float64, complaint string) {
		t.Helper()
		got, err := SettleOne(Inquiry{Scale: scale, Breaks: breaks}, "from", usual)
		said := ""
		if err != nil {
			said = err.Error()
		}
		if said != complaint || err == nil && got.Breaks["from"] != want {
			t.Errorf("%v %v: %v, %q, want %v, %q", scale, breaks, got.Breaks, said, want, complaint)
		}
	}
	check(Scale{1, 5}, nil, 4, "")
	check(Scale{1, 5}, map[string]float64{"from": 5}, 5, "")
	check(Scale{1, 5}, map[string]float64{"from": 1}, 1, "") // both ends belong to the scale
	check(Scale{0, 10}, map[string]float64{"from": 10}, 10, "")
	check(Scale{0, 10}, nil, 0, "the scale 0–10 has no usual break: give --from")
	check(Scale{1, 5}, map[string]float64{"from": 6}, 0, "--from 6 lies outside the scale 1–5")
	check(Scale{1, 5}, map[string]float64{"from": 0.5}, 0, "--from 0.5 lies outside the scale 1–5")
}

func TestSettleAll(t *testing.T) {
	own := Scale{0, 10}
	standard := []Break{{Flag: "high", Default: 9}, {Flag: "low", Default: 6}}
	check := func(scale Scale, breaks, want map[string]float64, complaint string) {
		t.Helper()
		got, err := SettleAll(Inquiry{Scale: scale, Breaks: breaks}, own, standard)
		said := ""
		if err != nil {
			said = err.Error()
		}
		if diff := cmp.Diff(want, got.Breaks); said != complaint || err == nil && diff != "" {
			t.Errorf("%v %v: %q, want %q (-want +got)\n%s", scale, breaks, said, complaint, diff)
		}
	}
	check(own, nil, map[string]float64{"high": 9, "low": 6}, "")
	check(own, map[string]float64{"high": 10}, map[string]float64{"high": 10, "low": 6}, "")
	check(Scale{1, 5}, map[string]float64{"high": 5, "low": 3}, map[string]float64{"high": 5, "low": 3}, "")
	check(Scale{1, 5}, nil, nil, "the scale 1–5 has no usual breaks: give --high and --low")
	check(Scale{1, 5}, map[string]float64{"high": 5}, nil, "the scale 1–5 has no usual breaks: give --low")
	check(own, map[string]float64{"low": 11}, nil, "--low 11 lies outside the scale 0–10")
}

// The question that comes in is not changed: its breaks may be used again.
func TestSettleLeavesTheQuestion(t *testing.T) {
	breaks := map[string]float64{"high": 10}
	if _, err := SettleAll(Inquiry{Scale: Scale{0, 10}, Breaks: breaks}, Scale{0, 10}, []Break{{Flag: "high"}, {Flag: "low", Default: 6}}); err != nil {
		t.Fatal(err)
	}
	if len(breaks) != 1 {
		t.Errorf("breaks are now %v", breaks)
	}
}

func TestProportion(t *testing.T) {
	z := stats.Z(0.95)
	check := func(part, all int64, percent, low, high float64) {
		t.Helper()
		p := ProportionOf(tally.FromCounts(0, all-part, part), func(score float64) bool { return score == 1 })
		got, ok := p.Percent()
		limits, okLimits := p.Interval(z, Inquiry{Confidence: 0.95})
		if !ok || !okLimits || !near(got, percent) || !near(limits.Low, low) || !near(limits.High, high) {
			t.Errorf("%d of %d: %v, %v, want %v, %v to %v", part, all, got, limits, percent, low, high)
		}
	}
	check(80, 100, 80, 71.1170834407, 86.6633066669) // R 4.2.2 prop.test(80, 100, correct = FALSE)
	check(88, 100, 88, 80.1879005733, 93.000593563)  // R prop.test
	check(0, 10, 0, 0, 27.7532799863)                // R prop.test
	check(10, 10, 100, 72.2467200137, 100)           // R prop.test
	check(1, 1, 100, 20.6549314377, 100)             // R prop.test

	none := ProportionOf(tally.Answers{}, func(float64) bool { return true })
	if _, ok := none.Percent(); ok {
		t.Error("no answers have a share")
	}
	if _, ok := none.Interval(z, Inquiry{Confidence: 0.95}); ok {
		t.Error("no answers have an interval")
	}
}

// weighted makes a tally of answers with a weight each.
func weighted(scores, weights []float64) tally.Answers {
	a := tally.Answers{Weighted: true}
	for i, w := range weights {
		a.Add(tally.Scored{Score: scores[i], N: 1, W: w, W2: w * w})
	}
	return a
}

func TestWeightedProportion(t *testing.T) {
	a := weighted([]float64{1, 1, 0, 1, 0, 1, 1, 1}, []float64{1, 2, 1, 1, 3, 1, 2, 1})
	p := ProportionOf(a, func(score float64) bool { return score == 1 })
	got, _ := p.Percent()
	limits, _ := p.Interval(stats.Z(0.95), Inquiry{Confidence: 0.95})
	// Wilson's formula on Kish's 6.545 effective answers: R 4.2.2, and Python statsmodels 0.13
	if !near(p.N, 6.54545454545) || !near(got, 66.6666666667) || !near(limits.Low, 31.17947855) || !near(limits.High, 89.8259742242) {
		t.Errorf("%v of %v effective answers, %v", got, p.N, limits)
	}
	weightless := weighted([]float64{1, 0}, []float64{0, 0})
	p = ProportionOf(weightless, func(score float64) bool { return score == 1 })
	if _, ok := p.Percent(); ok || p.N != 0 {
		t.Errorf("answers that weigh nothing: %+v", p)
	}
	if e := p.estimate(Inquiry{Confidence: 0.95}); e.N != 2 || e.Value != nil || e.LowerEnd() != nil {
		t.Errorf("answers that weigh nothing: %v", e)
	}
}

// Weights that are all the same change nothing but the rounding.
func TestEqualWeights(t *testing.T) {
	plain := ProportionOf(tally.FromCounts(0, 20, 80), func(score float64) bool { return score == 1 })
	var scores, weights []float64
	for i := range 100 {
		scores, weights = append(scores, min(1, float64(i/20))), append(weights, 0.3)
	}
	same := ProportionOf(weighted(scores, weights), func(score float64) bool { return score == 1 })
	one, _ := plain.Interval(1.96, Inquiry{Confidence: 0.95})
	two, _ := same.Interval(1.96, Inquiry{Confidence: 0.95})
	if !near(one.Low, two.Low) || !near(one.High, two.High) {
		t.Errorf("%v without weights, %v with equal ones", one, two)
	}
}

// Z narrows with the population: √((N − n) / (N − 1)).
func TestZ(t *testing.T) {
	check := func(n int64, population int64, want float64) {
		t.Helper()
		if got := (Inquiry{Confidence: 0.95, Population: population}).Z(n); !near(got, want) {
			t.Errorf("%d of %d: %v, want %v", n, population, got, want)
		}
	}
	check(200, 0, 1.95996398454)                  // R qnorm(0.975)
	check(200, 500, 1.95996398454*0.775372429746) // R sqrt(300 / 499)
	check(200, 200, 0)                            // everybody was asked
}

func TestScale(t *testing.T) {
	if got := (Scale{1, 7}).Reverse(2); got != 6 {
		t.Errorf("2 on 1–7 turned round is %v", got)
	}
	if got := (Scale{0, 10}).Steps(); got != 11 {
		t.Errorf("0–10 has %d steps", got)
	}
	check := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	check(Scale{0, 10}.String(), "0–10")
	check(Scale{-2.5, 100}.String(), "-2.5–100")
	check(Range(9, 10), "9–10")
	check(Range(10, 10), "10")
	check(Range(8.5, 10), "8.5–10")
}

func TestDistribution(t *testing.T) {
	a := tally.FromCounts(1, 2, 0, 3)
	a.Add(tally.Scored{Score: 2.5, N: 1, W: 1, W2: 1})
	_, compute := Fields(func(a tally.Answers, q Inquiry) Asked { return Asked{a, q} }, Tail())
	spread := compute(a, Inquiry{Scale: Scale{1, 4}})
	want := result.Object{
		{Key: "mean", Value: (2*1 + 2.5 + 3*3) / 6},
		{Key: "distribution", Value: result.Object{
			{Key: "1", Value: int64(2)}, {Key: "2", Value: int64(0)}, {Key: "2.5", Value: int64(1)},
			{Key: "3", Value: int64(3)}, {Key: "4", Value: int64(0)}}},
	}
	if diff := cmp.Diff(want, spread); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	empty := compute(tally.Answers{}, Inquiry{Scale: Scale{1, 2}}, "mean")
	if mean, ok := empty.Get("mean"); mean != nil || !ok || len(empty) != 1 {
		t.Errorf("no answers have a mean of %v", mean)
	}
}
