package customers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

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
