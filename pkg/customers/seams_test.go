package customers_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// renewals writes subscriptions of a year for customers, each renewed for another that begins so many days after
// the last day of the first; one customer in twenty does not renew.
func renewals(customers int, second string) string {
	var first, next strings.Builder
	for c := range customers {
		fmt.Fprintf(&first, "k%d,2024-01-01,2024-12-31,10\n", c)
		if c%20 != 0 {
			fmt.Fprintf(&next, "k%d,%s,,10\n", c, second)
		}
	}
	return "customer,start,end,mrr\n" + first.String() + next.String()
}

func TestEndsBeforeTheNextDayAreLastDays(t *testing.T) {
	check := func(csv string, choice flags.Choice, lost float64, warned bool) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		r.LastDay, r.AsOf = choice, "2025-04-01"
		d := document(t, r)
		checkNumbers(t, d.Total, map[string]float64{"customers_lost": lost})
		if got := warning(d, "last_day"); (got != "") != warned {
			t.Errorf("warning %q", got)
		}
	}
	check(renewals(40, "2025-01-01"), flags.Auto, 2, true) // 2 of 40 do not renew
	check(renewals(40, "2025-01-01"), flags.Yes, 2, false)
	check(renewals(40, "2025-01-01"), flags.No, 40, false)
	check(renewals(40, "2025-01-03"), flags.Auto, 40, false) // a gap of two days tells nothing
	check(strings.ReplaceAll(renewals(40, "2025-01-01"), "2024-12-31", "2025-01-01"), flags.Auto, 2, false)
	check(renewals(3, "2025-01-01"), flags.Auto, 1, true) // two renewals, and nothing that speaks against them
}

// Months without a gap are no months that come and go.
func TestMonthsWithoutGapsAreNoChurn(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,start,end,mrr\n")
	for c := range 10 {
		for m, last := range []int{31, 29, 31, 30} {
			if c > 0 || m < 2 {
				fmt.Fprintf(&b, "k%d,2024-%02d-01,2024-%02d-%02d,10\n", c, m+1, m+1, last)
			}
		}
	}
	r := request(t, "churn", file(t, "ledger.csv", b.String()))
	r.AsOf = "2024-05-01"
	checkNumbers(t, document(t, r).Total, map[string]float64{"customers_lost": 1, "customer_periods": 29, "customers_start": 10}) // 10 + 10 + 9
}

// What the first rows do not tell, the whole file does.
func TestEndsAreAskedAboutWhereOnlyTheWholeFileTells(t *testing.T) {
	for _, workers := range []int{1, 4} {
		r := request(t, "churn", file(t, "ledger.csv", renewals(1500, "2025-01-01")))
		r.Workers = workers
		_, err := answered(t.Context(), r)
		var e *problem.Error
		if !errors.As(err, &e) || !e.Usage || len(e.Flags) != 1 || e.Flags[0] != "--last-day" {
			t.Errorf("%v", err)
		}
	}
}
