package stats

import "math"

// A Trinomial counts answers in three groups, of which one speaks for, one against, and one for
// neither. Counts may be fractional.
type Trinomial struct{ Promoters, Passives, Detractors float64 }

// N returns the number of answers.
func (t Trinomial) N() float64 { return t.Promoters + t.Passives + t.Detractors }

// valid reports whether there are answers, and every count is one.
func (t Trinomial) valid() bool {
	return isCount(t.Promoters) && isCount(t.Passives) && isCount(t.Detractors) && isCount(t.N()) && t.N() > 0
}

// Net returns the net share, from -1 to 1:
//
//	(promoters − detractors) / n
//
// ok is false when there are no answers.
func (t Trinomial) Net() (net float64, ok bool) {
	if !t.valid() {
		return 0, false
	}
	return (t.Promoters - t.Detractors) / t.N(), true
}

// Variance returns the variance of one answer coded 1, 0 or -1, from 0 to 1:
//
//	(promoters + detractors) / n − net²
//
// The net share of n answers has this variance divided by n. ok is false when there are no answers.
// Source: Rocks, "Interval Estimation for the Net Promoter Score", 2016
func (t Trinomial) Variance() (variance float64, ok bool) {
	if !t.valid() {
		return 0, false
	}
	r, p, d := t.shares()
	// r + d − (r − d)², written as a sum of squares: it cannot turn negative by rounding, and it is
	// exactly 0 when all answers agree.
	return p*(r+d) + 4*r*d, true
}

// StandardError returns the standard error of the net share, √(variance / n). ok is false when there
// are no answers.
func (t Trinomial) StandardError() (se float64, ok bool) {
	variance, ok := t.Variance()
	if !ok {
		return 0, false
	}
	return math.Sqrt(variance / t.N()), true
}

// adjusted returns the answers with three more: 3/4 promoters, 3/2 passives, 3/4 detractors.
// Source: Rocks, 2016; Lewis & Sauro, MeasuringU, 2021.
func (t Trinomial) adjusted() Trinomial {
	return Trinomial{t.Promoters + 0.75, t.Passives + 1.5, t.Detractors + 0.75}
}

// Resize returns the same shares as if there had been n answers, for instance the effective number
// of a weighted sample. A Trinomial without answers stays as it is.
func (t Trinomial) Resize(n float64) Trinomial {
	if !t.valid() {
		return t
	}
	f := n / t.N()
	return Trinomial{t.Promoters * f, t.Passives * f, t.Detractors * f}
}

// shares returns the shares of promoters, passives and detractors.
func (t Trinomial) shares() (r, p, d float64) {
	n := t.N()
	return t.Promoters / n, t.Passives / n, t.Detractors / n
}

// NonResponse returns the net shares that are possible when so many were invited and the rest kept
// silent: at worst every silent one is a detractor, at best a promoter.
//
//	(promoters − detractors ∓ silent) / invited
//
// It is an error when fewer were invited than answered. Source: Manski, Partial Identification of
// Probability Distributions, 2003
func (t Trinomial) NonResponse(invited float64) (Interval, error) {
	n := t.N()
	switch {
	case !isCount(t.Promoters) || !isCount(t.Passives) || !isCount(t.Detractors) || !isCount(invited):
		return Interval{}, impossible("%v invited", invited)
	case invited < n:
		return Interval{}, impossible("%v answers from %v invited", n, invited)
	case invited == 0:
		return Interval{}, ErrNoData
	}
	return around((t.Promoters-t.Detractors)/invited, (invited-n)/invited), nil
}
