package mystery

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// walkedVisits holds the marks of visits, as one worker has met them.
type walkedVisits struct {
	visits [][]itemMark
	shared visitDoubt // names of visits that stand in several branches
}

// add adds the marks of a name. Where they are of several branches, numbers of visits begin again in each: every branch has
// a visit of its own. Rows without a branch belong to that of the row before.
func (w *walkedVisits) add(marks []itemMark) {
	first := itemMark{branch: none}
	for _, m := range marks {
		if first.branch == none {
			first = m
		}
	}
	branches, at := []int32{first.branch}, map[int32][]itemMark{}
	now := first.branch
	for _, m := range marks {
		if m.branch != none {
			now = m.branch
		}
		if !slices.Contains(branches, now) {
			branches = append(branches, now)
		}
		at[now] = append(at[now], m)
	}
	for _, b := range branches {
		w.visits = append(w.visits, at[b])
	}
	if len(branches) > 1 {
		w.shared.see(1, marks[0].at)
	}
}

// Tell adds the visits up.
func (p *visitPlan) Tell(ctx context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	g := from.(*visitGatherer)
	if err := g.words.ask(p.wide, p.Own.List("na"), h); err != nil {
		return nil, err
	}
	folders, err := cases.Walk(ctx, g.visits, h.Workers, itemMark.compare, func() *walkedVisits { return new(walkedVisits) },
		func(f *walkedVisits, marks []itemMark) {
			g.nest.place(marks)
			f.add(slices.Clone(marks))
		})
	if err != nil {
		return nil, err
	}
	all, shared := [][]itemMark(nil), visitDoubt{}
	for _, f := range folders {
		all = append(all, f.visits...)
		shared.see(f.shared.n, f.shared.first)
	}
	slices.SortFunc(all, func(a, b []itemMark) int { return a[0].compare(b[0]) })
	b := &visitBook{scoreRules: p.scoreRules, branches: g.branches, sections: g.sections, items: g.items, wide: p.wide,
		hasBranch: p.has(branchAt) || p.branchSource, hasSection: p.wide || p.has(sectionAt) || p.has(parentAt) || p.template != nil,
		hasCritical: p.has(criticalAt) || p.template != nil, hasTold: p.has(feedbackAt)}
	rounds := b.group(all, h.Groups)
	_, compute := fields()
	t := &facts.Pools[*visitRound]{Total: rounds.total, Groups: rounds.groups, Stands: stands,
		Compute: func(r *visitRound, confidence float64, _ bool) result.Object { return compute(r, confidence) },
		Pool:    b.pool,
		Weigh:   weigh}
	t.Warnings = p.doubts(g, rounds, shared, h)
	return t, nil
}

// groupedVisits are the visits of all groups.
type groupedVisits struct {
	total  *visitRound
	groups []*visitRound
	split  int // visits that stand in several groups
}

// group judges visits, as a whole and as far as they lie in each group.
func (b *visitBook) group(all [][]itemMark, groups int) (out groupedVisits) {
	var whole []*judgedVisit
	parts := make([][]*judgedVisit, groups)
	for _, marks := range all {
		v := b.judge(marks)
		whole = append(whole, v)
		if !slices.ContainsFunc(marks, func(m itemMark) bool { return m.group != marks[0].group }) {
			parts[marks[0].group] = append(parts[marks[0].group], v)
			continue
		}
		out.split++
		byGroup, order := make(map[int32][]itemMark), []int32(nil)
		for _, m := range marks {
			if byGroup[m.group] == nil {
				order = append(order, m.group)
			}
			byGroup[m.group] = append(byGroup[m.group], m)
		}
		for _, g := range order {
			parts[g] = append(parts[g], b.judge(byGroup[g]))
		}
	}
	out.total = newRound(b, whole)
	for _, visits := range parts {
		out.groups = append(out.groups, newRound(b, visits))
	}
	return out
}

// pool puts groups together. A visit that stands in several of them counts in each.
func (b *visitBook) pool(groups []*visitRound) *visitRound {
	var all []*judgedVisit
	for _, g := range groups {
		all = append(all, g.visits...)
	}
	slices.SortStableFunc(all, func(a, b *judgedVisit) int { return a.marks[0].compare(b.marks[0]) })
	return newRound(b, all)
}

// weigh is how much visits weigh in a figure of all.
func weigh(r *visitRound, field string) (float64, bool) {
	if field == "feedback_within_pct" {
		return float64(r.told), true
	}
	return r.scores.N, true
}
