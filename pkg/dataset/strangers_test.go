package dataset_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// A row is the head of those that are indented below it; labels that stand there with a blank and without one have none.
func TestIndented(t *testing.T) {
	for _, test := range []struct {
		labels []string
		heads  []int
	}{
		{[]string{"EU", "  Ann", "  Bob", "US", "  Cyd"}, []int{0, 3}},
		{[]string{"eu", " EU ", "US", "EU", " US"}, nil},
		{[]string{"EU", "US", "EU"}, nil},
	} {
		if got := slices.Sorted(maps.Keys(dataset.Indented(test.labels))); !slices.Equal(got, test.heads) {
			t.Errorf("%q: heads %v, want %v", test.labels, got, test.heads)
		}
	}
}
