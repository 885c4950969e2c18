package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// noReadings refuses tables whose rows say again and again how customers fare or what they use, with nothing that tells of orders:
// whoever is read a second time has not ordered again.
func (f *finder) noReadings() error {
	t := f.table
	column := slices.IndexFunc(t.Headers, func(h string) bool { return layout.Speaks(layout.ReadingWord, h) })
	if column == none || f.named.Taken(column) || f.ordered() || f.tellsOfSales() || f.billed() {
		return nil
	}
	return problem.Usage("%s: column %s is a reading of how customers fare or of what they use, and nothing tells of orders, so the rows may be none", t.Name, t.Header(column)).
		Advise("--shape transaction takes every row for an order all the same")
}
