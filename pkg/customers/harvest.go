package customers

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A harvest is what was read.
type harvest struct {
	found              *ledger.Findings
	filtered           int64
	malformed, remarks pass.Faults
	uncycled           *uncycled
}

// gather returns what a pass has read in one of the ways to read its dates.
func gather(r *pass.Read, w pass.Way) *harvest {
	c := w.Counter.(*taker)
	return &harvest{found: c.gather(), filtered: r.Filtered, malformed: r.Faults, remarks: r.Remarks, uncycled: &c.uncycled}
}

// rows is the account of all rows.
func (h *harvest) rows() result.Rows {
	r := h.found.Account.Rows()
	r.Filtered += h.filtered
	r.Malformed = h.malformed.N
	r.Read += h.filtered + h.malformed.N
	return r
}

// tooManyGroups says which row makes one group more than there may be.
func (s *audit) tooManyGroups(e *ledger.TooManyGroupsError) string {
	text := fmt.Sprintf("--by makes %v", e)
	if e.At.Line == 0 {
		return text
	}
	var names []string
	for _, value := range s.values(e.Group) {
		names = append(names, answer.Quote(value, 40))
	}
	return fmt.Sprintf("%s:%d: %s; with %s there is one more", s.set.Tables[e.At.Source].Name, e.At.Line, text, strings.Join(names, ", "))
}
