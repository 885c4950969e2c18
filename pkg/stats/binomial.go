package stats

import "gonum.org/v1/gonum/mathext"

// BinomialGreater returns the one-sided exact p-value of the share k/n against a target below it: the
// chance of k or more hits in n when the true share is the target. ok is false for n = 0, when k and n
// are not counts with k ≤ n, and for a target outside [0, 1].
func BinomialGreater(k, n, target float64) (p float64, ok bool) {
	if !isShare(k, n) || !(target >= 0 && target <= 1) {
		return 0, false
	}
	if k == 0 {
		return 1, true
	}
	return mathext.RegIncBeta(k, n-k+1, target), true
}

// BinomialLess returns the one-sided exact p-value of the share k/n against a target above it: the
// chance of k or fewer hits in n when the true share is the target.
func BinomialLess(k, n, target float64) (p float64, ok bool) {
	return BinomialGreater(n-k, n, 1-target)
}

// SignTest returns the two-sided exact p-value for a change in pairs of which so many went up and so
// many down; pairs that did not change say nothing. ok is false when none changed.
// Source: Dixon & Mood, JASA 41, 1946.
func SignTest(up, down float64) (p float64, ok bool) {
	p, ok = BinomialLess(min(up, down), up+down, 0.5)
	return min(2*p, 1), ok
}
