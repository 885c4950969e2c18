package journey

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A terrain is what the cases of a log go through: what its numbers stand for, and what is asked of them.
type terrain struct {
	steps, channels *roster
	incidents       []incident // by number; steps and channels are those of the rosters
	stages          parted
	funnel          *funnel  // nil where none is asked for
	names           []string // of the steps of the funnel, as asked
	stops           []int16  // of the steps
	until           dates.Instant
	timed           bool // rows have times
	channelled      bool
	look, buy       uint16
	looks           bool // look and buy are asked for
	backTo          uint16
	backs           bool // it is asked who comes back to a step
	collapse        bool
	asks            asks
}

// asks are what rows are asked beside their step.
type asks struct{ goal, emotion, problem, recovered, gap bool }

// A trail adds up the cases of a group.
type trail struct {
	on      *terrain
	cases   int64
	young   int64   // cases too young for the funnel
	astride int64   // cases with rows in several groups
	without int64   // cases without the first step
	past    int64   // cases that come to the last step without those before it in their order
	reached []int64 // cases by step of the funnel
	paths   map[path]*int64
	lasts   []dates.Instant // how long cases lasted
	ties    int64           // steps with the stamp of the one before
	twins   int64           // those among them that are the same step
	tied    int64           // cases with such steps
	crossed stats.Share     // cases with several channels
	bought  int64           // cases with the step of buying
	ways    map[passage]int64
	clean   int64 // cases without a problem
	rows    map[uint32]int64
	known   *lore
}

func (on *terrain) trail() *trail {
	t := &trail{on: on, paths: make(map[path]*int64), ways: make(map[passage]int64), rows: make(map[uint32]int64)}
	if on.funnel != nil {
		t.reached = make([]int64, len(on.funnel.stops))
	}
	return t
}

// add adds the cases of another group.
func (t *trail) add(o *trail) {
	t.cases += o.cases
	t.young, t.astride = t.young+o.young, t.astride+o.astride
	t.without += o.without
	t.past += o.past
	for i, n := range o.reached {
		t.reached[i] += n
	}
	for way, n := range o.paths {
		went(t.paths, way, *n)
	}
	t.lasts = append(t.lasts, o.lasts...)
	t.ties, t.twins, t.tied = t.ties+o.ties, t.twins+o.twins, t.tied+o.tied
	t.crossed.K, t.crossed.N = t.crossed.K+o.crossed.K, t.crossed.N+o.crossed.N
	t.bought += o.bought
	for way, n := range o.ways {
		t.ways[way] += n
	}
	t.clean += o.clean
	for what, n := range o.rows {
		t.rows[what] += n
	}
}

// went adds cases that went a path.
func went(paths map[path]*int64, way path, n int64) {
	mine := paths[way]
	if mine == nil {
		mine = new(int64)
		paths[way] = mine
	}
	*mine += n
}

// A hiker goes through cases, one after the other.
type hiker struct {
	on     *terrain
	groups []*trail
	paces  []pace
	key    []byte
}

// walk goes through all cases, and returns the trails of all groups.
func (g *logbook) walk(ctx context.Context, on *terrain, groups, workers int) ([]*trail, error) {
	hikers, err := cases.Walk(ctx, g.store, workers, event.compare,
		func() *hiker { return &hiker{on: on, groups: make([]*trail, groups)} }, (*hiker).take)
	all := make([]*trail, groups)
	for i := range all {
		for _, h := range hikers {
			switch {
			case h.groups[i] == nil:
			case all[i] == nil:
				all[i] = h.groups[i]
			default:
				all[i].add(h.groups[i])
			}
		}
		if all[i] == nil {
			all[i] = on.trail()
		}
	}
	return all, err
}

// step is the number of a step.
func (on *terrain) step(what uint32) uint16 {
	if on.incidents == nil {
		return on.steps.number[what]
	}
	return on.incidents[what].step
}

// take adds a case to the group of its first row.
func (h *hiker) take(of []event) {
	t := h.groups[of[0].group]
	if t == nil {
		t = h.on.trail()
		h.groups[of[0].group] = t
	}
	t.cases++
	if len(h.groups) > 1 && slices.ContainsFunc(of, func(e event) bool { return e.group != of[0].group }) {
		t.astride++
	}
	h.key = h.key[:0]
	for i := range of {
		h.key = appendStep(h.key, h.on.step(of[i].what))
	}
	if n := t.paths[path(h.key)]; n != nil { // which makes no string
		*n++
	} else {
		went(t.paths, path(h.key), 1)
	}
	if h.on.timed {
		t.lasts = append(t.lasts, of[len(of)-1].at-of[0].at)
		h.tie(t, of)
	}
	way := -1
	if h.on.funnel != nil {
		way = h.funnel(t, of)
	}
	if h.on.incidents != nil {
		h.tell(t, of)
		if h.on.channelled && (h.on.funnel == nil || way == len(t.reached)) {
			t.cross(h.on, of)
		}
	}
}

// tie counts steps with the stamp of the one before.
func (h *hiker) tie(t *trail, of []event) {
	before := t.ties
	for i := 1; i < len(of); i++ {
		if of[i].at == of[i-1].at {
			t.ties++
			if h.on.step(of[i].what) == h.on.step(of[i-1].what) {
				t.twins++
			}
		}
	}
	if t.ties > before {
		t.tied++
	}
}

// funnel sends a case through the funnel, and returns how many steps it went: none where it is too young to tell.
func (h *hiker) funnel(t *trail, of []event) (way int) {
	h.paces = h.paces[:0]
	for i := range of {
		h.paces = append(h.paces, pace{of[i].at, h.on.stops[h.on.step(of[i].what)]})
	}
	first, ends := h.on.funnel.first(h.paces), h.on.funnel.ends(h.paces)
	switch {
	case first < 0:
		t.without++
		t.past += ends
		return 0
	case h.on.funnel.window > 0 && h.paces[first].at > h.on.until:
		t.young++
		return 0
	}
	way = h.on.funnel.reach(h.paces)
	for i := range way {
		t.reached[i]++
	}
	if way < len(t.reached) {
		t.past += ends
	}
	return way
}

// tell adds what the rows of a case say of their steps, and in which channels a customer looked and bought.
func (h *hiker) tell(t *trail, of []event) {
	problem := false
	for i := range of {
		t.rows[of[i].what]++
		problem = problem || h.on.incidents[of[i].what].problem
	}
	if !problem {
		t.clean++
	}
	if !h.on.looks {
		return
	}
	buy := slices.IndexFunc(of, func(e event) bool { return h.on.step(e.what) == h.on.buy })
	if buy < 0 {
		return
	}
	t.bought++
	for i := buy - 1; i >= 0; i-- {
		if h.on.step(of[i].what) == h.on.look {
			t.ways[passage{h.on.incidents[of[i].what].channel, h.on.incidents[of[buy].what].channel}]++
			return
		}
	}
}

// cross counts a case that tells its channels, and whether it has several.
func (t *trail) cross(on *terrain, of []event) {
	first := uint16(0)
	several := false
	for i := range of {
		if channel := on.incidents[of[i].what].channel; channel > 0 {
			several = several || first > 0 && channel != first
			first = channel
		}
	}
	if first > 0 {
		t.crossed.N++
	}
	if several {
		t.crossed.K++
	}
}
