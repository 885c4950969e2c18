package stats

import "math"

// checkers computes what the cases of a metric expect.
var checkers = map[string]checker{
	"nps":                       checkNet,
	"enps":                      checkNet,
	"nps.se":                    checkNet,
	"nps.ci.wald":               checkNetWald,
	"nps.ci.adjusted_wald":      checkNetAdjusted,
	"nps.ci.score":              checkNetScore,
	"nps.ci.profile_likelihood": checkNetProfile,
	"nps.ci.t_trinomial_means":  checkNetStudent,
	"nps.ci.goodman_simultaneous": func(in inputs) map[string]any {
		v, err := in.trinomial().Goodman(in.confidence(), 1)
		return map[string]any{"ci_pts": limits(v, err == nil)}
	},
	"nps.ci.fpc":                  checkNetPopulation,
	"nps.weighted":                checkNetWeighted,
	"nps.weighted.ci":             checkNetKish,
	"nps.revenue_weighted":        checkNetRevenue,
	"nps.nonresponse_bounds":      checkNonResponse,
	"nps.compare":                 checkNetCompare,
	"nps.compare.chisq":           checkGroups,
	"nps.compare.paired":          checkPairedCodes,
	"nps.sample_size":             checkNetSize,
	"nps.sample_size.compare":     checkSizeForDifference,
	"nps.mde":                     checkDetectable,
	"scores.compare.mann_whitney": checkMannWhitney,
	"scores.compare.welch":        checkWelch,

	"csat":                       checkShare,
	"csat.binary":                checkGoodBad,
	"csat.definitions":           checkDefinitions,
	"csat.ci.wilson":             checkWilson,
	"churn.ci.wilson":            checkWilson,
	"csat.ci.clopper_pearson":    checkClopperPearson,
	"csat.ci.jeffreys":           checkJeffreys,
	"csat.ci.agresti_coull":      checkAgrestiCoull,
	"csat.ci.edge":               checkShareEdges,
	"csat.test_target":           checkShareTarget,
	"churn.test_threshold":       checkShareThreshold,
	"csat.compare":               checkCompareShares,
	"proportion.diff":            checkCompareShares,
	"proportion.goodman":         checkSimultaneous,
	"proportion.clustered":       checkClustered,
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
	wald, _ := t.Wald(in.z())
	adjusted, _ := t.AdjustedWald(in.z())
	score, _ := t.Score(in.z())
	r, p, d := t.shares()
	oneDigit := func(x float64) float64 { return math.Round(1000*x) / 10 }
	return map[string]any{
		"n": t.N(), "promoters": t.Promoters, "passives": t.Passives, "detractors": t.Detractors,
		"nps_pts": hundred(net, ok), "enps_pts": hundred(net, ok), "nps_pts_if_allowed": hundred(net, ok),
		"promoter_pct": 100 * r, "passive_pct": 100 * p, "detractor_pct": 100 * d,
		"promoter_pct_1dp": oneDigit(r), "passive_pct_1dp": oneDigit(p), "detractor_pct_1dp": oneDigit(d),
		"variance": variance, "se_pts": 100 * se,
		"wald_ci_pts": limits(wald, true), "adjusted_wald_ci_pts": limits(adjusted, true),
		"significantly_below_zero": score.Below(0),
	}
}

func checkNetWald(in inputs) map[string]any {
	net, ok := in.trinomial().Net()
	v, err := in.trinomial().Wald(in.z())
	return map[string]any{"nps_pts": hundred(net, ok), "ci_pts": limits(v, err == nil)}
}

func checkNetAdjusted(in inputs) map[string]any {
	centre, _ := in.trinomial().Adjusted().Net()
	v, ok := in.trinomial().AdjustedWald(in.z())
	return map[string]any{"center_pts": 100 * centre, "ci_pts": limits(v, ok)}
}

func checkNetScore(in inputs) map[string]any {
	v, ok := in.trinomial().Score(in.z())
	return map[string]any{"ci_pts": limits(v, ok)}
}

func checkNetProfile(in inputs) map[string]any {
	v, ok := in.trinomial().ProfileLikelihood(in.z())
	return map[string]any{"ci_pts": limits(v, ok)}
}

func checkNetStudent(in inputs) map[string]any {
	v, err := in.trinomial().Student(in.confidence(), 1)
	return map[string]any{"ci_pts": limits(v, err == nil)}
}

func checkNetPopulation(in inputs) map[string]any {
	t := in.trinomial()
	fpc, err := FPC(t.N(), in.number("population"))
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	se, _ := t.StandardError()
	v, err := t.Wald(in.z() * fpc)
	return map[string]any{"fpc": fpc, "se_pts": 100 * se * fpc, "ci_pts": limits(v, err == nil)}
}

// weighted sums up answers with their weights by value.
func weighted(values, weights []float64) []Weighted {
	var answers []Weighted
	for i, w := range weights {
		answers = append(answers, Weighted{Value: values[i], N: 1, W: w, W2: w * w})
	}
	return answers
}

// codes returns 1, 0 and -1 for promoters, passives and detractors.
func codes(scores []float64) []float64 {
	var codes []float64
	for _, score := range scores {
		net, _ := grouped([]float64{score}, nil).Net()
		codes = append(codes, net)
	}
	return codes
}

func checkNetWeighted(in inputs) map[string]any {
	unweighted, _ := in.trinomial().Net()
	e, _ := WeightedMean(weighted(codes(in.list("scores")), in.list("weights")))
	return map[string]any{
		"unweighted_nps_pts": 100 * unweighted, "nps_pts": 100 * e.Mean, "se_linearized_pts": 100 * e.SE,
		"kish_neff": e.EffectiveN, "kish_deff": e.DesignEffect,
	}
}

func checkNetKish(in inputs) map[string]any {
	e, _ := WeightedMean(weighted(codes(in.list("scores")), in.list("weights")))
	t := grouped(in.list("scores"), in.list("weights")).Resize(e.EffectiveN)
	se, _ := t.StandardError()
	v, err := t.Wald(in.z())
	return map[string]any{"se_kish_pts": 100 * se, "ci_kish_pts": limits(v, err == nil)}
}

func checkNetRevenue(in inputs) map[string]any {
	t := grouped(in.list("scores"), in.list("revenue"))
	net, _ := t.Net()
	r, _, d := t.shares()
	return map[string]any{"nps_pts": 100 * net, "promoter_revenue_pct": 100 * r, "detractor_revenue_pct": 100 * d}
}

func checkNonResponse(in inputs) map[string]any {
	rate, ok := Share{in.trinomial().N(), in.number("invited")}.Value()
	v, _ := in.trinomial().NonResponse(in.number("invited"))
	return map[string]any{"response_rate_pct": hundred(rate, ok), "worst_pts": 100 * v.Low, "best_pts": 100 * v.High}
}

func checkNetCompare(in inputs) map[string]any {
	a, b := in.sub("a").trinomial(), in.sub("b").trinomial()
	wald, _ := CompareNetWald(a, b, in.confidence())
	adjusted, _ := CompareNetAdjusted(a, b, in.confidence())
	c := adjusted
	switch in["method"] {
	case "wald":
		c = wald
	case "mover_score":
		c, _ = CompareNetScore(a, b, in.confidence())
	}
	verdict := "~"
	if c.Interval.Above(0) {
		verdict = "better"
	} else if c.Interval.Below(0) {
		verdict = "worse"
	}
	return map[string]any{
		"delta_b_minus_a_pts": 100 * c.Difference, "se_pts": 100 * c.SE, "ci_pts": limits(c.Interval, true),
		"z": c.Statistic, "p": c.P, "verdict": verdict,
		"wald_p": wald.P, "adjusted_wald_p": adjusted.P, "adjusted_wald_ci_pts": limits(adjusted.Interval, true),
	}
}

func checkGroups(in inputs) map[string]any {
	test, _ := CompareGroups(in.sub("a").trinomial(), in.sub("b").trinomial())
	return map[string]any{"chi2": test.Statistic, "df": test.DF, "p": test.P}
}

func checkPairedCodes(in inputs) map[string]any {
	c, _ := PairedT(in.list("before_codes"), in.list("after_codes"), in.confidence())
	return map[string]any{
		"delta_pts": 100 * c.Difference, "se_pts": 100 * c.SE, "t": c.Statistic, "df": c.DF, "p": c.P,
	}
}

func checkNetSize(in inputs) map[string]any {
	margin := in.number("moe_pts") / 100
	wald, _ := SizeForMargin(in.number("variance"), margin, in.z())
	adjusted, _ := SizeForMarginAdjusted(in.number("variance"), margin, in.z())
	return map[string]any{"n_wald": WholeSize(wald), "n_adjusted_wald": WholeSize(adjusted), "raw": wald}
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

func checkMannWhitney(in inputs) map[string]any {
	r, _ := MannWhitney(in.list("a"), in.list("b"))
	return map[string]any{"U_b": r.U, "p_two_sided": r.P, "cliffs_delta": r.Delta}
}

func checkWelch(in inputs) map[string]any {
	a, b := SampleOf(in.list("a")), SampleOf(in.list("b"))
	c, _ := Welch(a, b, in.confidence())
	return map[string]any{
		"mean_a": a.Mean, "mean_b": b.Mean, "delta": c.Difference,
		"t": c.Statistic, "df": c.DF, "ci": pair(c.Interval), "p": c.P,
	}
}
