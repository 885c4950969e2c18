package customers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// Rows that are the same count once, in whatever order workers meet them, and the first of them is the one that counts.
func TestSameRowsCountOnce(t *testing.T) {
	var rows, wrong strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&rows, "c%d,2026-05,1,%d\n", i%20_000, i)
		fmt.Fprintf(&wrong, "c%d,2026-06,x,%d\n", i%2, i%2)
	}
	csv := "customer,month,mrr,line\n" + rows.String() + wrong.String() + rows.String() + "c1,2026-06,2,\n"
	for _, workers := range []int{1, 4} {
		r := request(t, "revenue", file(t, "ledger.csv", csv))
		r.SameRows, r.Workers = flags.Yes, workers
		var dropped []int64
		r.Reject = func(_, _ string, x pass.Reject) error {
			if x.Account == "duplicate" {
				dropped = append(dropped, x.Line)
			}
			return nil
		}
		d := document(t, r)
		if d.Rows.Duplicate != 40_000 || d.Rows.Invalid != 40_000 || d.Rows.Counted != 40_001 {
			t.Errorf("%d workers: %+v", workers, d.Rows)
		}
		checkNumbers(t, d.Total, map[string]float64{"opening": 40_000, "closing": 2})
		if slices.Sort(dropped); len(dropped) != 40_000 || dropped[0] != 80_002 {
			t.Errorf("%d workers: %d rows dropped", workers, len(dropped))
		}
	}
}
