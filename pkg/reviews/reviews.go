// Package reviews computes what reviews of one to five stars say, and what in them looks made up: texts that are repeated,
// and weeks with far more of them than usual.
package reviews

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The scale of stars, and the lowest that is positive.
const (
	fewestStars   = 1
	mostStars     = 5
	positiveStars = 4
)

// A pile is what the reviews of a group add up to.
type pile struct {
	stars [mostStars + 1]int64
	// verified, unverified and untold are how many are said to be what.
	verified, unverified, untold int64
	texts                        []uint64 // hashes of the texts that are long enough to tell
	weeks                        map[int64]int64
}

// add adds the reviews of another pile.
func (s *pile) add(o pile) {
	for i, n := range o.stars {
		s.stars[i] += n
	}
	s.verified, s.unverified, s.untold = s.verified+o.verified, s.unverified+o.unverified, s.untold+o.untold
	s.texts = append(s.texts, o.texts...)
	if s.weeks == nil {
		s.weeks = make(map[int64]int64)
	}
	for week, n := range o.weeks {
		s.weeks[week] += n
	}
}

// answers are the stars as a tally.
func (s pile) answers() tally.Answers {
	return tally.FromCounts(fewestStars, s.stars[fewestStars:]...)
}

func (s pile) n() int64 {
	return s.answers().N()
}

// positive is the share of four and five stars.
func (s pile) positive() stats.Share {
	return stats.Share{K: float64(s.stars[positiveStars] + s.stars[mostStars]), N: float64(s.n())}
}

// sure is the share of verified reviews. A blank is not verified where nothing else says so: such columns mark only
// those that are.
func (s pile) sure(marked bool) stats.Share {
	of := s.verified + s.unverified
	if marked {
		of += s.untold
	}
	return stats.Share{K: float64(s.verified), N: float64(of)}
}

// repeated counts the reviews whose text another one had before.
func (s pile) repeated() (n int64) {
	texts := slices.Sorted(slices.Values(s.texts))
	for i := 1; i < len(texts); i++ {
		if texts[i] == texts[i-1] {
			n++
		}
	}
	return n
}

// A burst is a week with more reviews than chance makes of the mean.
type burst struct {
	week, n  int64
	expected float64
}

// hardly is how seldom chance alone makes a burst of a week.
const hardly = 0.001

// bursts finds the weeks in which more reviews came than a Poisson number with the mean of all weeks, from the first to
// the last, reaches in 99.9 % of weeks.
func (s pile) bursts() (out []burst) {
	if len(s.weeks) == 0 {
		return nil
	}
	var n int64
	weeks := make([]int64, 0, len(s.weeks))
	for week, of := range s.weeks {
		weeks, n = append(weeks, week), n+of
	}
	slices.Sort(weeks)
	mean := float64(n) / float64(weeks[len(weeks)-1]-weeks[0]+1)
	for _, week := range weeks {
		if of := s.weeks[week]; stats.PoissonAtLeast(float64(of), mean) <= hardly {
			out = append(out, burst{week, of, mean})
		}
	}
	return out
}
