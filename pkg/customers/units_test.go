package customers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/flags"
)

// The header of an amount tells of which time it is, whether it is in cents, and how many zeros are left out.
func TestUnitsOfTheHeader(t *testing.T) {
	check := func(code string, want float64, csv string) {
		t.Helper()
		d := document(t, request(t, "revenue", file(t, "ledger.csv", csv)))
		checkNumbers(t, d.Total, map[string]float64{"opening": want})
		if code != "" && warning(d, code) == "" {
			t.Errorf("no warning %s of %.40q: %q", code, csv, warned(d))
		}
	}
	check("", 120, balanceIn("mrr", "120"))
	check("brought_to_month", 10, balanceIn("ARR (€)", "120"))
	check("brought_to_month", 10, balanceIn("Annual fee", "120"))
	check("brought_to_month", 10, balanceIn("Cuota trimestral", "30"))
	check("brought_to_month", 10, balanceIn("quarterly_fee", "30"))
	check("brought_to_month", 13, balanceIn("weekly price", "3"))
	check("minor_units", 1.2, balanceIn("mrr_cents", "120"))
	check("minor_units", 120, balanceIn("MRR (cents) JPY", "120"))
	check("multiplied", 1500, balanceIn("Revenue in k€", "1.5"))
	check("multiplied", 125, balanceIn("ARR (USD thousands)", "1.5"))
	check("brought_to_month", 20, "customer,month,amount,billing interval\na,2026-05,120,year\nb,2026-05,10,month\na,2026-06,120,year\n")
	check("", 130, "customer,month,mrr,billing interval\na,2026-05,120,year\nb,2026-05,10,month\na,2026-06,120,year\n")
	check("", 130, "customer,month,amount,frequency\na,2026-05,120,often\nb,2026-05,10,seldom\na,2026-06,120,often\n")
	check("brought_to_month", 10, "customer,start,end,arr\na,2026-05-01,,120\nb,2026-06-01,2026-07-01,120\n")
	check("brought_to_month", 10, "customer,date,type,arr\na,2026-05-01,new,120\nb,2026-06-01,new,120\nb,2026-07-01,churn,120\n")

	d := document(t, request(t, "revenue", file(t, "ledger.csv", balanceIn("ARR (€)", "120"))))
	if setting(t, d, "currency") != "EUR" || setting(t, d, "amounts_of") != "year" {
		t.Errorf("%v", d.Settings)
	}
	e := refused(t, request(t, "revenue", file(t, "a.csv", "customer,month,mrr\na,2026-05,5\n"), file(t, "b.csv", "customer,month,mrr (cents)\na,2026-06,500\n")))
	if !strings.Contains(e.Text, "another unit") && !strings.Contains(e.Text, "no column like") {
		t.Error(e.Text)
	}
}

// Stripe writes cents, small codes and Unix times; one of these alone is a question.
func TestCentsByHints(t *testing.T) {
	ledger := func(amount, code, start, first string) string {
		return "customer," + amount + ",currency,start date,ended at\na," + first + "," + code + "," + start + ",\nb," + first + "," + code + "," + start + ",\n"
	}
	for _, c := range []struct {
		csv  string
		want float64 // ARPA, 0 for a question
		flag string
	}{
		{ledger("unit_amount", "usd", "1735689600", "4900"), 49, ""},
		{ledger("unit_amount", "USD", "2025-01-01", "4900"), 0, "--minor-units"},
		{ledger("unit_amount", "USD", "2025-01-01", "49"), 0, "--minor-units=false"},
		{ledger("unit_amount", "USD", "2025-01-01", "49.00"), 49, ""},
		{ledger("unit_amount", "usd", "1735689600", "49.00"), 49, ""},
		{ledger("unit_amount", "jpy", "1735689600", "4900"), 4900, ""},
		{ledger("amount", "usd", "1735689600", "4900"), 0, "--minor-units"},
		{ledger("amount", "USD", "1735689600", "4900"), 0, "--minor-units"},
		{ledger("amount", "usd", "2025-01-01", "4900"), 0, "--minor-units"},
		{ledger("amount", "usd", "2025-01-01", "49"), 49, ""},
		{ledger("amount", "USD", "2025-01-01", "4900"), 4900, ""},
		{ledger("amount_cents", "USD", "2025-01-01", "4900"), 49, ""},
		{ledger("amount_cents", "USD", "2025-01-01", "49.50"), 0, "--minor-units=false"},
	} {
		r := request(t, "revenue", file(t, "ledger.csv", c.csv))
		r.AsOf = "2025-03-01"
		if c.want == 0 {
			if e := refused(t, r); !e.Usage || !slices.Equal(e.Flags, []string{c.flag}) {
				t.Errorf("%s: %q %q", c.csv, e.Text, e.Flags)
			}
			r.MinorUnits, c.want = flags.No, 4900
			if strings.Contains(c.csv, "49.50") {
				c.want = 49.5
			} else if strings.Contains(c.csv, ",49,") {
				c.want = 49
			}
		}
		checkNumbers(t, document(t, r).Total, map[string]float64{"arpa": c.want})
	}
	r := request(t, "revenue", file(t, "ledger.csv", balanceIn("mrr_cents", slices.Repeat([]string{"100"}, 25)...)+strings.Repeat("z,2026-06,100\n", 1500)+"z,2026-06,1.5\n"))
	if e := refused(t, r); !strings.Contains(e.Text, "some have decimals") {
		t.Error(e.Text)
	}
}
