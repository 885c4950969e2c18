package pass

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

// faultsKept is the number of places that are remembered of each kind of trouble.
const faultsKept = 10

// A Trouble is a place of trouble in a source.
type Trouble struct {
	Source int
	scan.Fault
	// Times is how often it was met, where places do not matter; 0 for a place.
	Times int64
}

// Faults are places of trouble: how many there are, and the first of them.
type Faults struct {
	N     int64
	First []Trouble
}

// Add takes a place; a worker meets the places of a source in order.
func (f *Faults) Add(source int, at scan.Fault) {
	f.N++
	if len(f.First) < faultsKept {
		f.First = append(f.First, Trouble{Source: source, Fault: at})
	}
}

// Merge adds the places that another worker has met.
func (f *Faults) Merge(o Faults) {
	f.N += o.N
	f.First = append(f.First, o.First...)
	slices.SortFunc(f.First, func(a, b Trouble) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	f.First = f.First[:min(len(f.First), faultsKept)]
}
