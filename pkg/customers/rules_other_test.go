package customers_test

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
)

// fading are 20 customers who each pay 10.00 in the middle of a month, of whom one a month stops, until October.
func fading() string {
	var b strings.Builder
	b.WriteString("order_id,customer,date,amount\n")
	order := 0
	for c := range 20 {
		for m := 1; m <= min(c+1, 10); m++ {
			order++
			fmt.Fprintf(&b, "%d,k%d,2025-%02d-15,10\n", order, c, m)
		}
	}
	return b.String()
}

// otherRules are those of cohorts, orders, windows and rows.
func otherRules() []rule {
	passers := "customer,start,end,mrr\n"
	for c := range 10 {
		end := ""
		if c < 3 {
			end = "2026-03-20"
		}
		passers += fmt.Sprintf("k%d,2026-03-02,%s,10\n", c, end)
	}
	passers += "old,2026-02-01,,10\nlate,2026-05-10,,10\n"
	return []rule{
		{name: "a window decides presence and no amount", metric: "revenue", ask: flag(func(r *customers.Brief) { r.InactiveAfter = "90d" }), csv: fading(),
			// April looks back to 31 January: who paid in January alone is lost, who paid in March and not in April is there with 0.
			rows: map[string]fields{"2025-04": {"opening": 180, "churn": 0, "contraction": 10, "closing": 170, "nrr": 100 * 17. / 18,
				"customers_opening": 20, "customers_lost": 1, "customers_closing": 19, "arpa": 170. / 19}},
			not: []string{"2025-02", "2025-03"}, total: fields{"opening": 180, "closing": 110}},
		{name: "churn and revenue have the same customers", metric: "ltv", ask: flag(func(r *customers.Brief) { r.InactiveAfter = "90d" }), csv: fading(),
			// From April to October 20, 19 … 14 customers at the starts, 119 together, of whom 7 go; they paid 180 … 120.
			total: fields{"churn": 700. / 119, "arpa": 1050. / 119, "value": 150}},
		{name: "a cohort has those who left within its first period", metric: "cohort", ask: flag(func(r *customers.Brief) { r.AsOf = "2026-06-01" }), csv: passers,
			rows:  map[string]fields{"2026-03 @0": {"customers": 10, "active": 10}, "2026-03 @1": {"customers": 10, "active": 7, "value": 70}},
			total: fields{"customers": 10, "active": 7}}, // without the one of the first period
		{name: "who was there before the data has no known beginning", metric: "cohort",
			csv:   "customer,month,mrr\n" + panel(0, 50, "10", "2026-01", "2026-02", "2026-03") + panel(50, 54, "10", "2026-02", "2026-03") + panel(54, 60, "10", "2026-02"),
			rows:  map[string]fields{"2026-01 @1": {"customers": 50, "active": 50}, "2026-02 @1": {"customers": 10, "active": 4, "value": 40}},
			total: fields{"customers": 10, "active": 4, "value": 40}},
		{name: "cohorts between bounds begin there", metric: "cohort", ask: flag(func(r *customers.Brief) { r.Since, r.Until = "2026-02", "2026-04" }),
			csv:  "customer,start,end,mrr\nA,2026-01-03,2026-03-20,10\nB,2026-02-05,,10\nC,2026-03-02,2026-04-09,10\nD,2026-04-02,,10\nE,2026-05-02,,10\n",
			rows: map[string]fields{"2026-02 @0": {"customers": 1}, "2026-02 @3": {"active": 1}, "2026-03 @1": {"active": 0}, "2026-03 @2": {"active": 0}},
			not:  []string{"2026-01 @0", "2026-04 @0", "2026-05 @0"}, total: fields{"customers": 2, "active": 1, "value": 50}},
		{name: "lines of an order are one order", metric: "repeat",
			csv:   "customer,order_id,date,amount\nA,71,2024-01-03,5\nA,71,2024-01-03,7\nA,71,2024-01-04,-2\nB,72,2024-02-03,5\nB,73,2024-03-03,5\nC,72,2024-02-03,1\n",
			total: fields{"customers": 3, "orders": 4, "repeat_customers": 1, "repeat_days_pct": 100. / 3, "revenue": 21, "value": 100. / 3}},
		{name: "a refund is no order and no silence after one", metric: "repeat", ask: flag(func(r *customers.Brief) { r.Own = flags.Values{"cycle": "20"} }),
			csv:   "order_id,customer,date,amount\n1,A,2026-02-01,25\n2,B,2026-02-15,25\n3,C,2026-01-10,5\n4,B,2026-05-10,-25\n", // 14, 0 and 36 days before 15 February
			total: fields{"customers": 3, "orders": 3, "overdue": 1, "revenue": 30}},
		{name: "customers with several rows", metric: "churn", csv: "customer_id,churn\nA,No\nA,No\nB,Yes\nB,Yes\nB,Yes\nC,No\n",
			total: fields{"n": 3, "customers_lost": 1}, warned: []string{"repeated_customers: 3 rows beyond the first"}},
	}
}
