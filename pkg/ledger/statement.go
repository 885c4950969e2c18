package ledger

import (
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Statement is everything a ledger tells.
type Statement struct {
	// Periods are the movements of all customers, one entry a period; Movements are those of every period
	// and group, and the same without groups. A customer may be in several groups at once, so groups need not
	// add up to their period.
	Periods, Movements tally.Movements
	// Customers are the sums of the customers over the periods.
	Customers tally.Several
	// Each is what each customer adds up to, in no order; nil unless asked for.
	Each []Named
	// ByGroup are those of each group. A customer in several groups counts in each of them with what is there.
	ByGroup  map[string]*tally.Several
	Cohorts  *tally.Cohorts           // nil unless asked for, and where there are too many periods
	Orders   map[string]*tally.Orders // by group; nil unless asked for
	Negative Negative
	// Repeated counts the rows beyond the first of a customer and period; they add up.
	Repeated int64
	// Idle counts the reasons that rows give for a loss that did not come: the customer was still there by another row, or had
	// come in the same period.
	Idle int64
	// Unopened are the customers of a ledger of movements who have something before it begins.
	Unopened Unopened
	// Movers are the customers of a ledger of movements whose rows lie in several groups.
	Movers Movers
	// Apart counts the customers with orders in several groups. All their orders count in that of the first.
	Apart int64
	// Earlier counts the customers who came and left before the first period at whose end somebody is there, which are in no
	// cohort.
	Earlier int64
	// Shared counts the customers who are in several groups at once, and in each of them.
	Shared int64
}

// Pool adds the movements of all periods, and says what they say together.
func (s *Statement) Pool() *tally.Movement {
	all := s.Periods.Together()
	if all.Several != nil {
		all.Several.Merge(&s.Customers)
	}
	return all
}

// PoolOf adds some of the movements, and says what they say together. Of groups with all their periods, what each
// customer adds up to over them belongs to that.
func (s *Statement) PoolOf(some tally.Movements) *tally.Movement {
	all := some.Together()
	if all.Several == nil || !s.whole(some) {
		return all
	}
	done := make(map[string]bool)
	for cell := range some {
		if sums := s.ByGroup[cell.Group]; sums != nil && !done[cell.Group] {
			all.Several.Merge(sums)
			done[cell.Group] = true
		}
	}
	return all
}

// whole tells whether some movements are those of groups with all their periods.
func (s *Statement) whole(some tally.Movements) bool {
	groups := make(map[string]bool)
	for cell := range some {
		groups[cell.Group] = true
	}
	for cell := range s.Movements {
		if groups[cell.Group] && some[cell] == nil {
			return false
		}
	}
	return true
}
