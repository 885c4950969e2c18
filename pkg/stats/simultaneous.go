package stats

// SimultaneousShares returns intervals of the shares of all groups that hold together with the given
// confidence: Wilson's at the level 1 − (1 − confidence) / groups. ok is false when nothing was
// counted, and for counts below zero. Source: Goodman, Technometrics 7, 1965.
func SimultaneousShares(counts []float64, confidence float64) (shares []Interval, ok bool) {
	var n float64
	for _, k := range counts {
		if !isCount(k) {
			return nil, false
		}
		n += k
	}
	if !isLevel(confidence) || !isCount(n) || n == 0 {
		return nil, false
	}
	z := Z(1 - (1-confidence)/float64(len(counts)))
	for _, k := range counts {
		v, ok := Wilson(k, n, z)
		if !ok {
			return nil, false
		}
		shares = append(shares, v)
	}
	return shares, true
}
