package stats

import (
	"math"
	"slices"
)

// checkers computes what the cases of a metric expect.
var checkers = map[string]checker{
	"nps":                       checkNet,
	"enps":                      checkNet,
	"nps.se":                    checkNet,
	"nps.ci.score":              checkNetScore,
	"nps.ci.adjusted_wald":      checkNetAdjusted,
	"nps.ci.profile_likelihood": checkNetProfile,
	"nps.ci.fpc":                checkNetPopulation,
	"nps.weighted":              checkNetWeighted,
	"nps.weighted.ci":           checkNetKish,
	"nps.revenue_weighted":      checkNetRevenue,
	"nps.nonresponse_bounds":    checkNonResponse,
	"nps.compare":               checkNetCompare,
	"nps.compare.chisq":         checkGroups,
	"nps.compare.paired":        checkPairedCodes,
	"nps.sample_size":           checkNetSize,
	"nps.sample_size.compare":   checkSizeForDifference,
	"nps.mde":                   checkDetectable,
	"scores.compare.welch":      checkWelch,

	"csat":                       checkShare,
	"csat.binary":                checkGoodBad,
	"csat.definitions":           checkDefinitions,
	"csat.ci.wilson":             checkWilson,
	"churn.ci.wilson":            checkWilson,
	"csat.ci.clopper_pearson":    checkClopperPearson,
	"csat.ci.edge":               checkShareEdges,
	"csat.test_target":           checkShareTarget,
	"csat.compare":               checkCompareShares,
	"proportion.diff":            checkCompareShares,
	"proportion.sample_size":     checkShareSize,
	"proportion.sample_size.fpc": checkShareSize,
	"csat.weighted":              checkShareWeighted,
	"reviews.share_positive":     checkReviews,
	"reviews.bayesian_average":   checkShrink,
	"leaderboard.shrunk":         checkShrunkShares,
	"response.rate":              checkResponse,
	"ces.index":                  checkEaseIndex,
	"ces":                        checkEffort,

	"csat.mean":                 checkMeanOfCounts,
	"mean.ci.t":                 checkMean,
	"mean.ci.edge":              checkMean,
	"expectation_gap":           checkExpectation,
	"sample.representativeness": checkRepresentative,
	"sample.raking":             checkRaking,
	"multiple.bh":               checkMultiple,
}

func checkNet(in inputs) map[string]any {
	t := in.trinomial()
	net, ok := t.Net()
	variance, _ := t.Variance()
	se, _ := t.StandardError()
	score, _ := t.Score(in.z())
	adjusted, _ := t.AdjustedWald(in.z())
	r, p, d := t.shares()
	oneDigit := func(x float64) float64 { return math.Round(1000*x) / 10 }
	return map[string]any{
		"n": t.N(), "promoters": t.Promoters, "passives": t.Passives, "detractors": t.Detractors,
		"nps_pts": hundred(net, ok), "enps_pts": hundred(net, ok), "nps_pts_if_allowed": hundred(net, ok),
		"promoter_pct": 100 * r, "passive_pct": 100 * p, "detractor_pct": 100 * d,
		"promoter_pct_1dp": oneDigit(r), "passive_pct_1dp": oneDigit(p), "detractor_pct_1dp": oneDigit(d),
		"variance": variance, "se_pts": 100 * se,
		"adjusted_wald_ci_pts": limits(adjusted, true), "significantly_below_zero": score.High < 0,
	}
}

func checkNetScore(in inputs) map[string]any {
	v, ok := in.trinomial().Score(in.z())
	return map[string]any{"ci_pts": limits(v, ok)}
}

func checkNetAdjusted(in inputs) map[string]any {
	t := in.trinomial()
	net, ok := t.adjusted().Net()
	v, okLimits := t.AdjustedWald(in.z())
	return map[string]any{"center_pts": hundred(net, ok), "ci_pts": limits(v, okLimits)}
}

func checkNetProfile(in inputs) map[string]any {
	v, ok := in.trinomial().ProfileLikelihood(in.z())
	return map[string]any{"ci_pts": limits(v, ok)}
}

func checkNetPopulation(in inputs) map[string]any {
	t := in.trinomial()
	fpc, err := FPC(t.N(), in.number("population"))
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	se, _ := t.StandardError()
	return map[string]any{"fpc": fpc, "se_pts": 100 * se * fpc}
}

// effective returns the effective number of answers with these weights.
func effective(weights []float64) float64 {
	var w, w2 float64
	for _, weight := range weights {
		w, w2 = w+weight, w2+weight*weight
	}
	return Kish(w, w2)
}

func checkNetWeighted(in inputs) map[string]any {
	unweighted, _ := in.trinomial().Net()
	weights := in.list("weights")
	net, _ := grouped(in.list("scores"), weights).Net()
	effective := effective(weights)
	return map[string]any{
		"unweighted_nps_pts": 100 * unweighted, "nps_pts": 100 * net,
		"kish_neff": effective, "kish_deff": float64(len(weights)) / effective,
	}
}

func checkNetKish(in inputs) map[string]any {
	se, _ := grouped(in.list("scores"), in.list("weights")).Resize(effective(in.list("weights"))).StandardError()
	return map[string]any{"se_kish_pts": 100 * se}
}

func checkNetRevenue(in inputs) map[string]any {
	t := grouped(in.list("scores"), in.list("revenue"))
	net, _ := t.Net()
	r, _, d := t.shares()
	return map[string]any{"nps_pts": 100 * net, "promoter_revenue_pct": 100 * r, "detractor_revenue_pct": 100 * d}
}

func checkNonResponse(in inputs) map[string]any {
	v, _ := in.trinomial().NonResponse(in.number("invited"))
	return map[string]any{"response_rate_pct": percent(in.trinomial().N(), in.number("invited")), "worst_pts": 100 * v.Low, "best_pts": 100 * v.High}
}

func checkNetCompare(in inputs) map[string]any {
	a, b := in.sub("a").trinomial(), in.sub("b").trinomial()
	c, _ := CompareNets(a, b, in.confidence())
	verdict := "~"
	if c.Interval.Low > 0 {
		verdict = "better"
	} else if c.Interval.High < 0 {
		verdict = "worse"
	}
	return map[string]any{
		"delta_b_minus_a_pts": 100 * c.Difference, "verdict": verdict,
		"adjusted_wald_p": c.P, "adjusted_wald_ci_pts": limits(c.Interval, true),
	}
}

func checkGroups(in inputs) map[string]any {
	a, b := in.sub("a").trinomial(), in.sub("b").trinomial()
	test, _ := ChiSquareTable([][]float64{{a.Promoters, a.Passives, a.Detractors}, {b.Promoters, b.Passives, b.Detractors}})
	return map[string]any{"chi2": test.Statistic, "df": test.DF, "p": test.P}
}

func checkPairedCodes(in inputs) map[string]any {
	c, _ := changes(in.list("before_codes"), in.list("after_codes")).CompareTo(0, in.confidence())
	return map[string]any{
		"delta_pts": 100 * c.Difference, "se_pts": 100 * c.SE, "t": c.Statistic, "df": c.DF, "p": c.P,
	}
}

// changes is the sample of what the same people changed by.
func changes(before, after []float64) Sample {
	values := slices.Clone(after)
	for i := range values {
		values[i] -= before[i]
	}
	return sampleOf(values...)
}

func checkNetSize(in inputs) map[string]any {
	margin := in.number("moe_pts") / 100
	wald, _ := SizeForMargin(in.number("variance"), margin, in.z())
	return map[string]any{"n_wald": WholeSize(wald), "raw": wald}
}

func (in inputs) power() Power { return Power{Alpha: in.number("alpha"), Power: in.number("power")} }

func checkSizeForDifference(in inputs) map[string]any {
	raw, _ := SizeForDifference(in.number("variance_a"), in.number("variance_b"), in.number("delta_pts")/100, in.power())
	return map[string]any{"n_per_group": WholeSize(raw), "raw": raw}
}

func checkDetectable(in inputs) map[string]any {
	delta, _ := DetectableDifference(in.number("variance_a"), in.number("n_a"), in.number("variance_b"), in.number("n_b"), in.power())
	return map[string]any{"mde_pts": 100 * delta}
}

func checkWelch(in inputs) map[string]any {
	a, b := sampleOf(in.list("a")...), sampleOf(in.list("b")...)
	c, _ := CompareMeans(a, b, in.confidence())
	return map[string]any{
		"mean_a": a.Mean, "mean_b": b.Mean, "delta": c.Difference,
		"t": c.Statistic, "df": c.DF, "ci": pair(c.Interval), "p": c.P,
	}
}
