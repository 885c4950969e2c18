package journey

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// The orders in which the steps of a funnel may come.
const (
	loose  = "loose"  // in this order, with others between
	strict = "strict" // in this order, with nothing between
	anyhow = "any"    // in any order
)

// A funnel is what cases are asked to go through, step by step.
type funnel struct {
	// stops are the steps, each a number that all the names share by which it goes.
	stops []int16
	order string
	// window is how long after the first step the others count; 0 for any time.
	window dates.Instant
}

// A pace is one step of a case: the number of a stop of the funnel, or other.
type pace struct {
	at   dates.Instant
	stop int16
}

// The numbers of what is no stop, and of one that has been counted.
const (
	other = -1
	spent = -2
)

// reach returns how many steps of the funnel a case has gone, where paces are in the order of time, and those of one
// stamp in the order of the file. It changes the paces.
func (f *funnel) reach(paces []pace) int {
	first := f.first(paces)
	if first < 0 {
		return 0
	}
	if f.window > 0 {
		until := paces[first].at + f.window
		paces = paces[:slices.IndexFunc(append(paces, pace{at: until + 1}), func(p pace) bool { return p.at > until })]
	}
	switch f.order {
	case strict:
		return f.run(paces[first:])
	case anyhow:
		return f.met(paces, 0)
	}
	return f.inTurn(paces)
}

// first is the place of the first pace at the first stop, negative where there is none.
func (f *funnel) first(paces []pace) int {
	return slices.IndexFunc(paces, func(p pace) bool { return p.stop == f.stops[0] })
}

// ends is 1 where a case comes to the last stop of a loose funnel, whatever came before, within the time that counts; else 0.
func (f *funnel) ends(paces []pace) int64 {
	from, last := max(f.first(paces), 0), f.stops[len(f.stops)-1]
	if f.order != loose || !slices.ContainsFunc(paces, func(p pace) bool {
		return p.stop == last && (f.window == 0 || p.at <= paces[from].at+f.window)
	}) {
		return 0
	}
	return 1
}

// inTurn counts the stops in their order. Of paces with one stamp nobody knows which came first, so any order counts.
func (f *funnel) inTurn(paces []pace) (k int) {
	for i := 0; i < len(paces) && k < len(f.stops); {
		j := i + 1
		for j < len(paces) && paces[j].at == paces[i].at {
			j++
		}
		if j > i+1 {
			k = f.met(paces[i:j], k)
		} else if paces[i].stop == f.stops[k] {
			k++
		}
		i = j
	}
	return k
}

// met counts the stops from the k-th on that stand among the paces, each by a pace of its own.
func (f *funnel) met(paces []pace, k int) int {
	for k < len(f.stops) {
		at := slices.IndexFunc(paces, func(p pace) bool { return p.stop == f.stops[k] })
		if at < 0 {
			break
		}
		paces[at].stop = spent
		k++
	}
	return k
}

// run is the longest way down the funnel with nothing between. What comes right after what is only known from the
// path, so paces of one stamp are in the order of the file.
func (f *funnel) run(paces []pace) (longest int) {
	for i := range paces {
		k := 0
		for k < len(f.stops) && i+k < len(paces) && paces[i+k].stop == f.stops[k] {
			k++
		}
		longest = max(longest, k)
	}
	return longest
}

// worst is the place of the step that loses the largest part of those who came to the one before; ok is false where
// there is none.
func worst(reached []int64) (step int, ok bool) {
	least := 1.0 // a step that loses nobody is none
	for i := 1; i < len(reached); i++ {
		if reached[i-1] == 0 {
			break
		}
		if share := float64(reached[i]) / float64(reached[i-1]); share < least {
			step, least = i, share
		}
	}
	return step, step > 0
}
