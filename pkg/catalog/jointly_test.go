package catalog_test

import (
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Of tables of 60 groups that are all exactly at the target, at most 6 % call any of them proven, where most
// do when each group stands by itself.
func TestVerdictsHoldTogether(t *testing.T) {
	const tables, groups, n = 1000, 60, 20 // few answers, where far limits are the least exact
	sharesOf := map[int][]float64{         // of the scores, in percent, by the steps of a scale
		11: {6, 1, 2, 3, 4, 8, 6, 20, 20, 14, 16}, // 0 of nps
		5:  {4, 6, 10, 40, 40},                    // 80 % of csat
		7:  {5, 5, 10, 10, 20, 25, 25},            // 70 % of ces
	}
	for _, m := range catalog.Of(metric.OfAnswers) {
		shares, ok := sharesOf[m.Scale.Steps()]
		if !ok {
			t.Errorf("%s: no shares for its scale", m.Name)
			continue
		}
		target := valueOf(t, m, shares)
		r := rand.New(rand.NewPCG(1979, 60))
		together, alone := 0, 0
		for range tables {
			answers, list := make([]tally.Answers, groups), make([]result.Group, groups)
			verdict := func(i int, confidence float64) *result.Verdict {
				q, _ := m.Settle(metric.Inquiry{Scale: m.Scale, Confidence: confidence, Exact: confidence > 0.95})
				return metric.Judge(m.Compute(answers[i], q), target)
			}
			for i := range list {
				answers[i] = exactly(r, n, shares, m.Scale.Min)
				list[i].Verdict = verdict(i, 0.95)
			}
			alone += min(1, proven(list))
			together += min(1, proven(metric.Jointly(result.List(list...), 0.95, verdict).First(groups)))
		}
		t.Logf("%s: %d of %d tables call a group proven; %d where each group stands by itself", m.Name, together, tables, alone)
		if together > 60 || alone < 500 {
			t.Errorf("%s: %d of %d tables call a group proven; %d where each group stands by itself", m.Name, together, tables, alone)
		}
	}
}

// valueOf is the figure of answers with the given shares of the scores, in percent.
func valueOf(t *testing.T, m metric.Metric, shares []float64) float64 {
	counts := make([]int64, len(shares))
	for i, share := range shares {
		counts[i] = int64(share)
	}
	q, err := m.Settle(metric.Inquiry{Scale: m.Scale, Confidence: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	value, _ := m.Compute(tally.FromCounts(int(m.Scale.Min), counts...), q, "value").Number("value")
	return value
}

func proven(groups []result.Group) (n int) {
	for _, g := range groups {
		if g.Verdict.Proven {
			n++
		}
	}
	return n
}

// exactly draws n answers with the given shares of the scores, in percent.
func exactly(r *rand.Rand, n int, shares []float64, min float64) tally.Answers {
	counts := make([]int64, len(shares))
	for range n {
		at, score := 100*r.Float64(), 0
		for at >= shares[score] && score < len(shares)-1 {
			at -= shares[score]
			score++
		}
		counts[score]++
	}
	return tally.FromCounts(int(min), counts...)
}

// The same of churn: 60 groups that each lose 5 % on average.
func TestVerdictsOfChurnHoldTogether(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation: go test ./... runs it")
	}
	const tables, groups = 1000, 60
	churn, target := ledgerNamed(t, "churn"), 5.0
	r := rand.New(rand.NewPCG(1979, 5))
	for _, n := range []int{100, 400} {
		together, alone := 0, 0
		for range tables {
			movements, list := make([]tally.Movement, groups), make([]result.Group, groups)
			verdict := func(i int, confidence float64) *result.Verdict {
				q := metric.Account{Confidence: confidence, Exact: confidence > 0.95, PerYear: 12}
				return churn.Verdict(churn.Movement(&movements[i], q), &target, q)
			}
			for i := range list {
				for range n {
					if r.Float64() < target/100 {
						movements[i].Lose(1, tally.CauseUnknown, nil)
					} else {
						movements[i].Stay(1, 1)
					}
				}
				list[i].Verdict = verdict(i, 0.95)
			}
			alone += min(1, proven(list))
			together += min(1, proven(metric.Jointly(result.List(list...), 0.95, verdict).First(groups)))
		}
		t.Logf("churn of %d: %d of %d tables call a group proven; %d where each group stands by itself", n, together, tables, alone)
		if together > 60 || alone < 500 {
			t.Errorf("churn of %d: %d of %d tables call a group proven; %d where each group stands by itself", n, together, tables, alone)
		}
	}
}

func ledgerNamed(t *testing.T, name string) metric.Metric {
	for _, m := range catalog.Of(metric.OfCustomers) {
		if m.Name == name {
			return m
		}
	}
	t.Fatalf("there is no metric %s", name)
	return metric.Metric{}
}
