package customers_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// leaving writes 300 subscriptions of 10.00 a month, of which about one in twenty ends in each of 24 months.
func leaving() string {
	var b strings.Builder
	b.WriteString("customer,start,end,mrr\n")
	there := 300.0
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	c := 0
	for day := range 720 {
		there *= math.Pow(0.95, 12/365.2425)
		for ; 300-c > int(there); c++ {
			fmt.Fprintf(&b, "s%d,2023-06-01,%s,10\n", c, first.AddDate(0, 0, day).Format(time.DateOnly))
		}
	}
	for ; c < 300; c++ {
		fmt.Fprintf(&b, "s%d,2023-06-01,,10\n", c)
	}
	return b.String()
}

// What a customer is worth does not depend on how time is cut: the rates of a month meet the churn of a month.
func TestWorthIsTheSameByAnyPeriod(t *testing.T) {
	name := file(t, "ledger.csv", leaving())
	for _, discount := range []float64{0, 0.01} {
		for _, period := range []string{"day", "week", "month", "quarter", "year"} {
			r := request(t, "ltv", name)
			r.Period, r.Since, r.Until = period, "2024-01-01", "2026-01-01"
			want := 10 / 0.05
			if discount > 0 { // 1 % a month less, whatever the period
				want = 10 * 1.01 / (0.05 + 0.01)
				r.Own = flags.Values{"discount": math.Pow(1+discount, 12/perYear[period]) - 1}
			}
			d := document(t, r)
			got, _ := d.Total.Values.Number("value")
			if math.Abs(got-want) > 0.04*want {
				t.Errorf("by %s, discount %v: worth %v, want about %v", period, discount, got, want)
			}
			low, _ := d.Total.Values.Number("low")
			high, _ := d.Total.Values.Number("high")
			if !(low < got && got < high) {
				t.Errorf("by %s: worth %v outside %v to %v", period, got, low, high)
			}
			checkNumbers(t, d.Total, map[string]float64{"arpa": 10})
			per(t, d, "month")
			lives := perYear[period] / 12 / 0.05 // as long as the worth is of
			if life, _ := d.Total.Values.Number("lifetime"); math.Abs(life-lives) > 0.04*lives {
				t.Errorf("by %s: a life of %v, want about %v", period, life, lives)
			}
		}
	}
}

var perYear = map[string]float64{"day": 365.2425, "week": 365.2425 / 7, "month": 12, "quarter": 4, "year": 1}

func per(t *testing.T, d *result.Document, want string) {
	t.Helper()
	if got, _ := d.Total.Values.Get("arpa_per"); got != want {
		t.Errorf("ARPA is of a %v, want a %s", got, want)
	}
}

// invoices writes one of 90.00 a quarter for 40 customers over two years, of whom two leave each quarter.
func invoices() string {
	var b strings.Builder
	b.WriteString("customer,invoice date,total\n")
	for q := range 8 {
		for c := range 40 - 2*q {
			fmt.Fprintf(&b, "c%d,%d-%02d-05,90\n", c, 2024+q/4, q%4*3+1)
		}
	}
	return b.String()
}

// What was paid for a quarter is brought to the months that lie between, beside the churn of a month.
func TestWorthOfInvoicesOfAQuarter(t *testing.T) {
	name := file(t, "ledger.csv", invoices())
	quarterly := request(t, "ltv", name)
	quarterly.Period = "quarter"
	d := document(t, quarterly)
	want, _ := d.Total.Values.Number("value")
	checkNumbers(t, d.Total, map[string]float64{"arpa": 90})
	per(t, d, "quarter")
	if slices.Contains(warned(d), "arpa_spread") {
		t.Error("there is nothing to spread")
	}
	for _, change := range []func(*customers.Brief){
		func(*customers.Brief) {},
		func(r *customers.Brief) { r.InactiveAfter = "100d" },
	} {
		r := request(t, "ltv", name)
		r.Shape, r.Period = "transaction", "month"
		change(&r)
		d := document(t, r)
		checkNumbers(t, d.Total, map[string]float64{"arpa": 30})
		per(t, d, "month")
		if got, _ := d.Total.Values.Number("value"); math.Abs(got-want) > 0.05*want {
			t.Errorf("worth %v by month, %v by quarter", got, want)
		}
		if !slices.Contains(warned(d), "arpa_spread") {
			t.Errorf("nothing says that the money of a quarter is spread: %v", warned(d))
		}
	}
}

// A balance is a rate of a month whatever lies between its dates, and is not spread.
func TestWorthOfABalanceWithGaps(t *testing.T) {
	csv := strings.Replace(invoices(), "invoice date,total", "month,mrr", 1)
	r := request(t, "ltv", file(t, "ledger.csv", csv))
	d := document(t, r)
	checkNumbers(t, d.Total, map[string]float64{"arpa": 90})
	if slices.Contains(warned(d), "arpa_spread") {
		t.Error("a balance is spread")
	}
}
