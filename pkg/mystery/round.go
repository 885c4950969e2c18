package mystery

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// day is the time within which feedback is fresh, in seconds.
const day = 24 * 60 * 60

// A visitBook is what all rounds of a run share: names, rules, and which columns there are.
type visitBook struct {
	scoreRules
	branches, sections, items                         *nameRoll
	hasBranch, hasSection, hasCritical, hasTold, wide bool
}

// A visitRound is the visits of a group, added up once.
type visitRound struct {
	*visitBook
	visits                 []*judgedVisit // all, in the order in which they were read
	all                    markSum
	scores, plain          stats.Sample
	passed, missed         int64
	criticalUnanswered     int64
	noScore                int64
	lags                   []stats.Counted // from visits to feedback in seconds, the shortest first
	fresh, backwards, told int64
}

// newRound adds visits up.
func newRound(b *visitBook, visits []*judgedVisit) *visitRound {
	r := &visitRound{visitBook: b, visits: visits}
	var scores, plain []float64
	for _, v := range visits {
		r.count(v)
		if v.counts {
			scores, plain = append(scores, v.score), append(plain, v.plain)
		}
	}
	r.scores, r.plain = sampleOf(scores), sampleOf(plain)
	slices.SortFunc(r.lags, func(a, b stats.Counted) int { return cmp.Compare(a.Value, b.Value) })
	return r
}

// count adds a visit.
func (r *visitRound) count(v *judgedVisit) {
	r.all.points += v.all.points
	r.all.most += v.all.most
	r.all.items += v.all.items
	r.all.na += v.all.na
	r.all.unanswered += v.all.unanswered
	for _, m := range v.marks {
		if m.critical && m.what == unanswered {
			r.criticalUnanswered++
			break
		}
	}
	if lag, ok := v.lag(); ok {
		r.lag(float64(lag) / 1e6)
	}
	if !v.counts {
		r.noScore++
		return
	}
	if v.passes(r.scoreRules) {
		r.passed++
	}
	if v.missed {
		r.missed++
	}
}

// lag adds the time from a visit to its feedback.
func (r *visitRound) lag(seconds float64) {
	if seconds < 0 {
		r.backwards++
		return
	}
	r.told++
	if seconds <= day {
		r.fresh++
	}
	r.lags = append(r.lags, stats.Counted{Value: seconds, N: 1})
}

// n is the number of visits with a score.
func (r *visitRound) n() int64 { return int64(r.scores.N) }

// sampleOf sums up values that count once.
func sampleOf(values []float64) stats.Sample {
	ones := make([]float64, len(values))
	for i := range ones {
		ones[i] = 1
	}
	return stats.SampleOfCounts(values, ones)
}

// A sectionSum is a section over all visits.
type sectionSum struct {
	markSum
	section    int32
	visits     []float64 // the scores of visits in which something of it counts
	weight     float64
	manyWeight bool
}

// chapters are the sections, in the order in which they were met.
func (r *visitRound) chapters() []*sectionSum {
	at := make(map[int32]*sectionSum)
	for _, v := range r.visits {
		for _, p := range v.parts {
			c := at[p.section]
			if c == nil {
				c = &sectionSum{section: p.section, weight: p.weight}
				at[p.section] = c
			}
			c.add(p)
		}
	}
	order := slices.Collect(maps.Keys(at))
	r.sections.inOrder(order)
	out := make([]*sectionSum, len(order))
	for i, section := range order {
		out[i] = at[section]
	}
	return out
}

// add adds the section of a visit.
func (c *sectionSum) add(p visitSection) {
	c.points += p.points
	c.most += p.most
	c.items += p.items
	c.na += p.na
	c.unanswered += p.unanswered
	c.manyWeight = c.manyWeight || p.varies || p.weight != c.weight
	if percent, ok := p.percent(); ok {
		c.visits = append(c.visits, percent)
	}
}

// An itemLoss is an item, and what visits lose with it.
type itemLoss struct {
	item, section int32
	n, missed     int64
	points, most  float64
}

// lost is the share of the points that was lost.
func (f *itemLoss) lost() float64 { return 1 - f.points/f.most }

// fewest is in how many visits an item has to count to be called one of the worst.
const fewest = 3

// worst lists the items with which visits lose the largest share of the points, the worst first.
func (r *visitRound) worst(most int) []*itemLoss {
	type itemSpot struct{ section, item int32 }
	at := make(map[itemSpot]*itemLoss)
	for _, v := range r.visits {
		for _, m := range v.marks {
			if m.item == none || m.what != scored {
				continue
			}
			f := at[itemSpot{m.section, m.item}]
			if f == nil {
				f = &itemLoss{item: m.item, section: m.section}
				at[itemSpot{m.section, m.item}] = f
			}
			f.n++
			f.points += m.points
			f.most += m.most
			if m.points < m.most {
				f.missed++
			}
		}
	}
	var out []*itemLoss
	for _, f := range at {
		if f.n >= fewest && f.missed > 0 {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *itemLoss) int {
		return cmp.Or(cmp.Compare(b.lost(), a.lost()), cmp.Compare(b.n, a.n),
			r.items.first[a.item].Compare(r.items.first[b.item]), int(a.section-b.section), int(a.item-b.item))
	})
	return out[:min(most, len(out))]
}

// branchScores are the visits of a branch, added up.
type branchScores struct {
	name   string
	scores []float64
	sample stats.Sample
	passed int64
}

// byBranch lists the branches in the order of their names; visits without one, or without a score, are left out.
func (r *visitRound) byBranch() []*branchScores {
	at := make(map[int32]*branchScores)
	for _, v := range r.visits {
		n := v.branch()
		if n == none || !v.counts {
			continue
		}
		b := at[n]
		if b == nil {
			b = &branchScores{name: r.branches.name(n)}
			at[n] = b
		}
		b.scores = append(b.scores, v.score)
		if v.passes(r.scoreRules) {
			b.passed++
		}
	}
	out := slices.SortedFunc(maps.Values(at), func(a, b *branchScores) int { return cmp.Compare(a.name, b.name) })
	for _, b := range out {
		b.sample = sampleOf(b.scores)
	}
	return out
}

// limits is Student's interval of a mean score, from 0 to 100. ok is false below two visits, and where all have the same
// score, which says nothing about the next.
func limits(s stats.Sample, confidence float64) (v stats.Interval, ok bool) {
	if s.SD == 0 {
		return v, false
	}
	v, ok = s.Interval(confidence, 1)
	return v.Clip(0, 100), ok
}

// lagAt is a quantile of the times from visits to feedback.
func (r *visitRound) lagAt(p float64) (seconds float64, ok bool) {
	seconds, ok = stats.Quantile(r.lags, p)
	return math.Round(seconds*1e6) / 1e6, ok
}
