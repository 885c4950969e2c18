package customers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// warning returns the text of the first warning with a code, "" where there is none.
func warning(d *result.Document, code string) string {
	for _, w := range d.Warnings {
		if w.Code == code {
			return w.Text
		}
	}
	return ""
}

// A row of a status ledger speaks of two periods, and is one row all the same.
func TestRepeatedCustomersAreCountedOnce(t *testing.T) {
	check := func(csv, want string) {
		t.Helper()
		d := document(t, request(t, "churn", file(t, "status.csv", "customer_id,churn\n"+csv)))
		if got := warning(d, "repeated_customers"); !strings.HasPrefix(got, want) || got == "" != (want == "") {
			t.Errorf("%q: got %q, want %q", csv, got, want)
		}
	}
	check("A,No\nA,No\nA,No\nB,Yes\n", "2 rows beyond the first of a customer")
	check("A,Yes\nA,Yes\nA,No\nB,No\nB,Yes\n", "3 rows beyond")
	check("A,Yes\nA,Yes\nB,No\n", "1 row beyond")
	check("A,Yes\nB,No\n", "")
	checkMonths := document(t, request(t, "churn", file(t, "months.csv", "customer,month,mrr\nA,2026-05,1\nA,2026-05,1\nA,2026-06,1\nA,2026-06,1\nA,2026-06,1\nB,2026-05,1\n")))
	if got := warning(checkMonths, "repeated_rows"); got != "" && !strings.HasPrefix(got, "3 rows beyond") {
		t.Errorf("balance: %q", got)
	}
}

// The first day of a rate is a day of the ledger's zone, as its periods are.
func TestRatesHoldFromADayOfTheZone(t *testing.T) {
	csv := "customer,month,mrr,currency\nA,2026-05-15,100,USD\nB,2026-05-15,100,EUR\nA,2026-06-15,100,USD\nB,2026-06-15,100,EUR\n"
	for _, zone := range []string{"UTC", "America/New_York", "Asia/Tokyo"} {
		for _, from := range []string{"2026-05,2026-06", "2026-05-01,2026-06-01"} {
			may, june, _ := strings.Cut(from, ",")
			r := request(t, "revenue", file(t, "ledger.csv", csv))
			r.RatesFile = file(t, "rates.csv", "currency,rate,from\nUSD,0.5,"+may+"\nUSD,0.9,"+june+"\n")
			r.CurrencyCode, r.ZoneName = "EUR", zone
			var err error
			if r.Zone, err = time.LoadLocation(zone); err != nil {
				t.Skip(err)
			}
			checkNumbers(t, document(t, r).Total, map[string]float64{"opening": 150, "closing": 190})
		}
	}
}

// What the status of an order says about its money decides whether it is one.
func TestStatusOfOrders(t *testing.T) {
	check := func(statuses string, counted, excluded int64, codes ...string) *result.Document {
		t.Helper()
		csv := "customer,order date,total,payment status\nx,2026-01-01,5,paid\n"
		for i, status := range strings.Split(statuses, ";") {
			csv += fmt.Sprintf("c%d,2026-01-02,7,%s\n", i, status)
		}
		r := request(t, "repeat", file(t, "orders.csv", csv))
		if slices.Contains(codes, "unknown_status") {
			if e := refused(t, r); !e.Usage || len(e.Senses) != 2 || !slices.Contains(e.Senses[0].Flags, "payment status!=weird") {
				t.Errorf("%+v", e)
			}
			r.Where = []string{"payment status~.*"}
		}
		d := document(t, r)
		if d.Rows.Counted != counted+1 || d.Rows.Excluded != excluded {
			t.Errorf("%s: %d counted and %d excluded, want %d and %d", statuses, d.Rows.Counted-1, d.Rows.Excluded, counted, excluded)
		}
		var got []string
		for _, code := range warned(d) {
			if code != "few_customers" && code != "no_amount" {
				got = append(got, code)
			}
		}
		if !slices.Equal(got, codes) {
			t.Errorf("%s: warnings %q, want %q", statuses, got, codes)
		}
		return d
	}
	all := func(statuses string, excluded bool, codes ...string) {
		t.Helper()
		n := int64(strings.Count(statuses, ";") + 1)
		if excluded {
			check(statuses, 0, n, codes...)
			return
		}
		check(statuses, n, 0, codes...)
	}
	all("open;Unpaid;PENDING;Pending payment;payment_pending;on-hold;onHold;Failed;declined;void;Voided;canceled;Cancelled;uncollectible;refunded;"+
		"draft;abandoned;Expired;Chargeback;charged_back;rejected;returned;authorized;wc-failed;past_due;requires_payment_method", true, "excluded_status")
	all("pendiente de pago;Anulado;reembolsada;скасовано;Не оплачено;повернено;отменён;Возврат;ожидает оплаты;storniert;annulée;estornado", true, "excluded_status")
	all("paid;Completed;fulfilled;shipped;DELIVERED;succeeded;processing;wc-completed;;pagado;сплачено;оплачен;bezahlt", false)
	all("partially refunded;partially_refunded;PartiallyRefunded;Partially paid;disputed;частково повернено;reembolso parcial", false, "partly_paid")
	d := check("paid;weird;weird;odd 1;pending;refunded;pending", 4, 3, "excluded_status", "unknown_status")
	for code, want := range map[string]string{
		"excluded_status": `column "payment status": "pending" (2), "refunded" (1) are no orders that were paid; 3 rows are left out`,
		"unknown_status":  `column "payment status": "weird" (2), "odd 1" (1): not known as the status of an order; 3 rows are counted as paid; --where 'payment status!=weird' leaves the first out`,
	} {
		if got := warning(d, code); got != want {
			t.Errorf("%s\n got %s\nwant %s", code, got, want)
		}
	}
	d = check("weird;weird;disputed", 3, 0, "partly_paid", "unknown_status")
	if line := d.Warnings[0].Line; line != 5 {
		t.Errorf("disputed is on line %d, want 5", line)
	}
}

// A column of very many texts is no column of statuses, and is told of as one, however its rows are spread.
func TestVeryManyStatuses(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("customer,order date,total,payment status\n")
	for i := range 30_000 {
		fmt.Fprintf(&csv, "c%d,2026-01-02,7,n%d\n", i%1000, i)
	}
	name := file(t, "orders.csv", csv.String())
	for _, workers := range []int{1, 2, 7} {
		r := request(t, "repeat", name)
		r.Workers = workers
		want := `column "payment status": very many texts (30000): not known as the status of an order; 30000 rows are counted as paid`
		if got := warning(document(t, r), "unknown_status"); got != want {
			t.Errorf("%d workers: %s", workers, got)
		}
	}
}

// A list of those who are still there says nothing of those who left.
func TestNobodyWhoLeftCanBeInIt(t *testing.T) {
	running := "id,customer,status,created,start date,interval,amount\n"
	for i := range 200 {
		running += fmt.Sprintf("s%d,c%d,active,2026-%02d-05,2026-%02d-05,month,10\n", i, i, i%6+1, i%6+1)
	}
	name := file(t, "running.csv", running)
	for _, metric := range []string{"churn", "ltv", "cohort"} {
		e := refused(t, request(t, metric, name)) // the shape is found
		if e.Usage || !strings.Contains(e.Text, "no column tells when a subscription ended") || e.Instead != "revenue" {
			t.Errorf("%s: got %q, instead %q", metric, e.Text, e.Instead)
		}
	}
	for _, metric := range []string{"revenue", "expansion"} {
		d := document(t, request(t, metric, name))
		if d.Total.Verdict != nil || metric == "expansion" && warning(d, "nothing_to_lose") == "" {
			t.Errorf("%s: verdict %v, warnings %q", metric, d.Total.Verdict, warned(d))
		}
	}
}

// Where no row tells of a customer who left, a churn of nothing is not judged.
func TestNoVerdictWithoutAnybodyWhoLeft(t *testing.T) {
	target := 5.0 // a ledger without periods has no target of its own
	check := func(judged bool, csv string, change func(*customers.Brief)) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		r.Target = &target
		if change != nil {
			change(&r)
		}
		d := document(t, r)
		verdicts := d.Total.Verdict != nil
		for _, g := range d.Groups.All() {
			verdicts = verdicts || g.Verdict != nil
		}
		if verdicts != judged || slices.Contains(warned(d), "nothing_to_lose") == judged {
			t.Errorf("judged %v, want %v, warnings %q of\n%.60s", verdicts, judged, warned(d), csv)
		}
	}
	many := func(header, row, last string) string {
		return header + "\n" + strings.Repeat(row+"\n", 200) + last
	}
	check(false, many("customer,date,type,mrr", "A,2026-01-05,new,10", "B,2026-02-05,new,10\n"), nil)
	check(true, many("customer_id,churn", "A,No", "B,Yes\n"), nil)
	check(true, many("customer_id,churn,plan", "A,No,a", "B,Yes,b\n"), func(r *customers.Brief) { r.Where = []string{"plan=a"} })
	check(true, many("customer,start,end,mrr", "A,2026-01-05,,10", "B,2026-01-05,2026-04-05,10\n"), nil)
	check(true, many("customer,start,end,mrr,plan", "A,2026-01-05,,10,a", "C,2026-05-01,,10,a\nB,2026-01-05,2026-04-05,10,b\n"), func(r *customers.Brief) { r.Where = []string{"plan=a"} })
	check(false, "customer,date,type,mrr\nA,2026-01-05,new,10\nB,2026-02-05,new,10\nB,2026-03-05,expansion,10\n", nil)
	check(true, "customer,date,type,mrr\nA,2026-01-05,new,10\nB,2026-02-05,new,10\nB,2026-03-05,churn,10\n", nil)
	check(true, "customer,month,mrr\nA,2026-01,10\nB,2026-01,10\nA,2026-02,10\nB,2026-02,10\n", nil)
}

// A list of one kind of customers tells no rate: whether nobody in it left, or everybody did.
func TestListsOfOneKind(t *testing.T) {
	check := func(metric, shape, says, instead, csv string) {
		t.Helper()
		r := request(t, metric, file(t, "ledger.csv", csv))
		r.Shape = shape
		e := refused(t, r)
		if e.Usage || !strings.Contains(e.Text, says) || e.Instead != instead {
			t.Errorf("%q, instead %q", e.Text, e.Instead)
		}
	}
	there := "customer,start,end,mrr,status\nA,2026-01-05,,10,active\nB,2026-02-05,,10,active\n"
	for _, metric := range []string{"churn", "ltv", "cohort"} {
		check(metric, "", "nobody who left is in this file", "revenue", there)
		check(metric, "subscription", "nobody who left is in this file", "revenue", there)
		check(metric, "", "no column tells when a subscription ended", "revenue", "customer,start date,mrr,status\nA,2026-01-05,10,active\nB,2026-02-05,10,active\n")
	}
	check("churn", "", "nobody who left", "", "customer_id,churn\nA,No\nB,No\n")
	check("churn", "", "nobody who left", "", "customer_id,status\nA,active\nB,active\n")
	d := document(t, request(t, "revenue", file(t, "ledger.csv", there)))
	if warning(d, "nothing_to_lose") == "" {
		t.Error("no warning")
	}

	left := "customer,start,end,mrr\nA,2025-01-05,2025-06-01,10\nB,2025-02-05,2025-07-01,10\n"
	for _, metric := range []string{"churn", "ltv", "cohort", "revenue"} {
		check(metric, "", "list of those who left", "", left)
	}
	check("churn", "", "list of those who left", "", "customer_id,churned\nA,Yes\nB,Yes\n")
	check("churn", "", "list of those who left", "", "customer_id,cancelled at,reason\nA,2025-06-01,price\nB,2025-07-01,price\n")
	r := request(t, "churn", file(t, "ledger.csv", left))
	r.Shape = "subscription"
	if d := document(t, r); warning(d, "all_left") == "" || d.Total.Verdict != nil {
		t.Errorf("%q, verdict %v", warned(d), d.Total.Verdict)
	}
	document(t, request(t, "churn", file(t, "ledger.csv", "customer,start,end,mrr\nA,2025-01-01,2025-02-01,10\nA,2025-02-01,2025-03-01,10\nB,2025-01-01,2025-02-01,9\n"))) // terms
	check("churn", "", "no row brings any money", "", "customer,start,end,mrr\nA,2025-01-05,2025-06-01,0\nB,2025-02-05,,0\n")
}

// A filled end is a loss, where no column tells when customers came; who joined was not there before; and a flag and dates that
// say different things are a question.
func TestSidesOfCustomers(t *testing.T) {
	number := func(lost, start float64, csv string) {
		t.Helper()
		d := document(t, request(t, "churn", file(t, "ledger.csv", csv)))
		checkNumbers(t, d.Total, map[string]float64{"customers_lost": lost, "customers_start": start})
	}
	for _, csv := range []string{"customer,end_date,mrr\na,,5\nb,2025-03-01,5\nc,,5\n", "customer,cancellation date\na,\nb,2025-03-01\nc,\n"} {
		r := request(t, "churn", file(t, "ledger.csv", csv))
		if e := refused(t, r); !e.Usage || len(e.Flags) > 0 || !strings.Contains(e.Hint, "--shape status") {
			t.Errorf("%+v", e)
		}
		r.Shape = "status"
		checkNumbers(t, document(t, r).Total, map[string]float64{"customers_lost": 1, "customers_start": 3})
	}
	number(1, 2, "customer,customer status\na,Stayed\nb,Churned\nc,Joined\n")
	number(1, 2, "CustomerId,Exited\na,0\nb,1\n")
	number(1, 2, "customer_id,Attrition_Flag\na,Existing Customer\nb,Attrited Customer\n")
	number(2, 5, "customer_id,status\na,active\nb,trialing\nc,canceled\nd,past_due\ne,paused\nf,lead\ng,expired\n")
	number(1, 2, "Kunde,Startdatum,Enddatum,Status\na,2025-01-01,,aktiv\nb,2025-01-01,2025-02-10,gekündigt\n")
	rows := "customer,start_date,end_date,churned,mrr\na,2025-01-01,,No,5\nb,2025-01-01,2025-03-10,Yes,5\nc,2025-01-01,,"
	number(1, 3, rows+"No,5\n")
	for metric, flags := range map[string][]string{"churn": {"--shape", "status", "--status", "churned"}, "ltv": {"--shape", "subscription"}} {
		r := request(t, metric, file(t, "ledger.csv", rows+"Yes,5\n"))
		e := refused(t, r)
		for _, sense := range e.Senses {
			e.Flags = append(e.Flags, sense.Flags...)
		}
		if !e.Usage || !strings.Contains(e.Text, "say different things") || !slices.Equal(e.Flags, flags) {
			t.Errorf("%q: %q", e.Text, e.Flags)
		}
		r.Shape = "subscription"
		document(t, r)
	}
	e := refused(t, request(t, "churn", file(t, "ledger.csv", "customer,start_date_1,end_date_1,start_date_2,end_date_2\na,2025-01-01,2025-02-01,2025-03-01,\n")))
	if e.Usage || !strings.Contains(e.Text, "several subscriptions of its customer") {
		t.Error(e.Text)
	}
}

// Where more rows are unusable than counted, a figure is not judged.
func TestNoVerdictOnMostlyUnusableRows(t *testing.T) {
	good := "A,2026-01,10\nA,2026-02,10\nB,2026-01,10\n"
	for _, c := range []struct {
		bad    int
		judged bool
	}{{3, true}, {4, false}} {
		d := document(t, request(t, "churn", file(t, "l.csv", "customer,month,mrr\n"+good+strings.Repeat("C,2026-01,ten\n", c.bad))))
		if (d.Total.Verdict != nil) != c.judged {
			t.Errorf("%d unusable rows: verdict %v", c.bad, d.Total.Verdict)
		}
	}
}

// A last period that the data end in is told of, in every shape.
func TestLastPeriodIsOpen(t *testing.T) {
	check := func(want string, csv string, change ...func(*customers.Brief)) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		for _, c := range change {
			c(&r)
		}
		got := warning(document(t, r), "open_period")
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("got %q, want %q of\n%s", got, want, csv)
		}
	}
	june := "the last date is 2026-06-02, 28 days before 2026-06 is over, which the periods before come nearer to: so it may not be whole and has no verdict, nor has the total; --as-of 2026-06 leaves it out"
	subscriptions := "customer,start,end,mrr\na,2026-03-10,,1\nb,2026-04-28,,1\nc,2026-05-10,2026-05-20,1\nd,2026-03-11,%s,1\n"
	check(june, fmt.Sprintf(subscriptions, "2026-06-02"))
	check("", fmt.Sprintf(subscriptions, "2026-06-29"))
	check("", fmt.Sprintf(subscriptions, "2026-06-02"), func(r *customers.Brief) { r.AsOf = "2026-06" })
	check("", fmt.Sprintf(subscriptions, "2026-06-02"), func(r *customers.Brief) { r.Period = "day" })
	check("the last date is 2026-05-20, 41 days before 2026-Q2", fmt.Sprintf(subscriptions, "2026-03-30"), func(r *customers.Brief) { r.Period = "quarter" })
	check(june, "customer,date,type,mrr\na,2026-04-20,new,1\nb,2026-05-25,new,1\na,2026-06-02,churn,1\n")
	days := "customer,date,mrr\na,2026-05-01,1\na,2026-05-31,1\nb,2026-05-31,1\n"
	balance := func(r *customers.Brief) { r.Shape = "balance" }
	check(june, days+"a,2026-06-02,1\nb,2026-06-02,1\n", balance)
	check("", days+"a,2026-06-30,1\nb,2026-06-30,1\n", balance)
	check("", "customer,date,mrr\na,2026-05-01,1\nb,2026-05-01,1\na,2026-06-01,1\na,2026-04-01,1\n", balance)
	check("", "customer,date,mrr\na,2026-05-29,1\nb,2026-05-29,1\na,2026-06-30,1\na,2026-07-29,1\n", balance)
	check("", "customer,month,mrr\na,2026-05,1\nb,2026-05,1\na,2026-06,1\n")
	check("the last order is of 2026-06-02", "customer,order date,total\na,2026-05-05,1\nb,2026-05-20,1\na,2026-06-02,1\n")
}

// A date decades away from all others would stretch every figure over time.
func TestDateFarFromAllOthers(t *testing.T) {
	check := func(metric, csv, condition, says string, change ...func(*customers.Brief)) {
		t.Helper()
		for _, workers := range []int{1, 3} {
			r := request(t, metric, file(t, "ledger.csv", csv))
			r.Workers = workers
			for _, c := range change {
				c(&r)
			}
			if condition == "" {
				document(t, r)
				continue
			}
			e := refused(t, r)
			if e.Usage || e.Flags[0] != "--where" || e.Flags[1] != condition || !strings.Contains(e.Text, says) {
				t.Errorf("%s: got %q, %q, want %q, %s", metric, e.Text, e.Flags, says, condition)
			}
			r.Where = []string{e.Flags[1]}
			got := document(t, r) // what it says works, and the row is gone
			r.Where, r.Sources = nil, []string{file(t, "clean.csv", withoutFar(csv))}
			if want := document(t, r); got.Rows.Counted != want.Rows.Counted || !cmp.Equal(got.Total, want.Total) || !cmp.Equal(got.Groups, want.Groups) {
				t.Errorf("%s: with the condition %v, %v\nwithout the row %v, %v", metric, got.Total, got.Groups, want.Total, want.Groups)
			}
		}
	}
	balance := "customer,month,mrr\nA,2026-04,1\nA,2026-05,1\nB,2026-05,1\nA,2026-06,1\n"
	check("churn", balance+"C,1926-05,1\n", "month>=2026-03", `ledger.csv:6: column "month": "1926-05" lies 99 years before nearly all others`)
	check("churn", balance+"C,1970-01,1\n", "month>=2026-03", "lies 56 years before")
	check("revenue", balance+"C,2062-05,1\n", "month<2026-07", "lies 35 years behind")
	check("churn", balance+"C,2019-05,1\n", "", "")
	check("churn", "customer,month,mrr\nA,2005-01,1\nA,2020-01,1\n", "", "")
	orders := "customer,order date,total\na,2026-05-05,1\nb,2026-05-20,1\na,2026-06-02,1\na,2026-08-02,1\nc,2026-06-20,1\nd,1970-01-01,1\nd,1970-01-01,1\n"
	check("repeat", orders, "order date>=2026-05", `ledger.csv:7: column "order date": "1970-01-01"`)
	check("churn", orders, "order date>=2026-05", "1970-01-01", func(r *customers.Brief) { r.Period = "day" })
	subscriptions := "customer,start,end,mrr\na,2026-03-10,,1\nb,2026-04-28,,1\nc,2026-05-10,2026-06-20,1\nd,%s,%s,1\n"
	check("churn", fmt.Sprintf(subscriptions, "1926-03-11", ""), "start>=2026-03", `column "start": "1926-03-11"`)
	check("churn", fmt.Sprintf(subscriptions, "2026-03-11", "2062-03-11"), "end!=2062-03-11", `column "end": "2062-03-11"`)
	now := dates.Instant(time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).UnixMicro())
	check("churn", fmt.Sprintf(subscriptions, "2026-03-11", "2062-03-11"), "", "", func(r *customers.Brief) { r.Now = &now }) // it is planned
	check("churn", strings.NewReplacer("2026-04", "21/04/2026", "2026-05", "21/05/2026", "2026-06", "21/06/2026").Replace(balance)+"C,21/05/1926,1\n",
		"month!=21/05/1926", "1926")
	check("churn", strings.Replace(balance, ",1\n", ",1\nD,,1\n", 1)+"C,1926-05,1\n", "month>=2026-03", "1926") // a blank one changes nothing
	many := "customer,month,mrr\n"
	for i := range 24 {
		many += fmt.Sprintf("A,%d-%02d,1\n", 2024+i/12, 1+i%12)
	}
	for i := range 12 { // a year of long ago is no mistake
		many += fmt.Sprintf("A,2001-%02d,1\n", 1+i)
	}
	check("churn", many, "", "")
}

// withoutFar is a ledger without its rows of times that are decades away.
func withoutFar(csv string) string {
	lines := strings.SplitAfter(csv, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool {
		return strings.Contains(line, "1926") || strings.Contains(line, "1970") || strings.Contains(line, "2062")
	}), "")
}

// What a condition leaves out is no far date, whatever the condition is about; and one that has been given stays.
func TestFarDatesThatAreLeftOut(t *testing.T) {
	csv := "customer,month,plan,mrr\nA,2026-04,x,1\nA,2026-05,x,1\nB,2026-05,x,1\nA,2026-06,x,1\nC,1970-01,y,1\nD,2062-05,y,1\n"
	for _, conditions := range [][]string{{"plan=x"}, {"plan!=y", "mrr>0"}, {"month>=2026-01", "month<2027-01"}} {
		r := request(t, "churn", file(t, "ledger.csv", csv))
		r.Where = conditions
		got := document(t, r)
		r.Where, r.Sources = nil, []string{file(t, "clean.csv", withoutFar(csv))}
		if want := document(t, r); !cmp.Equal(got.Total, want.Total) || !cmp.Equal(got.Groups, want.Groups) || slices.Contains(warned(got), "missing_periods") {
			t.Errorf("%q: %v, %v, %v, want %v, %v", conditions, got.Total, got.Groups, warned(got), want.Total, want.Groups)
		}
	}
	r := request(t, "churn", file(t, "ledger.csv", csv))
	r.Where = []string{"mrr>0"}
	if e := refused(t, r); !slices.Equal(e.Flags, []string{"--where", "month>=2026-03", "--where", "mrr>0"}) {
		t.Errorf("flags %q", e.Flags)
	}
}

// A row that is left out and a row that counts may have the same far time: it is told of.
func TestFarDateMetInARowThatIsLeftOut(t *testing.T) {
	csv := "customer,month,plan,mrr\nD,1970-01,y,1\nA,2026-04,x,1\nA,2026-05,x,1\nB,2026-05,x,1\nA,2026-06,x,1\nC,1970-01,x,1\n"
	r := request(t, "churn", file(t, "ledger.csv", csv))
	r.Where, r.Workers = []string{"plan=x"}, 1
	if e := refused(t, r); !strings.Contains(e.Text, "ledger.csv:7") {
		t.Error(e.Text)
	}
}

// A list in which most have left may tell who stayed.
func TestMostLeft(t *testing.T) {
	check := func(text string, lost []string, want bool) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", text))
		r.Lost = lost
		if got := warning(document(t, r), "most_left") != ""; got != want {
			t.Errorf("%q, lost %q: wonders %v", text, lost, got)
		}
	}
	check("customer,churn\na,yes\nb,yes\nc,yes\nd,no\n", nil, true)
	check("customer,churn\na,yes\nb,yes\nc,yes\nd,no\n", []string{"yes"}, false)
	check("customer,churn\na,yes\nb,yes\nc,no\nd,no\n", nil, false)
	check("customer,start,end\na,2026-01-01,2026-02-03\nb,2026-01-01,2026-02-03\nc,2026-01-01,\n", nil, false)
}
