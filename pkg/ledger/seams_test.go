package ledger

import (
	"maps"
	"testing"
)

// What is drawn from many customers does not depend on who has read them.
func TestSeamsOfPartsAreThoseOfTheWhole(t *testing.T) {
	var whole, left, right, merged Seams
	for i := range uint64(200_000) {
		at := seam{i * 0x9e3779b97f4a7c15, 19_000 + int64(i%700)}
		whole.add(at, seamBegins)
		if i%5 == 0 {
			left.add(at, seamBegins)
		} else {
			right.add(at, seamBegins)
		}
	}
	merged.Merge(&left)
	merged.Merge(&right)
	if !maps.Equal(whole.days, merged.days) || len(whole.days) > seamsKept || len(whole.days) < seamsKept/4 {
		t.Errorf("%d seams of the whole, %d of its parts", len(whole.days), len(merged.days))
	}
}
