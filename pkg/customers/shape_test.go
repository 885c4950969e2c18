package customers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
)

func TestShapeIsFound(t *testing.T) {
	check := func(shape, columns, csv string) {
		t.Helper()
		d := document(t, request(t, "churn", file(t, "ledger.csv", csv)))
		if got := setting(t, d, "shape"); got != shape {
			t.Errorf("shape %v, want %s, of\n%s", got, shape, csv)
		}
		var found []string
		for _, m := range d.Columns {
			found = append(found, m.Key+"="+m.Value.(string))
		}
		if got := strings.Join(found, " "); got != columns {
			t.Errorf("columns %s, want %s", got, columns)
		}
	}
	check("balance", "customer=customer_id time=month amount=MRR", "customer_id,month,MRR\na,2026-05,10\nb,2026-05,10\na,2026-06,10\n")
	check("balance", "customer=client time=date amount=amount", "client,date,amount\na,2026-05-31,10\nb,2026-05-31,10\na,2026-06-30,10\n")
	check("balance", "customer=Kunde time=Monat amount=Betrag", "Kunde;Monat;Betrag\na;05/2026;10,00\nb;05/2026;10,00\na;06/2026;10,00\n")
	check("transaction", "customer=Email time=Created at amount=Total currency=Currency status=Financial Status",
		"Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity\n#1,a,paid,EUR,10,2026-05-14 11:23:45 +0100,1\n#2,b,paid,EUR,10,2026-05-14 11:23:45 +0100,2\n#3,a,paid,EUR,10,2026-06-14 11:23:45 +0100,1\n")
	check("transaction", "customer=customer_id time=invoice_date amount=amount",
		"invoice_id,customer_id,invoice_date,amount\n1,a,2026-05-01,5\n2,b,2026-05-01,5\n3,a,2026-06-01,5\n")
	check("subscription", "customer=customer start=start_date end=end_date amount=mrr",
		"customer,start_date,end_date,mrr,interval\na,2026-05-01,,10,year\nb,2026-05-01,2026-06-10,10,year\n")
	check("subscription", "customer=Customer ID start=Start Date (UTC) end=Ended At (UTC) request=Canceled At (UTC) amount=Amount status=Status interval=Interval",
		"id,Customer ID,Quantity,Interval,Amount,Status,Created (UTC),Start Date (UTC),Canceled At (UTC),Ended At (UTC)\n"+
			"1,a,1,month,10,active,2026-05-01,2026-05-01,,\n2,b,1,month,10,canceled,2026-05-01,2026-05-01,2026-05-20,2026-06-10\n")
	check("transaction", "customer=customer time=date amount=total", // goods that are new or used are no movements
		"customer,order_id,date,type,total\na,1,2026-05-14,new,3\nb,2,2026-05-15,used,4\na,3,2026-06-15,new,4\n")
	check("transaction", "customer=customer time=date amount=total",
		"customer,date,type,total\na,2026-05-14,new,3\nb,2026-05-15,used,4\na,2026-05-16,used,4\na,2026-06-15,used,4\n")
	check("transaction", "customer=Email time=Created at amount=Total", // who served is not who bought
		"Email,Employee,Created at,Total\na,Jo,2026-05-14,3\nb,Jo,2026-05-15,4\na,Jo,2026-05-25,4\na,Jo,2026-06-15,4\n")
	check("status", "customer=customer amount=monthly_charges status=churned", "customer,churned,monthly_charges,total_charges\na,no,10,100\nb,yes,10,100\n")
	check("status", "customer=customer status=Churn", "customer,signup_date,Churn\na,2024-01-01,Yes\nb,2024-01-01,No\n")
	check("status", "customer=customer_id amount=mrr status=status", "customer_id,created_at,status,mrr\na,2024-01-01,active,5\nb,2024-01-01,canceled,5\n")
	check("status", "customer=user_id status=is_active", "user_id,is_active\na,1\nb,0\n")
	check("movement", "customer=CUSTOMER_UUID time=DATE amount=MRR_MOVEMENT currency=CURRENCY_CODE type=MOVEMENT_TYPE",
		"DATE,CUSTOMER_NAME,MRR_MOVEMENT,MRR,MOVEMENT_TYPE,CURRENCY_CODE,CUSTOMER_UUID\n2026-05-01,A,1000,1000,new_biz,USD,a\n2026-05-01,B,1000,1000,new_biz,USD,b\n2026-06-01,B,-1000,0,churn,USD,b\n")
}

// The customers of TestShapeIsFound are lost one of two, whatever the shape.
func TestShapesAgree(t *testing.T) {
	check := func(csv string, change func(*customers.Brief)) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		if change != nil {
			change(&r)
		}
		checkNumbers(t, document(t, r).Total, map[string]float64{"customers_start": 2, "customers_lost": 1, "value": 50, "revenue_start": 20, "revenue_lost": 10})
	}
	check("customer,month,mrr\na,2026-05,10\nb,2026-05,10\na,2026-06,10\n", nil)
	check("customer,start,end,mrr\na,2026-05-01,,10\nb,2026-05-01,2026-06-10,10\n", nil)
	check("customer,start,end,amount,interval\na,2026-05-01,,120,year\nb,2026-05-01,2026-06-10,30,quarter\n", nil)
	check("customer,start,end,unit_price,seats\na,2026-05-01,,5,2\nb,2026-05-01,2026-06-10,1,10\n", nil)
	check("customer,churn,mrr\na,no,10\nb,yes,10\n", nil)
	check("customer,kind,mrr\na,fine,10\nb,off,10\n", func(r *customers.Brief) { r.Status, r.Lost = "kind", []string{"off"} })
	check("customer,date,type,mrr\na,2026-05-01,new,10\nb,2026-05-01,new,10\nb,2026-06-01,churn,10\n", nil)
	check("customer,order_date,total\na,2026-05-01,10\nb,2026-05-01,10\na,2026-06-30,10\n", nil)
}

func TestShapeIsAskedFor(t *testing.T) {
	check := func(csv, says string, flags ...string) {
		t.Helper()
		e := refused(t, request(t, "churn", file(t, "ledger.csv", csv)))
		if !e.Usage || !strings.Contains(e.Text, says) {
			t.Errorf("got %q, want %q", e.Text, says)
		}
		if diff := cmp.Diff(flags, e.Flags); diff != "" {
			t.Errorf("%s: flags (-want +got):\n%s", says, diff)
		}
	}
	// once a month, on a day within it: a balance or an invoice
	check("customer,date,amount\na,2026-05-12,10\nb,2026-05-13,10\na,2026-06-12,10\n", "a row could stand for several things", "--shape", "balance")
	// a row and a date for each customer are no state that anybody could have left
	check("customer,created_at,amount\na,2026-05-12,10\nb,2026-05-13,10\n", "every customer has one row, with a date")
	check("customer,date,status\na,2026-05-12,open\nb,2026-05-13,closed\n", "every customer has one row, with a date")
	check("who,what\na,b\n", "not those of a ledger")
	check("customer,signup_date,mrr,churn\na,2026-05-12,1,Yes\nb,2026-05-13,1,No\nc,2026-05-13,1,No\nd,2026-05-13,1,Maybe\n",
		`since column "churn" holds who left and other texts such as "Maybe"`, "--shape", "status")
	check("customer,churn\na,Yes\nb,No\nc,No\nd,Maybe\n", `since column "churn" holds who left and other texts such as "Maybe"`, "--shape", "status")
	// movements of which many have a type that nobody knows are not orders all of a sudden
	check("customer,date,type,amount\na,2026-05-12,new,10\nb,2026-05-13,new,10\na,2026-06-12,upgrade,5\nb,2026-06-12,credit note,5\n",
		`since column "type" holds types of movements and other texts such as "credit note"`, "--shape", "movement")
	check("customer,date,type,amount\na,2026-05-12,new,10\nb,2026-05-13,fee,10\na,2026-06-12,churn,5\nb,2026-06-12,tax,5\nb,2026-06-12,x,5\n",
		"holds types of movements and other texts such as \"fee\"", "--shape", "movement")
}

func TestColumnsAreAskedFor(t *testing.T) {
	check := func(csv string, change func(*customers.Brief), says string, flags ...string) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", csv))
		if change != nil {
			change(&r)
		}
		e := refused(t, r)
		if !e.Usage || !strings.Contains(e.Text, says) {
			t.Errorf("got %q, want %q", e.Text, says)
		}
		if diff := cmp.Diff(flags, e.Flags); diff != "" {
			t.Errorf("%s: flags (-want +got):\n%s", says, diff)
		}
	}
	balance := func(r *customers.Brief) { r.Shape = "balance" }
	check("client_id,customer_id,month,mrr\na,x,2026-05,1\na,y,2026-05,1\n", balance, "2 columns could hold the customer", "--customer", "client_id")
	check("name,month,mrr\na,2026-05,1\n", balance, "no header tells which column holds the customer")
	check("customer,month,amount,revenue\na,2026-05,1,2\n", balance, "2 columns could hold the amount", "--amount", "amount")
	check("customer,moment,mrr\na,2026-05-01,1\n", balance, "no header tells which column holds the time", "--time", "moment")
	check("customer,start,end,amount,quantity\na,2026-05-01,,1,2\n", nil, "may hold totals, or prices of one unit", "--quantity", "quantity")
	check("customer,month,mrr\na,2026-05,1\n", func(r *customers.Brief) { r.Customer = "custmer" }, "there is no such column", "--customer", "customer")
	check("customer,month,mrr,plan\na,2026-05,1,x\n", func(r *customers.Brief) { r.Shape, r.Type = "balance", "plan" }, "--type means nothing to a ledger of shape balance")
	check("customer,month\na,2026-05\n", func(r *customers.Brief) { r.InactiveAfter, r.Shape = "90d", "balance" }, "--inactive-after means nothing")

	r := request(t, "revenue", file(t, "ledger.csv", "customer,month\na,2026-05\n"))
	r.Shape = "balance"
	if e := refused(t, r); !strings.Contains(e.Text, "no header tells which column holds the amount") {
		t.Errorf("revenue without amounts: got %q", e.Text)
	}
}

// Money is left out where its column is not clear, as long as nobody asks for money.
func TestUnclearAmountsAreLeftOut(t *testing.T) {
	csv := "customer,churn,amount,revenue\na,no,1,2\nb,yes,1,2\n"
	d := document(t, request(t, "churn", file(t, "ledger.csv", csv)))
	checkNumbers(t, d.Total, map[string]float64{"value": 50})
	if !slices.Contains(warned(d), "no_amount") {
		t.Errorf("no warning about the amount: %v", d.Warnings)
	}
	csv = "customer,month,amount,revenue\na,2026-01,1,2\na,2026-02,1,2\n"
	if e := refused(t, request(t, "ltv", file(t, "ledger.csv", csv))); !strings.Contains(e.Text, "2 columns could hold the amount") {
		t.Errorf("got %q", e.Text)
	}
}

// Who left, and not when, is a churn over no known time: a life-time value from it means nothing.
func TestNoLifetimeWithoutTime(t *testing.T) {
	csv := "customer,churn,amount\na,no,1\nb,yes,1\n"
	for _, shape := range []string{"", "status"} {
		r := request(t, "ltv", file(t, "ledger.csv", csv))
		r.Shape = shape
		e := refused(t, r)
		if !strings.Contains(e.Text, "not over how long a time") || e.Usage || e.Instead != "churn" {
			t.Errorf("shape %q: got %+v", shape, e)
		}
	}
	r := request(t, "ltv", file(t, "ledger.csv", csv))
	r.Period = "quarter" // which means nothing to churn of such rows
	if e := refused(t, r); e.Instead != "" {
		t.Errorf("the hint would not work: %+v", e)
	}
	if e := refused(t, request(t, "revenue", r.Sources[0])); e.Instead != "churn" || !strings.Contains(e.Text, "who left, and not when") {
		t.Errorf("%+v", e)
	}
	r = request(t, "ltv", file(t, "ledger.csv", csv))
	r.Own = flags.Values{"discount": 0.01} // which churn does not know
	if e := refused(t, r); e.Instead != "" {
		t.Errorf("the hint would not work: %+v", e)
	}
}

func TestShapesThatDoNotFitTheMetric(t *testing.T) {
	check := func(metric, shape, says string) {
		t.Helper()
		r := request(t, metric, file(t, "ledger.csv", "customer,churn\na,no\nb,yes\n"))
		r.Shape = shape
		if e := refused(t, r); !e.Usage || !strings.Contains(e.Text, says) {
			t.Errorf("%s of %s: got %q, want %q", metric, shape, e.Text, says)
		}
	}
	check("cohort", "status", "it reads balance, subscription, transaction or movement")
	check("repeat", "balance", "it reads transaction")
	check("churn", "pyramid", "is not a shape of a ledger")
	check("cohort", "", "not those of a ledger that cohort can read")
}

// The column of orders is looked for where orders are counted, and asked for where several could be it.
func TestOrderColumn(t *testing.T) {
	orders := file(t, "orders.csv", "customer,order_id,date,amount\na,1,2026-05-01,5\na,1,2026-05-01,7\nb,2,2026-06-01,5\n")
	found := func(metric string, change func(*customers.Brief)) any {
		r := request(t, metric, orders)
		change(&r)
		column, _ := document(t, r).Columns.Get("order")
		return column
	}
	for _, c := range []struct {
		metric, name string
		want         any
	}{{"repeat", "", "order_id"}, {"repeat", "#2", "order_id"}, {"churn", "", nil}, {"churn", "order_id", "order_id"}} {
		if got := found(c.metric, func(r *customers.Brief) { r.Order = c.name }); got != c.want {
			t.Errorf("%s --order %q: column %v, want %v", c.metric, c.name, got, c.want)
		}
	}
	e := refused(t, request(t, "repeat", file(t, "two.csv", "customer,order no,order number,date\na,1,7,2026-05-01\nb,2,8,2026-06-01\n")))
	if !strings.Contains(e.Text, "2 columns could hold the number of the order") || !slices.Contains(e.Flags, "--order") {
		t.Errorf("got %q with %q", e.Text, e.Flags)
	}
	r := request(t, "churn", file(t, "months.csv", "customer,month,order_id,mrr\na,2026-05,1,5\na,2026-06,2,5\n"))
	r.Order, r.Shape = "order_id", "balance"
	if e := refused(t, r); !strings.Contains(e.Text, "--order means nothing to a ledger of shape balance") {
		t.Errorf("got %q", e.Text)
	}
}

// Rows that are clearly no orders are refused where orders are counted; who says that they are knows better. That movements
// are orders is not proposed: losses would count as some.
func TestNoOrders(t *testing.T) {
	for csv, says := range map[string]string{
		"customer,date,type,amount\na,2026-05-03,new,5\nb,2026-05-04,new,5\na,2026-06-05,churn,5\nb,2026-07-09,expansion,1\n":    "types of movements",
		"customer,date,type,amount\na,2026-05-03,new,5\nb,2026-05-04,new,5\na,2026-06-05,churn,5\nb,2026-07-09,unheard of,1\n":   "types of movements and other texts",
		"customer,month,mrr\na,2026-05,5\nb,2026-05,5\na,2026-06,5\nb,2026-06,5\n":                                               "those of a month",
		"customer,date,amount\na,2026-05-31,5\nb,2026-05-31,5\na,2026-06-30,5\nb,2026-06-30,5\na,2026-07-31,5\nb,2026-07-31,5\n": "one row a period",
		"customer,start date,end date,amount\na,2026-05-31,,5\nb,2026-05-31,2026-07-01,5\n":                                      "start and end",
	} {
		for _, period := range []string{"", "week"} {
			r := request(t, "repeat", file(t, "ledger.csv", csv))
			r.Period = period
			e := refused(t, r)
			want := []string{"--shape", "transaction"}
			if strings.HasPrefix(says, "types of movements") {
				want = nil
			}
			if !e.Usage || !strings.Contains(e.Text, "no orders") || !strings.Contains(e.Text, says) || !slices.Equal(e.Flags, want) {
				t.Errorf("%s: got %q, %q", csv, e.Text, e.Flags)
			}
			if r.Shape = "transaction"; !strings.Contains(csv, "start") {
				document(t, r)
			}
		}
	}
	for _, csv := range []string{
		"customer,order_id,date,amount\na,1,2026-05-01,5\na,2,2026-06-01,7\nb,3,2026-06-01,5\n",
		"customer,date,amount\na,2026-05-11,5\na,2026-05-12,7\nb,2026-06-01,5\n",
		"customer,date,amount,type\na,2026-05-11,5,sale\na,2026-05-12,7,sale\nb,2026-06-01,5,refund\n",
	} {
		document(t, request(t, "repeat", file(t, "ledger.csv", csv)))
	}
}

// Answers of people who stand once each are no orders, which would make a share of nobody.
func TestAnswersAreNoOrders(t *testing.T) {
	for _, csv := range []string{
		"customer_id,date,csat\n1,2026-05-03,5\n2,2026-05-04,4\n3,2026-06-04,1\n",
		"клиент;дата;оценка\n1;2026-05-03;5\n2;2026-05-04;4\n3;2026-06-04;1\n",
	} {
		r := request(t, "repeat", file(t, "ledger.csv", csv))
		if e := refused(t, r); !e.Usage || !strings.Contains(e.Text, "no orders, but answers") || e.Flags != nil {
			t.Errorf("%s: got %q, %q", csv, e.Text, e.Flags)
		}
		r.Shape = "transaction"
		document(t, r)
	}
	document(t, request(t, "repeat", file(t, "ledger.csv", "customer,date,amount,rating\n1,2026-05-03,5,4\n2,2026-05-04,4,4\n")))
}

// Orders before --since are not known, and where there are some it says so.
func TestOrdersBefore(t *testing.T) {
	csv := "customer,order_id,date,amount\na,1,2026-05-01,5\na,2,2026-06-01,7\nb,3,2026-06-02,5\n"
	for since, want := range map[string]bool{"": false, "2026-05-01": false, "2026-05-15": true} {
		r := request(t, "repeat", file(t, "ledger.csv", csv))
		r.Since = since
		d := document(t, r)
		if slices.Contains(warned(d), "orders_before") != want {
			t.Errorf("since %q: %v", since, d.Warnings)
		}
	}
	r := request(t, "churn", file(t, "ledger.csv", csv))
	r.Since = "2026-06-01"
	if d := document(t, r); slices.Contains(warned(d), "orders_before") {
		t.Error("churn knows what lies before")
	}
}
