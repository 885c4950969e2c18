package chart

import "math"

// A scale brings values to pixels.
type scale struct {
	low, high float64 // values at the ends
	from, to  float64 // pixels at the ends
}

func (s scale) at(v float64) float64 {
	if s.high == s.low {
		return (s.from + s.to) / 2
	}
	return s.from + (v-s.low)/(s.high-s.low)*(s.to-s.from)
}

// known are the values that exist.
func known(values ...*float64) (out []float64) {
	for _, v := range values {
		if v != nil {
			out = append(out, *v)
		}
	}
	return out
}

// ends returns the least and the greatest of values, with room around a single one; ok is false for none. Infinite ends of intervals do not count.
func ends(values []float64) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	switch {
	case low > high:
		return 0, 1, false
	case low == high:
		around := max(math.Abs(low)/10, 1)
		return low - around, high + around, true
	}
	return low, high, true
}

// A Stride returns the next round step of an axis that is not below a value.
type Stride func(least float64) float64

// ticks returns round values, about as many as wanted, and the ends of an axis that begins and ends with one of them. stride is nil
// for steps of 1, 2, 5, 10 ….
func ticks(low, high float64, wanted int, stride Stride) []float64 {
	if stride == nil {
		stride = round
	}
	step := stride((high - low) / float64(max(wanted, 1)))
	if step == 0 || math.IsInf(step, 0) || math.IsNaN(step) {
		return []float64{low, high}
	}
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	var out []float64
	for i := first; i <= last; i++ {
		out = append(out, i*step)
	}
	return out
}

// round returns the next of 1, 2, 5, 10 … that is not below v.
func round(v float64) float64 {
	size := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if v <= m*size*(1+1e-9) {
			return m * size
		}
	}
	return 10 * size
}

// Clock is the stride of lengths of time, in seconds: those that a clock has, and round numbers of days.
func Clock(v float64) float64 {
	const minute, hour, day = 60, 3600, 86400
	for _, step := range []float64{1, 2, 5, 10, 15, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
		hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour} {
		if v > 0.5 && v <= step*(1+1e-9) {
			return step
		}
	}
	if v > 0.5 {
		return day * round(v/day)
	}
	return round(v)
}
