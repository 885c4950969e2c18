package cli

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// sameRows warns where rows of one side stand on the other, too, as in exports of periods that overlap: they count on both, as if
// they had been given twice. Ledgers of two days have most rows in common.
func (c *comparison) sameRows(ctx context.Context) {
	if len(c.before) == 0 || len(c.after) == 0 || c.paired || c.metrics[0].LedgerTraits != nil || slices.Contains(slices.Concat(c.before, c.after), "-") {
		return
	}
	var sets []*dataset.Set
	for _, sources := range c.sides() {
		questions, err := c.ask(sources, nil)
		if err != nil {
			return
		}
		r, err := report.Rehearse(ctx, questions)
		if err != nil {
			return
		}
		defer r.Close()
		sets = append(sets, r.Set())
	}
	if len(sets) != 2 {
		return
	}
	if n, own, other := sets[1].Common(sets[0]); n > 0 {
		c.doubt([]result.Warning{result.Warn("rows_on_both_sides", "rows of %s that stand in %s, too, the same in every cell, count on both sides: %d", own, other, n).At(own, 0)})
	}
}
