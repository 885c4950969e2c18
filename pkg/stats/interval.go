package stats

import "math"

// An Interval holds the two limits of an estimate, both inside it.
type Interval struct{ Low, High float64 }

// Contains reports whether x lies between the limits or on one of them.
func (v Interval) Contains(x float64) bool { return v.Low <= x && x <= v.High }

// Times returns the interval in another unit: Times(100) makes percent of shares and points of net
// scores. A negative factor turns the limits round.
func (v Interval) Times(factor float64) Interval {
	if factor < 0 {
		return Interval{v.High * factor, v.Low * factor}
	}
	return Interval{v.Low * factor, v.High * factor}
}

// Clip returns the interval cut to the range from low to high. Limits that rest on the normal curve
// can leave the range of the figure; they are clipped when they are shown.
func (v Interval) Clip(low, high float64) Interval {
	return Interval{min(max(v.Low, low), high), min(max(v.High, low), high)}
}

// around returns the interval of the given half width about a centre.
func around(centre, half float64) Interval { return Interval{centre - half, centre + half} }

// A Term is an estimate with its interval.
type Term struct {
	Value  float64
	Limits Interval
}

// Minus returns the interval of the difference of two estimates, by recovering their variances from
// their intervals (MOVER), with r the correlation of the two:
//
//	low = a − b − sqrt(x² + y² − 2·r·x·y),   x = a − low of a,   y = high of b − b
//
// and so on the other side. It is as uneven as the two are.
// Source: Zou & Donner, Statistics in Medicine 27, 2008.
func (a Term) Minus(b Term, correlation float64) Interval {
	far := func(x, y float64) float64 { return math.Sqrt(max(x*x+y*y-2*correlation*x*y, 0)) }
	d := a.Value - b.Value
	return Interval{
		d - far(a.Value-a.Limits.Low, b.Limits.High-b.Value),
		d + far(a.Limits.High-a.Value, b.Value-b.Limits.Low),
	}
}
