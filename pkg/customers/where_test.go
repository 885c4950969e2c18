package customers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/pass"
)

// A condition must not hide that everybody it keeps was lost: the rows it leaves out still tell that
// the data go on.
func TestWhereKeepsPeriods(t *testing.T) {
	r := request(t, "churn", file(t, "ledger.csv", `customer,month,mrr,plan
A,2026-05,10,x
B,2026-05,20,x
C,2026-05,30,y
C,2026-06,30,y
`))
	r.Where = []string{"plan=x"}
	d := document(t, r)
	if d.Groups.Len() != 1 || d.Groups.At(0).Period != "2026-06" {
		t.Fatalf("groups %+v, want 2026-06 alone", d.Groups)
	}
	checkNumbers(t, d.Groups.At(0), map[string]float64{"customers_start": 2, "customers_lost": 2, "value": 100, "revenue_lost": 30})
	if d.Rows.Filtered != 2 || d.Rows.Read != 4 {
		t.Errorf("rows %+v", d.Rows)
	}
}

// Rows far from the bounds are not kept where nobody asks for them, and it makes no difference: neither to
// figures, nor where the period before the bounds is missing and an earlier one opens.
func TestNearRowsAreEnough(t *testing.T) {
	check := func(csv string, want string) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		r.Since, r.Until = "2026-04", "2026-06"
		near := document(t, r)
		r.Reject = func(string, string, pass.Reject) error { return nil } // then all rows are kept
		all := document(t, r)
		if diff := cmp.Diff([]any{all.Rows, all.Total, all.Groups}, []any{near.Rows, near.Total, near.Groups}); diff != "" {
			t.Errorf("(-all +near):\n%s", diff)
		}
		if got := fmt.Sprint(near.Total.Values.Number("customers_start")); got != want {
			t.Errorf("%s at the start, want %s", got, want)
		}
	}
	rows := "A,2026-01,10\nB,2026-01,10\nC,2026-01,10\nA,2026-04,10\nB,2026-04,10\nA,2026-05,10\nA,2026-06,10\nD,2026-06,10\n"
	check("customer,month,mrr\n"+rows, "3 true")
	check("customer,month,mrr\nA,2026-03,10\nB,2026-03,10\n"+rows, "2 true")
}

// What lies before --since is known, so a date decades away is refused with it, too.
func TestSinceDoesNotHideAFarDate(t *testing.T) {
	csv := "customer,month,mrr\nf,1970-01-01,10\na,2026-01-01,10\na,2026-02-01,10\na,2026-03-01,10\na,2026-04-01,10\n"
	r := request(t, "churn", file(t, "ledger.csv", csv))
	r.Since = "2026-01"
	if e := refused(t, r); !strings.Contains(e.Text, `"1970-01-01" lies 56 years before`) {
		t.Errorf("got %q", e.Text)
	}
}
