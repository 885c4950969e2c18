package customers

import (
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A typedState is what the rows of a table show where they have a row for each customer and period, and a type of movement
// beside what the customer has by then.
type typedState struct {
	steps, next  int  // rows behind another of their customer, and those of the period just behind it
	still        bool // some rows say that nothing changes, and hold an amount
	shown, other bool // some amounts can be nothing but what customers have, or cannot be that
}

// typesOfStates tells whether rows with types of movements stand there for every customer and period, those of no change as well,
// with what the customer has by then, and not by how much that changed.
func (f *finder) typesOfStates() bool {
	at := f.moved()
	if f.Metric.Orders == nil && at[3] == none {
		at[3] = f.one(ledger.Amount, ledger.Balance)
	}
	if f.named.has(ledger.Type) || at[3] == none || layout.UnitsOf(f.table.Headers[at[3]]).Change || f.rhythm() != ledger.Balance {
		return false
	}
	var s typedState
	before := make(map[string]sampledMove)
	for _, x := range f.stepsOf(f.table, at) {
		if last, known := before[x.who]; known {
			period := f.rhythmPeriod()
			s.steps++
			if period.Index(x.at, f.Zone) == period.Index(last.at, f.Zone)+1 {
				s.next++
			}
			s.compare(last, x)
		}
		before[x.who] = x
	}
	return s.still && s.shown && !s.other && 10*s.next >= 9*s.steps
}

// compare holds a row against the one before it of its customer.
func (s *typedState) compare(last, x sampledMove) {
	kinds := ledger.Bookkeeping{}
	switch is := kinds.MotionOf([]byte(x.kind)); {
	case x.amount < 0:
		s.other = true
	case is == ledger.Grow:
		s.other = s.other || x.amount <= last.amount
	case is == ledger.Shrink:
		s.other = s.other || x.amount >= last.amount
	case is == ledger.Leave:
		s.other = s.other || x.amount != 0
		s.shown = s.shown || last.amount > 0
	case ledger.IsUnmoved(x.kind):
		s.other = s.other || x.amount != last.amount
		s.still = s.still || x.amount > 0
		before := kinds.MotionOf([]byte(last.kind))
		s.shown = s.shown || x.amount > 0 && (before == ledger.Grow || before == ledger.Shrink)
	}
}
