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
	if !ok || !isCount(z) {
		return Interval{}, false
	}
	n := t.N()
	accepts := func(candidate float64) bool {
		variance := t.constrained(candidate).spread()
		return math.Abs(net-candidate)*math.Sqrt(n) <= z*math.Sqrt(variance)
	}
	return Interval{boundary(-1, net, accepts), boundary(1, net, accepts)}, true
}

// constrained returns the maximum-likelihood shares of the groups when the net share were D.
//
// The papers have one quadratic equation for the share of detractors, and leave the others to
// subtraction. With few answers in a group that loses all digits; so each share that can be small has
// its own equation here, in a form that adds only what has one sign.
func (t Trinomial) constrained(D float64) Trinomial {
	if D < 0 {
		return t.mirrored().constrained(-D).mirrored()
	}
	r, p, d := t.shares()
	// Detractors: 2 q² + b q − d D (1 − D) = 0, the larger root.
	b := -d - r + (2-r+d)*D
	root := math.Sqrt(b*b + 8*d*D*(1-D))
	q := (root - b) / 4
	if b > 0 {
		q = 2 * d * D * (1 - D) / (b + root)
	}
	// Passives: s² − b s + p (1 − D²) = 0, the smaller root.
	s := 0.0
	if p > 0 {
		b := d*(1+D) + r*(1-D) + 2*p
		c := p * (1 - D) * (1 + D)
		s = 2 * c / (b + math.Sqrt(max(b*b-4*c, 0)))
	}
	return Trinomial{Promoters: q + D, Passives: s, Detractors: q}
}

// mirrored returns the answers with promoters and detractors exchanged.
func (t Trinomial) mirrored() Trinomial { return Trinomial{t.Detractors, t.Passives, t.Promoters} }

// spread returns the variance of one answer when the groups have these shares:
// q + q + D − D², where q is the smaller end and D the net share.
func (t Trinomial) spread() float64 {
	D := math.Abs(t.Promoters - t.Detractors)
	return 2*min(t.Promoters, t.Detractors) + D*(1-D)
}

// boundary returns the last value that a test accepts on the way from inside to outside, to the precision of
// the numbers themselves. The test must accept inside, and what it accepts must be one stretch.
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
