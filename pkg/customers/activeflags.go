package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
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

// saysNothing tells whether no text of a column is known as a status, so that another one may tell who stayed: VIP is of what kind
// a customer is.
func (s *audit) saysNothing(t *dataset.Table, column int) bool {
	return len(s.Lost) == 0 && !slices.ContainsFunc(t.Sample(column), func(text string) bool {
		_, known := ledger.IsLost(answer.Trim(text), false)
		return known || ledger.KnowsState(answer.Trim(text)) || s.isTick(answer.Trim(text))
	})
}
