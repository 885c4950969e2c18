package stats

// counts_1_to_5 and counts are the answers of each point of a scale from 1.
func (in inputs) scaleCounts() []float64 {
	if counts := in.list("counts_1_to_5"); counts != nil {
		return counts
	}
	return in.list("counts")
}

// points returns 1, 2, 3 … for the counts of a scale from 1.
func points(counts []float64) []float64 {
	var points []float64
	for i := range counts {
		points = append(points, float64(i+1))
	}
	return points
}

// checkShare serves cases that count a scale, or hits.
func checkShare(in inputs) map[string]any {
	s := in.share()
	if counts := in.scaleCounts(); counts != nil {
		satisfied := 3 // the first satisfied point, less one: 4 and 5 of five
		if in["scale"] == "1-3" {
			satisfied = 2
		}
		s = Share{sum(counts[satisfied:]), sum(counts)}
	}
	value, ok := s.Value()
	v, hasLimits := Wilson(s.K, s.N, in.z())
	status := "ok"
	if !ok {
		status = ErrNoData.Error()
	}
	return map[string]any{
		"csat_pct": hundred(value, ok), "satisfied": s.K, "n": s.N, "ci_pct": limits(v, hasLimits),
		"meets_target": 100*value >= in.number("target_pct"), "status": status,
	}
}

func checkGoodBad(in inputs) map[string]any {
	rated := in.number("good") + in.number("bad")
	value, ok := Share{in.number("good"), rated}.Value()
	response, okResponse := Share{rated, rated + in.number("offered")}.Value()
	return map[string]any{"csat_pct": hundred(value, ok), "response_rate_pct": hundred(response, okResponse)}
}

func checkDefinitions(in inputs) map[string]any {
	counts := in.scaleCounts()
	top2, bottom2 := sum(counts[3:]), sum(counts[:2])
	t := Trinomial{Promoters: top2, Passives: counts[2], Detractors: bottom2}
	net, _ := t.Net()
	return map[string]any{
		"top2_pct": 100 * top2 / t.N(), "top1_pct": 100 * counts[4] / t.N(), "bottom2_pct": 100 * bottom2 / t.N(),
		"net_pct": 100 * net, "mean_over_max_pct": 100 * SampleOfCounts(points(counts), counts).Mean / 5,
	}
}

func checkWilson(in inputs) map[string]any {
	v, ok := Wilson(in.number("k"), in.number("n"), in.z())
	return map[string]any{
		"ci_pct": limits(v, ok), "target_80_proven": v.Above(0.8), "below_5_proven": v.Below(0.05),
	}
}

func checkClopperPearson(in inputs) map[string]any {
	v, ok := ClopperPearson(in.number("k"), in.number("n"), in.confidence())
	return map[string]any{"ci_pct": limits(v, ok)}
}

func checkJeffreys(in inputs) map[string]any {
	v, ok := Jeffreys(in.number("k"), in.number("n"), in.confidence())
	return map[string]any{"ci_pct": limits(v, ok)}
}

func checkAgrestiCoull(in inputs) map[string]any {
	v, ok := AgrestiCoull(in.number("k"), in.number("n"), in.z())
	return map[string]any{"ci_pct": limits(v, ok)}
}

func checkShareEdges(in inputs) map[string]any {
	s := in.share()
	value, ok := s.Value()
	rule, okRule := RuleOfThree(s.N)
	return map[string]any{
		"csat_pct": hundred(value, ok), "rule_of_three_upper_pct": hundred(rule, okRule),
		"wilson_pct":   checkWilson(in)["ci_pct"],
		"clopper_pct":  checkClopperPearson(in)["ci_pct"],
		"jeffreys_pct": checkJeffreys(in)["ci_pct"],
	}
}

func checkShareTarget(in inputs) map[string]any {
	target := in.number("target_pct") / 100
	p, _ := BinomialGreater(in.number("k"), in.number("n"), target)
	v, ok := Wilson(in.number("k"), in.number("n"), in.z())
	return map[string]any{"p_greater": p, "wilson_pct": limits(v, ok), "target_80_proven": v.Above(target)}
}

func checkShareThreshold(in inputs) map[string]any {
	p, _ := BinomialLess(in.number("k"), in.number("n"), in.number("threshold_pct")/100)
	return map[string]any{"p_less": p}
}

func checkCompareShares(in inputs) map[string]any {
	a, b := in.sub("a").share(), in.sub("b").share()
	newcombe, _ := CompareShares(a, b, in.confidence())
	wald, err := CompareSharesWald(a, b, in.confidence())
	pooled, errPooled := PooledZ(a, b)
	yates, _ := Yates(a, b)
	nMinusOne, _ := NMinusOne(a, b)
	fisher, _ := Fisher(a, b)
	h, _ := CohenH(a, b)
	var pooledP any = pooled.P
	if errPooled != nil {
		pooledP = nil
	}
	return map[string]any{
		"delta_b_minus_a_pp": 100 * newcombe.Difference, "delta_pp": 100 * newcombe.Difference,
		"newcombe_ci_pp": limits(newcombe.Interval, true),
		"wald_ci_pp":     limits(wald.Interval, err == nil),
		"z":              pooled.Statistic, "p": pooledP, "pooled_z_p": pooledP,
		"p_yates": yates.P, "p_n_minus_1": nMinusOne.P, "fisher_p": fisher, "cohens_h": h,
	}
}

func checkSimultaneous(in inputs) map[string]any {
	shares, _ := SimultaneousShares(in.list("counts"), in.confidence())
	var list []any
	for _, v := range shares {
		list = append(list, limits(v, true))
	}
	return map[string]any{"simultaneous_ci_pct": list}
}

func checkClustered(in inputs) map[string]any {
	y := in.list("y")
	clusters := make([]Cluster, 5)
	for i, c := range in.list("cluster") {
		clusters[int(c)].N++
		clusters[int(c)].Sum += y[i]
	}
	e, _ := ClusteredMean(clusters)
	// With replacement and equal weights: p (1 − p) / n, as the source of the case has it.
	t := Trinomial{Promoters: sum(y), Passives: float64(len(y)) - sum(y)}
	se, _ := t.StandardError()
	return map[string]any{"pct": 100 * e.Mean, "se_clustered_pp": 100 * e.SE, "se_srs_pp": 100 * se}
}

func checkShareSize(in inputs) map[string]any {
	p := in.number("p")
	raw, _ := SizeForMargin(p*(1-p), in.number("moe_pp")/100, in.z())
	if population := in.number("population"); population > 0 {
		raw, _ = SizeInPopulation(raw, population)
	}
	return map[string]any{"n": WholeSize(raw), "raw": raw}
}

func checkShareWeighted(in inputs) map[string]any {
	e, _ := WeightedMean(weighted(in.list("satisfied"), in.list("weights")))
	v, ok := Wilson(e.Mean*e.EffectiveN, e.EffectiveN, in.z())
	return map[string]any{
		"csat_pct": 100 * e.Mean, "kish_neff": e.EffectiveN,
		"wilson_kish_pct": limits(v, ok), "se_linearized_pp": 100 * e.SE,
	}
}

func checkReviews(in inputs) map[string]any {
	counts := in.scaleCounts()
	positive, n := sum(counts[3:]), sum(counts)
	v, _ := Wilson(positive, n, in.z())
	return map[string]any{
		"mean":         SampleOfCounts(points(counts), counts).Mean,
		"positive_pct": 100 * positive / n, "negative_pct": 100 * sum(counts[:2]) / n, "wilson_lower_pct": 100 * v.Low,
	}
}

func checkShrink(in inputs) map[string]any {
	x, _ := Shrink(in.number("item_mean"), in.number("item_n"), in.number("prior_mean"), in.number("prior_weight"))
	return map[string]any{"score": x}
}

func checkShrunkShares(in inputs) map[string]any {
	var raw, shrunk, low []float64
	n := in.list("n")
	for i, k := range in.list("k") {
		value, _ := Share{k, n[i]}.Value()
		x, _ := Shrink(100*value, n[i], in.number("prior_mean_pct"), in.number("prior_weight"))
		v, _ := Wilson(k, n[i], in.z())
		raw, shrunk, low = append(raw, 100*value), append(shrunk, x), append(low, 100*v.Low)
	}
	return map[string]any{"raw_pct": numbers(raw), "shrunk_pct": numbers(shrunk), "wilson_lower_pct": numbers(low)}
}

func checkResponse(in inputs) map[string]any {
	delivered := in.number("sent") - in.number("bounced")
	started, completed := in.number("started"), in.number("completed")
	response, ok := Share{completed, delivered}.Value()
	start, okStart := Share{started, delivered}.Value()
	completion, okCompletion := Share{completed, started}.Value()
	v, okLimits := Wilson(completed, delivered, in.z())
	return map[string]any{
		"response_pct": hundred(response, ok), "start_pct": hundred(start, okStart),
		"completion_pct": hundred(completion, okCompletion), "wilson_pct": limits(v, okLimits),
	}
}

func checkEaseIndex(in inputs) map[string]any {
	net, ok := Trinomial{in.number("easy_pct"), in.number("neutral_pct"), in.number("difficult_pct")}.Net()
	return map[string]any{"index": hundred(net, ok)}
}

// checkEffort serves a scale on which the highest point is the most effort.
func checkEffort(in inputs) map[string]any {
	counts := in.scaleCounts()
	mean := SampleOfCounts(points(counts), counts).Mean
	low, ok := Share{sum(counts[:2]), sum(counts)}.Value()
	return map[string]any{
		"mean_effort": mean, "mean_ease": float64(len(counts)+1) - mean, "low_effort_pct": hundred(low, ok),
	}
}
