// Package nps computes the Net Promoter Score from a tally of answers.
//
// Answers are whole numbers from 0 to 10: 0 to 6 are detractors, 7 and 8 passives, 9 and 10
// promoters.
package nps

import (
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Breaks cut the scale: answers up to DetractorTo are detractors, answers from PromoterFrom are
// promoters, and those between are passives.
type Breaks struct {
	// DetractorTo is the highest score of a detractor, 6.
	DetractorTo float64
	// PromoterFrom is the lowest score of a promoter, 9.
	PromoterFrom float64
}

// Standard is Reichheld's cut of the scale from 0 to 10.
var Standard = Breaks{DetractorTo: 6, PromoterFrom: 9}

// Buckets counts answers by group; weighted counts are sums of weights. The zero Buckets is
// empty and ready.
type Buckets struct{ Promoters, Passives, Detractors float64 }

// Count sorts the answers of a tally into the groups: how many there are, and what they weigh.
// Every answer lands in one group: a fractional 6.5 is below 7 and so a detractor, 8.5 a passive.
func Count(a tally.Answers, b Breaks) (answers, weights Buckets) {
	promoter := func(s float64) bool { return s >= b.PromoterFrom }
	detractor := func(s float64) bool { return s < b.DetractorTo+1 && !promoter(s) }
	promoters, detractors := a.Share(promoter), a.Share(detractor)
	passives := a.Share(func(s float64) bool { return !promoter(s) && !detractor(s) })
	answers = Buckets{float64(promoters.N), float64(passives.N), float64(detractors.N)}
	weights = Buckets{promoters.W, passives.W, detractors.W}
	return answers, weights
}

// N returns the number of answers.
func (b Buckets) N() float64 { return b.Promoters + b.Passives + b.Detractors }

// Points returns the Net Promoter Score in points, from -100 to 100:
//
//	100 · (promoters − detractors) / n
//
// ok is false when there are no answers.
// Source: Reichheld, "The One Number You Need to Grow", HBR, December 2003.
func (b Buckets) Points() (points float64, ok bool) {
	n := b.N()
	if n <= 0 {
		return 0, false
	}
	points = 100 * (b.Promoters - b.Detractors) / n
	return max(-100, min(points, 100)), true // rounding passes the ends by a hair for some sums of weights
}

// Interval returns the score interval of the Net Promoter Score in points. n is the number of
// answers that the interval stands on: N, or Kish's effective number for weighted answers. z is
// the normal quantile, 1.96 for 95 %.
// Source: Tango 1998, May & Johnson 1997; for the NPS Rocks 2016.
func (b Buckets) Interval(n, z float64) (limits stats.Interval, ok bool) {
	if b.N() <= 0 || n <= 0 {
		return stats.Interval{}, false
	}
	limits, ok = stats.Trinomial(b).Resize(n).Score(z)
	return limits.Times(100), ok
}
