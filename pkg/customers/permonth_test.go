package customers_test

import (
	"strings"
	"testing"
)

// A price of a year in a column whose header says per month is asked about, where another column names the times; not where
// prices do not grow with them, or are recurring revenue.
func TestPricesPerMonthThatGrowWithTheirTime(t *testing.T) {
	ledger := func(header, year string) string {
		return "member_id,membership_type," + header + ",start_date,end_date\na,Annual," + year + ",2024-01-20,\nb,Monthly,75,2024-01-10,2024-05-12\nc,Annual," + year + ",2024-01-12,\nd,Monthly,75,2024-01-18,\n"
	}
	e := refused(t, request(t, "ltv", file(t, "ledger.csv", ledger("price_per_month", "780"))))
	if !strings.Contains(e.Text, "by its header") || len(e.Senses) != 2 || e.Senses[0].Flags[1] != "membership_type" {
		t.Errorf("%q, senses %v", e.Text, e.Senses)
	}
	for _, csv := range []string{ledger("price_per_month", "60"), ledger("mrr", "780")} {
		if d := document(t, request(t, "ltv", file(t, "ledger.csv", csv))); d.Metric != "ltv" {
			t.Errorf("no document of %q", csv)
		}
	}
}
