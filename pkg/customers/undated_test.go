package customers_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// leavers writes subscriptions of which some are over with a date, and others without one.
func leavers(dated, undated int, status string) string {
	var b strings.Builder
	b.WriteString("customer,start,end,status,mrr\n")
	for c := range 300 {
		switch {
		case c < dated:
			fmt.Fprintf(&b, "k%d,2025-01-01,2025-%02d-10,%s,10\n", c, 2+c%6, status)
		case c < dated+undated:
			fmt.Fprintf(&b, "k%d,2025-01-01,,%s,10\n", c, status)
		default:
			fmt.Fprintf(&b, "k%d,2025-01-01,,active,10\n", c)
		}
	}
	return b.String()
}

func TestLossesWithoutDates(t *testing.T) {
	for _, status := range []string{"canceled", "cancelled", "ended", "expired"} {
		for _, name := range []string{"churn", "ltv", "cohort"} {
			_, err := answered(t.Context(), request(t, name, file(t, "ledger.csv", leavers(3, 100, status))))
			var e *problem.Error
			if !errors.As(err, &e) || !strings.Contains(e.Text, "100 subscriptions") || !strings.Contains(e.Hint, "--end") {
				t.Errorf("%s %s: %v", name, status, err)
			}
		}
		d := document(t, request(t, "revenue", file(t, "ledger.csv", leavers(3, 100, status))))
		if warning(d, "undated_ends") == "" {
			t.Errorf("%s: no warning", status)
		}
		d = document(t, request(t, "churn", file(t, "ledger.csv", leavers(30, 4, status)))) // more than a tenth
		if warning(d, "undated_ends") == "" || d.Total.Verdict != nil {
			t.Errorf("%s: verdict %v", status, d.Total.Verdict)
		}
		d = document(t, request(t, "churn", file(t, "ledger.csv", leavers(30, 3, status))))
		if warning(d, "undated_ends") != "" || d.Total.Verdict == nil {
			t.Errorf("%s: verdict %v", status, d.Total.Verdict)
		}
	}
	d := document(t, request(t, "churn", file(t, "ledger.csv", leavers(3, 0, "canceled")+"z,2025-01-01,,pending cancel,10\n")))
	if warning(d, "undated_ends") != "" { // it still runs
		t.Error("a subscription that still runs is not over")
	}
}
