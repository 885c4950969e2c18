package main_test

import (
	"fmt"
	"strings"
)

// people writes subscriptions of customers who stay, are lost, come, and come and leave within January 2024, and
// returns the words to ask a metric about that month.
func (a *asking) people(metric string, stay, lost, join, pass float64) []string {
	var rows [][]any
	add := func(n float64, start, end string) {
		for range int(n) {
			rows = append(rows, []any{fmt.Sprintf("c%d", len(rows)), start, end})
		}
	}
	add(stay, "2023-12-10", "")
	add(lost, "2023-12-10", "2024-01-15")
	add(join, "2024-01-12", "")
	add(pass, "2024-01-05", "2024-01-20")
	a.file("ledger.csv", "customer,start,end", rows...)
	return []string{metric, "ledger.csv", "--period", "month", "--since", "2024-01-01", "--as-of", "2024-02-01"}
}

func askLogo(a *asking, in inputs) inputs {
	lost, start := in.number("lost"), in.number("customers_at_start")
	ask := a.people("churn", start-lost, lost, 0, 0)
	if start == 0 {
		a.refused(a.people("churn", 0, 0, 5, 1)...) // somebody has to be there at all
		return inputs{"churn_pct": nil, "status": "no data"}
	}
	d := a.ask(ask...)
	return inputs{"churn_pct": d.at("total/value"), "retention_pct": 100 - d.number("total/value"),
		"status": map[any]string{true: "ok", false: "critical"}[d.at("total/verdict/met")]}
}

func askLogoInterval(a *asking, in inputs) inputs {
	k := in.number("k")
	d := a.ask(append(a.people("churn", in.number("n")-k, k, 0, 0), in.confidence()...)...)
	return inputs{"ci_pct": d.limits(), "below_5_proven": d.at("total/verdict/text") == "met and proven"}
}

func askDefinitions(a *asking, in inputs) inputs {
	passing := in.number("joined_and_churned_in_period")
	lost := in.number("churned_in_period") + in.number("churned") - passing
	ask := a.people("churn", in.number("start")-lost, lost, in.number("new"), passing)
	by := func(definition string) any {
		return a.ask(append(ask, "--definition", definition)...).at("total/value")
	}
	return inputs{"start_based_pct": by("start"), "naive_pct": by("all-ends"), "stripe_style_pct": by("start-and-new"), "average_based_pct": by("average")}
}

func askYear(a *asking, in inputs) inputs {
	if year := in.number("annual_pct"); year > 0 { // the target is of a month, so the rate of one is compared
		a.balance("2022-12", 100, "2023-12", 100-year)
		d := a.ask("churn", "ledger.csv", "--period", "year")
		return inputs{"monthly_pct": d.at("total/verdict/compared")}
	}
	month := in.number("monthly_pct")
	return inputs{"annual_pct": a.ask(a.people("churn", 100-month, month, 0, 0)...).at("total/annualised_pct")}
}

// balance writes two months in which so many customers are there.
func (a *asking) balance(before string, start float64, after string, end float64) {
	var rows [][]any
	add := func(month string, n float64) {
		for i := range int(n) {
			rows = append(rows, []any{fmt.Sprintf("c%d", i), month, 1})
		}
	}
	add(before, start)
	add(after, end)
	a.file("ledger.csv", "customer,month,mrr", rows...)
}

// monthly writes what customers bring in January and in February 2024: nothing is no row.
func (a *asking) monthly(customers ...[2]float64) {
	var rows [][]any
	for i, c := range customers {
		for month, amount := range c {
			if amount > 0 {
				rows = append(rows, []any{fmt.Sprintf("c%d", i), fmt.Sprintf("2024-%02d", month+1), amount})
			}
		}
	}
	a.file("ledger.csv", "customer,month,mrr", rows...)
}

// askCapped has a customer grow between two looks, and leave.
func askCapped(a *asking, in inputs) inputs {
	start := in.number("start_mrr")
	a.file("ledger.csv", "date,customer,type,amount",
		[]any{"2024-01-10", "a", "new", start}, []any{"2024-02-05", "a", "expansion", in.number("mrr_at_cancel") - start},
		[]any{"2024-02-20", "a", "churn", in.number("mrr_at_cancel")}, []any{"2024-02-21", "b", "new", 10})
	d := a.ask("churn", "ledger.csv", "--period", "month", "--definition", "revenue")
	return inputs{"churn_pct": d.at("total/value")}
}

func askEventDate(a *asking, in inputs) inputs {
	lostIn := func(period string, rows [][]any, more ...string) string {
		a.file("ledger.csv", "customer,start,canceled_at,end", rows...)
		for _, g := range a.ask(append([]string{"churn", "ledger.csv", "--period", period}, more...)...).groups() {
			if g.at("customers_lost") == 1.0 {
				label, _ := g.at("period").(string)
				return label
			}
		}
		return ""
	}
	if day := in.number("last_active_day"); day > 0 {
		label := lostIn("day", [][]any{{"leaves", "2024-01-01", "", fmt.Sprintf("2024-01-%02d", int(day))}, {"stays", "2024-01-01", "", ""}},
			"--last-day", "--as-of", "2024-01-10")
		var at float64
		fmt.Sscan(strings.TrimPrefix(label, "2024-01-"), &at)
		return inputs{"churn_day": at}
	}
	rows := [][]any{{"leaves", "2025-01-01", in.text("cancelled_at"), in.text("ends_at")}, {"stays", "2025-01-01", "", ""}}
	return inputs{"cancellation_period": lostIn("week", rows, "--churn-on", "request", "--as-of", "2025-12-15"),
		"churn_period": lostIn("week", rows, "--as-of", "2025-12-15")}
}

func askLeavers(a *asking, in inputs) inputs {
	var customers [][2]float64
	rest := in.number("total_profit")
	for _, group := range in.rows("leavers") {
		for range int(group.number("count")) {
			customers = append(customers, [2]float64{group.number("profit_each"), 0})
			rest -= group.number("profit_each")
		}
	}
	for len(customers) < int(in.number("customers_at_start"))-1 {
		customers = append(customers, [2]float64{1, 1})
		rest--
	}
	a.monthly(append(customers, [2]float64{rest, rest})...)
	d := a.ask("churn", "ledger.csv", "--top", "5")
	warned := strings.Contains(fmt.Sprint(d.at("warnings")), "revenue_left")
	return inputs{"logo_churn_pct": d.at("total/value"), "status": map[any]string{true: "ok", false: "critical"}[d.at("total/verdict/met")],
		"profit_share_lost_pct": d.at("total/revenue_lost_pct"), "top_1pct_of_leavers_share_of_total_pct": d.at("total/top_leavers_pct"), "warning": warned}
}

func askExpansion(a *asking, in inputs) inputs {
	start, lost := in.number("previous_total"), in.number("lost_revenue")
	gained := in.number("new_from_existing") + in.number("expansion")
	a.monthly([2]float64{start - lost, start - lost + gained}, [2]float64{lost, 0})
	if start == 0 {
		a.file("ledger.csv", "customer,month,mrr", []any{"a", "2024-01", 0}, []any{"b", "2024-02", 10})
		a.refused("expansion", "ledger.csv")
		return inputs{"expansion_pct": nil, "status": "no base"}
	}
	d := a.ask("expansion", "ledger.csv")
	return inputs{"expansion_pct": d.at("total/value"), "net_pct": d.at("total/net_pct"), "cover_ratio": d.at("total/cover_ratio"),
		"offsets": d.number("total/net_pct") >= 0}
}

// movements writes three customers of the start who are lost, pay less and pay more, and one who comes.
func (a *asking) movements(in inputs) {
	start, lost, less := in.number("start_mrr"), in.number("churn"), in.number("contraction")
	if start == 0 {
		start = 100
	}
	half := (start - lost - less) / 2
	a.monthly([2]float64{lost, 0}, [2]float64{less + half, half}, [2]float64{half, half + in.number("expansion")}, [2]float64{0, in.number("new")})
}

func askRetention(a *asking, in inputs) inputs {
	a.movements(in)
	revenue := a.ask("revenue", "ledger.csv")
	by := func(definition string) any {
		return a.ask("churn", "ledger.csv", "--definition", definition).at("total/value")
	}
	return inputs{"gross_churn_pct": by("gross-revenue"), "net_churn_pct": by("net-revenue-reactivated"),
		"grr_pct": revenue.at("total/grr"), "nrr_pct": revenue.at("total/nrr")}
}

func askQuickRatio(a *asking, in inputs) inputs {
	a.movements(in)
	out := inputs{"quick_ratio": a.ask("revenue", "ledger.csv").at("total/quick_ratio")}
	if out["quick_ratio"] == nil {
		out["status"] = "no losses"
	}
	return out
}

func askGRR(a *asking, in inputs) inputs {
	var customers [][2]float64
	for i, start := range in.numbers("start") {
		customers = append(customers, [2]float64{start, in.numbers("end")[i]})
	}
	a.monthly(customers...)
	d := a.ask("revenue", "ledger.csv")
	return inputs{"grr_pct": d.at("total/grr"), "upper_must_be_clipped_to": d.at("total/grr_high")}
}

func askRates(a *asking, in inputs) inputs {
	code := in.text("currency")
	a.file("rates.csv", "currency,rate,from", []any{code, in.number("start_rate"), ""}, []any{code, in.number("end_rate"), "2024-02"})
	a.file("ledger.csv", "customer,month,mrr,currency", []any{"a", "2024-01", in.number("start_amount"), code}, []any{"a", "2024-02", in.number("end_amount"), code})
	money := []string{"ledger.csv", "--rates", "rates.csv", "--report-currency", in.text("report_currency")}
	return inputs{"fx_effect_usd": a.ask(append([]string{"revenue"}, money...)...).at("total/rates"),
		"constant_currency_churn_pct": a.ask(append([]string{"churn", "--definition", "gross-revenue"}, money...)...).at("total/value")}
}

// paying writes customers who all bring the same, some of whom are lost.
func (a *asking) paying(n, lost, each float64) {
	var customers [][2]float64
	for i := range int(n) {
		c := [2]float64{each, each}
		if i < int(lost) {
			c[1] = 0
		}
		customers = append(customers, c)
	}
	a.monthly(customers...)
}

func askLTV(a *asking, in inputs) inputs {
	const n = 2000
	a.paying(n, n*in.number("monthly_churn_pct")/100, in.number("arpa"))
	if in.number("monthly_churn_pct") == 0 {
		a.refused("ltv", "ledger.csv")
		return inputs{"ltv_revenue": nil, "status": "unbounded"}
	}
	d := a.ask("ltv", "ledger.csv")
	margin := a.ask("ltv", "ledger.csv", "--margin", fmt.Sprintf("%v%%", in.number("gross_margin_pct")))
	return inputs{"ltv_revenue": d.at("total/value"), "lifetime_months": d.at("total/lifetime"), "ltv_margin": margin.at("total/value")}
}

func askLTVInterval(a *asking, in inputs) inputs {
	a.paying(in.number("customers"), in.number("lost"), in.number("arpa"))
	d := a.ask(append([]string{"ltv", "ledger.csv"}, in.confidence()...)...)
	return inputs{"ltv": d.at("total/value"), "ci": d.limits()}
}

// askTriangle has a row for every month from a customer's start to its last activity, and one who was there before.
func askTriangle(a *asking, in inputs) inputs {
	months := []string{"2023-12", "2024-01", "2024-02", "2024-03", "2024-04"}
	rows := [][]any{{"before", months[0]}}
	for i, c := range in.rows("customers") {
		for _, month := range months {
			if c.text("start") <= month && month <= c.text("last_active") {
				rows = append(rows, []any{fmt.Sprintf("c%d", i), month})
			}
		}
	}
	a.file("ledger.csv", "customer,month", rows...)
	d := a.ask("cohort", "ledger.csv", "--shape", "balance", "--since", "2024-01-01")
	counts, shares := inputs{}, inputs{}
	for _, g := range d.groups() {
		cohort, _ := g.at("period").(string)
		n, _ := counts[cohort].([]any)
		p, _ := shares[cohort].([]any)
		counts[cohort], shares[cohort] = append(n, g.at("active")), append(p, g.at("value"))
	}
	return inputs{"rows": counts, "pct": shares, "weighted_month1_pct": d.at("total/value")}
}

// askCohortMean has a cohort in every month, and looks at the first one.
func askCohortMean(a *asking, in inputs) inputs {
	rows := [][]any{{"before", "2023-12"}, {"before", "2024-01"}}
	for i, c := range in.rows("cohorts") {
		for k := range int(c.number("size")) {
			rows = append(rows, []any{fmt.Sprintf("c%d-%d", i, k), fmt.Sprintf("2024-%02d", i+1)})
			if k < int(c.number("retained")) {
				rows = append(rows, []any{fmt.Sprintf("c%d-%d", i, k), fmt.Sprintf("2024-%02d", i+2)})
			}
		}
	}
	a.file("ledger.csv", "customer,month", rows...)
	d := a.ask("cohort", "ledger.csv", "--shape", "balance", "--since", "2024-01-01")
	return inputs{"pooled_pct": d.at("total/value")}
}

func askOpenCell(a *asking, in inputs) inputs {
	start := in.text("cohort_start")
	a.file("ledger.csv", "customer,month", []any{"before", "2024-01"}, []any{"before", start}, []any{"a", start}, []any{"a", "2024-03"}, []any{"a", "2024-04"})
	d := a.ask("cohort", "ledger.csv", "--shape", "balance", "--since", "2024-02-01", "--as-of", in.text("as_of"))
	for _, g := range d.groups() {
		if g.at("period") == start && g.number("age") == in.number("month") {
			return inputs{"value": g.at("value"), "status": "observed"}
		}
	}
	return inputs{"value": nil, "status": "not observed yet"}
}

func askCycle(a *asking, in inputs) inputs {
	var rows [][]any
	for _, order := range in.rows("last_orders") {
		rows = append(rows, []any{order.text("id"), order.text("last"), order.text("category")})
	}
	a.file("orders.csv", "customer,order_date,category", rows...)
	ask := []string{"repeat", "orders.csv", "--cycle", fmt.Sprint(in.number("cycle_days")), "--grace", fmt.Sprint(in.number("grace")), "--as-of", in.text("as_of")}
	excluded, _ := in["exclude"].([]any)
	for _, category := range excluded {
		ask = append(ask, "--exclude", fmt.Sprintf("category=%v", category))
	}
	d := a.ask(ask...)
	var overdue []any
	for _, g := range a.ask(append(ask, "--by", "customer")...).groups() {
		if g.number("overdue") > 0 {
			overdue = append(overdue, g.at("by/customer"))
		}
	}
	return inputs{"eligible": d.at("total/customers"), "overdue_pct": d.at("total/overdue_pct"), "overdue": overdue}
}

func askPeriods(a *asking, in inputs) inputs {
	days, _ := in["dates"].([]any)
	period, zone := "week", "UTC"
	if days == nil {
		days, period, zone = []any{in["timestamp"]}, "day", in.text("tz")
	}
	var weeks []any
	var day any
	for _, at := range days { // one by one, since groups are in the order of time
		a.file("answers.csv", "date,score", []any{at, 9})
		groups := a.ask("nps", "answers.csv", "--period", period, "--tz", zone).groups()
		day = groups[0].at("period")
		weeks = append(weeks, day)
	}
	return inputs{"weeks": weeks, "period": day}
}
