package stats

import "math"

// AdjustedWald returns net ± z · standard error of the answers with three more: 3/4 promoters, 3/2
// passives, 3/4 detractors. It is centred on their net share, and can leave [-1, 1]: clip it for people.
//
// z is Z(confidence). ok is false when there are no answers. Where a population runs out it would close
// about the adjusted figure and not about the net share, so there is no correction for one.
// Source: Rocks, 2016; Lewis & Sauro, MeasuringU, 2021.
func (t Trinomial) AdjustedWald(z float64) (v Interval, ok bool) {
	if !t.valid() || !isCount(z) {
		return Interval{}, false
	}
	adjusted := t.adjusted()
	net, _ := adjusted.Net()
	se, _ := adjusted.StandardError()
	return around(net, z*se), true
}

// ProfileLikelihood returns the net shares whose best likelihood is not worse than the best of all by
// more than the chi-square quantile z². It never leaves [-1, 1].
//
// z is Z(confidence), times FPC for a finite population. ok is false when there are no answers.
// Source: Rocks, 2016; Venzon & Moolgavkar, Applied Statistics 37, 1988.
func (t Trinomial) ProfileLikelihood(z float64) (v Interval, ok bool) {
	net, ok := t.Net()
	if !ok || !isCount(z) {
		return Interval{}, false
	}
	accepts := func(candidate float64) bool { return t.deviance(candidate) <= z*z }
	return Interval{boundary(-1, net, accepts), boundary(1, net, accepts)}, true
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
