package mystery

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// An itemOutcome is what became of an item.
type itemOutcome uint8

const (
	scored     itemOutcome = iota
	notAsked               // not applicable: it leaves the denominator
	unanswered             // blank: nobody knows
)

// An itemMark is what a visit got for an item. Texts stand as numbers of lists.
type itemMark struct {
	at                           tally.Place
	part                         int32 // of a row with several items
	group, branch, section, item int32
	parent                       int32 // what the item lies under, of a nested audit
	points, most, weight         float64
	visited, told                dates.Instant
	what                         itemOutcome
	critical, hasVisited, isTold bool
}

// compare orders marks as they were read.
func (m itemMark) compare(o itemMark) int {
	if order := m.at.Compare(o.at); order != 0 {
		return order
	}
	return int(m.part) - int(o.part)
}

// missed tells whether less than all points of a critical item were given.
func (m itemMark) missed() bool { return m.critical && m.what == scored && m.points < m.most }

// scoreRules say how marks become a score.
type scoreRules struct {
	weighted bool    // sections count by their weights
	naZero   bool    // what is not applicable counts as nothing of its maximum
	fails    bool    // a visit that misses a critical item has the score 0
	limit    float64 // the score from which a visit passes
}

// A markSum is what marks add up to.
type markSum struct {
	points, most          float64
	items, na, unanswered int64
}

func (s *markSum) add(m itemMark, naZero bool) {
	switch m.what {
	case scored:
		s.items++
		s.points += m.points
		s.most += m.most
	case notAsked:
		s.na++
		if naZero {
			s.most += m.most
		}
	case unanswered:
		s.unanswered++
	}
}

// percent is the score, 100 × points / maximum. ok is false where nothing counts.
func (s markSum) percent() (percent float64, ok bool) { return 100 * s.points / s.most, s.most > 0 }

// A visitSection is a section of a visit.
type visitSection struct {
	markSum
	section int32
	weight  float64
	varies  bool // its rows have several weights
}

// A judgedVisit is a visit, as far as it lies in a group.
type judgedVisit struct {
	marks []itemMark
	all   markSum
	parts []visitSection
	// score is that of the rules, and plain the points of the maximum; both mean nothing unless counts is set.
	score, plain   float64
	counts, missed bool
}

// judge adds the marks of a visit up:
//
//	score = Σ weight · 100 · points / maximum, over sections, / Σ weight
//
// or, without weights, 100 · points / maximum. Sections in which nothing counts leave the weights.
func (r scoreRules) judge(marks []itemMark) *judgedVisit {
	v := &judgedVisit{marks: marks}
	for _, m := range marks {
		v.all.add(m, r.naZero)
		v.part(m).add(m, r.naZero)
		v.missed = v.missed || m.missed()
	}
	v.plain, v.counts = v.all.percent()
	v.score = v.plain
	if r.weighted {
		v.score, v.counts = v.weighed()
	}
	if r.fails && v.missed {
		v.score = 0
	}
	return v
}

// part is the section of a mark, which is added where it is new.
func (v *judgedVisit) part(m itemMark) *visitSection {
	for i := range v.parts {
		if p := &v.parts[i]; p.section == m.section {
			p.varies = p.varies || p.weight != m.weight
			return p
		}
	}
	v.parts = append(v.parts, visitSection{section: m.section, weight: m.weight})
	return &v.parts[len(v.parts)-1]
}

// weighed is the mean of the sections by their weights.
func (v *judgedVisit) weighed() (score float64, ok bool) {
	var weights float64
	for _, p := range v.parts {
		if percent, ok := p.percent(); ok {
			score += p.weight * percent
			weights += p.weight
		}
	}
	return score / weights, weights > 0
}

// branch is that of the first row that names one, -1 for none.
func (v *judgedVisit) branch() int32 {
	for _, m := range v.marks {
		if m.branch != none {
			return m.branch
		}
	}
	return none
}

// nearly is how far a score may lie below the limit for rounding alone.
const nearly = 1e-9

// passes tells whether the score reaches the limit.
func (v *judgedVisit) passes(r scoreRules) bool { return v.score >= r.limit-nearly }

// lag is the time from the visit to its feedback. ok is false where one of both is not known.
func (v *judgedVisit) lag() (lag dates.Instant, ok bool) {
	var from, to *dates.Instant
	for i := range v.marks {
		m := &v.marks[i]
		if m.hasVisited && from == nil {
			from = &m.visited
		}
		if m.isTold && to == nil {
			to = &m.told
		}
	}
	if from == nil || to == nil {
		return 0, false
	}
	return *to - *from, true
}
