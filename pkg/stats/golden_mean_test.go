package stats

func checkMeanOfCounts(in inputs) map[string]any {
	counts := in.scaleCounts()
	s := SampleOfCounts(points(counts), counts)
	se, _ := s.StandardError()
	v, _ := s.Interval(in.confidence(), 1)
	return map[string]any{
		"mean": s.Mean, "sd": s.SD, "se": se, "ci": pair(v),
		"index_0_100": 100 * (s.Mean - 1) / float64(len(counts)-1),
	}
}

func checkMean(in inputs) map[string]any {
	s := sampleOf(in.list("values")...)
	v, _ := s.Interval(in.confidence(), 1)
	status := "ok"
	if s.SD == 0 {
		status = ErrNoSpread.Error()
	}
	return map[string]any{"mean": s.Mean, "sd": s.SD, "ci": pair(v), "status": status}
}

func checkExpectation(in inputs) map[string]any {
	expected, perceived := in.list("expected"), in.list("perceived")
	c, _ := changes(expected, perceived).CompareTo(0, in.confidence())
	met := 0.0
	for i := range expected {
		if perceived[i] >= expected[i] {
			met++
		}
	}
	return map[string]any{
		"gap": c.Difference, "ci": pair(c.Interval), "t": c.Statistic, "p": c.P, "met_or_exceeded_pct": percent(met, float64(len(expected))),
	}
}

func checkRepresentative(in inputs) map[string]any {
	sample, population := in.list("sample"), in.list("population_share")
	test, _ := GoodnessOfFit(sample, population)
	weights, _ := Rake(sample, []Margin{{Category: []int{0, 1, 2}, Target: population}})
	return map[string]any{
		"chi2": test.Statistic, "df": test.DF, "p": test.P,
		"weights": numbers(weights), "kish_neff": kishOf(sample, weights),
	}
}

// kishOf returns the effective number of answers of groups whose answers weigh alike.
func kishOf(counts, weights []float64) float64 {
	var w, w2 float64
	for i, k := range counts {
		w += k * weights[i]
		w2 += k * weights[i] * weights[i]
	}
	return Kish(w, w2)
}

func checkRaking(in inputs) map[string]any {
	counts, margins := in.sub("counts"), in.sub("margins")
	gender, age := margins.sub("g"), margins.sub("a")
	cells := []float64{counts.number("m_y"), counts.number("f_y"), counts.number("m_o"), counts.number("f_o")}
	weights, err := Rake(cells, []Margin{
		{Category: []int{0, 1, 0, 1}, Target: []float64{gender.number("m"), gender.number("f")}},
		{Category: []int{0, 0, 1, 1}, Target: []float64{age.number("y"), age.number("o")}},
	})
	if err != nil {
		return nil
	}
	return map[string]any{
		"weight_m_y": weights[0], "weight_f_y": weights[1], "weight_m_o": weights[2], "weight_f_o": weights[3],
		"kish_neff": kishOf(cells, weights),
	}
}

func checkMultiple(in inputs) map[string]any {
	adjusted := BenjaminiHochberg(in.list("p"))
	rejected := 0.0
	for _, p := range adjusted {
		if p <= in.number("q") {
			rejected++
		}
	}
	return map[string]any{
		"adjusted": numbers(adjusted), "rejected": rejected,
		"holm": numbers(Holm(in.list("p"))),
	}
}
