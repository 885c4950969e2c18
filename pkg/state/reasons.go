package state

import (
	"maps"
	"slices"
)

// Reasons are how often each reason was met, and all of them together. Of very many the first in the order of texts are kept.
type Reasons struct {
	N     int64            `json:"n"`
	Times map[string]int64 `json:"times"`
}

// reasonsKept is how many different reasons are kept.
const reasonsKept = 100

// Add adds a reason.
func (r *Reasons) Add(reason string, times int64) {
	if r.Times == nil {
		r.Times = make(map[string]int64)
	}
	r.N += times
	r.Times[reason] += times
	if len(r.Times) > reasonsKept { // the last one never comes among the first again, so that their numbers are true
		delete(r.Times, slices.Max(slices.Collect(maps.Keys(r.Times))))
	}
}

// Merge adds others.
func (r *Reasons) Merge(o Reasons) {
	lost := o.N
	for reason, times := range o.Times {
		r.Add(reason, times)
		lost -= times
	}
	r.N += lost
}
