package customers_test

import (
	"math"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// TestRulesOfTheReference holds the program to the files on which it once printed a wrong number.
func TestRulesOfTheReference(t *testing.T) {
	for _, x := range append(referenceMovements(), referenceOthers()...) {
		t.Run(x.name, func(t *testing.T) { x.run(t, shared.Dir(t, "repro", x.csv)) })
	}
}

// byColumn groups by a column.
func byColumn(name string) func(*testing.T, *customers.Brief) {
	return flag(func(r *customers.Brief) { r.By = []string{name} })
}

func until(day string) func(*testing.T, *customers.Brief) {
	return flag(func(r *customers.Brief) { r.AsOf = day })
}

func referenceMovements() []rule {
	return []rule{
		{name: "seed_2000", metric: "churn", csv: "seed_2000.csv", warned: []string{"revenue_left"}, total: fields{"value": 2.5, "customers_lost": 50, "revenue_lost_pct": 43.461}},
		{name: "rates_tz", metric: "revenue", csv: "rates_tz.csv", total: fields{"opening": 150, "closing": 300},
			rows: map[string]fields{"2026-06": {"opening": 150, "rates": 40, "closing": 190}, "2026-07": {"opening": 190, "rates": 110, "closing": 300}},
			ask: func(t *testing.T, r *customers.Brief) {
				t.Helper()
				inEUR(shared.Dir(t, "repro", "rates_tz_rates.csv"), "America/New_York")(t, r)
			}},
		{name: "pass_first", metric: "revenue", csv: "pass_first.csv", total: fields{"opening": 10, "closing": 30, "new": 20}, not: []string{"2026-01"}},
		{name: "free_plan", metric: "churn", csv: "free_plan.csv", rows: map[string]fields{"start": {"value": 2.0408}, "all-ends": {"value": 2.0408}},
			ask: flag(func(r *customers.Brief) { r.AsOf, r.Own = "2026-04-01", flags.Values{"definitions": true} })},
		{name: "since_new", metric: "revenue", csv: "since_new.csv", ask: flag(func(r *customers.Brief) { r.Since = "2026-04" }),
			rows: map[string]fields{"2026-05": {"new": 0, "reactivation": 10}}},
		{name: "pass_then_back", metric: "revenue", csv: "pass_then_back.csv", ask: until("2026-06-01"), rows: map[string]fields{"2026-05": {"new": 0, "reactivation": 10}}},
		{name: "weekly_snapshots", metric: "revenue", csv: "weekly_snapshots.csv", total: fields{"opening": 4000},
			check: func(t *testing.T, d refDocument) {
				if nrr := d.Total["nrr"].(float64); nrr > 100 || d.Rest[0]["closing"].(float64) > 4000 {
					t.Errorf("NRR %v of a balance that never grows, closing %v", nrr, d.Rest[0]["closing"])
				}
			}},
		{name: "quarter_of_months", metric: "churn", csv: "quarter_of_months.csv", ask: flag(func(r *customers.Brief) { r.Period = "quarter" }),
			total: fields{"revenue_start": 15_000, "customers_start": 1500, "customers_lost": 200}},
		{name: "two_plans", metric: "revenue", csv: "two_plans.csv", ask: byColumn("plan"), total: fields{"opening": 160, "expansion": 100, "closing": 260},
			rows: map[string]fields{"basic 2026-06": {"opening": 20, "closing": 20}, "premium 2026-06": {"opening": 140, "expansion": 100, "closing": 240}}},
		{name: "two_plans_sub", metric: "revenue", csv: "two_plans_sub.csv", ask: byColumn("plan"), total: fields{"opening": 110, "contraction": 90, "closing": 20},
			rows: map[string]fields{"basic 2026-06": {"opening": 20, "closing": 20}, "premium 2026-06": {"opening": 90, "contraction": 90, "closing": 0}}},
		{name: "group_change", metric: "revenue", csv: "group_change.csv", ask: byColumn("region"), total: fields{"opening": 30, "closing": 30},
			rows: map[string]fields{"EU 2026-06": {"opening": 10, "moved_out": 10, "closing": 0}, "US 2026-06": {"opening": 20, "moved_in": 10, "closing": 30},
				"US 2026-07": {"opening": 30, "closing": 30}}},
	}
}

func referenceOthers() []rule {
	return []rule{
		{name: "since_cohort", metric: "cohort", csv: "since_cohort.csv", ask: flag(func(r *customers.Brief) { r.Since, r.Until = "2026-03", "2026-05" }),
			rows: map[string]fields{"2026-03 @1": {"active": 0}, "2026-04 @1": {"active": 1}}, not: []string{"2026-01 @0", "2026-02 @0", "2026-05 @0"}},
		{name: "cohort_passers", metric: "cohort", csv: "cohort_passers.csv", ask: until("2026-06-01"), rows: map[string]fields{"2026-02 @1": {"customers": 100, "active": 60, "value": 60}}},
		{name: "cohort_first", metric: "cohort", csv: "cohort_first.csv", total: fields{"value": 50}},
		{name: "median_ci", metric: "cohort", csv: "median_ci.csv", total: fields{"median_life_high": null}},
		{name: "median_ci5", metric: "cohort", csv: "median_ci5.csv", total: fields{"median_life_high": null}},
		{name: "refund_last", metric: "repeat", csv: "refund_last.csv", ask: flag(func(r *customers.Brief) { r.Own = flags.Values{"cycle": "30"} }), total: fields{"overdue": 0, "orders": 2}},
		{name: "order_lines", metric: "repeat", csv: "order_lines.csv", total: fields{"value": 0, "orders": 2}},
		{name: "repeated_customers", metric: "churn", csv: "repeated_customers.csv", total: fields{"customers_lost": 1}, warned: []string{"repeated_customers: 2 rows beyond the first"}},
		{name: "open_month", metric: "churn", csv: "open_month.csv", warned: []string{"open_period"}},
		{name: "step3", metric: "churn", csv: "step3.csv", total: fields{"value": 10}, check: func(t *testing.T, d refDocument) {
			verdict, _ := d.Total["verdict"].(map[string]any)
			if words, _ := verdict["text"].(string); strings.HasPrefix(words, "missed") {
				t.Errorf("%q: 10 %% in three months is 3.45 %% a month", words)
			}
		}},
		{name: "three_customers", metric: "churn", csv: "three_customers.csv", total: fields{"value": 0}, check: func(t *testing.T, d refDocument) {
			if high, _ := d.Total["high"].(float64); high < 30 { // t with 2 degrees of freedom
				t.Errorf("three customers for a year are taken for many: up to %v %%", high)
			}
		}},
		{name: "arpa_pooled", metric: "revenue", csv: "arpa_pooled.csv", check: func(t *testing.T, d refDocument) {
			width := func(g map[string]any) float64 { return g["arpa_high"].(float64) - g["arpa_low"].(float64) }
			if all, month := width(d.Total), width(d.Rest[0]); all < 0.9*month { // the same customers bring the same in every month
				t.Errorf("the interval of a year, %v, is narrower than that of a month, %v", all, month)
			}
		}},
	}
}

// Whatever the window, customers of 10.00 a month who stop at about 5 % a month have one life-time value.
func TestWindowsOfTheReference(t *testing.T) {
	name := shared.Dir(t, "repro", "ltv_window.csv")
	ask := func(metric, window string) (d refDocument) {
		r := request(t, metric, name)
		r.InactiveAfter = window
		readDocument(t, document(t, r), &d)
		return d
	}
	plain := ask("ltv", "").Total
	r := request(t, "churn", name) // nobody can be lost after a year in the year that the data tell about
	r.InactiveAfter = "1y"
	if a, err := answered(t.Context(), r); err == nil {
		t.Errorf("1y: churn %v", a.Document.Total.Values)
	}
	for _, window := range []string{"45d", "90d"} {
		worth, revenue, churn := ask("ltv", window).Total, ask("revenue", window), ask("churn", window).Total
		x, ok := worth["value"].(float64)
		if low, high := plain["low"].(float64), plain["high"].(float64); !ok || x < low || x > high {
			t.Errorf("%s: a life-time value of %v, want %v to %v", window, worth["value"], low, high)
		}
		for _, g := range append(revenue.Rest, revenue.Total) {
			if nrr, ok := g["nrr"].(float64); ok && nrr > 100+1e-9 {
				t.Errorf("%s: %v: NRR %v %%", window, g["period"], nrr)
			}
			if arpa, ok := g["arpa"].(float64); ok && arpa > 10+1e-9 {
				t.Errorf("%s: %v: ARPA %v where everybody pays 10", window, g["period"], arpa)
			}
		}
		if c, _ := churn["value"].(float64); math.Abs(c-5) > 2 {
			t.Errorf("%s: churn %v %%, want about 5", window, c)
		}
	}
}
