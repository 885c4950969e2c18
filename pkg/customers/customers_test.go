package customers_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// answered answers a request.
func answered(ctx context.Context, r customers.Brief) (*report.Answer, error) {
	return report.Run(ctx, &r)
}

// request asks a metric about sources, with the settings that a plain command line has.
func request(t *testing.T, name string, sources ...string) customers.Brief {
	t.Helper()
	for _, m := range catalog.Of(metric.OfCustomers) {
		if m.Name == name {
			return customers.Brief{Words: kind.Words{Metric: m, Sources: sources, ZoneName: "UTC", Workers: 2, MaxGroups: 1000}, Confidence: 0.95,
				SameRows: flags.No} // made-up rows may be the same
		}
	}
	t.Fatalf("no metric %q", name)
	return customers.Brief{}
}

// file writes a source and returns its name.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// answer runs a request, and holds the account of rows to its sum.
func answer(t *testing.T, r customers.Brief) *report.Answer {
	t.Helper()
	a, err := answered(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	rows := a.Document.Rows
	if sum := rows.Counted + rows.Blank + rows.Invalid + rows.OutOfRange + rows.Duplicate + rows.Filtered + rows.Excluded + rows.Malformed; sum != rows.Read {
		t.Errorf("the accounts add up to %d of %d rows: %+v", sum, rows.Read, rows)
	}
	return a
}

func document(t *testing.T, r customers.Brief) *result.Document {
	t.Helper()
	return answer(t, r).Document
}

// refused runs a request that has to fail with something that people can mend.
func refused(t *testing.T, r customers.Brief) *problem.Error {
	t.Helper()
	_, err := answered(context.Background(), r)
	var e *problem.Error
	if !errors.As(err, &e) {
		t.Fatalf("%s of %s: got error %v, want one that people can mend", r.Metric.Name, r.Sources, err)
	}
	return e
}

// checkNumbers compares fields of a group with a tolerance for the last digits.
func checkNumbers(t *testing.T, g result.Group, want map[string]float64) {
	t.Helper()
	for key, x := range want {
		got, ok := g.Values.Number(key)
		if !ok || math.Abs(got-x) > 1e-9*max(1, math.Abs(x)) {
			t.Errorf("%s %v: %s is %v, want %v", g.By, g.Period, key, got, x)
		}
	}
}

// about tells whether a figure is a published one, which is rounded to the given digits.
func about(t *testing.T, g result.Group, key string, want float64, digits int) {
	t.Helper()
	got, ok := g.Values.Number(key)
	if !ok || math.Abs(got-want) > 0.5000001*math.Pow10(-digits) {
		t.Errorf("%s is %v, want %.*f", key, got, digits, want)
	}
}

func setting(t *testing.T, d *result.Document, key string) any {
	t.Helper()
	value, ok := d.Settings.Get(key)
	if !ok {
		t.Errorf("no setting %q in %v", key, d.Settings)
	}
	return value
}

func warned(d *result.Document) (codes []string) {
	for _, w := range d.Warnings {
		codes = append(codes, w.Code)
	}
	return codes
}

func text(t *testing.T, d *result.Document) string {
	t.Helper()
	b, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// months writes a ledger of customers who bring an amount, from a first month to a last.
func months(ledger *strings.Builder, from, to, first, last int, amount string) {
	for c := from; c < to; c++ {
		for m := first; m <= last; m++ {
			fmt.Fprintf(ledger, "c%05d,2026-%02d,%s\n", c, m, amount)
		}
	}
}

// CONTRACT: 2 000 customers at the end of May, 50 lost in June: 2.5 %, 1.90 to 3.28, proven under 5 %.
func TestChurnOfTheContract(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	months(&b, 0, 50, 5, 5, "10")
	months(&b, 50, 2000, 5, 6, "10")
	months(&b, 2000, 2030, 6, 6, "10") // 30 new ones are not lost
	d := document(t, request(t, "churn", file(t, "ledger.csv", b.String())))
	checkNumbers(t, d.Total, map[string]float64{"n": 2000, "value": 2.5, "customers_start": 2000, "customers_lost": 50,
		"revenue_start": 20000, "revenue_lost": 500, "revenue_lost_pct": 2.5})
	about(t, d.Total, "low", 1.90, 2)
	about(t, d.Total, "high", 3.28, 2)
	about(t, d.Total, "annualised_pct", 26.2, 1) // 1 − (1 − 0.025)^12, STATISTICS C5
	want := &result.Verdict{Target: 5, Met: true, Proven: true, Text: "met and proven", Per: "month"}
	if diff := cmp.Diff(want, d.Total.Verdict); diff != "" {
		t.Errorf("verdict (-want +got):\n%s", diff)
	}
	if d.Groups.Len() != 1 || d.Groups.At(0).Period != "2026-06" {
		t.Errorf("groups %v, want June alone: May only opens the books", d.Groups)
	}
	if got := setting(t, d, "shape"); got != "balance" {
		t.Errorf("shape %v", got)
	}
	columns := result.Object{{Key: "customer", Value: "customer"}, {Key: "time", Value: "month"}, {Key: "amount", Value: "mrr"}}
	if diff := cmp.Diff(columns, d.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}

// CONTRACT: 10 000 of new revenue in June on 100 000 in May: 10 %.
func TestExpansionOfTheContract(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	months(&b, 0, 900, 5, 6, "100")
	months(&b, 900, 1000, 5, 5, "100")
	months(&b, 900, 1000, 6, 6, "200") // 100 customers bring 100 more each
	months(&b, 1000, 1010, 6, 6, "999.99")
	d := document(t, request(t, "expansion", file(t, "ledger.csv", b.String())))
	checkNumbers(t, d.Total, map[string]float64{"value": 10, "revenue_start": 100_000, "revenue_expansion": 10_000, "revenue_lost": 0})
	if v := d.Total.Verdict; v == nil || !v.Met {
		t.Errorf("verdict %+v, want met: nothing was lost", v)
	}
}

// 2.5 % of the customers took 42 % of the revenue with them: 50 of 2 000 customers, 42 000 of 100 000.
func TestFewCustomersWithMuchRevenue(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	months(&b, 0, 50, 5, 5, "840.00")    // 42 000
	months(&b, 50, 2000, 5, 6, "29.75")  // 58 012.50, lowered to 58 000 by the one below
	months(&b, 2000, 2001, 6, 6, "1.00") // new
	b.WriteString("c00050,2026-05,-12.50\n")
	d := document(t, request(t, "churn", file(t, "ledger.csv", b.String())))
	checkNumbers(t, d.Total, map[string]float64{"value": 2.5, "revenue_start": 100_000, "revenue_lost": 42_000, "revenue_lost_pct": 42})
	if diff := cmp.Diff([]string{"negative_amounts", "repeated_rows", "revenue_left"}, warned(d)); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

func TestEveryWorkerCountGivesTheSameDocument(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,date,amount,plan\n")
	for i := range 20_000 {
		who := i * 7919 % 3001
		fmt.Fprintf(&b, "customer number %d,%02d/%02d/2025,%d.%02d,plan %d\n", who, 1+i*31%28, 1+i/2000, i%97, i%100, i*13%5)
		if i%500 == 0 {
			fmt.Fprintf(&b, "broken,%d\n,01/02/2025,1,plan 1\nx,32/32/2025,5,plan 2\ny,01/02/2025,many,plan 3\n", i)
		}
	}
	name := file(t, "orders.csv", b.String())
	for _, m := range catalog.Of(metric.OfCustomers) {
		r := request(t, m.Name, name)
		r.Shape, r.By, r.Workers = "transaction", []string{"plan"}, 1
		one := text(t, document(t, r))
		for _, workers := range []int{2, 8} {
			r.Workers = workers
			if diff := cmp.Diff(one, text(t, document(t, r))); diff != "" {
				t.Errorf("%s with %d workers (-one +many):\n%s", m.Name, workers, diff)
			}
		}
	}
}
