package customers

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
)

type harvest struct {
	found    *ledger.Findings
	filtered int64
	uncycled *uncycled

	malformed, remarks, repairs, damaged pass.Faults
}

// gather returns what a pass has read in one of the ways to read its dates.
func gather(r *pass.Read, w pass.Way) *harvest {
	c := w.Counter.(*taker)
	return &harvest{found: c.gather(), filtered: r.Filtered, uncycled: &c.uncycled, malformed: r.Faults, remarks: r.Remarks, repairs: r.Repairs, damaged: r.Damaged}
}

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

// Reasons say how the sources were understood and why shape and columns were chosen, line by line.
func (s *closed) Reasons() []string {
	var out []string
	for _, t := range s.set.Tables {
		out = append(out, t.Reason())
	}
	if !s.audit.found {
		out = append(out, "shape: "+string(s.shape)+", given by --shape")
	}
	out = append(out, s.why...)
	out = append(out, s.columns[0].Reasons("the only column whose header fits")...)
	if s.cycles != nil {
		out = append(out, fmt.Sprintf("cycles: those of %d products in %s", len(s.cycles.names), s.cycles.file))
	}
	if s.order != dates.Unknown {
		out = append(out, "dates: "+s.order.String()+", as the columns show")
	}
	if f := s.figures; f.closing != nil && f.closing.Currency.Code != "" {
		out = append(out, "money: "+f.closing.Currency.Code)
	}
	return append(out, "interval: a ledger holds all customers, so the interval speaks of what chance could bring next time, not of a sample")
}
