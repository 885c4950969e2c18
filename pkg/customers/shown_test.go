package customers_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// The bridge of the total goes from the first opening to the last closing; what rates are divided by is a
// sum with a name of its own.
func TestBridge(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	months(&b, 0, 100, 1, 3, "50")    // stay
	months(&b, 100, 120, 1, 1, "100") // leave in February
	months(&b, 120, 130, 2, 3, "30")  // come in February
	months(&b, 130, 135, 3, 3, "10")  // come in March
	d := document(t, request(t, "revenue", file(t, "ledger.csv", b.String())))
	checkNumbers(t, d.Total, map[string]float64{"opening": 7000, "new": 350, "churn": 2000, "closing": 5350,
		"customers_opening": 120, "customers_new": 15, "customers_lost": 20, "customers_closing": 115,
		"revenue_periods": 7000 + 5300, "n": 120 + 110, "nrr": 100 - 100*2000./12300})
	if diff := cmp.Diff(&result.Stretch{Periods: 2, Unit: "month", From: "2026-02", To: "2026-03"}, d.Span); diff != "" {
		t.Errorf("span (-want +got):\n%s", diff)
	}
	d = document(t, request(t, "churn", file(t, "ledger.csv", b.String())))
	checkNumbers(t, d.Total, map[string]float64{"customers_start": 120, "revenue_start": 7000, "customer_periods": 230,
		"revenue_periods": 12300, "value": 100 * 20. / 230, "revenue_lost_pct": 100 * 2000. / 12300})
}

// Sums of money that do not fit are not told: half of them would be another sum in every run.
func TestPooledMoneyTooLarge(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	months(&b, 0, 150, 1, 9, "90000000000000")
	months(&b, 150, 151, 1, 5, "50")
	for _, name := range []string{"churn", "revenue", "expansion", "ltv"} {
		r := request(t, name, file(t, "ledger.csv", b.String()))
		a, _ := answered(t.Context(), r)
		if a == nil {
			t.Fatalf("%s: no answer", name)
		}
		total := a.Document.Total.Values
		for _, key := range []string{"opening", "closing", "revenue_start", "arpa", "churned"} {
			if v, _ := total.Number(key); v != 0 {
				t.Errorf("%s: %s is %v", name, key, v)
			}
		}
		if v, ok := total.Number("value"); ok != (name == "churn") {
			t.Errorf("%s: the value is %v, %v", name, v, ok)
		}
	}
}

func TestDefinitionsInGroups(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	months(&b, 0, 90, 5, 6, "50")
	months(&b, 90, 100, 5, 5, "100")
	r := request(t, "churn", file(t, "ledger.csv", b.String()))
	r.Own = flags.Values{"definitions": true}
	d := document(t, r)
	var names []string
	for _, g := range d.Groups.All() {
		name, _ := g.By.Get("definition")
		names = append(names, name.(string))
	}
	want := []string{"start", "all-ends", "start-and-new", "average", "voluntary", "revenue", "gross-revenue", "net-revenue", "net-revenue-reactivated"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Fatalf("definitions (-want +got):\n%s", diff)
	}
	checkNumbers(t, d.Groups.At(3), map[string]float64{"value": 1000. / 95}) // 10 / ((100 + 90) / 2)
	checkNumbers(t, d.Groups.At(5), map[string]float64{"value": 1000. / 55}) // 1 000 / 5 500
	if v, _ := d.Groups.At(4).Values.Get("value"); v != nil {
		t.Errorf("voluntary %v, want nothing: the ledger does not say why they left", v)
	}
	if v, _ := d.Groups.At(3).Values.Get("users"); v != result.Word("staff turnover") {
		t.Errorf("users %v", v)
	}
}

// A month in which much more of the revenue left than of the customers shows, also where the total hides it.
func TestRevenueLeftInOneMonth(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,month,mrr\n")
	months(&b, 0, 60, 1, 4, "50")
	months(&b, 60, 100, 1, 1, "10")    // 40 % of the customers and 6 % of the revenue in February
	months(&b, 100, 102, 1, 2, "1800") // 3 % of the customers and more than half of the revenue in March
	d := document(t, request(t, "churn", file(t, "ledger.csv", b.String())))
	var got []string
	for _, w := range d.Warnings {
		if w.Code == "revenue_left" {
			got = append(got, w.Text)
		}
	}
	want := []string{"in 1 of 3 groups much more of the revenue left than of the customers, most in 2026-03: 54.5 % of the revenue with 3.2 % of the customers"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

// What moves between groups has columns, in every row of them, so that rows add up; where nobody moves there are none.
func TestMovesAreShown(t *testing.T) {
	header := "customer,month,plan,mrr\n"
	moving := header + "a,2026-01,basic,10\na,2026-02,pro,15\nb,2026-01,basic,5\nb,2026-02,basic,5\nc,2026-01,pro,20\nc,2026-02,pro,20\n" +
		"d,2026-01,lite,1\nd,2026-02,lite,1\n"
	for csv, want := range map[string]bool{moving: true, header + "b,2026-01,basic,5\nb,2026-02,basic,5\nc,2026-01,pro,20\nc,2026-02,pro,20\n": false} {
		r := request(t, "revenue", file(t, "ledger.csv", csv))
		r.By = []string{"plan"}
		d := document(t, r)
		for _, name := range []string{"table", "markdown"} {
			format, _ := render.Find(name)
			var b strings.Builder
			if err := format.Write(&b, d, render.Options{}); err != nil {
				t.Fatal(err)
			}
			for _, column := range []string{"moved in", "moved out", "customers moved in", "customers moved out"} {
				if strings.Contains(b.String(), column) != want {
					t.Errorf("%s: column %q is there: %v, want %v\n%s", name, column, !want, want, b.String())
				}
			}
		}
		if !want {
			continue
		}
		for _, g := range d.Groups.All() {
			sum := 0.0
			for key, sign := range map[string]float64{"opening": 1, "new": 1, "reactivation": 1, "expansion": 1, "moved_in": 1, "contraction": -1,
				"churn": -1, "moved_out": -1, "closing": -1} {
				v, ok := g.Values.Number(key)
				if !ok {
					t.Errorf("%v: no %s", g.By, key)
				}
				sum += sign * v
			}
			if sum != 0 {
				t.Errorf("%v: the row does not add up", g.By)
			}
		}
		checkNumbers(t, d.Groups.At(0), map[string]float64{"moved_out": 10, "moved_in": 0, "customers_moved_out": 1})
		if _, ok := d.Total.Values.Get("moved_in"); ok {
			t.Error("nobody moves in the total")
		}
	}
}
