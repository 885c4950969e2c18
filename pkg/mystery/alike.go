package mystery

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A branchLikeness tells how alike branches are.
type branchLikeness struct {
	branches []*branchScores
	smallest int64 // how many visits the branch with the fewest has
	single   int   // branches with one visit, which have no spread of their own
	level    bool  // whether branches, beside the single ones, have visits that all score the same

	variation stats.Variation
	varied    bool
	welch     stats.FTest
	isWelch   bool
	spread    stats.FTest
	isSpread  bool
	pass      stats.Test
	isPass    bool
}

// alike compares the branches of a round.
func (r *visitRound) alike() branchLikeness {
	l := branchLikeness{branches: r.byBranch()}
	var all, several []stats.Sample
	var scores [][]float64
	var passes [][]float64
	for i, b := range l.branches {
		n := int64(len(b.scores))
		if i == 0 || n < l.smallest {
			l.smallest = n
		}
		all = append(all, b.sample)
		passes = append(passes, []float64{float64(b.passed), float64(n - b.passed)})
		if n < 2 {
			l.single++
			continue
		}
		l.level = l.level || b.sample.SD == 0
		several, scores = append(several, b.sample), append(scores, b.scores)
	}
	var err error
	l.variation, err = stats.Vary(all)
	l.varied = err == nil
	l.welch, err = stats.WelchAnova(several)
	l.isWelch = err == nil
	l.spread, err = stats.BrownForsythe(scores)
	l.isSpread = err == nil
	l.pass, err = stats.ChiSquareTable(passes)
	l.isPass = err == nil && len(passes) > 1
	return l
}

// designEffect is by how much the variance of a mean grows where visits of a branch are alike: 1 + (n0 − 1) · ICC.
func (l branchLikeness) designEffect() float64 {
	if !l.varied {
		return 1
	}
	return 1 + (l.variation.N0-1)*max(l.variation.ICC, 0)
}

// A funneledBranch has the limits between which its pass rate lies by chance.
type funneledBranch struct {
	*branchScores
	n, pct  float64
	limits  stats.Interval
	outside bool
}

// funnel holds the pass rate of each branch against that of all.
func (l branchLikeness) funnel(confidence float64) (out []funneledBranch) {
	var passed, visits float64
	for _, b := range l.branches {
		passed += float64(b.passed)
		visits += float64(len(b.scores))
	}
	for _, b := range l.branches {
		f := funneledBranch{branchScores: b, n: float64(len(b.scores))}
		share := float64(b.passed) / f.n
		within, ok := stats.Funnel(passed/visits, f.n, stats.Z(confidence))
		f.pct, f.limits = 100*share, within.Times(100)
		f.outside = ok && len(l.branches) > 1 && (share < within.Low-nearly || share > within.High+nearly)
		out = append(out, f)
	}
	return out
}

// object is the likeness as documents have it.
func (l branchLikeness) object(confidence float64) result.Object {
	outside := []result.Object{}
	for _, f := range l.funnel(confidence) {
		if f.outside {
			outside = append(outside, f.object(confidence))
		}
	}
	return result.Object{
		{Key: "icc", Value: metric.Optional(l.variation.ICC, l.varied)},
		{Key: "branches", Value: int64(len(l.branches))},
		{Key: "smallest_n", Value: l.smallest},
		{Key: "n0", Value: metric.Optional(l.variation.N0, l.varied)},
		{Key: "welch_p", Value: metric.Optional(l.welch.P, l.isWelch)},
		{Key: "brown_forsythe_p", Value: metric.Optional(l.spread.P, l.isSpread)},
		{Key: "pass_p", Value: metric.Optional(l.pass.P, l.isPass)},
		{Key: "outside", Value: outside},
	}
}

// object is a branch as documents have it.
func (f funneledBranch) object(confidence float64) result.Object {
	own, ok := limits(f.sample, confidence)
	return result.Object{
		{Key: "branch", Value: f.name},
		{Key: "n", Value: int64(f.n)},
		{Key: "score", Value: f.sample.Mean},
		{Key: "score_low", Value: metric.Optional(own.Low, ok)},
		{Key: "score_high", Value: metric.Optional(own.High, ok)},
		{Key: "sd", Value: metric.Optional(f.sample.SD, f.n > 1)},
		{Key: "pass_pct", Value: f.pct},
		{Key: "chance_low", Value: f.limits.Low},
		{Key: "chance_high", Value: f.limits.High},
		{Key: "outside", Value: f.outside},
	}
}

// named are the names of branches of which something holds, the first few.
func (l branchLikeness) named(holds func(b *branchScores) bool) (names []string, all int) {
	for _, b := range l.branches {
		if holds(b) {
			names = append(names, b.name)
		}
	}
	return slices.Clone(names[:min(len(names), 3)]), len(names)
}
