package stats

// An Interval holds the two limits of an estimate, both inside it.
type Interval struct{ Low, High float64 }

// Contains reports whether x lies between the limits or on one of them.
func (v Interval) Contains(x float64) bool { return v.Low <= x && x <= v.High }

// Above reports whether the whole interval lies above x.
func (v Interval) Above(x float64) bool { return v.Low > x }

// Below reports whether the whole interval lies below x.
func (v Interval) Below(x float64) bool { return v.High < x }

// Width returns the distance between the limits.
func (v Interval) Width() float64 { return v.High - v.Low }

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
