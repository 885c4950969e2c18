package reasons

import (
	"cmp"
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/cases"
)

// A roundsman is what the people add up to that one worker has roundsman.
type roundsman struct {
	total   *outcry
	groups  []*outcry
	torn    int64 // people whose rows tell several moods
	reasons []int32
	of      []statement
	in      []int32
}

// walk adds up people who may have several rows. In each group and in the total everybody counts once, with all reasons of
// the rows there and the mood of the latest that has one, which is the last where no column tells when.
func (h *earful) walk(ctx context.Context, workers int) (total *outcry, torn int64, err error) {
	total = pool(h.groups)
	if h.people == nil {
		return total, 0, nil
	}
	walkers, err := cases.Walk(ctx, h.people, workers, func(a, b statement) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.order, b.order), cmp.Compare(a.reason, b.reason))
	}, func() *roundsman {
		w := &roundsman{total: &outcry{}}
		for range h.groups {
			w.groups = append(w.groups, &outcry{})
		}
		return w
	}, (*roundsman).person)
	for _, w := range walkers {
		total.add(w.total, nil)
		torn += w.torn
		for i, o := range w.groups {
			h.groups[i].add(o, nil)
		}
	}
	return total, torn, err
}

// again counts the rows of people who have one already.
func (h *earful) again(ctx context.Context, workers int) (rows int64, err error) {
	if h.seen == nil || len(h.named) == 0 {
		return 0, nil
	}
	all, err := cases.Walk(ctx, h.seen, workers, cmp.Compare, func() *int64 { return new(int64) },
		func(n *int64, of []uint64) { *n += int64(len(of) - 1) })
	for _, n := range all {
		rows += *n
	}
	return rows, err
}

// person adds somebody with all rows.
func (w *roundsman) person(of []statement) {
	if w.count(w.total, of) {
		w.torn++
	}
	w.in = w.in[:0]
	for _, s := range of {
		if !slices.Contains(w.in, s.group) {
			w.in = append(w.in, s.group)
		}
	}
	for _, group := range w.in {
		w.of = w.of[:0]
		for _, s := range of {
			if s.group == group {
				w.of = append(w.of, s)
			}
		}
		w.count(w.groups[group], w.of)
	}
}

// count adds somebody to an outcry, and tells whether the rows tell several moods.
func (w *roundsman) count(o *outcry, of []statement) (torn bool) {
	m, unmatched := unscored, false
	w.reasons = w.reasons[:0]
	for _, s := range of {
		if s.mood != unscored {
			torn = torn || m != unscored && m != s.mood
			m = s.mood
		}
		unmatched = unmatched || s.reason == noTopic
		if s.reason >= 0 && !slices.Contains(w.reasons, s.reason) {
			w.reasons = append(w.reasons, s.reason)
		}
	}
	o.people(1, m, w.reasons, unmatched)
	return torn
}
