package pass

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/state"
)

// troubles are what is to be told of records, without places.
type troubles struct{ faults, remarks, repairs state.Reasons }

func (t *troubles) see(b *scan.Batch) {
	for _, f := range b.Faults {
		t.faults.Add(f.Reason, 1)
	}
	for _, f := range b.Remarks {
		t.remarks.Add(f.Reason, 1)
	}
	for _, f := range b.Repairs {
		t.repairs.Add(f.Reason, 1)
	}
}

func (t *troubles) merge(o *troubles) {
	t.faults.Merge(o.faults)
	t.remarks.Merge(o.remarks)
	t.repairs.Merge(o.repairs)
}

// told lists reasons, the most frequent first.
func told(r state.Reasons) Faults {
	f := Faults{N: r.N}
	for reason, times := range r.Times {
		f.First = append(f.First, Trouble{Fault: scan.Fault{Reason: reason}, Times: times})
	}
	slices.SortFunc(f.First, func(a, b Trouble) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Reason, b.Reason))
	})
	f.First = f.First[:min(len(f.First), faultsKept)]
	return f
}
