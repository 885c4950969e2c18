package customers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// farDate refuses a ledger in which a time lies far from all others: it would stretch every figure over time.
func (s *session) farDate(far *ledger.FarDate) error {
	t := s.set.Tables[far.First.Source]
	side := "before"
	if !far.Early {
		side = "behind"
	}
	e := &problem.Error{Read: true, Hint: "a condition leaves it out",
		Text: fmt.Sprintf("%s:%d: column %s: %s lies %d years %s nearly all others, so no figure over time would be right",
			t.Name, far.First.Line, s.columns[far.First.Source].header(far.Role), answer.Quote(far.Text, 40), far.Years, side)}
	for _, condition := range append([]string{s.without(far)}, s.Where...) {
		e.Flags = append(e.Flags, "--where", condition)
	}
	return e
}

// without is a condition that leaves a row with a far time out. --since would not: a ledger knows what lies before.
// Where a time may be blank, or is written in a way that conditions do not compare, its text says which it is.
func (s *session) without(far *ledger.FarDate) string {
	column := s.set.Tables[0].Reference(s.columns[0].at(far.Role))
	keep, drop := column+">="+far.Bound, column+"<"+far.Bound
	if !far.Early {
		keep, drop = drop, keep
	}
	if (far.Role == ledger.Time || far.Role == ledger.Start) && s.compared(far.Role, keep, drop) {
		return keep
	}
	return column + "!=" + far.Text
}

// compared tells whether one of two conditions holds for every sampled cell of a role that is not blank.
func (s *session) compared(role ledger.Role, one, other string) bool {
	var conditions [2]*where.Cond
	for i, text := range []string{one, other} {
		c, err := where.Parse(text)
		if err != nil {
			return false
		}
		conditions[i] = c.With(where.Cells{Zone: s.Zone})
	}
	for i, t := range s.set.Tables {
		for _, text := range t.Sample(s.columns[i].at(role)) {
			cell := []byte(text)
			if answer.Trim(text) != "" && !conditions[0].Match(cell) && !conditions[1].Match(cell) {
				return false
			}
		}
	}
	return true
}
