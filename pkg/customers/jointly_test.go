package customers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/flags"
)

// Of 75 customers who all stay, the churn is at most 4.9 % (Wilson), which proves a target of 5 % for one group
// by itself and not for one of two. Side by side, the definitions are held to each other as well.
func TestVerdictsHoldTogether(t *testing.T) {
	ledger := func(regions ...string) string {
		var b strings.Builder
		b.WriteString("customer,month,mrr,region\n")
		for _, region := range regions {
			for i := range 75 {
				fmt.Fprintf(&b, "%s%d,2026-05,10,%s\n%s%d,2026-06,10,%s\n", region, i, region, region, i, region)
			}
		}
		return file(t, "ledger.csv", b.String())
	}
	check := func(proven bool, regions ...string) {
		t.Helper()
		r := request(t, "churn", ledger(regions...))
		r.By = []string{"region"}
		d := document(t, r)
		if d.Groups.Len() != len(regions) || d.Total.Verdict == nil || !d.Total.Verdict.Proven {
			t.Fatalf("%d groups, the total %+v", d.Groups.Len(), d.Total.Verdict)
		}
		for _, g := range d.Groups.All() {
			if g.Verdict == nil || g.Verdict.Proven != proven {
				t.Errorf("%v of %v: %+v, want proven %v", g.By, regions, g.Verdict, proven)
			}
		}
	}
	check(true, "EU")
	check(false, "EU", "US")
	r := request(t, "churn", ledger("EU"))
	r.Own = flags.Values{"definitions": true}
	for _, g := range document(t, r).Groups.All() {
		if g.Verdict != nil && g.Verdict.Proven {
			t.Errorf("%v: %+v", g.By, g.Verdict)
		}
	}
}
