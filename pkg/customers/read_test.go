package customers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
)

func checkRows(t *testing.T, d *result.Document, want result.Rows) {
	t.Helper()
	if diff := cmp.Diff(want, d.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

const messy = `customer,month,mrr,plan
a,2026-05,10,x
b,2026-05,10,x
,2026-05,10,x
c,2026-05,,x
d,2026-05,ten,x
e,soon,10,x
f,2026-05
g,2026-05,10,y
a,2026-06,10,x
b,2026-06,N/A,x
`

func TestEveryRowIsAccountedFor(t *testing.T) {
	r := request(t, "churn", file(t, "messy.csv", messy))
	r.Where, r.Missing = []string{"plan=x"}, []string{"N/A"}
	d := document(t, r)
	checkRows(t, d, result.Rows{Read: 10, Counted: 3, Blank: 3, Invalid: 2, Filtered: 1, Malformed: 1})
	checkNumbers(t, d.Total, map[string]float64{"customers_start": 2, "customers_lost": 1})
	var said []string
	for _, w := range d.Warnings {
		said = append(said, fmt.Sprintf("%s %d %s", w.Code, w.Line, w.Text))
	}
	want := []string{
		`malformed 8 2 cells where the header has 4`,
		`invalid_amount 6 column "mrr": "ten" is not an amount of money`,
		`invalid_time 7 column "month": "soon" is not a date`,
		`money_of_nobody 0 1 row without a customer in column "customer" left out, and the money with it`,
		`few_customers 0 only 2 customers: the interval is wide, and it is all there is to say`,
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

func TestRejectsAreToldInOrder(t *testing.T) {
	for _, workers := range []int{1, 8} {
		r := request(t, "churn", file(t, "messy.csv", messy))
		r.Where, r.Workers = []string{"plan=x"}, workers
		var got []string
		r.Reject = func(source, column string, r pass.Reject) error {
			got = append(got, fmt.Sprintf("%d %s %q %s", r.Line, column, r.Value, r.Account))
			return nil
		}
		document(t, r)
		want := []string{`4 customer "" blank`, `5 mrr "" blank`, `6 mrr "ten" invalid`, `7 month "soon" invalid`, `8  "" malformed`,
			`9 plan "y" filtered`, `11 mrr "N/A" invalid`}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d workers: rejects (-want +got):\n%s", workers, diff)
		}
	}
}

func TestRejectsThatCannotBeKeptFail(t *testing.T) {
	r := request(t, "churn", file(t, "messy.csv", messy))
	full := fmt.Errorf("disk full")
	r.Reject = func(string, string, pass.Reject) error { return full }
	if _, err := answered(context.Background(), r); err != full {
		t.Errorf("got %v, want that the disk is full", err)
	}
}

func TestTolerance(t *testing.T) {
	r := request(t, "churn", file(t, "messy.csv", messy))
	r.Invalid = kind.Tolerance{Limited: true, Rows: 3}
	e := refused(t, r)
	if e.Usage || !strings.Contains(e.Text, `messy.csv:6: column "mrr": "ten" is not`) || !strings.Contains(e.Text, "4 of 10 rows") {
		t.Errorf("got %q", e.Text)
	}
	r.Invalid.Rows = 4
	document(t, r)
}

// A value that a record lacks is blank, even where its column has a meaning when it is not there.
func TestAbsentValuesAreBlank(t *testing.T) {
	d := document(t, request(t, "churn", file(t, "subs.ndjson",
		`{"customer":"a","start":"2026-05-01","end":null,"status":"active","amount":10,"interval":"month"}
{"customer":"b","start":"2026-05-01","end":"2026-06-10","status":"canceled","amount":10,"interval":"month"}
{"customer":"c","start":"2026-05-01","end":null,"status":null,"amount":10,"interval":"month"}
{"customer":"d","start":"2026-05-01","amount":10,"status":"active"}
`)))
	checkRows(t, d, result.Rows{Read: 4, Counted: 2, Blank: 2})
	checkNumbers(t, d.Total, map[string]float64{"customers_start": 2, "customers_lost": 1})
}

func TestSeveralSourcesAreOne(t *testing.T) {
	may := file(t, "may.csv", "customer,month,mrr\na,2026-05,10\nb,2026-05,20.50\n")
	june := file(t, "june.csv", "month;mrr;customer\n2026-06;10.00;a\n")
	d := document(t, request(t, "churn", may, june))
	checkNumbers(t, d.Total, map[string]float64{"customers_lost": 1, "revenue_start": 30.5, "revenue_lost": 20.5})
	e := refused(t, request(t, "churn", may, file(t, "july.csv", "customer,month,plan\na,2026-07,x\n")))
	if !strings.Contains(e.Text, "july.csv") || !strings.Contains(e.Text, "amount") {
		t.Errorf("a source without amounts: got %q", e.Text)
	}
}

func TestOrderOfDayAndMonth(t *testing.T) {
	ledger := func(dates ...string) string {
		var b strings.Builder
		b.WriteString("order_id,customer,order_date,total\n")
		for i, date := range dates {
			fmt.Fprintf(&b, "%d,%c,%s,10\n", i, 'a'+i%2, date)
		}
		return file(t, "orders.csv", b.String())
	}
	// decided by the sample
	d := document(t, request(t, "churn", ledger("25/05/2026", "26/05/2026", "01/06/2026")))
	checkNumbers(t, d.Total, map[string]float64{"customers_start": 2, "customers_lost": 1})
	if got := setting(t, d, "date_order"); got != "day first" {
		t.Errorf("order %v", got)
	}
	// decided only behind the sample: 6 000 rows that could be either
	var many []string
	for range 3000 {
		many = append(many, "05/04/2026", "05/04/2026")
	}
	d = document(t, request(t, "churn", ledger(append(many, "06/13/2026")...)))
	if d.Groups.Len() != 1 || d.Groups.At(0).Period != "2026-06" {
		t.Errorf("groups %v, want June after May", d.Groups)
	}
	if got := setting(t, d, "date_order"); got != "month first" {
		t.Errorf("order %v", got)
	}
	// not decided, and it matters
	e := refused(t, request(t, "churn", ledger("05/04/2026", "05/04/2026", "06/04/2026")))
	if !e.Usage || !strings.Contains(e.Text, `orders.csv:2: column "order_date": "05/04/2026"`) {
		t.Errorf("got %q", e.Text)
	}
	r := request(t, "churn", ledger("05/04/2026", "05/04/2026", "06/04/2026"))
	r.DateFormat = "mdy"
	checkNumbers(t, document(t, r).Total, map[string]float64{"customers_start": 2, "customers_lost": 1})
	// not decided, and it does not matter
	d = document(t, request(t, "repeat", ledger("05/04/2026", "05/04/2026", "05/04/2026")))
	checkNumbers(t, d.Total, map[string]float64{"customers": 2, "repeat_customers": 1})
	// both
	e = refused(t, request(t, "churn", ledger("25/04/2026", "04/25/2026")))
	if e.Usage || !strings.Contains(e.Text, "has the day first, but") {
		t.Errorf("got %q", e.Text)
	}
}

// Rows that are left out show how dates are written all the same, and the end of a subscription may
// be the column that does.
func TestOrderIsShownByAnyRow(t *testing.T) {
	r := request(t, "churn", file(t, "subs.csv", "customer,start,end,mrr,plan\na,01/05/2026,,10,x\nb,01/05/2026,06/06/2026,10,x\n,02/05/2026,,10,x\nz,01/05/2026,30/06/2026,10,test\n"))
	r.Where = []string{"plan!=test"}
	d := document(t, r)
	checkNumbers(t, d.Total, map[string]float64{"customers_start": 2, "customers_lost": 1})
	e := refused(t, request(t, "churn", file(t, "subs.csv", "customer,start,end,mrr\na,2026-05-01,,10\nb,2026-05-01,07/06/2026,10\n")))
	if !strings.Contains(e.Text, `subs.csv:3: column "end": "07/06/2026"`) {
		t.Errorf("got %q", e.Text)
	}
}

func TestUndecidedRejectsAreTold(t *testing.T) {
	var got []string
	r := request(t, "churn", file(t, "subs.csv", "customer,start,end,mrr\na,01/05/2026,,10\nb,01/05/2026,06/06/2026,ten\nc,01/05/2026,30/06/2026,10\n"))
	r.Reject = func(source, column string, r pass.Reject) error {
		got = append(got, fmt.Sprintf("%d %s %q %s", r.Line, column, r.Value, r.Account))
		return nil
	}
	d := document(t, r)
	checkRows(t, d, result.Rows{Read: 3, Counted: 2, Invalid: 1})
	if diff := cmp.Diff([]string{`3 mrr "ten" invalid`}, got); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}

func TestMoney(t *testing.T) {
	mixed := "customer,month,mrr,currency\na,2026-05,10,USD\nb,2026-05,100,JPY\na,2026-06,10,USD\n"
	e := refused(t, request(t, "churn", file(t, "mixed.csv", mixed)))
	if e.Usage || !strings.Contains(e.Text, "amounts in") || !slices.Equal(e.Flags, []string{"--where", "currency=JPY"}) && !slices.Equal(e.Flags, []string{"--where", "currency=USD"}) {
		t.Errorf("got %q %q", e.Text, e.Flags)
	}
	r := request(t, "churn", file(t, "mixed.csv", mixed))
	r.CurrencyCode, r.RatesFile = "USD", file(t, "rates.csv", "currency,rate\nJPY,0.0065\n")
	d := document(t, r)
	checkNumbers(t, d.Total, map[string]float64{"revenue_start": 10.65, "revenue_lost": 0.65})
	if got := setting(t, d, "currency"); got != "USD" {
		t.Errorf("currency %v", got)
	}
	r.RatesFile = file(t, "prices.csv", "currency,price\nJPY,0.0065\n")
	if e := refused(t, r); !strings.Contains(e.Text, "0 columns could hold its rate") {
		t.Errorf("got %q", e.Text)
	}

	d = document(t, request(t, "churn", file(t, "yen.csv", "customer,month,mrr,currency\na,2026-05,1000,JPY\nb,2026-05,1000,JPY\na,2026-06,1000,JPY\n")))
	checkNumbers(t, d.Total, map[string]float64{"revenue_start": 2000, "revenue_lost": 1000})

	r = request(t, "churn", file(t, "cents.csv", "customer,month,mrr\na,2026-05,1999\nb,2026-05,1\na,2026-06,1999\n"))
	r.MinorUnits = flags.Yes
	d = document(t, r)
	checkNumbers(t, d.Total, map[string]float64{"revenue_start": 20, "revenue_lost": 0.01})

	r = request(t, "revenue", file(t, "tenths.csv", "customer,month,mrr\na,2026-05,0.10\nb,2026-05,0.20\na,2026-06,0.10\nb,2026-06,0.20\n"))
	if got := text(t, document(t, r)); !strings.Contains(got, `"opening": 0.3,`) {
		t.Errorf("ten cents and twenty are thirty, got %s", got)
	}
}

func TestDecimalComma(t *testing.T) {
	d := document(t, request(t, "churn", file(t, "comma.csv", "Kunde;Monat;Monatsbetrag\na;05/2026;1.000,50\nb;05/2026;0,50\na;06/2026;1.000,50\n")))
	checkNumbers(t, d.Total, map[string]float64{"revenue_start": 1001, "revenue_lost": 0.5})
}

func TestGroups(t *testing.T) {
	csv := "customer,month,mrr,plan,seats\n"
	for _, row := range []string{"a,2026-05,1,b,10", "b,2026-05,1,b,9", "c,2026-05,1,a,9", "a,2026-06,1,b,10", "c,2026-06,1,a,9", "c,2026-07,2,a,9"} {
		csv += row + "\n"
	}
	r := request(t, "churn", file(t, "ledger.csv", csv))
	r.By = []string{"seats", "plan"}
	d := document(t, r)
	var got []string
	for _, g := range d.Groups.All() {
		seats, _ := g.By.Get("seats")
		plan, _ := g.By.Get("plan")
		lost, _ := g.Values.Number("customers_lost")
		got = append(got, fmt.Sprint(seats, plan, " ", g.Period, " ", lost))
	}
	want := []string{"9a 2026-06 0", "9a 2026-07 0", "9b 2026-06 1", "10b 2026-06 0", "10b 2026-07 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	checkNumbers(t, d.Total, map[string]float64{"customers_start": 3, "customer_periods": 5, "customers_lost": 2})
	r.Thresholds = []string{"value<=40", "9/b/2026-06.value<50"}
	a := answer(t, r)
	if !a.Missed || len(a.Document.Thresholds) != 2 || !a.Document.Thresholds[0].Passed || a.Document.Thresholds[1].Passed {
		t.Errorf("thresholds %+v", a.Document.Thresholds)
	}
	r.MaxGroups = 1
	if e := refused(t, r); !strings.Contains(e.Text, "--by makes more than 1 groups") {
		t.Errorf("got %q", e.Text)
	}
}

// Damaged text in a group's name is made readable, and groups whose names become the same are one.
func TestDamagedGroupNames(t *testing.T) {
	csv := "customer,month,mrr,plan\na,2026-05,1,caf\xe9\nb,2026-05,1,café\na,2026-06,1,café\n"
	r := request(t, "churn", file(t, "ledger.csv", csv))
	r.Dataset.Encoding, r.By = "utf-8", []string{"plan"}
	d := document(t, r)
	if d.Groups.Len() != 1 {
		t.Fatalf("groups %v, want one", d.Groups)
	}
	checkNumbers(t, d.Groups.At(0), map[string]float64{"n": 2, "customers_lost": 1})
}

func TestPeriodsAndZones(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	name := file(t, "orders.csv", "order_id,customer,order_date,total\n1,a,2026-05-31T12:00:00Z,1\n2,b,2026-06-01T02:00:00Z,1\n3,a,2026-06-30T12:00:00Z,1\n")
	r := request(t, "churn", name)
	if d := document(t, r); d.Total.Values[0].Value != int64(1) {
		t.Errorf("UTC: %v at the start of June, want 1", d.Total.Values[0].Value)
	}
	r.Zone, r.ZoneName = zone, "America/New_York" // there b ordered in May too
	if d := document(t, r); d.Total.Values[0].Value != int64(2) {
		t.Errorf("New York: %v at the start of June, want 2", d.Total.Values[0].Value)
	}
	r.Period = "quarter"
	if e := refused(t, r); !strings.Contains(e.Text, "tells about one quarter only, 2026-Q2") {
		t.Errorf("got %q", e.Text)
	}
}

func TestOpenPeriod(t *testing.T) {
	name := file(t, "orders.csv", "order_id,customer,order_date,total\n1,a,2026-05-02,1\n2,b,2026-05-31,1\n3,a,2026-06-12,1\n")
	d := document(t, request(t, "churn", name))
	if diff := cmp.Diff([]string{"inactive_after", "open_period", "few_customers"}, warned(d)); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	r := request(t, "churn", name)
	r.AsOf = "2026-06"
	if e := refused(t, r); !strings.Contains(e.Text, "tells about one month only, 2026-05") {
		t.Errorf("got %q", e.Text)
	}
}

func TestNothingToCount(t *testing.T) {
	check := func(csv, says string) {
		t.Helper()
		a, err := answered(context.Background(), request(t, "churn", file(t, "empty.csv", csv)))
		if err == nil || a == nil || !strings.Contains(err.Error(), says) {
			t.Fatalf("got %v, want %q", err, says)
		}
		if codes := warned(a.Document); codes[len(codes)-1] != "no_data" {
			t.Errorf("warnings %v, want no_data at the end", codes)
		}
		if value, _ := a.Document.Total.Values.Get("value"); value != nil {
			t.Errorf("value %v, want none", value)
		}
	}
	check("customer,month,mrr\n", "no rows below the header")
	check("customer,month,mrr\n,2026-05,1\n", "none of the 1 rows counts: 1 blank")
	check("customer,churn\na,\n", "none of the 1 rows counts: 1 blank")
	check("customer,month,mrr\na,2026-05,1\n", "tells about one month only")
}

func TestWrongWords(t *testing.T) {
	name := file(t, "ledger.csv", "customer,month,mrr\na,2026-05,1\n")
	check := func(says string, change func(*customers.Brief)) {
		t.Helper()
		r := request(t, "churn", name)
		change(&r)
		if e := refused(t, r); !e.Usage || !strings.Contains(e.Text, says) {
			t.Errorf("got %q, want %q", e.Text, says)
		}
	}
	worth := func(own flags.Values) func(*customers.Brief) {
		return func(r *customers.Brief) {
			*r = request(t, "ltv", name)
			r.Own = own
		}
	}
	check("no source given", func(r *customers.Brief) { r.Sources = nil })
	check("--confidence 95", func(r *customers.Brief) { r.Confidence = 95 })
	check("--definition \"mine\" is not one of start", func(r *customers.Brief) { r.Own = flags.Values{"definition": "mine"} })
	check("--churn-on \"never\"", func(r *customers.Brief) { r.ChurnOn = "never" })
	check("--inactive-after \"a while\"", func(r *customers.Brief) { r.InactiveAfter = "a while" })
	check("--inactive-after \"0d\"", func(r *customers.Brief) { r.InactiveAfter = "0d" })
	check("--period", func(r *customers.Brief) { r.Period = "decade" })
	check("--since", func(r *customers.Brief) { r.Since = "then" })
	check("--as-of", func(r *customers.Brief) { r.AsOf = "now" })
	check("--date-format", func(r *customers.Brief) { r.DateFormat = "%Q" })
	check("--amount none", func(r *customers.Brief) { worth(nil)(r); r.Amount = "none" })
	check("--margin 1.5", worth(flags.Values{"margin": "1.5"}))
	check("--discount -1", worth(flags.Values{"discount": -1.0}))
	check("--top -1", func(r *customers.Brief) { r.Own = flags.Values{"top": -1} })
	check("--rates needs", func(r *customers.Brief) { r.RatesFile = "rates.csv" })
	check("there is no field", func(r *customers.Brief) { r.Thresholds = []string{"nps>1"} })
	check("is not a currency", func(r *customers.Brief) { r.CurrencyCode = "XXQ" })
	check("region", func(r *customers.Brief) { r.By = []string{"region"} })
}

func TestCancelledRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := answered(ctx, request(t, "churn", file(t, "messy.csv", messy))); err == nil {
		t.Error("a run whose context is done went on")
	}
}

func TestDefinitionsSideBySide(t *testing.T) {
	r := request(t, "churn", file(t, "ledger.csv", "customer,month,mrr\na,2026-05,30\nb,2026-05,10\na,2026-06,30\nc,2026-06,5\n"))
	r.Own = flags.Values{"definitions": true}
	got := map[any]float64{}
	for _, g := range document(t, r).Groups.All() {
		name, _ := g.By.Get("definition")
		got[name], _ = g.Values.Number("value")
	}
	for name, want := range map[string]float64{"start": 50, "start-and-new": 100.0 / 3, "average": 50, "revenue": 25} {
		if x := got[name]; x < want-1e-9 || x > want+1e-9 {
			t.Errorf("%s is %v, want %v", name, x, want)
		}
	}
}
