package pass

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

// troubles are what is to be told of records, without places.
type troubles struct{ faults, remarks, repairs *reasons }

func newTroubles() *troubles { return &troubles{newReasons(), newReasons(), newReasons()} }

func (t *troubles) see(b *scan.Batch) {
	for _, f := range b.Faults {
		t.faults.add(f.Reason, 1)
	}
	for _, f := range b.Remarks {
		t.remarks.add(f.Reason, 1)
	}
	for _, f := range b.Repairs {
		t.repairs.add(f.Reason, 1)
	}
}

func (t *troubles) merge(o *troubles) {
	t.faults.merge(o.faults)
	t.remarks.merge(o.remarks)
	t.repairs.merge(o.repairs)
}

// reasons are how often each reason was met. Of very many the first in the order of texts are kept, and the number of all.
type reasons struct {
	n     int64
	times map[string]int64
}

// reasonsKept is how many different reasons are kept.
const reasonsKept = 100

func newReasons() *reasons { return &reasons{times: make(map[string]int64)} }

func (r *reasons) add(reason string, times int64) {
	r.n += times
	r.times[reason] += times
	if len(r.times) > reasonsKept { // the last one never comes among the first again, so that their numbers are true
		delete(r.times, slices.Max(slices.Collect(maps.Keys(r.times))))
	}
}

func (r *reasons) merge(o *reasons) {
	lost := o.n
	for reason, times := range o.times {
		r.add(reason, times)
		lost -= times
	}
	r.n += lost
}

// told lists the reasons, the most frequent first.
func (r *reasons) told() Faults {
	f := Faults{N: r.n}
	for reason, times := range r.times {
		f.First = append(f.First, Trouble{Fault: scan.Fault{Reason: reason}, Times: times})
	}
	slices.SortFunc(f.First, func(a, b Trouble) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Reason, b.Reason))
	})
	f.First = f.First[:min(len(f.First), faultsKept)]
	return f
}
