package stats

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
