package contacts

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// The contacts of a customer are followed as somebody would who looks at every pair of them.
func TestFollow(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		f := &follower{end: 60, callback: 5, within: dates.Instant(1 + r.IntN(20)), reasons: r.IntN(2) == 0, groups: []*calls{newCalls(), newCalls()}}
		var of []ring
		for range r.IntN(12) {
			of = append(of, ring{at: dates.Instant(r.IntN(60)), group: int32(r.IntN(2)), reason: uint32(r.IntN(2)), how: ending(r.IntN(3))})
		}
		want := slowly(f, of)
		slices.SortFunc(of, ring.compare)
		f.follow(slices.Clone(of))
		if diff := cmp.Diff(want, f.groups, cmp.AllowUnexported(calls{}, queues{}, callbacks{}, matters{}, ages{}, ended{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%+v of %v (-want +got):\n%s", f, of, diff)
		}
	}
}

// slowly looks at every pair of contacts.
func slowly(f *follower, of []ring) []*calls {
	groups := []*calls{newCalls(), newCalls()}
	first := func(after dates.Instant, how ending) (at dates.Instant, ok bool) {
		for _, r := range of {
			if r.how == how && r.at > after && (!ok || r.at < at) {
				at, ok = r.at, true
			}
		}
		return at, ok
	}
	same := func(a, b ring, least, most dates.Instant) bool {
		return b.how != outward && (!f.reasons || a.reason == b.reason) && b.at-a.at >= least && b.at-a.at <= most
	}
	for _, a := range of {
		g := groups[a.group]
		switch a.how {
		case missed:
			us, called := first(a.at, outward)
			them, rang := first(a.at, answered)
			switch {
			case called && (!rang || us <= them):
				g.callbacks.done++
				if us-a.at <= f.callback {
					g.callbacks.within++
				}
				g.callbacks.ages.add(us-a.at, true)
			case rang:
				g.callbacks.rang++
				g.callbacks.ages.add(them-a.at, false)
			default:
				g.callbacks.nobody++
				g.callbacks.ages.add(f.end-a.at, false)
			}
		case answered:
			switch {
			case slices.ContainsFunc(of, func(b ring) bool { return same(a, b, -f.within, -1) }):
			case f.end-a.at < f.within:
				g.matters.young++
			default:
				g.matters.of++
				if !slices.ContainsFunc(of, func(b ring) bool { return same(a, b, 1, f.within) }) {
					g.matters.solved++
				}
			}
		}
	}
	return groups
}

// The median of four who were called back after 2, 3, 5 and 5 minutes and one who waits since 8 is 5; without those who
// wait it would be 4. R: summary(survfit(Surv(c(2,3,5,5,8), c(1,1,1,1,0)) ~ 1))$table["median"].
func TestAges(t *testing.T) {
	var a ages
	for _, minutes := range []dates.Instant{2, 3, 5, 5} {
		a.add(minutes*60e6, true)
	}
	check := func(p float64, want any) {
		t.Helper()
		if got := a.quantile(p, 0.95).Value; got != want {
			t.Errorf("%v of %v: %v, want %v", p, a.of, got, want)
		}
	}
	check(0.5, 240.0) // type 7: the middle of 3 and 5
	a.add(8*60e6, false)
	check(0.5, 300.0)
	check(0.9, nil)
	if got := a.mean(); got != 225.0 {
		t.Errorf("a mean of %v, want 225 s", got)
	}
	var none ages
	if e := none.quantile(0.5, 0.95); e.Value != nil || e.Known || none.mean() != nil {
		t.Errorf("nothing has the median %+v", e)
	}
}

func TestLevels(t *testing.T) {
	c := &calls{waits: queues{met: 70, late: 15, gaveUp: 5, stayed: 10}}
	for form, want := range []string{"70 100", "75 100", "70 95", "70 85"} {
		check(t, c, form+1, want)
	}
	c.waits.silent = 1 // of 16: more than one in twenty
	for form, want := range []string{"70 101", "", "", "70 85"} {
		check(t, c, form+1, want)
	}
	c.waits.untold = 5 // of 90
	for form := range 4 {
		check(t, c, form+1, "")
	}
}
