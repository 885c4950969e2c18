package nps_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/nps"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func TestPoints(t *testing.T) {
	check := func(b nps.Buckets, want float64) {
		t.Helper()
		if got, ok := b.Points(); !ok || got != want {
			t.Errorf("%+v: %v, want %v", b, got, want)
		}
	}
	check(nps.Buckets{Promoters: 90, Passives: 80, Detractors: 30}, 30) // (90 − 30) / 200
	check(nps.Buckets{Promoters: 9, Passives: 4, Detractors: 7}, 10)    // (900 − 700) / 20
	check(nps.Buckets{Detractors: 1}, -100)                             // the lower end of the range
	if _, ok := (nps.Buckets{}).Points(); ok {
		t.Error("there is a score of no answers")
	}
}

func TestInterval(t *testing.T) {
	check := func(b nps.Buckets, low, high float64) {
		t.Helper()
		got, ok := b.Interval(b.N(), stats.Z(0.95))
		if !ok || math.Abs(got.Low-low) > 1e-4 || math.Abs(got.High-high) > 1e-4 {
			t.Errorf("%+v: %v, want %v to %v", b, got, low, high)
		}
	}
	check(nps.Buckets{Promoters: 90, Passives: 80, Detractors: 30}, 19.7636693515, 39.5337388006)   // R uniroot; R package NPS 2.0.999, test "iterative"
	check(nps.Buckets{Promoters: 30, Passives: 80, Detractors: 90}, -39.5337388006, -19.7636693515) // the mirror image
	all, ok := nps.Buckets{Promoters: 200}.Interval(200, stats.Z(0.95))
	if !ok || all.High != 100 || all.Low <= 90 || all.Low >= 100 {
		t.Errorf("200 promoters of 200: %v", all)
	}
}

func TestCount(t *testing.T) {
	answers := tally.FromCounts(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
	got, _ := nps.Count(answers, nps.Standard)
	want := nps.Buckets{Promoters: 2, Passives: 2, Detractors: 7} // R package NPS, nps(0:10)
	if got != want {
		t.Errorf("one of each: %+v, want %+v", got, want)
	}
	var fractions tally.Answers
	fractions.Add(tally.Scored{Score: 6.5, N: 1, W: 1, W2: 1})
	fractions.Add(tally.Scored{Score: 8.5, N: 1, W: 1, W2: 1})
	got, _ = nps.Count(fractions, nps.Standard)
	want = nps.Buckets{Passives: 1, Detractors: 1} // below 7, below 9; every accepted answer is in a group
	if got != want {
		t.Errorf("6.5 and 8.5: %+v, want %+v", got, want)
	}
}

// Every answer lands in one group, whatever the breaks.
func TestGroupsAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Int64Range(0, 50), 11, 11).Draw(t, "counts")
		to := rapid.IntRange(0, 9).Draw(t, "detractors to")
		from := rapid.IntRange(to+1, 10).Draw(t, "promoters from")
		answers := tally.FromCounts(0, counts...)
		got, _ := nps.Count(answers, nps.Breaks{DetractorTo: float64(to), PromoterFrom: float64(from)})
		if int64(got.N()) != answers.N() {
			t.Fatalf("%+v holds %v of %d answers", got, got.N(), answers.N())
		}
	})
}

func question(t *testing.T, change func(*metric.Inquiry)) metric.Inquiry {
	t.Helper()
	m := nps.Metric()
	q := metric.Inquiry{Scale: m.Scale, Confidence: 0.95}
	if change != nil {
		change(&q)
	}
	q, err := m.Settle(q)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestFields(t *testing.T) {
	seed := tally.FromCounts(0, 0, 0, 0, 30, 0, 0, 0, 80, 0, 0, 90)
	m := nps.Metric()
	fields := m.Compute(seed, question(t, nil))
	for name, want := range map[string]float64{
		"n": 200, "value": 30, "low": 19.7636693515, "high": 39.5337388006, "promoters": 90, "passives": 80, "detractors": 30,
		"promoters_pct": 45, "passives_pct": 40, "detractors_pct": 15, "mean": 7.75, // (30·3 + 80·7 + 90·10) / 200
	} {
		if got, ok := fields.Number(name); !ok || math.Abs(got-want) > 1e-4 {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	if v := metric.Judge(fields, 0); v == nil || v.Text != "met and proven" {
		t.Errorf("verdict %+v", v)
	}
	none := m.Compute(tally.Answers{}, question(t, nil))
	for _, name := range []string{"value", "low", "high", "mean", "promoters_pct"} {
		if value, _ := none.Get(name); value != nil {
			t.Errorf("of no answers, %s = %v", name, value)
		}
	}
	if metric.Judge(none, 0) != nil {
		t.Error("there is a verdict on no answers")
	}
}

// A finite population narrows the interval, down to nothing when everybody has answered.
func TestPopulation(t *testing.T) {
	seed := tally.FromCounts(0, 0, 0, 0, 30, 0, 0, 0, 80, 0, 0, 90)
	width := func(population int64) float64 {
		o := nps.Metric().Compute(seed, question(t, func(q *metric.Inquiry) { q.Population = population }))
		low, _ := o.Number("low")
		high, _ := o.Number("high")
		return high - low
	}
	if !(width(0) > width(500) && width(500) > width(201)) || math.Abs(width(200)) > 1e-6 {
		t.Errorf("widths %v, %v, %v, %v", width(0), width(500), width(201), width(200))
	}
}

func TestSettle(t *testing.T) {
	m := nps.Metric()
	check := func(q metric.Inquiry, ok bool) {
		t.Helper()
		if _, err := m.Settle(q); (err == nil) != ok {
			t.Errorf("%+v: %v", q, err)
		}
	}
	five := metric.Scale{Min: 1, Max: 5}
	check(metric.Inquiry{Scale: m.Scale}, true)
	check(metric.Inquiry{Scale: five}, false) // there is no usual cut of 1–5
	check(metric.Inquiry{Scale: five, Breaks: map[string]float64{"promoter-from": 5, "detractor-to": 3}}, true)
	check(metric.Inquiry{Scale: five, Breaks: map[string]float64{"promoter-from": 5}}, false)
	check(metric.Inquiry{Scale: m.Scale, Breaks: map[string]float64{"promoter-from": 6}}, false) // 6 is a detractor
	check(metric.Inquiry{Scale: m.Scale, Breaks: map[string]float64{"promoter-from": 12}}, false)
}

// Few answers and some outliers do not hide the scale of another question; where there is hardly anything to
// tell by, it is doubted and not refused.
func TestDoubt(t *testing.T) {
	m := nps.Metric()
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
	check(tally.FromCounts(1, 5, 5, 5, 5, 5), "all 25 answers lie in 1–5", true)
	check(tally.FromCounts(1, 3, 3, 3, 3, 3), "all 15 answers lie in 1–5", true)
	check(tally.FromCounts(1, 1, 1, 1), "all 3 answers lie in 1–5", true)
	check(tally.FromCounts(1, 0, 1), "the only answer lies in 1–5", false)
	check(tally.FromCounts(1, 5, 5, 5, 5, 5, 1), "25 of 26 answers lie in 1–5", true)
	check(tally.FromCounts(1, 3, 3, 3, 3, 3, 0, 0, 0, 0, 1), "15 of 16 answers lie in 1–5", false)
	check(tally.FromCounts(0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1), "", false)
	check(tally.FromCounts(1, 50, 50, 50, 50), "all 200 answers lie in 1–4", true)
	check(tally.FromCounts(0, 40, 40, 40, 40, 40), "all 200 answers lie in 0–4", true)
	check(tally.FromCounts(1, 40, 30, 30, 30, 30, 40), "all 200 answers lie in 1–6", true)
	check(tally.FromCounts(0, 30, 30, 30, 30, 30, 30, 30), "all 210 answers lie in 0–6", true)
	check(tally.FromCounts(1, 23, 22, 22, 22, 22, 22, 22, 22, 23), "all 200 answers lie in 1–9", true)
	check(tally.FromCounts(0, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20), "all 200 answers lie in 0–9", true)
	check(tally.FromCounts(0, 60, 20, 20, 20, 20, 20, 20, 10, 8, 2), "", false) // so bad that few give 9, and nobody 10
	check(tally.FromCounts(7, 0, 0, 200), "", false)
	check(tally.FromCounts(0, 1, 24, 24, 24, 24, 24, 1, 1, 1, 1, 1), "120 of 126 answers lie in 1–5", true)
	check(tally.FromCounts(1, 2, 2, 2, 2, 2, 2, 2), "all 14 answers lie in 1–7", true)
	check(tally.FromCounts(1, 0, 0, 0, 0, 0, 1, 1), "all 2 answers lie in 1–7", false)
	check(tally.FromCounts(0, 5, 5), "all 10 answers lie in 0–1", true)
	check(tally.FromCounts(0, 5, 5, 5, 5, 5, 5), "all 30 answers lie in 0–5", true)
	check(tally.FromCounts(1, 0, 1, 0, 0, 0, 0, 0, 0, 1), "", false)       // 2 and 9
	check(tally.FromCounts(1, 0, 2, 0, 1, 0, 0, 0, 0, 1), "", false)       // three of four in 1–5
	check(tally.FromCounts(0, 6, 2, 2, 3, 3, 5, 3, 3, 2, 1, 0), "", false) // 30 angry customers
	check(tally.FromCounts(1, 0, 0, 0, 0, 0, 0, 0, 9), "", false)
	check(tally.Answers{}, "", false)
}

func ExampleBuckets_Points() {
	survey := nps.Buckets{Promoters: 90, Passives: 80, Detractors: 30}
	points, _ := survey.Points()
	limits, _ := survey.Interval(survey.N(), stats.Z(0.95))
	fmt.Printf("%.0f, %.2f to %.2f\n", points, limits.Low, limits.High)
	// Output: 30, 19.76 to 39.53
}
