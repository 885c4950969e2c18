package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// farDate refuses a ledger in which a time lies far from all others: it would stretch every figure over time.
func (s *audit) farDate(far *ledger.FarDate) error {
	side := "before"
	if !far.Early {
		side = "behind"
	}
	e := &problem.Error{Read: true, Hint: "a condition leaves it out",
		Text: fmt.Sprintf("%s: column %s: %s lies %d years %s nearly all others, so no figure over time would be right",
			s.set.At(far.First), s.columns[far.First.Source].header(far.Role), answer.Quote(far.Text, 40), far.Years, side)}
	for _, condition := range append([]string{s.without(far)}, s.Where...) {
		e.Flags = append(e.Flags, "--where", condition)
	}
	return e
}

// without is a condition that leaves a row with a far time out. --since would not: a ledger knows what lies before.
// Where a time may be blank, or is written in a way that conditions do not compare, its text says which it is.
func (s *audit) without(far *ledger.FarDate) string {
	column := s.set.Tables[0].Reference(s.columns[0].at(far.Role))
	keep := column + ">=" + far.Bound
	if !far.Early {
		keep = column + "<" + far.Bound
	}
	if s.compares[far.Role] {
		return keep
	}
	return column + "!=" + far.Text
}

// look finds out which times conditions compare: where one of two opposite conditions holds for every sampled cell
// that is not blank.
func (s *audit) look() {
	s.compares = make(map[ledger.Item]bool)
	for _, role := range []ledger.Item{ledger.Time, ledger.Start} {
		s.compares[role] = s.columns[0].has(role) && s.compared(role, "time>=2000-01", "time<2000-01")
	}
}

func (s *audit) compared(role ledger.Item, opposite ...string) bool {
	var conditions []*where.Cond
	for _, text := range opposite {
		c, err := where.Parse(text)
		if err != nil {
			return false
		}
		conditions = append(conditions, c.With(where.Cells{Zone: s.Zone}))
	}
	for i, t := range s.set.Tables {
		for _, text := range t.Sample(s.columns[i].at(role)) {
			holds := func(c *where.Cond) bool { return c.Match([]byte(text)) }
			if answer.Trim(text) != "" && !slices.ContainsFunc(conditions, holds) {
				return false
			}
		}
	}
	return true
}
