package nps_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/nps"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

var scores = []float64{10, 9, 8, 7, 6, 3, 10, 9, 2, 8}

func weighted(weights ...float64) tally.Answers {
	a := tally.Answers{Weighted: true}
	for i, w := range weights {
		a.Add(tally.Scored{Score: scores[i], N: 1, W: w, W2: w * w})
	}
	return a
}

func TestWeighted(t *testing.T) {
	check := func(a tally.Answers, want map[string]float64) {
		t.Helper()
		o := nps.Metric().Compute(a, question(t, nil))
		for name, want := range want {
			if got, ok := o.Number(name); !ok || math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
				t.Errorf("%s = %v, want %v", name, got, want)
			}
		}
	}
	// R survey 4.1-1, svydesign(ids = ~1, weights) and svymean; Kish by R
	check(weighted(2, 2, 1, 1, 3, 1, 2, 2, 2, 1), map[string]float64{
		"n": 10, "value": 11.7647058824, "n_effective": 8.75757575758, "weight_sum": 17, "promoters": 4, "passives": 3, "detractors": 3,
	})
	// weights are revenue: R
	check(weighted(1000, 200, 50, 4000, 300, 10, 600, 900, 2500, 440), map[string]float64{
		"value": -1.1, "promoters_pct": 27, "detractors_pct": 28.1,
	})
	check(weighted(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), map[string]float64{"value": 10, "n_effective": 10}) // unweighted: 4 − 3 of 10
}

// The interval of weighted answers stands on the effective number: wider than that of as many
// answers that weigh the same.
func TestWeightedInterval(t *testing.T) {
	width := func(a tally.Answers) float64 {
		o := nps.Metric().Compute(a, question(t, nil))
		low, _ := o.Number("low")
		high, _ := o.Number("high")
		return high - low
	}
	equal, uneven := width(weighted(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)), width(weighted(1, 1, 1, 1, 1, 1, 1, 1, 1, 9))
	if plain := width(tally.FromCounts(0, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2)); math.Abs(equal-plain) > 1e-9 {
		t.Errorf("equal weights: %v, none: %v", equal, plain)
	}
	if uneven <= equal {
		t.Errorf("uneven weights: %v, equal ones: %v", uneven, equal)
	}
	if o := nps.Metric().Compute(weighted(0, 0), question(t, nil)); metric.Judge(o, 0) != nil {
		t.Errorf("answers that weigh nothing have a verdict: %v", o)
	}
}
