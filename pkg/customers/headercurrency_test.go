package customers_test

import (
	"strings"
	"testing"
)

// balanceIn is a balance with amounts as they are written, one for each customer, in two months.
func balanceIn(header string, amounts ...string) string {
	csv := "customer,month," + header + "\n"
	for _, month := range []string{"2026-05", "2026-06"} {
		for i, amount := range amounts {
			csv += string(rune('a'+i)) + "," + month + ",\"" + amount + "\"\n"
		}
	}
	return csv
}

// Signs are currencies like codes: two of them are never added up in silence.
func TestSignsAreNotMixed(t *testing.T) {
	for _, amounts := range [][]string{
		{"$10", "€10"}, {"€10", "$10"}, {"10 £", "10 €"}, {"$10", "¥10"}, {"$10", "kr 10"}, {"$10", "EUR 10"}, {"USD 10", "€10"}, {"USD 10", "kr 10"}, {"10", "$10", "10 €"},
	} {
		for _, workers := range []int{1, 3} {
			r := request(t, "revenue", file(t, "ledger.csv", balanceIn("mrr", amounts...)))
			r.Workers = workers
			if e := refused(t, r); !strings.Contains(e.Text, "the ledger holds amounts in") {
				t.Errorf("%q: %s", amounts, e.Text)
			}
		}
	}
	for _, amounts := range [][]string{{"$10", "$10"}, {"$10", "10"}, {"$10", "USD 10"}, {"$10", "CA$10"}, {"€10", "10"}, {"¥10", "￥10"}} {
		d := document(t, request(t, "revenue", file(t, "ledger.csv", balanceIn("mrr", amounts...))))
		checkNumbers(t, d.Total, map[string]float64{"opening": 20, "closing": 20})
	}
}

// A dollar is none of the currency of the run where that is another, unless the rates know one dollar only.
func TestSignsAndTheCurrencyOfTheRun(t *testing.T) {
	ledger := file(t, "ledger.csv", balanceIn("mrr", "$10", "€10"))
	counted := func(rates string) (counted int64, closing float64) {
		r := request(t, "revenue", ledger)
		r.CurrencyCode, r.Invalid.Share = "EUR", 1
		if rates != "" {
			r.RatesFile = file(t, "rates.csv", "currency,rate\n"+rates)
		}
		d := document(t, r)
		closing, _ = d.Total.Values.Number("closing")
		return d.Rows.Counted, closing
	}
	for rates, want := range map[string]float64{"": 10, "USD,0.5\n": 15, "GBP,2\n": 10, "USD,0.5\nCAD,0.4\n": 10} {
		if n, closing := counted(rates); closing != want || n != map[float64]int64{10: 2, 15: 4}[want] {
			t.Errorf("rates %q: %d rows, closing %v, want %v", rates, n, closing, want)
		}
	}
}

// A header that names a currency and amounts in another contradict each other.
func TestHeaderNamesAnotherCurrency(t *testing.T) {
	for header, amounts := range map[string][]string{"mrr_usd": {"€10", "€10"}, "MRR (EUR)": {"$10", "10"}, "mrr €": {"USD 10", "10"}, "mrr_gbp": {"¥5"}} {
		r := request(t, "revenue", file(t, "ledger.csv", balanceIn(header, amounts...)))
		e := refused(t, r)
		if e.Usage || !strings.Contains(e.Text, "and its amounts are in") {
			t.Errorf("%s: %s", header, e.Text)
		}
	}
	for header, amount := range map[string]string{"mrr_usd": "$10", "MRR (EUR)": "10", "mrr €": "EUR 10", "mrr": "€10", "mrr total": "€10"} {
		r := request(t, "revenue", file(t, "ledger.csv", balanceIn(header, amount)))
		r.Shape, r.Amount = "balance", strings.TrimSpace(header)
		document(t, r)
	}
	r := request(t, "revenue", file(t, "ledger.csv", balanceIn("mrr_usd", "€10")))
	r.CurrencyCode = "EUR"
	if d := document(t, r); setting(t, d, "currency") != "EUR" {
		t.Error("--report-currency says which it is")
	}
}
