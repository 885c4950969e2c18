package mystery

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A visitDoubt is a doubt about some visits, and the first of them.
type visitDoubt struct {
	code, says string
	n          int64
	first      tally.Place
	met        bool
}

func note(code, says string) *visitDoubt { return &visitDoubt{code: code, says: says} }

// see adds visits or rows, the first of which stands at a place.
func (c *visitDoubt) see(n int64, at tally.Place) {
	if n > 0 && (!c.met || at.Before(c.first)) {
		c.first, c.met = at, true
	}
	c.n += n
}

// doubts are what the marks have shown beyond single rows.
func (p *visitPlan) doubts(g *visitGatherer, all groupedVisits, shared visitDoubt, h facts.Heard) (out []result.Warning) {
	parted := note("visits_in_branches", "names of visits that stand in several branches: %d; each counts as a visit of its own in every one of them")
	parted.see(shared.n, shared.first)
	for _, c := range append(concerns(g, all.total), parted) {
		if c.n > 0 {
			at := h.Set.Tables[c.first.Source].Name
			out = append(out, result.Warn(c.code, c.says, c.n).At(at, c.first.Line))
		}
	}
	if all.split > 0 && len(all.groups) > 1 {
		out = append(out, result.Warn("visits_in_groups", "visits that stand in several groups, each with its own items: %d; figures of groups hang on each other", all.split))
	}
	if !p.has(criticalAt) && p.template == nil && g.fails {
		out = append(out, result.Warn("nothing_critical", "no column tells which items are critical, so --critical-fails changes nothing; --critical names one"))
	}
	if n := all.total.n(); n > 0 && g.seen.highest > 0 && g.seen.highest <= 0.5 && p.maximum > 0 {
		out = append(out, result.Warn("maximum_never_reached", "no item got more than %.4g of --max %.4g points: is that the maximum?", g.seen.highest*p.maximum, p.maximum))
	}
	return append(out, p.branchDoubts(all.total)...)
}

// concerns are the doubts about single visits and items, with the number of them in place of %d.
func concerns(g *visitGatherer, r *visitRound) []*visitDoubt {
	blank := note("blank_items", "items without points: %d; blank is not \"not applicable\", so they count neither way; --na blank takes blank for not applicable")
	lost := note("unscored_visits", "visits without any points that count: %d; they have no score")
	unsure := note("critical_unanswered", "visits in which a critical item is blank: %d; they count as not missed")
	backwards := note("feedback_before_visit", "visits whose feedback is before the visit: %d; their time does not count")
	again := note("repeated_items", "items that stand twice in one visit: %d; both count")
	over := note("long_visits", "visits whose rows lie more than a day apart: %d; do numbers of visits begin again?")
	nowhere := note("visits_without_branch", "visits without a branch: %d; nothing is told of how alike they are")
	untold := note("visits_without_feedback", "visits without a time of feedback: %d; they are in no share of those that had it in time")
	weights := note("several_weights", "visits in which a section has several weights: %d; the first counts")
	for _, v := range r.visits {
		at := v.marks[0].at
		blank.see(v.all.unanswered, at)
		if !v.counts {
			lost.see(1, at)
		}
		unsure.see(times(v.marks, func(m itemMark) bool { return m.critical && m.what == unanswered }), at)
		if lag, ok := v.lag(); ok && lag < 0 {
			backwards.see(1, at)
		}
		if r.hasBranch && v.branch() == none {
			nowhere.see(1, at)
		}
		if r.hasTold && !v.isTold() {
			untold.see(1, at)
		}
		again.see(v.repeated(), at)
		if v.lasts() > 24*60*60*1e6 {
			over.see(1, at)
		}
		for _, part := range v.parts {
			if r.weighted && part.varies {
				weights.see(1, at)
			}
		}
	}
	if g.wide {
		again.n = 0
	}
	partly, zeroed := note("partly_critical", "critical items with some of their points: %d; they count as missed"),
		note("zeroed_items", "items not applicable that have 0 points: %d; they leave the denominator")
	partly.see(g.seen.partly, g.seen.first.partly)
	zeroed.see(g.seen.zeroed, g.seen.first.zeroed)
	heads := note("headings", "rows with neither points nor a maximum: %d; they were taken for headings and left out")
	heads.see(g.seen.headings, g.seen.first.heading)
	totals := note("totals", "rows that are totals of others: %d; they were left out")
	totals.see(g.seen.totals, g.seen.first.total)
	return []*visitDoubt{blank, lost, unsure, partly, zeroed, again, over, weights, nowhere, backwards, untold, heads, totals}
}

// times is 1 where one of the marks has a quality, else 0.
func times(marks []itemMark, has func(itemMark) bool) int64 {
	for _, m := range marks {
		if has(m) {
			return 1
		}
	}
	return 0
}

// isTold tells whether some row has a time of feedback.
func (v *judgedVisit) isTold() bool {
	return times(v.marks, func(m itemMark) bool { return m.isTold }) > 0
}

// repeated counts the items that stand several times in a section of the visit.
func (v *judgedVisit) repeated() (n int64) {
	type itemSpot struct{ section, item int32 }
	seen := make(map[itemSpot]bool, len(v.marks))
	for _, m := range v.marks {
		if at := (itemSpot{m.section, m.item}); m.item != none {
			if seen[at] {
				n++
			}
			seen[at] = true
		}
	}
	return n
}

// lasts is the time between the first and the last of the times of the visit.
func (v *judgedVisit) lasts() dates.Instant {
	var from, to dates.Instant
	any := false
	for _, m := range v.marks {
		if !m.hasVisited {
			continue
		}
		if !any || m.visited < from {
			from = m.visited
		}
		if !any || m.visited > to {
			to = m.visited
		}
		any = true
	}
	return to - from
}

// noticeable is the design effect from which it is told that visits of a branch are alike.
const noticeable = 1.1

// branchDoubts are about how far branches can be compared.
func (p *visitPlan) branchDoubts(r *visitRound) (out []result.Warning) {
	if !r.hasBranch {
		return nil
	}
	l := r.alike()
	if effect := l.designEffect(); effect >= noticeable {
		out = append(out, result.Warn("alike_visits", "visits of a branch are alike, ICC %.2g: for branches that nobody visited, %d visits tell as much as %.0f", l.variation.ICC, r.n(), float64(r.n())/effect))
	}
	if len(l.branches) < 2 {
		return append(out, result.Warn("one_branch", "fewer than two branches were visited, so nothing is told of how alike they are"))
	}
	if names, n := l.named(func(b *branchScores) bool { return len(b.scores) == 1 }); n > 0 {
		out = append(out, result.Warn("single_visits", "branches with one visit: %d, %s; their spread is not known, and the tests of level and spread leave them out", n, quoted(names, n)))
	}
	if names, n := l.named(func(b *branchScores) bool { return len(b.scores) > 1 && b.sample.SD == 0 }); n > 0 {
		out = append(out, result.Warn("no_spread", "branches whose visits all have the same score: %d, %s; Welch's test of level cannot weigh them, so it is not told", n, quoted(names, n)))
	}
	return out
}

func quoted(names []string, all int) string {
	for i, name := range names {
		names[i] = answer.Quote(name, 30)
	}
	if all > len(names) {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
