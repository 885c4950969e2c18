package billing_test

import "testing"

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
	if len(d.Groups) != 1 || d.Groups[0].Period != "2026-06" {
		t.Fatalf("groups %+v, want 2026-06 alone", d.Groups)
	}
	checkNumbers(t, d.Groups[0], map[string]float64{"customers_start": 2, "customers_lost": 2, "value": 100, "revenue_lost": 30})
	if d.Rows.Filtered != 2 || d.Rows.Read != 4 {
		t.Errorf("rows %+v", d.Rows)
	}
}
