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
	v, ok := Wilson(s.K, s.N, in.z())
	status := "ok"
	if !ok {
		status = ErrNoData.Error()
	}
	return map[string]any{
		"csat_pct": percent(s.K, s.N), "satisfied": s.K, "n": s.N, "ci_pct": limits(v, ok),
		"meets_target": 100*s.K/s.N >= in.number("target_pct"), "status": status,
	}
}

func checkGoodBad(in inputs) map[string]any {
	rated := in.number("good") + in.number("bad")
	return map[string]any{"csat_pct": percent(in.number("good"), rated), "response_rate_pct": percent(rated, rated+in.number("offered"))}
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
		"ci_pct": limits(v, ok), "target_80_proven": v.Low > 0.8, "below_5_proven": v.High < 0.05,
	}
}

func checkClopperPearson(in inputs) map[string]any {
	v, ok := ClopperPearson(in.number("k"), in.number("n"), in.confidence())
	return map[string]any{"ci_pct": limits(v, ok)}
}

func checkShareEdges(in inputs) map[string]any {
	return map[string]any{
		"csat_pct":     percent(in.number("k"), in.number("n")),
		"wilson_pct":   checkWilson(in)["ci_pct"],
		"clopper_pct":  checkClopperPearson(in)["ci_pct"],
		"jeffreys_pct": limits(Jeffreys(in.number("k"), in.number("n"), in.confidence())),
	}
}

func checkShareTarget(in inputs) map[string]any {
	target := in.number("target_pct") / 100
	v, ok := Wilson(in.number("k"), in.number("n"), in.z())
	return map[string]any{"wilson_pct": limits(v, ok), "target_80_proven": v.Low > target}
}

func checkCompareShares(in inputs) map[string]any {
	a, b := in.sub("a").share(), in.sub("b").share()
	newcombe, _ := CompareShares(a, b, in.confidence())
	fisher, _ := Fisher(a, b)
	return map[string]any{
		"delta_b_minus_a_pp": 100 * newcombe.Difference, "delta_pp": 100 * newcombe.Difference,
		"newcombe_ci_pp": limits(newcombe.Interval, true), "fisher_p": fisher,
	}
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
	mean := SampleOfCounts(in.list("satisfied"), in.list("weights")).Mean
	n := effective(in.list("weights"))
	v, ok := Wilson(mean*n, n, in.z())
	return map[string]any{"csat_pct": 100 * mean, "kish_neff": n, "wilson_kish_pct": limits(v, ok)}
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
		x, _ := Shrink(100*k/n[i], n[i], in.number("prior_mean_pct"), in.number("prior_weight"))
		v, _ := Wilson(k, n[i], in.z())
		raw, shrunk, low = append(raw, 100*k/n[i]), append(shrunk, x), append(low, 100*v.Low)
	}
	return map[string]any{"raw_pct": numbers(raw), "shrunk_pct": numbers(shrunk), "wilson_lower_pct": numbers(low)}
}

func checkResponse(in inputs) map[string]any {
	delivered := in.number("sent") - in.number("bounced")
	started, completed := in.number("started"), in.number("completed")
	v, ok := Wilson(completed, delivered, in.z())
	return map[string]any{
		"response_pct": percent(completed, delivered), "start_pct": percent(started, delivered),
		"completion_pct": percent(completed, started), "wilson_pct": limits(v, ok),
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
	return map[string]any{
		"mean_effort": mean, "mean_ease": float64(len(counts)+1) - mean, "low_effort_pct": percent(sum(counts[:2]), sum(counts)),
	}
}
