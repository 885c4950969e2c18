package stats

import "math"

// A Sample sums up measured values.
type Sample struct {
	N    float64 // N is the number of values, or their effective number when they are weighted.
	Mean float64 // Mean is the arithmetic mean; it means nothing when N is 0.
	SD   float64 // SD is the standard deviation with n − 1; 0 when N is below 2.
}

// SampleOf sums up the values.
func SampleOf(values []float64) Sample {
	counts := make([]float64, len(values))
	for i := range counts {
		counts[i] = 1
	}
	return SampleOfCounts(values, counts)
}

// SampleOfCounts sums up values of which the i-th was seen counts[i] times. Values beyond the
// shorter list are left out.
func SampleOfCounts(values, counts []float64) Sample {
	k := min(len(values), len(counts))
	var n, sum float64
	for i := range k {
		n += counts[i]
		sum += counts[i] * values[i]
	}
	if !(n > 0) {
		return Sample{}
	}
	// A second round over the differences, because the sum of squares minus the square of the sum
	// cancels when the mean is large beside the spread.
	mean := sum / n
	var squares, rest float64
	for i := range k {
		x := values[i] - mean
		squares += counts[i] * x * x
		rest += counts[i] * x
	}
	return Sample{N: n, Mean: mean, SD: deviation(squares-rest*rest/n, n, ulp*mean*ulp*mean*n)}
}

// SampleOfSums sums up n values that are known by their sum and their sum of squares.
func SampleOfSums(n, sum, squares float64) Sample {
	if !(n > 0) {
		return Sample{}
	}
	mean := sum / n
	return Sample{N: n, Mean: mean, SD: deviation(squares-sum*mean, n, ulp*squares)}
}

// ulp is the relative step between neighbouring numbers, with some room for a few roundings.
const ulp = 8 * 0x1p-52

// deviation returns the standard deviation of n values whose squared differences from the mean sum
// to ss. What is not above the noise of rounding counts as no spread.
func deviation(ss, n, noise float64) float64 {
	if n < 2 || ss <= noise {
		return 0
	}
	return math.Sqrt(ss / (n - 1))
}

// finite reports whether the values were numbers that can be summed up.
func (s Sample) finite() bool { return isCount(s.N) && isCount(s.SD) && isFinite(s.Mean) }

// StandardError returns the standard error of the mean, SD / √n. ok is false below two values.
func (s Sample) StandardError() (se float64, ok bool) {
	if s.N < 2 || !s.finite() {
		return 0, false
	}
	return s.SD / math.Sqrt(s.N), true
}

// NoSpread reports whether two or more values are all the same. Their t interval collapses to the
// mean and says nothing; show it with that word.
func (s Sample) NoSpread() bool { return s.N >= 2 && s.SD == 0 }

// Interval returns Student's t interval of the mean. fpc is 1, or FPC for a finite population. ok is
// false below two values. Source: Student, Biometrika 6, 1908.
func (s Sample) Interval(confidence, fpc float64) (v Interval, ok bool) {
	se, ok := s.StandardError()
	if !ok || !isLevel(confidence) || !isQuantile(fpc) {
		return Interval{}, false
	}
	return around(s.Mean, T(confidence, s.N-1)*se*fpc), true
}

// MeanInterval returns Student's t interval of a mean of n values with the standard deviation sd.
// ok is false below two values. A constant sample, sd = 0, gives the mean twice: see
// [Sample.NoSpread].
func MeanInterval(mean, sd, n, confidence float64) (v Interval, ok bool) {
	return Sample{N: n, Mean: mean, SD: sd}.Interval(confidence, 1)
}
