package billing_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/billing"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Monthly balances are not summed to quarters; balances that stand once a quarter are taken as they are.
func TestGrain(t *testing.T) {
	check := func(period, months string, refused bool) {
		t.Helper()
		rows := "customer,month,mrr\n"
		for _, month := range strings.Fields(months) {
			rows += "A," + month + ",10\nB," + month + ",10\n"
		}
		r := request(t, "churn", file(t, "ledger.csv", rows))
		r.Period = period
		_, err := billing.Run(t.Context(), r)
		var e *problem.Error
		if got := errors.As(err, &e) && e.Usage && strings.Contains(e.Text, "would be added up"); got != refused {
			t.Errorf("%s of %s: %v", period, months, err)
		}
	}
	check("quarter", "2026-02 2026-03 2026-04", true)
	check("quarter", "2026-03 2026-06", false)
	check("year", "2025-12 2026-06 2026-12", true)
	check("year", "2025-12 2026-12", false)
	check("month", "2026-02 2026-03", false)
}
