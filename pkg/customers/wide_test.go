package customers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// amountIn is what a customer of the tests brings in a month, "" for nothing.
func amountIn(customer, month int) string {
	if month < customer%4 || month > 2+customer%5 {
		return []string{"", "0"}[customer%2]
	}
	return fmt.Sprint(10 + 5*(customer%3) + 2*(month/3))
}

// long and wide write the same ledger, a row a customer and month, and a row a customer.
func long(people, months int) string {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	for c := range people {
		for m := range months {
			if amount := amountIn(c, m); amount != "" {
				fmt.Fprintf(&b, "c%d,2026-%02d,%s\n", c, 1+m, amount)
			}
		}
	}
	return b.String()
}

func wide(people int, months []int, header string) string {
	var b strings.Builder
	b.WriteString("customer,plan")
	for _, m := range months {
		fmt.Fprintf(&b, ","+header, 1+m)
	}
	for c := range people {
		fmt.Fprintf(&b, "\nc%d,p%d", c, c%2)
		for _, m := range months {
			b.WriteString("," + amountIn(c, m))
		}
	}
	return b.String() + "\n"
}

// A ledger says the same with a row a customer as with a row a customer and month, in any order of the columns.
func TestWide(t *testing.T) {
	want := map[string]result.Object{}
	for _, m := range []string{"churn", "revenue"} {
		want[m] = document(t, request(t, m, file(t, "long.csv", long(40, 6)))).Total.Values
		for _, header := range []string{"2026-%02d", "MRR 2026-%02d", "mrr_2026_%02d", "%02d/2026"} {
			for _, months := range [][]int{{0, 1, 2, 3, 4, 5}, {3, 1, 5, 0, 4, 2}} {
				d := document(t, request(t, m, file(t, "wide.csv", wide(40, months, header))))
				if diff := cmp.Diff(want[m], d.Total.Values); diff != "" {
					t.Errorf("%s of %q in the order %v (-long +wide):\n%s", m, header, months, diff)
				}
				if names, _ := d.Columns[1].Value.([]string); len(names) != 6 || d.Rows.Read != 40 || d.Rows.Counted+d.Rows.Blank != 40 {
					t.Errorf("%s: columns %v, rows %+v", m, d.Columns, d.Rows)
				}
			}
		}
	}
	both := request(t, "churn", file(t, "a.csv", wide(40, []int{0, 1, 2}, "2026-%02d")), file(t, "b.csv", wide(40, []int{3, 4, 5}, "2026-%02d")))
	if diff := cmp.Diff(want["churn"], document(t, both).Total.Values); diff != "" {
		t.Errorf("in two files (-long +wide):\n%s", diff)
	}
}

// Amounts of a year are those of a year: they once were taken for those of a month, twelve times too much for a life time.
func TestWideYears(t *testing.T) {
	csv := "id,account,2015 A,2016 A,2017 A,2015 total,2016 total,2017 total\n"
	for i := range 20 {
		csv += fmt.Sprintf("%d,k%d,60,60,%d,120,120,%d\n", i, i, 60*min(1, i%4), 120*min(1, i%4))
	}
	d := document(t, request(t, "ltv", file(t, "years.csv", csv)))
	// 5 of 20 leave in the second of two years: 12.5 % a year, 120 / 0.125.
	checkNumbers(t, d.Total, map[string]float64{"value": 960, "arpa": 120})

	check := func(csv, says string, change func(*customers.Brief)) {
		t.Helper()
		r := request(t, "churn", file(t, "years.csv", csv))
		change(&r)
		if e := refused(t, r); !e.Usage || !strings.Contains(e.Text, says) || len(e.Flags) > 0 {
			t.Errorf("got %q, flags %q, want %q", e.Text, e.Flags, says)
		}
	}
	unchanged := func(*customers.Brief) {}
	check(csv, "--period month does not go", func(r *customers.Brief) { r.Period = "month" })
	check(strings.ReplaceAll(csv, "total", "B"), "--amount '201* B'", unchanged)
	check(strings.ReplaceAll(csv, "A", "total"), "of the same year", unchanged)

	r := request(t, "churn", file(t, "years.csv", strings.ReplaceAll(csv, "total", "B")))
	r.Amount = "201* B"
	checkNumbers(t, document(t, r).Total, map[string]float64{"customers_lost": 5})
}

// A row of which one amount cannot be read does not count at all, and the cell is named.
func TestWideRowsCountWhole(t *testing.T) {
	d := document(t, request(t, "revenue", file(t, "wide.csv", "customer,2026-01,2026-02,2026-03\na,10,10,10\nb,10,x,10\nc,,,\n")))
	if diff := cmp.Diff(result.Rows{Read: 3, Counted: 1, Blank: 1, Invalid: 1}, d.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	checkNumbers(t, d.Total, map[string]float64{"opening": 10, "closing": 10})
}
