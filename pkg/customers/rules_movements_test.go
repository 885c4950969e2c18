package customers_test

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
)

// panel writes balances: customers from to to, at each date, with an amount.
func panel(from, to int, amount string, dates ...string) string {
	var b strings.Builder
	for c := from; c < to; c++ {
		for _, date := range dates {
			fmt.Fprintf(&b, "k%d,%s,%s\n", c, date, amount)
		}
	}
	return b.String()
}

// movementRules are those of states and movements.
func movementRules() []rule {
	return []rule{
		{name: "a rate is from a date of the ledger's zone", metric: "revenue", ask: inEUR("currency,rate,from\nCHF,0.5,2026-02\nCHF,2,2026-03\nCHF,3,2026-04\n", "America/Los_Angeles"),
			csv:   "customer,month,mrr,currency\nA,2026-02-10,40,CHF\nB,2026-02-10,7,EUR\nA,2026-03-10,40,CHF\nB,2026-03-10,7,EUR\n",
			rows:  map[string]fields{"2026-03": {"opening": 27, "rates": 60, "closing": 87}}, // 40 × 0.5 + 7, 40 × 2 + 7
			total: fields{"opening": 27, "closing": 87}},
		{name: "who comes and leaves inside the first period makes none", metric: "revenue",
			csv:  "customer,start,end,mrr\nP,2025-11-04,2025-11-19,5\nQ,2025-12-10,2025-12-20,5\nA,2025-12-08,,30\nB,2026-01-10,,20\n",
			rows: map[string]fields{"2026-01": {"opening": 30, "new": 20, "closing": 50, "customers_opening": 1, "customers_closing": 2}},
			not:  []string{"2025-11", "2025-12"}, total: fields{"opening": 30, "closing": 50, "new": 20}},
		{name: "who came and left, and comes back, is no new customer", metric: "revenue", ask: flag(func(r *customers.Brief) { r.AsOf = "2026-08-01" }),
			csv:  "customer,start,end,mrr\nP,2026-01-02,2026-01-20,9\nX,2026-02-05,,10\nQ,2026-03-03,2026-03-25,8\nP,2026-05-03,,9\nQ,2026-07-01,,8\n",
			rows: map[string]fields{"2026-05": {"new": 0, "reactivation": 9, "customers_reactivated": 1}, "2026-07": {"new": 0, "reactivation": 8, "closing": 27}},
			not:  []string{"2026-01", "2026-02"}, total: fields{"opening": 10, "new": 0, "reactivation": 17, "closing": 27}},
		{name: "who runs free of charge has not left", metric: "churn", ask: flag(func(r *customers.Brief) { r.AsOf, r.Own = "2026-06-01", flags.Values{"definitions": true} }),
			csv: "customer,start,end,mrr\nA,2026-02-03,2026-04-10,15\nB,2026-02-03,,15\nC,2026-02-03,,15\nD,2026-02-03,,15\n" +
				"F,2026-03-05,,0\nG,2026-03-05,2026-04-15,0\nH,2026-04-03,2026-04-20,0\n", // 1 of 4, 3, 3 at the starts: 4 + 4 + 3
			total: fields{"customers_lost": 1, "passing": 0, "value": 100. / 11},
			rows:  map[string]fields{"start": {"value": 100. / 11}, "all-ends": {"value": 100. / 11}, "start-and-new": {"value": 100. / 11}}},
		{name: "what lies before since is known", metric: "revenue", ask: flag(func(r *customers.Brief) { r.Since = "2026-03" }),
			csv:  "customer,month,mrr\nA,2026-01,10\nA,2026-02,10\nA,2026-03,10\nA,2026-04,10\nB,2026-01,6\nB,2026-04,6\nC,2026-04,3\n",
			rows: map[string]fields{"2026-03": {"opening": 10, "closing": 10}, "2026-04": {"new": 3, "reactivation": 6, "closing": 19}},
			not:  []string{"2026-02"}, total: fields{"opening": 10, "new": 3, "reactivation": 6, "closing": 19}},
		{name: "weekly snapshots are a stock", metric: "revenue",
			csv: "customer,date,mrr\n" + panel(0, 9, "100", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30", "2026-04-06", "2026-04-13", "2026-04-20") +
				panel(9, 10, "100", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30", "2026-04-06"),
			rows: map[string]fields{"2026-04": {"opening": 1000, "churn": 100, "closing": 900, "customers_lost": 1, "nrr": 90}}},
		{name: "a quarter of months is its last", metric: "churn", ask: flag(func(r *customers.Brief) { r.Period = "quarter" }),
			csv:  "month,customer,mrr\n" + quarters(), // 20 customers, of which 5 leave in May
			rows: map[string]fields{"2026-Q2": {"customers_start": 20, "customers_lost": 5, "revenue_start": 200, "revenue_lost": 50, "value": 25}}},
		{name: "each customer's last row counts where dates are its own", metric: "revenue",
			csv:  "customer,date,mrr\nA,2026-01-03,10\nB,2026-01-20,20\nC,2026-01-11,30\nA,2026-02-05,10\nA,2026-02-19,15\nB,2026-02-09,20\nC,2026-02-14,30\n",
			rows: map[string]fields{"2026-02": {"opening": 60, "expansion": 5, "closing": 65, "customers_lost": 0}}},
	}
}

// groupRules are those of customers in groups, who may be in several and move.
func groupRules() []rule {
	return []rule{
		{name: "each plan keeps its own money", metric: "revenue", ask: flag(func(r *customers.Brief) { r.By = []string{"plan"} }),
			csv: "customer,month,mrr,plan\nA,2026-03,20,small\nA,2026-03,70,large\nB,2026-03,20,small\nA,2026-04,20,small\nA,2026-04,100,large\nB,2026-04,20,small\n",
			rows: map[string]fields{
				"small 2026-04": {"opening": 40, "expansion": 0, "closing": 40, "customers_opening": 2, "customers_closing": 2},
				"large 2026-04": {"opening": 70, "expansion": 30, "closing": 100, "customers_opening": 1, "customers_closing": 1}},
			total: fields{"opening": 110, "expansion": 30, "closing": 140, "customers_opening": 2}},
		{name: "a plan of two that ends is a contraction there", metric: "revenue", ask: flag(func(r *customers.Brief) { r.By = []string{"plan"} }),
			csv: "customer,start,end,mrr,plan\nA,2026-01-01,,20,small\nA,2026-01-01,2026-02-10,80,large\nB,2026-01-01,,20,small\n",
			rows: map[string]fields{
				"small 2026-02": {"opening": 40, "contraction": 0, "closing": 40},
				"large 2026-02": {"opening": 80, "contraction": 80, "churn": 0, "closing": 0, "customers_lost": 0, "customers_moved_out": 1}},
			total: fields{"opening": 120, "contraction": 80, "closing": 40, "customers_lost": 0, "nrr": 100. / 3}},
		{name: "the bridge of every group closes", metric: "revenue", ask: flag(func(r *customers.Brief) { r.By = []string{"region"} }),
			csv: "customer,month,mrr,region\nA,2026-01,30,North\nB,2026-01,50,South\nA,2026-02,36,South\nB,2026-02,50,South\nA,2026-03,36,South\nB,2026-03,50,South\n",
			rows: map[string]fields{
				"North 2026-02": {"opening": 30, "moved_out": 30, "contraction": 0, "churn": 0, "closing": 0, "customers_moved_out": 1, "customers_lost": 0},
				"South 2026-02": {"opening": 50, "moved_in": 30, "expansion": 6, "closing": 86, "customers_moved_in": 1, "customers_closing": 2},
				"South 2026-03": {"opening": 86, "closing": 86, "customers_opening": 2}},
			total: fields{"opening": 80, "expansion": 6, "closing": 86, "new": 0, "churn": 0}},
	}
}

// quarters are months of 20 customers, of which 5 have none after April.
func quarters() string {
	var b strings.Builder
	for m := 1; m <= 6; m++ {
		for c := range 20 {
			if c < 15 || m < 5 {
				fmt.Fprintf(&b, "2026-%02d,k%d,10\n", m, c)
			}
		}
	}
	return b.String()
}
