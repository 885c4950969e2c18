package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// withoutPlaces leaves out of the columns of statuses those that are part of an address: a state beside a city or a postal code,
// of which no text is the status of anything.
func withoutPlaces(t *dataset.Table, f dataset.Found) dataset.Found {
	if !slices.ContainsFunc(t.Headers, func(h string) bool { return layout.TellsOf(layout.AddressWord, h) }) {
		return f
	}
	place := func(i int) bool {
		texts, known := different(t.Sample(i)), 0
		for _, text := range texts {
			if _, state := ledger.IsLost(text, false); state || ledger.IsOrderStatus(text) {
				known++
			}
		}
		return layout.IsAsideHeader(layout.PlaceHeader, t.Headers[i]) && 2*known < len(texts) // OK may be Oklahoma
	}
	if f.Columns = slices.DeleteFunc(slices.Clone(f.Columns), place); len(f.Columns) == 0 {
		return dataset.Found{}
	}
	return f
}
