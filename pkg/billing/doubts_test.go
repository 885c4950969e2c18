package billing_test

import (
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// warning returns the text of the first warning with a code, "" where there is none.
func warning(d *result.Document, code string) string {
	for _, w := range d.Warnings {
		if w.Code == code {
			return w.Text
		}
	}
	return ""
}

// A row of a status ledger speaks of two periods, and is one row all the same.
func TestRepeatedCustomersAreCountedOnce(t *testing.T) {
	check := func(csv, want string) {
		t.Helper()
		d := document(t, request(t, "churn", file(t, "status.csv", "customer_id,churn\n"+csv)))
		if got := warning(d, "repeated_customers"); !strings.HasPrefix(got, want) || got == "" != (want == "") {
			t.Errorf("%q: got %q, want %q", csv, got, want)
		}
	}
	check("A,No\nA,No\nA,No\nB,Yes\n", "2 rows beyond the first of a customer")
	check("A,Yes\nA,Yes\nA,No\nB,No\nB,Yes\n", "3 rows beyond")
	check("A,Yes\nA,Yes\nB,No\n", "1 row beyond")
	check("A,Yes\nB,No\n", "")
	checkMonths := document(t, request(t, "churn", file(t, "months.csv", "customer,month,mrr\nA,2026-05,1\nA,2026-05,1\nA,2026-06,1\nA,2026-06,1\nA,2026-06,1\nB,2026-05,1\n")))
	if got := warning(checkMonths, "repeated_rows"); got != "" && !strings.HasPrefix(got, "3 rows beyond") {
		t.Errorf("balance: %q", got)
	}
}

// The first day of a rate is a day of the ledger's zone, as its periods are.
func TestRatesHoldFromADayOfTheZone(t *testing.T) {
	csv := "customer,month,mrr,currency\nA,2026-05-15,100,USD\nB,2026-05-15,100,EUR\nA,2026-06-15,100,USD\nB,2026-06-15,100,EUR\n"
	for _, zone := range []string{"UTC", "America/New_York", "Asia/Tokyo"} {
		for _, from := range []string{"2026-05,2026-06", "2026-05-01,2026-06-01"} {
			may, june, _ := strings.Cut(from, ",")
			r := request(t, "revenue", file(t, "ledger.csv", csv))
			r.RatesFile = file(t, "rates.csv", "currency,rate,from\nUSD,0.5,"+may+"\nUSD,0.9,"+june+"\n")
			r.CurrencyCode, r.ZoneName = "EUR", zone
			var err error
			if r.Zone, err = time.LoadLocation(zone); err != nil {
				t.Skip(err)
			}
			checkNumbers(t, document(t, r).Total, map[string]float64{"opening": 150, "closing": 190})
		}
	}
}
