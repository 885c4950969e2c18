package tally

import (
	"cmp"
	"slices"
)

// A Scored is how often one score was given.
type Scored struct {
	// Score is the answer on its scale.
	Score float64
	// N is the number of answers.
	N int64
	// W and W2 are Σw and Σw² over them; without weights both equal N.
	W, W2 float64
}

// Answers is a tally of scores: what remains of Scores when every text has been judged. It is
// sorted by score and holds every score once.
type Answers struct {
	Scores   []Scored
	Weighted bool
}

// Add counts n answers with a score; w and w2 are their Σw and Σw².
func (a *Answers) Add(s Scored) {
	i, found := slices.BinarySearchFunc(a.Scores, s.Score, func(have Scored, want float64) int {
		return cmp.Compare(have.Score, want)
	})
	if !found {
		a.Scores = slices.Insert(a.Scores, i, s)
		return
	}
	a.Scores[i].N += s.N
	a.Scores[i].W += s.W
	a.Scores[i].W2 += s.W2
}

// FromCounts makes a tally of unweighted answers: counts[i] answers with the score min+i.
func FromCounts(min int, counts ...int64) Answers {
	var a Answers
	for i, n := range counts {
		if n > 0 {
			a.Add(Scored{Score: float64(min + i), N: n, W: float64(n), W2: float64(n)})
		}
	}
	return a
}

// N returns the number of answers.
func (a Answers) N() int64 {
	var n int64
	for _, s := range a.Scores {
		n += s.N
	}
	return n
}

// Share counts the answers whose score fits.
func (a Answers) Share(fits func(score float64) bool) Scored {
	var out Scored
	for _, s := range a.Scores {
		if fits(s.Score) {
			out.N += s.N
			out.W += s.W
			out.W2 += s.W2
		}
	}
	return out
}

// All counts all answers.
func (a Answers) All() Scored {
	return a.Share(func(float64) bool { return true })
}

// Mean returns the mean score, weighted where the tally is. ok is false when there are no answers.
func (a Answers) Mean() (mean float64, ok bool) {
	all := a.All()
	if all.W == 0 {
		return 0, false
	}
	var sum float64
	for _, s := range a.Scores {
		sum += s.Score * s.W
	}
	return sum / all.W, true
}
