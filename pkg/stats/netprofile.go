package stats

import "math"

// ProfileLikelihood returns the net shares whose best likelihood is not worse than the best of all by
// more than the chi-square quantile z². It never leaves [-1, 1].
//
// z is Z(confidence), times FPC for a finite population. ok is false when there are no answers.
// Source: Rocks, 2016; Venzon & Moolgavkar, Applied Statistics 37, 1988.
func (t Trinomial) ProfileLikelihood(z float64) (v Interval, ok bool) {
	net, ok := t.Net()
	if !ok || !isQuantile(z) {
		return Interval{}, false
	}
	if z == 0 {
		return Interval{net, net}, true
	}
	return invert(net, func(candidate float64) bool { return t.deviance(candidate) <= z*z }), true
}

// deviance returns twice the log of how much less likely the answers are when the net share is D.
func (t Trinomial) deviance(D float64) float64 {
	r, p, d := t.shares()
	at := t.constrained(D)
	return 2 * t.N() * (surprise(r, at.Promoters) + surprise(p, at.Passives) + surprise(d, at.Detractors))
}

// surprise returns h ln(h/c) − h + c. Over all groups the last two sum to nothing, but with them
// every term is 0 where h = c, and large samples lose no digits.
func surprise(h, c float64) float64 {
	if h == 0 {
		return c
	}
	return (c - h) - h*math.Log1p((c-h)/h)
}
