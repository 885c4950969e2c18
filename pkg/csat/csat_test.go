package csat_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/csat"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// compute asks the metric about answers on a scale.
func compute(t rapid.TB, a tally.Answers, scale metric.Scale, breaks map[string]float64) result.Object {
	t.Helper()
	m := csat.Metric()
	q, err := m.Settle(metric.Inquiry{Scale: scale, Breaks: breaks, Confidence: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	return m.Compute(a, q)
}

func TestCSAT(t *testing.T) {
	check := func(scale metric.Scale, breaks map[string]float64, value, satisfied float64, counts ...int64) {
		t.Helper()
		o := compute(t, tally.FromCounts(int(scale.Min), counts...), scale, breaks)
		got, _ := o.Number("value")
		n, _ := o.Number("satisfied")
		if math.Abs(got-value) > 1e-9 || n != satisfied {
			t.Errorf("%v on %v: %v, %v satisfied, want %v, %v", counts, scale, got, n, value, satisfied)
		}
	}
	five := metric.Scale{Min: 1, Max: 5}
	check(five, nil, 80, 80, 5, 5, 10, 40, 40)                                        // by hand: (40 + 40) / 100
	check(five, map[string]float64{"satisfied-from": 5}, 40, 40, 5, 5, 10, 40, 40)    // top box
	check(metric.Scale{Min: 1, Max: 3}, nil, 75, 15, 2, 3, 15)                        // Zendesk: of three, only 3 is good
	check(five, nil, 0, 0, 1)                                                         // one answer, not satisfied
	check(metric.Scale{Max: 1}, map[string]float64{"satisfied-from": 1}, 80, 8, 2, 8) // good and bad: 8 / (8 + 2)
	check(metric.Scale{Min: 1, Max: 10}, nil, 20, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)    // 9 and 10
}

func TestFields(t *testing.T) {
	o := compute(t, tally.FromCounts(1, 5, 5, 10, 40, 40), metric.Scale{Min: 1, Max: 5}, nil)
	for name, want := range map[string]float64{
		"n": 100, "value": 80, "satisfied": 80, "mean": 4.05, // R t.test for the mean
		"low": 71.1170834407, "high": 86.6633066669, // R prop.test(80, 100, correct = FALSE)
	} {
		if got, ok := o.Number(name); !ok || math.Abs(got-want) > 1e-6 {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	v := metric.Judge(o, *csat.Metric().Target)
	if v == nil || v.Text != "met, not proven" {
		t.Errorf("80 of 100 against 80 %%: %+v", v)
	}
	none := compute(t, tally.Answers{}, metric.Scale{Min: 1, Max: 5}, nil)
	for _, name := range []string{"value", "low", "high", "mean"} {
		if value, ok := none.Get(name); !ok || value != nil {
			t.Errorf("of no answers, %s = %v", name, value)
		}
	}
}

func TestWeighted(t *testing.T) {
	satisfied, weights := []float64{1, 1, 0, 1, 0, 1, 1, 1}, []float64{1, 2, 1, 1, 3, 1, 2, 1}
	a := tally.Answers{Weighted: true}
	for i, w := range weights {
		a.Add(tally.Scored{Score: 1 + 4*satisfied[i], N: 1, W: w, W2: w * w})
	}
	o := compute(t, a, metric.Scale{Min: 1, Max: 5}, nil)
	for name, want := range map[string]float64{ // R 4.2.2: Wilson's formula with Kish's number; Python statsmodels 0.13
		"n": 8, "value": 66.6666666667, "low": 31.17947855, "high": 89.8259742242, "n_effective": 6.54545454545,
		"weight_sum": 12, "satisfied": 6, "mean": (4*1 + 8*5) / 12.0, // Σw is 8 for those who are satisfied
	} {
		if got, ok := o.Number(name); !ok || math.Abs(got-want) > 1e-6 {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
}

func TestDefine(t *testing.T) {
	m := csat.Metric()
	check := func(q metric.Inquiry, want string) {
		t.Helper()
		q, err := m.Settle(q)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Define(q); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	check(metric.Inquiry{Scale: m.Scale}, "100 × satisfied / answers; satisfied 4–5 on 1–5")
	check(metric.Inquiry{Scale: metric.Scale{Min: 1, Max: 3}}, "100 × satisfied / answers; satisfied 3 on 1–3")
	if _, err := m.Settle(metric.Inquiry{Scale: metric.Scale{Min: 0, Max: 100}}); err == nil {
		t.Error("0–100 has a usual break")
	}
}

func TestDoubt(t *testing.T) {
	m := csat.Metric()
	check := func(a tally.Answers, want string, sure bool) {
		t.Helper()
		got := metric.Misfit{}
		if misfit := m.Doubt(a, metric.Inquiry{}); misfit != nil {
			got = *misfit
		}
		if got.Found != want || got.Sure != sure {
			t.Errorf("%v: %q %v, want %q %v", a, got.Found, got.Sure, want, sure)
		}
	}
	check(tally.FromCounts(1, 0, 0, 200), "all 200 answers lie in 1–3", true)
	check(tally.FromCounts(1, 10, 5, 5), "all 20 answers lie in 1–3", true)
	check(tally.FromCounts(1, 2, 1, 2), "all 5 answers lie in 1–3", false)
	check(tally.FromCounts(1, 3, 2, 2), "all 7 answers lie in 1–3", true)
	check(tally.FromCounts(1, 4, 0, 0, 0, 1), "", false)
	check(tally.FromCounts(1, 25, 25, 75, 75), "all 200 answers lie in 1–4", true)
	check(tally.FromCounts(1, 1, 2, 4, 5), "all 12 answers lie in 1–4", false)
	check(tally.FromCounts(1, 70, 50, 55, 25), "all 200 answers lie in 1–4", true) // asked about, not refused
	check(tally.FromCounts(1, 289, 280, 442, 459), "all 1470 answers lie in 1–4", true)
	check(tally.FromCounts(1, 25, 25, 75, 75, 2), "200 of 202 answers lie in 1–4", true)
	check(tally.FromCounts(1, 0, 0, 0, 200), "", false) // all the same
	check(tally.FromCounts(1, 1, 1, 1), "all 3 answers lie in 1–3", false)
	check(tally.FromCounts(1, 40, 40, 100, 1, 2), "180 of 183 answers lie in 1–3", true)
	check(tally.FromCounts(1, 10), "all 10 answers lie in 0–1", true) // yes and nothing else
	check(tally.FromCounts(1, 10, 10, 10, 10), "all 40 answers lie in 1–4", true)
	check(tally.FromCounts(1, 14, 12, 10, 4), "all 40 answers lie in 1–4", true) // nobody is quite satisfied: asked
	check(tally.FromCounts(1, 30, 20, 30, 15, 5), "", false)
	check(tally.FromCounts(1, 2, 1, 0, 1), "", false)
}

// Whoever is added to the satisfied moves the share up, and the interval holds it.
func TestShareRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Int64Range(0, 100), 5, 5).Draw(t, "counts")
		counts[0]++
		before := compute(t, tally.FromCounts(1, counts...), metric.Scale{Min: 1, Max: 5}, nil)
		counts[4]++
		after := compute(t, tally.FromCounts(1, counts...), metric.Scale{Min: 1, Max: 5}, nil)
		was, _ := before.Number("value")
		is, _ := after.Number("value")
		low, _ := after.Number("low")
		high, _ := after.Number("high")
		if is <= was || low > is || high < is || low < 0 || high > 100 {
			t.Fatalf("from %v to %v, %v to %v", was, is, low, high)
		}
	})
}

func ExampleCount() {
	answers := tally.FromCounts(1, 5, 5, 10, 40, 40) // of 1, 2, 3, 4 and 5
	percent, _ := csat.Count(answers, 4).Percent()
	fmt.Printf("%.0f %%\n", percent)
	// Output: 80 %
}

func TestNobodyIsBoth(t *testing.T) {
	q, err := csat.Metric().Settle(metric.Inquiry{Scale: metric.Scale{Min: 1, Max: 5}, Breaks: map[string]float64{"satisfied-from": 3}, Own: flags.Values{"wom": true}, Confidence: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	o := csat.Metric().Compute(tally.FromCounts(1, 10, 10, 40, 20, 20), q)
	if bad, _ := o.Get("told_bad"); bad != 320.0 {
		t.Errorf("told_bad = %v, where 20 of 100 lie below the satisfied", bad)
	}
}
