package customers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// oneSided asks what the statuses mean of which nobody knows whether the customer is lost, where all others say the
// same: then those are likely to be the other side, and a share without them would be none, or all.
func (s *audit) oneSided(f *figures) error {
	if s.shape != ledger.Status || len(s.Lost) > 0 || f.rows.Counted == 0 {
		return nil
	}
	var first *ledger.Finding
	for out, o := range f.found.Odd {
		if out.Fate == ledger.Invalid && out.Role == ledger.StatusOf && (first == nil || o.First.Before(first.First)) {
			first = o
		}
	}
	m := f.statement.Movements.Pool()
	if first == nil || m.Customers.Lost != 0 && m.Customers.Lost != m.Customers.Opening {
		return nil
	}
	t := s.set.Tables[first.First.Source]
	text := answer.Trim(first.Text)
	side, other := "is still there", "left"
	if m.Customers.Lost > 0 {
		side, other = other, side
	}
	e := problem.Usage("%s:%d: column %s: %s is not known as a status; every text that is known says that the customer %s, so this may be one who %s; name all texts of those who left with --lost",
		t.Name, first.First.Line, s.columns[first.First.Source].header(ledger.StatusOf), answer.Quote(text, 40), side, other)
	e.Read, e.Hint = true, fmt.Sprintf("--missing takes %s for no answer", answer.Quote(text, 40))
	if m.Customers.Lost == 0 {
		e.Flags = []string{"--lost", text}
	}
	return e
}
