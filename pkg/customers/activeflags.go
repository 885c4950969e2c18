package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// activeFlag takes a column of yes and no that tells which subscriptions are active for their status: one that is not and has no
// end is over all the same. One with gaps does not tell of all, and a blank status would leave its rows out.
func (s *audit) activeFlag(t *dataset.Table, cs columns) {
	if cs.has(ledger.StatusOf) || s.Status != "" || len(s.Lost) > 0 {
		return
	}
	f := t.Find(dataset.Search{Role: layout.Active, Kind: string(ledger.Subscription), Free: func(i int) bool { return !cs.Taken(i) }})
	if !f.Sure {
		return
	}
	yes, no := flagsIn(t, f.Columns[0])
	if yes == "" || no == "" || slices.ContainsFunc(t.Sample(f.Columns[0]), isBlank) {
		return
	}
	cs.Take(roleOf(ledger.StatusOf), f)
	s.Lost = []string{no}
	s.because("lost: " + no + ", in a column that tells which are active")
}
