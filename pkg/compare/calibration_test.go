package compare_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/csat"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/nps"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

var comparing = compare.Comparing{Confidence: 0.95, Correction: compare.CorrectBH}

// A survey is answers from 0 to 10, or from 1 to 5.
type survey []int

func draw(r *rand.Rand, n int, shares ...float64) survey {
	s := make(survey, n)
	for i := range s {
		for u := r.Float64(); s[i] < len(shares)-1 && u >= shares[s[i]]; s[i]++ {
			u -= shares[s[i]]
		}
	}
	return s
}

func (s survey) tally() tally.Answers {
	counts := make([]int64, 11)
	for _, score := range s {
		counts[score]++
	}
	return tally.FromCounts(0, counts...)
}

// The shares of the answers 0 to 10, and 0 to 5, of usual surveys.
var (
	recommend = []float64{.02, .01, .01, .02, .02, .06, .06, .12, .23, .2, .25}
	satisfied = []float64{0, .05, .05, .12, .4, .38}
)

func evidence(t *testing.T, m metric.Metric, a tally.Answers, field string) metric.Evidence {
	t.Helper()
	q, err := m.Settle(metric.Inquiry{Scale: m.Scale, Confidence: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	e, err := m.EvidenceOfAnswers(a, q, field)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func says(before, after metric.Evidence) string {
	return comparing.Verdicts([]compare.Contrast{{Value: after, Baseline: before}})[0]
}

// Two halves of one survey or ledger differ by chance alone: in 95 % of the splits that is what the verdict says.
func TestRandomSplits(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	const splits = 1000
	// What chance alone does to 1,000 splits: three standard errors about 95 %.
	room := 3 * math.Sqrt(.95*.05/splits)
	check := func(what string, split func(r *rand.Rand) (before, after metric.Evidence)) {
		t.Helper()
		r := rand.New(rand.NewPCG(11, 2026))
		quiet := 0
		for range splits {
			if says(split(r)) == "~" {
				quiet++
			}
		}
		share := float64(quiet) / splits
		t.Logf("%-30s ~ in %.1f %%", what, 100*share)
		if math.Abs(share-.95) > room {
			t.Errorf("%s: ~ in %.1f %% of the splits, want 95 %%", what, 100*share)
		}
	}
	halves := func(m metric.Metric, field string, n int, shares []float64) func(r *rand.Rand) (before, after metric.Evidence) {
		all := draw(rand.New(rand.NewPCG(1, uint64(n))), n, shares...)
		return func(r *rand.Rand) (before, after metric.Evidence) {
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			return evidence(t, m, all[:n/2].tally(), field), evidence(t, m, all[n/2:].tally(), field)
		}
	}
	for _, n := range []int{200, 2000} {
		check("nps", halves(nps.Metric(), "", n, recommend))
		check("csat", halves(csat.Metric(), "", n, satisfied))
		check("mean", halves(csat.Metric(), "mean", n, satisfied))
	}
	check("churn", ledgerHalves(t, churn.Metric(), 4000))
	check("nrr", ledgerHalves(t, revenue.Metric(), 4000))
}

// A move is what a customer brings at the start and at the end of a month; 0 for who left.
type move struct{ start, end int64 }

func customers(r *rand.Rand, n int, lost float64) []move {
	all := make([]move, n)
	for i := range all {
		s := int64(5000 * math.Exp(0.6*r.NormFloat64()))
		switch u := r.Float64(); {
		case u < lost:
			all[i] = move{s, 0}
		case u < 2*lost:
			all[i] = move{s, s / 2}
		case u > .9:
			all[i] = move{s, s + s/2}
		default:
			all[i] = move{s, s}
		}
	}
	return all
}

func ledgerHalves(t *testing.T, m metric.Metric, n int) func(r *rand.Rand) (before, after metric.Evidence) {
	all := customers(rand.New(rand.NewPCG(5, 5)), n, .05)
	return func(r *rand.Rand) (before, after metric.Evidence) {
		r.Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
		return moved(t, m, all[:n/2]), moved(t, m, all[n/2:])
	}
}

func moved(t *testing.T, m metric.Metric, all []move) metric.Evidence {
	t.Helper()
	var x tally.Movement
	for _, c := range all {
		if c.end == 0 {
			x.Lose(c.start, tally.CauseUnknown, nil)
		} else {
			x.Stay(c.start, c.end)
		}
	}
	e, err := m.EvidenceByLimits("", .95, func(confidence float64) result.Object {
		return m.Movement(&x, metric.Account{Confidence: confidence, Priced: true, Decimals: 2, PerYear: 12})
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// As many answers as the plan asks for find the difference with the planned power.
func TestPlannedPower(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	const runs = 1000
	// Seven points less: promoters .45 to .40, detractors .20 to .22.
	before, after := stats.Trinomial{Promoters: .45, Passives: .35, Detractors: .2}, stats.Trinomial{Promoters: .4, Passives: .38, Detractors: .22}
	a, _ := before.Variance()
	b, _ := after.Variance()
	n, err := stats.SizeForDifference(a, b, .07, stats.Power{Alpha: .05, Power: .8})
	if err != nil {
		t.Fatal(err)
	}
	shares := func(x stats.Trinomial) []float64 {
		return []float64{x.Detractors, 0, 0, 0, 0, 0, 0, x.Passives, 0, 0, x.Promoters}
	}
	r := rand.New(rand.NewPCG(7, 7))
	found, planned := 0, 0
	for range runs {
		one := evidence(t, nps.Metric(), draw(r, int(n)+1, shares(before)...).tally(), "")
		two := evidence(t, nps.Metric(), draw(r, int(n)+1, shares(after)...).tally(), "")
		if says(one, two) == "worse" {
			found++
		}
		if d, ok := two.Detectable(one, .95, .8); ok && math.Abs(d-7) < .5 {
			planned++
		}
	}
	t.Logf("%d answers on a side: worse in %.1f %%, detectable within half a point of the plan in %.1f %%", int(n)+1, 100*float64(found)/runs, 100*float64(planned)/runs)
	if share := float64(found) / runs; share < .76 || share > .84 {
		t.Errorf("found in %.1f %%, want 80 %%", 100*share)
	}
	if planned < runs {
		t.Errorf("detectable misses the plan in %d of %d runs", runs-planned, runs)
	}
}

// The same for shares, of answers and of customers who leave, and for means.
func TestPlannedPowerOfOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	const runs = 1000
	power := stats.Power{Alpha: .05, Power: .8}
	found := func(what string, n float64, err error, want string, sides func(r *rand.Rand, n int) (before, after metric.Evidence)) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(8, 8))
		times := 0
		for range runs {
			if says(sides(r, int(math.Ceil(n)))) == want {
				times++
			}
		}
		share := float64(times) / runs
		t.Logf("%s: %.0f on a side: %s in %.1f %%", what, math.Ceil(n), want, 100*share)
		if share < .76 || share > .84 {
			t.Errorf("%s: found in %.1f %%, want 80 %%", what, 100*share)
		}
	}
	unhappy := []float64{0, .05, .1, .13, .37, .35}
	answers := func(field string) func(r *rand.Rand, n int) (before, after metric.Evidence) {
		return func(r *rand.Rand, n int) (before, after metric.Evidence) {
			return evidence(t, csat.Metric(), draw(r, n, satisfied...).tally(), field), evidence(t, csat.Metric(), draw(r, n, unhappy...).tally(), field)
		}
	}
	n, err := stats.SizeForShares(.78, .72, power)
	found("csat", n, err, "worse", answers(""))
	mean, square := moments(satisfied)
	less, lessSquare := moments(unhappy)
	n, err = stats.SizeForDifference(square-mean*mean, lessSquare-less*less, mean-less, power)
	found("mean", n, err, "worse", answers("mean"))
	n, err = stats.SizeForShares(.05, .03, power)
	found("churn", n, err, "better", func(r *rand.Rand, n int) (before, after metric.Evidence) {
		return moved(t, churn.Metric(), customers(r, n, .05)), moved(t, churn.Metric(), customers(r, n, .03))
	})
}

// moments are the mean of scores, and that of their squares.
func moments(shares []float64) (mean, square float64) {
	for score, p := range shares {
		mean += p * float64(score)
		square += p * float64(score*score)
	}
	return mean, square
}

// Of 20 segments that do not differ, hardly a table claims that one does.
func TestEqualSegments(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	const tables, segments = 500, 20
	check := func(m metric.Metric, field, correction string, shares []float64) {
		c := compare.Comparing{Confidence: .95, Correction: correction}
		r := rand.New(rand.NewPCG(3, 20))
		claims := 0
		for range tables {
			var parts [segments]survey
			var all survey
			for i := range parts {
				parts[i] = draw(r, 100, shares...)
				all = append(all, parts[i]...)
			}
			var list []compare.Contrast
			for i := range parts {
				rest := append(append(survey{}, all[:100*i]...), all[100*(i+1):]...)
				one := compare.Contrast{Value: evidence(t, m, parts[i].tally(), field), Baseline: evidence(t, m, rest.tally(), field)}
				if one.Value.Sample != nil {
					one.Alike = one.Value.Alike(one.Baseline, evidence(t, m, all.tally(), field))
				}
				list = append(list, one)
			}
			for _, v := range c.Verdicts(list) {
				if v != "~" {
					claims++
					break
				}
			}
		}
		t.Logf("%s %s, %s: a false claim in %.1f %% of the tables", m.Name, field, correction, 100*float64(claims)/tables)
		if share := float64(claims) / tables; share > .06 {
			t.Errorf("%s %s, %s: a false claim in %.1f %% of the tables, want 6 %% at most", m.Name, field, correction, 100*share)
		}
	}
	for _, correction := range []string{compare.CorrectBH, compare.CorrectHolm} {
		check(nps.Metric(), "", correction, recommend)
		check(csat.Metric(), "", correction, satisfied)
		check(csat.Metric(), "mean", correction, satisfied)
	}
}
