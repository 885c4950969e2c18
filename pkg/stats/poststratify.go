package stats

// PostStratify returns the weight of an answer of each group, so that the groups weigh what they do in
// the population:
//
//	share of the population / share of the sample
//
// The mean weight of an answer is 1. The population may be in shares or totals: only proportions
// matter. A group of the population without an answer is an error, for no weight can stand for it.
// Source: Holt & Smith, JRSS A 142, 1979.
func PostStratify(counts, population []float64) (weights []float64, err error) {
	n, total, err := matched(counts, population)
	if err != nil {
		return nil, err
	}
	weights = make([]float64, len(counts))
	for i, k := range counts {
		share := population[i] / total
		if k == 0 {
			if share > 0 {
				return nil, impossible("group %d is %v of the population and has no answers", i+1, share)
			}
			continue
		}
		weights[i] = share / (k / n)
	}
	return weights, nil
}
