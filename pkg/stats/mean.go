package stats

import "math"

// A Sample sums up measured values.
type Sample struct {
	N    float64 // N is the number of values, or their effective number when they are weighted.
	Mean float64 // Mean is the arithmetic mean; it means nothing when N is 0.
	SD   float64 // SD is the standard deviation with n − 1; 0 when N is below 2.
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
	s := Sample{N: n, Mean: mean}
	if squares -= rest * rest / n; n >= 2 && squares > ulp*mean*ulp*mean*n {
		s.SD = math.Sqrt(squares / (n - 1))
	}
	return s
}

// ulp is the relative step between neighbouring numbers, with some room for a few roundings: what is not
// above their noise counts as no spread.
const ulp = 8 * 0x1p-52

// err says why the mean has no standard error; nil when it has one.
func (s Sample) err() error {
	switch {
	case s.N == 0:
		return ErrNoData
	case !isCount(s.N) || !isCount(s.SD) || !isFinite(s.Mean):
		return impossible("values that are not all numbers")
	case s.N < 2:
		return ErrTooFew
	}
	return nil
}

// StandardError returns the standard error of the mean, SD / √n. ok is false below two values.
func (s Sample) StandardError() (se float64, ok bool) {
	if s.err() != nil {
		return 0, false
	}
	return s.SD / math.Sqrt(s.N), true
}

// Interval returns Student's t interval of the mean. fpc is 1, or FPC for a finite population. ok is
// false below two values. Source: Student, Biometrika 6, 1908.
func (s Sample) Interval(confidence, fpc float64) (v Interval, ok bool) {
	se, ok := s.StandardError()
	if !ok || !isLevel(confidence) || !isCount(fpc) {
		return Interval{}, false
	}
	return around(s.Mean, T(confidence, s.N-1)*se*fpc), true
}
