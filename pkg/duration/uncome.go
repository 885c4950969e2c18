package duration

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// uncome asks where rows that end when something came are on the way by another column, or cancelled.
func (p *watch) uncome(t *dataset.Table, cs dataset.Columns) error {
	end := cs.At("to")
	if _, ok := layout.RatingOf("delivered_at", "delivery", t.Headers[end]); !ok {
		return nil
	}
	u, ok := p.Uncome(t, cs, end)
	if !ok {
		return nil
	}
	return without(u.Ask(t, cs.Header("to")), t, u.Column, u.Words, "if only those count that have come")
}
