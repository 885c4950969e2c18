package stats

import "math"

// Score returns the score interval of the net share: the differences D that a score test would not
// reject, by the variance under the constrained maximum likelihood. It never leaves [-1, 1], and it
// is informative for a single answer and for answers that all agree; its low limit is -1 when all are
// detractors, and its high limit 1 when all are promoters.
//
// z is Z(confidence), times FPC for a finite population. ok is false when there are no answers.
//
// Source: Tango, Statistics in Medicine 17, 1998; May & Johnson, Statistics in Medicine 16, 1997;
// for the Net Promoter Score Rocks, 2016, "iterative score".
func (t Trinomial) Score(z float64) (v Interval, ok bool) {
	net, ok := t.Net()
	if !ok || !isQuantile(z) {
		return Interval{}, false
	}
	n := t.N()
	return invert(net, func(candidate float64) bool {
		variance := t.constrainedVariance(candidate)
		return math.Abs(net-candidate)*math.Sqrt(n) <= z*math.Sqrt(variance)
	}), true
}

// constrainedVariance returns the variance of one answer when the net share were D and the groups as
// likely as that allows.
func (t Trinomial) constrainedVariance(D float64) float64 {
	q := t.constrainedDetractors(D)
	return max(2*q+D*(1-D), 0)
}

// constrainedDetractors returns the maximum-likelihood share of detractors when the net share were
// D: the larger root of 2 q² + b q + c = 0.
func (t Trinomial) constrainedDetractors(D float64) float64 {
	r, _, d := t.shares()
	b := -d - r + (2-r+d)*D
	c := -d * D * (1 - D)
	root := math.Sqrt(max(b*b-8*c, 0))
	if b > 0 {
		// The usual form would subtract two nearly equal numbers.
		return -2 * c / (b + root)
	}
	return (root - b) / 4
}

// invert returns the range of net shares that a test accepts. The test must accept the estimate, and
// what it accepts must be one stretch.
func invert(estimate float64, accepts func(candidate float64) bool) Interval {
	return Interval{
		Low:  boundary(-1, estimate, accepts),
		High: boundary(1, estimate, accepts),
	}
}

// boundary returns the last accepted value on the way from inside to outside, to the precision of
// the numbers themselves.
func boundary(outside, inside float64, accepts func(float64) bool) float64 {
	if outside == inside || accepts(outside) {
		return outside
	}
	for range 200 {
		middle := outside + (inside-outside)/2
		if middle == outside || middle == inside {
			break
		}
		if accepts(middle) {
			inside = middle
		} else {
			outside = middle
		}
	}
	return inside
}
