package engine

import "github.com/cxcalc/cxcalc/pkg/scan"

// Faults are places of trouble: how many there are, and the first of them.
type Faults struct {
	N     int64
	First []Fault
}

// Add takes a place; a worker meets the places of a source in order.
func (f *Faults) Add(source int, at scan.Fault) {
	f.N++
	f.First = keepFault(f.First, Fault{source, at})
}

// Merge adds the places that another worker has met.
func (f *Faults) Merge(o Faults) {
	f.N += o.N
	f.First = firstFaults(append(f.First, o.First...))
}

// AppendCell adds one --by value to the key of a group, with its length in front so that no two lists
// of values make the same key.
func AppendCell(key, cell []byte) []byte { return appendCell(key, cell) }

// SplitCells returns the values that make up the key of a group.
func SplitCells(key string, cells int) []string {
	by, _ := splitKey(key, cells, false)
	return by
}
