package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// table makes a table of rows, the cells of which are made from the number of the row.
func table(t *testing.T, headers string, rows int, cells ...func(row int) string) *dataset.Table {
	t.Helper()
	var b strings.Builder
	b.WriteString(headers + "\n")
	for row := range rows {
		var line []string
		for _, cell := range cells {
			line = append(line, cell(row))
		}
		b.WriteString(strings.Join(line, ",") + "\n")
	}
	return open(t, file(t, "table.csv", b.String()), dataset.Terms{})
}

func every(text string) func(int) string { return func(int) string { return text } }
func numbered(format string, of int) func(int) string {
	return func(row int) string { return fmt.Sprintf(format, row%of) }
}
func first(text string) func(int) string {
	return func(row int) string {
		if row > 0 {
			return ""
		}
		return text
	}
}

// The header and the values of a column tell its role together.
func TestFind(t *testing.T) {
	check := func(role layout.Role, kind string, tab *dataset.Table, sure bool, want ...string) {
		t.Helper()
		f := tab.Find(dataset.Search{Role: role, Kind: kind})
		var got []string
		for _, i := range f.Columns {
			got = append(got, tab.Headers[i])
		}
		if diff := cmp.Diff(want, got); diff != "" || sure != f.Sure {
			t.Errorf("%s in %q: sure %v (-want +got):\n%s", role, tab.Headers, f.Sure, diff)
		}
	}
	customer, who := layout.Customer, numbered("c%d@x.com", 7)
	check(customer, "transaction", table(t, "Email,Employee", 9, who, first("Jo")), true, "Email")
	check(customer, "transaction", table(t, "Employee,Total", 9, every("Jo"), every("5")), false, "Employee") // asked, since it may be of the till
	check(customer, "transaction", table(t, "Email,Customer ID", 9, who, numbered("C%d", 5)), true, "Customer ID")
	check(customer, "transaction", table(t, "Email,Customer ID", 9, who, first("C1")), true, "Email") // mostly blank
	check(customer, "transaction", table(t, "customer_id,customer name", 30, numbered("%d", 30), numbered("n%d", 7)), false, "customer name", "customer_id")
	check(customer, "status", table(t, "customer_id,customer name", 30, numbered("%d", 30), numbered("n%d", 7)), true, "customer_id")
	check(customer, "status", table(t, "member,user", 9, every("yes"), who), true, "user")
	check(customer, "balance", table(t, "client_id,customer_id", 9, numbered("%d", 4), numbered("c%d", 4)), true, "client_id") // the same customers
	check(customer, "balance", table(t, "client_id,customer_id", 9, numbered("%d", 4), numbered("c%d", 3)), false, "client_id", "customer_id")
	check(customer, "balance", table(t, "kd_nr,customerid", 9, numbered("%d", 4), numbered("c%d", 3)), false, "kd_nr", "customerid")

	check(layout.Time, "csat", table(t, "reviewCreatedVersion,at", 9, numbered("4.%d.1", 9), numbered("2026-01-0%d 10:00", 9)), true, "at")
	check(layout.Time, "csat", table(t, "date,created_at", 9, numbered("%d", 9), numbered("2026-01-0%d 10:00", 9)), true, "created_at")

	// nothing stands in one of them: it is no candidate beside the other, and ends that may come behind the first rows are
	blank, day := every(""), numbered("2026-01-0%d", 9)
	check(layout.To, "time", table(t, "closed,resolved", 9, blank, day), true, "resolved")
	check(layout.To, "time", table(t, "closed,number", 9, blank, every("5")), true, "closed")
	check(layout.End, "subscription", table(t, "ended_at,end_date", 9, blank, day), true, "end_date")
	check(layout.End, "subscription", table(t, "ended_at,end_date", 1200, blank, day), false, "end_date", "ended_at")

	amount := layout.Amount
	check(amount, "status", table(t, "MonthlyCharges,TotalCharges", 9, every("5"), every("50")), true, "MonthlyCharges")
	check(amount, "status", table(t, "tenure,TotalCharges", 9, every("5"), every("50")), false, "TotalCharges")
	check(amount, "status", table(t, "Balance,EstimatedSalary", 9, every("5"), every("50")), false, "Balance", "EstimatedSalary")
	check(amount, "transaction", table(t, "Unit Price,Quantity", 9, every("5"), every("50")), false, "Unit Price")
	check(amount, "transaction", table(t, "Charge Amount,Seconds", 9, every("5"), every("50")), false, "Charge Amount")
}
