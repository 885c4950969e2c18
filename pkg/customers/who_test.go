package customers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/customers"
)

// A list of who left may have no column of customers: then every row is one. Their keys once were bytes of which
// blanks were trimmed, so that some rows were the same customer.
func TestEveryRowIsACustomer(t *testing.T) {
	var b strings.Builder
	b.WriteString("tenure,MonthlyCharges,TotalCharges,Churn\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "%d,%d.25,%d.5,%s\n", i%70, i%90, i, []string{"Yes", "No", "No", "No"}[i%4])
	}
	check := func(change func(*customers.Brief)) {
		t.Helper()
		r := request(t, "churn", file(t, "telco.csv", b.String()))
		change(&r)
		d := document(t, r)
		checkNumbers(t, d.Total, map[string]float64{"value": 25, "customers_start": 1000, "customers_lost": 250})
		if found := slices.Contains(warned(d), "row_customers"); found == (r.Customer != "") {
			t.Errorf("the warning about rows: %v, with --customer %q", found, r.Customer)
		}
		if d.Columns[0].Value != ".row" {
			t.Errorf("columns %v", d.Columns)
		}
	}
	check(func(*customers.Brief) {})
	check(func(r *customers.Brief) { r.Customer = ".row" })
}

// Rows that are the same may be of one customer, and so may subscriptions: that is asked.
func TestRowsAreNoCustomersUnasked(t *testing.T) {
	check := func(csv, says string, change func(*customers.Brief)) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		change(&r)
		e := refused(t, r)
		told := e.Text
		for _, sense := range e.Senses {
			told += "\n" + strings.Join(sense.Flags, " ")
		}
		if !e.Usage || !strings.Contains(told, says) {
			t.Errorf("got %q, want %q", told, says)
		}
	}
	unchanged := func(*customers.Brief) {}
	check("plan,churn\na,no\na,no\nb,yes\n", "--customer .row", unchanged)
	check("plan,start,end\na,2026-01-01,\nb,2026-01-01,2026-03-01\n", "--customer .row", unchanged)
	check("order_id,date,total\n1,2026-01-01,5\n", "means nothing to a ledger of shape transaction", func(r *customers.Brief) { r.Customer = ".row" })
}

// E-mail addresses are the same customer in any case, and other names are not.
func TestAddressesIgnoreCase(t *testing.T) {
	check := func(csv string, lost float64, says bool) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		r.Shape = "balance"
		d := document(t, r)
		checkNumbers(t, d.Total, map[string]float64{"customers_lost": lost})
		if said := slices.Contains(warned(d), "address_case"); said != says {
			t.Errorf("the warning about addresses: %v, want %v", said, says)
		}
	}
	check("email,month,mrr\nA@x.com,2026-01,5\na@x.com,2026-02,5\n", 0, true)
	check("customer,month,mrr\nA,2026-01,5\na,2026-02,5\n", 1, false)
}
