package stats

import "math"

// A Counted value stands for so many equal ones.
type Counted struct {
	Value float64
	N     int64
}

// Quantile returns the value below which a share p of sorted values lies, between two of them in proportion:
//
//	h = (n − 1) p;  x₍⌊h⌋₎ + (h − ⌊h⌋) (x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎)
//
// ok is false without values. Source: Hyndman & Fan 1996, type 7, the default of R and numpy.
func Quantile(sorted []Counted, p float64) (value float64, ok bool) {
	n := countedOf(sorted)
	if n == 0 || !(p >= 0 && p <= 1) {
		return 0, false
	}
	h := float64(n-1) * p
	below := math.Floor(h)
	low, high := ranked(sorted, int64(below)), ranked(sorted, min(int64(below)+1, n-1))
	return low + (h-below)*(high-low), true
}

// MedianLimits returns the values between which the median lies at a confidence: those whose ranks leave at most half of
// 1 − confidence of a binomial of one half outside on either side. ok is false where so few values have no such ranks.
// Source: the sign test turned around; qbinom of R gives the ranks.
func MedianLimits(sorted []Counted, confidence float64) (v Interval, ok bool) {
	n := countedOf(sorted)
	if n == 0 || !isLevel(confidence) {
		return v, false
	}
	rank := medianRank(n, (1-confidence)/2)
	if rank == 0 {
		return v, false
	}
	return Interval{Low: ranked(sorted, rank-1), High: ranked(sorted, n-rank)}, true
}

// medianRank is the largest rank, from 1, below which a median lies with at most a probability of tail; 0 for none.
func medianRank(n int64, tail float64) int64 {
	const exactly = 10_000 // beyond that the normal curve is as good
	if n > exactly {
		half := float64(n) / 2
		return max(int64(math.Floor(half+0.5-Z(1-2*tail)*math.Sqrt(float64(n))/2)), 0)
	}
	below, term, rank := 0.0, math.Exp(-float64(n)*math.Ln2), int64(0)
	if n > 1000 {
		return medianRankOfLogs(n, tail)
	}
	for k := int64(0); k < n; k++ {
		if below += term; below > tail {
			break
		}
		rank = k + 1
		term *= float64(n-k) / float64(k+1)
	}
	return rank
}

// medianRankOfLogs is medianRank where single probabilities are smaller than any number.
func medianRankOfLogs(n int64, tail float64) (rank int64) {
	all, _ := math.Lgamma(float64(n) + 1)
	below := 0.0
	for k := int64(0); k < n; k++ {
		a, _ := math.Lgamma(float64(k) + 1)
		b, _ := math.Lgamma(float64(n-k) + 1)
		if below += math.Exp(all - a - b - float64(n)*math.Ln2); below > tail {
			break
		}
		rank = k + 1
	}
	return rank
}

func countedOf(values []Counted) (n int64) {
	for _, v := range values {
		n += v.N
	}
	return n
}

// ranked returns the value of a rank, from 0.
func ranked(sorted []Counted, rank int64) float64 {
	for _, v := range sorted {
		if rank < v.N {
			return v.Value
		}
		rank -= v.N
	}
	return sorted[len(sorted)-1].Value
}
