package ledger_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/cohort"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/ltv"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/repeat"
	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func number(in object, key string) float64 { x, _ := in[key].(float64); return x }
func text(in object, key string) string    { s, _ := in[key].(string); return s }

func numbers(in object, key string) (out []float64) {
	list, _ := in[key].([]any)
	for _, x := range list {
		n, _ := x.(float64)
		out = append(out, n)
	}
	return out
}

func list(values ...float64) (out []any) {
	for _, v := range values {
		out = append(out, v)
	}
	return out
}

// orNil is a value, or null.
func orNil(v float64, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

// repeatedly does something n times.
func repeatedly(n float64, do func()) {
	for range int(n) {
		do()
	}
}

// people is a movement of customers that bring 1 each.
func people(stay, lose, join, pass float64) *tally.Movement {
	m := new(tally.Movement)
	repeatedly(stay, func() { m.Stay(1, 1) })
	repeatedly(lose, func() { m.Lose(1, tally.CauseUnknown, nil) })
	repeatedly(join, func() { m.Join(1) })
	repeatedly(pass, m.Pass)
	return m
}

func checkLogo(_ *testing.T, in object) object {
	lost := number(in, "lost")
	p := founding(people(number(in, "customers_at_start")-lost, lost, 0, 0))
	ok := !math.IsNaN(p)
	out := object{"churn_pct": orNil(p, ok), "retention_pct": 100 - p, "status": "no data"}
	if threshold := number(in, "threshold_pct"); ok {
		out["status"] = map[bool]string{true: "ok", false: "critical"}[p <= threshold]
	}
	return out
}

func checkWilson(t *testing.T, in object) object {
	d, err := churn.DefinitionOf("start")
	if err != nil {
		t.Fatal(err)
	}
	k := number(in, "k")
	v, _ := d.Interval(people(number(in, "n")-k, k, 0, 0), number(in, "conf"))
	return object{"ci_pct": list(v.Low, v.High), "below_5_proven": v.High < 5}
}

func checkDefinitions(t *testing.T, in object) object {
	churned, passing, start := number(in, "churned_in_period")+number(in, "churned"), number(in, "joined_and_churned_in_period"), number(in, "start")
	lost := churned - passing
	m := people(start-lost, lost, number(in, "new"), passing)
	by := func(name string) float64 { return churnBy(t, name, m) }
	return object{"start_based_pct": by("start"), "naive_pct": by("all-ends"), "stripe_style_pct": by("start-and-new"),
		"average_base_end": float64(m.Customers.Closing), "average_based_pct": by("average")}
}

// churnBy is the churn of a movement by a definition.
func churnBy(t *testing.T, name string, m *tally.Movement) float64 {
	t.Helper()
	d, err := churn.DefinitionOf(name)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := d.Percent(m)
	return p
}

func checkConvert(_ *testing.T, in object) object {
	if p, ok := in["annual_pct"].(float64); ok {
		return object{"monthly_pct": churn.Convert(p, 1./12)}
	}
	return object{"annual_pct": churn.Convert(number(in, "monthly_pct"), 12)}
}

// A customer that had grown since the opening left: only the opening counts.
func checkCappedChurn(_ *testing.T, in object) object {
	m := new(tally.Movement)
	m.Lose(int64(number(in, "start_mrr")), tally.CauseUnknown, nil)
	p, ok := churn.RevenueLost(m)
	return object{"churn_pct": orNil(p, ok), "naive_pct": 100 * number(in, "mrr_at_cancel") / number(in, "start_mrr")}
}

// checkEventDate runs a subscription and sees in which period the customer is lost.
func checkEventDate(t *testing.T, in object) object {
	if day, ok := in["last_active_day"].(float64); ok {
		// Somebody stays; the one who was last active on a day is lost on the next.
		lost := lostIn(t, ledger.Bookkeeping{Period: dates.Day, LastDay: true},
			ledger.Row{Start: []byte("2024-01-01"), End: fmt.Appendf(nil, "2024-01-%02d", int(day))})
		at, err := time.Parse(time.DateOnly, lost)
		if err != nil {
			t.Fatal(err)
		}
		return object{"churn_day": float64(at.Day())}
	}
	row := ledger.Row{Start: []byte("2025-01-01"), Request: []byte(text(in, "cancelled_at")), End: []byte(text(in, "ends_at"))}
	return object{
		"cancellation_period": lostIn(t, ledger.Bookkeeping{Period: dates.Week, ChurnOn: ledger.AtRequest}, row),
		"churn_period":        lostIn(t, ledger.Bookkeeping{Period: dates.Week}, row),
	}
}

func lostIn(t *testing.T, o ledger.Bookkeeping, row ledger.Row) (label string) {
	t.Helper()
	o.Shape, o.Unpriced, o.WantLeavers = ledger.Subscription, true, true
	b := open(t, o)
	row.Customer = []byte("who leaves")
	b.add(&row)
	b.add(&ledger.Row{Customer: []byte("who stays"), Start: row.Start, End: []byte("2026-01-01")})
	c, s := b.close()
	for cell, m := range s.Movements {
		if m.Leavers != nil && m.Leavers.Top[0].Customer == "who leaves" {
			label = c.Label(cell.Period)
		}
	}
	return label
}

func checkLeavers(_ *testing.T, in object) object {
	m := new(tally.Movement)
	lost, taken := 0., 0.
	groups, _ := in["leavers"].([]any)
	for _, g := range groups {
		g, _ := g.(map[string]any)
		n, each := number(g, "count"), number(g, "profit_each")
		repeatedly(n, func() { m.Lose(int64(100*each), tally.CauseUnknown, fmt.Append(nil, m.Customers.Lost)) })
		lost, taken = lost+n, taken+n*each
	}
	rest := 100 * (number(in, "total_profit") - taken)
	m.Stay(int64(rest), int64(rest))
	repeatedly(number(in, "customers_at_start")-lost-1, func() { m.Stay(0, 0) })
	p := founding(m)
	share, _ := churn.RevenueLost(m)
	top, _ := churn.TopShare(m, 0.01)
	return object{"logo_churn_pct": p, "status": map[bool]string{true: "ok", false: "critical"}[p <= 5],
		"profit_share_lost_pct": share, "top_1pct_of_leavers_share_of_total_pct": top, "warning": churn.Outweighs(p, share)}
}

// money is a movement of sums that are given, in cents.
func sums(opening, expansion, contraction, lost, fresh, reactivation float64) *tally.Movement {
	c := func(x float64) int64 { return int64(math.Round(100 * x)) }
	m := new(tally.Movement)
	m.Customers.Opening = 100
	m.Money = tally.Flow{Opening: c(opening), Expansion: c(expansion), Contraction: c(contraction), Churn: c(lost), New: c(fresh),
		Reactivation: c(reactivation), Closing: c(opening + expansion - contraction - lost + fresh + reactivation)}
	return m
}

func checkExpansion(_ *testing.T, in object) object {
	p, ok := expansion.Percent(sums(number(in, "previous_total"), number(in, "new_from_existing"), 0, 0, 0, 0))
	return object{"expansion_pct": orNil(p, ok), "status": map[bool]any{false: "no base"}[ok]}
}

func checkOffset(_ *testing.T, in object) object {
	m := sums(number(in, "previous_total"), number(in, "expansion"), 0, number(in, "lost_revenue"), 0, 0)
	net, ok := expansion.Net(m)
	cover, okCover := expansion.CoverRatio(m)
	return object{"net_pct": orNil(net, ok), "cover_ratio": orNil(cover, okCover), "offsets": net >= 0}
}

func checkRetention(t *testing.T, in object) object {
	m := sums(number(in, "start_mrr"), number(in, "expansion"), number(in, "contraction"), number(in, "churn"), 0, number(in, "reactivation"))
	grr, _ := revenue.GRR(m)
	nrr, _ := revenue.NRR(m)
	return object{"gross_churn_pct": churnBy(t, "gross-revenue", m), "net_churn_pct": churnBy(t, "net-revenue-reactivated", m), "grr_pct": grr, "nrr_pct": nrr}
}

func checkQuickRatio(_ *testing.T, in object) object {
	q, ok := revenue.QuickRatio(sums(100, number(in, "expansion"), number(in, "contraction"), number(in, "churn"), number(in, "new"), 0))
	return object{"quick_ratio": orNil(q, ok), "status": map[bool]any{false: "no losses"}[ok]}
}

func checkGRRInterval(t *testing.T, in object) object {
	m := new(tally.Movement)
	end := numbers(in, "end")
	for i, s := range numbers(in, "start") {
		if end[i] == 0 {
			m.Lose(int64(s), tally.CauseUnknown, nil)
		} else {
			m.Stay(int64(s), int64(end[i]))
		}
	}
	grr, _ := revenue.GRR(m)
	shed, _ := metric.Shed(m).Ratio()
	raw, _ := shed.Interval(number(in, "conf"))
	raw = stats.Interval{Low: 1 - raw.High, High: 1 - raw.Low}
	clipped, _ := revenue.GRRInterval(m, number(in, "conf"))
	if clipped.Low > 100*raw.Low { // it takes the wider of t and effective customers
		t.Errorf("low: %v is surer than %v", clipped.Low, 100*raw.Low)
	}
	return object{"grr_pct": grr, "se_delta_pp": 100 * shed.StandardError, "ci_t_pct": list(100*raw.Low, 100*raw.High),
		"upper_must_be_clipped_to": clipped.High}
}

// checkRates runs a ledger of one customer whose currency falls.
func checkRates(t *testing.T, in object) object {
	currency, report := text(in, "currency"), text(in, "report_currency")
	start, end := number(in, "start_rate"), number(in, "end_rate")
	rates, err := ledger.RatesOf(report, [][3]string{
		{currency, fmt.Sprint(start)}, {currency, fmt.Sprint(end), "2024-02"}})
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, ledger.Bookkeeping{Shape: ledger.Balance, Currency: report, Rates: rates})
	for month, key := range map[string]string{"2024-01": "start_amount", "2024-02": "end_amount"} {
		b.add(&ledger.Row{Customer: []byte("a"), Time: []byte(month), Amount: fmt.Append(nil, number(in, key)), Currency: []byte(currency)})
	}
	_, s := b.close()
	m := s.Movements.Pool()
	effect := float64(m.Money.Rates) / 100
	return object{"constant_currency_churn_pct": churnBy(t, "gross-revenue", m), "fx_effect_usd": effect,
		"naive_contraction_usd": -effect, "naive_gross_churn_pct": 100 * -effect / (float64(m.Money.Opening) / 100)}
}

func checkLTV(_ *testing.T, in object) object {
	v := ltv.Value{ARPA: number(in, "arpa"), Margin: 1, Lost: number(in, "monthly_churn_pct"), Base: 100}
	worth, ok := v.Worth()
	lifetime, okLife := v.Lifetime()
	v.Margin = number(in, "gross_margin_pct") / 100
	margin, _ := v.Worth()
	return object{"ltv_revenue": orNil(worth, ok), "ltv_margin": margin, "lifetime_months": orNil(lifetime, okLife),
		"status": map[bool]any{false: "unbounded"}[ok]}
}

func checkLTVInterval(_ *testing.T, in object) object {
	v := ltv.Value{ARPA: number(in, "arpa"), Margin: 1, Lost: number(in, "lost"), Base: number(in, "customers")}
	v.Limits, _ = stats.Wilson(v.Lost, v.Base, stats.Z(number(in, "conf")))
	worth, _ := v.Worth()
	limits, _ := v.Interval(number(in, "conf")) // ARPA is taken as known
	return object{"ltv": worth, "ci": list(limits.Low, limits.High)}
}

func lifetimes(in object) (out []stats.Lifetime) {
	ended := numbers(in, "churned")
	for i, age := range numbers(in, "time") {
		out = append(out, stats.Lifetime{Age: age, Ended: ended[i], Open: 1 - ended[i]})
	}
	return out
}

func checkCurve(_ *testing.T, in object) object {
	curve := stats.KaplanMeier(lifetimes(in), stats.Z(0.95))
	var times, atRisk, survival, errors []float64
	for _, s := range curve {
		times, atRisk = append(times, s.Age), append(atRisk, s.AtRisk)
		survival, errors = append(survival, s.Survival), append(errors, s.StandardError)
	}
	median, ok := curve.Median()
	return object{"times": list(times...), "at_risk": list(atRisk...), "survival": list(survival...), "greenwood_se": list(errors...),
		"median": orNil(median, ok)}
}

func checkCurveEdge(_ *testing.T, in object) object {
	curve := stats.KaplanMeier(lifetimes(in), stats.Z(0.95))
	median, ok := curve.Median()
	survival := 1.
	for _, s := range curve {
		if s.Age <= 3 {
			survival = s.Survival
		}
	}
	return object{"survival_at_3": survival, "median": orNil(median, ok),
		"note": map[bool]string{true: "no churn seen: 100 % retained so far, median not reached"}[len(curve) == 0 && !ok]}
}

// checkTriangle runs a ledger with a row for every month from a customer's start to its last activity.
func checkTriangle(t *testing.T, in object) object {
	b := open(t, ledger.Bookkeeping{Shape: ledger.Balance, Unpriced: true, WantCohorts: true})
	customers, _ := in["customers"].([]any)
	for i, c := range customers {
		c, _ := c.(map[string]any)
		from, _ := dates.ParseBound(text(c, "start"), nil)
		to, _ := dates.ParseBound(text(c, "last_active"), nil)
		for m := dates.Month.Index(from, nil); m <= dates.Month.Index(to, nil); m++ {
			b.add(&ledger.Row{Customer: fmt.Append(nil, "c", i), Time: []byte(dates.Month.Label(m))})
		}
	}
	closing, s := b.close()
	equal(t, "last month", closing.Label(s.Cohorts.Last), text(in, "as_of"))
	s.Cohorts.KnownFirst = true // the case names when its customers came
	triangle := cohort.Triangle(s.Cohorts, "")
	counts, shares := object{}, object{}
	for _, row := range triangle {
		var active, share []float64
		for _, cell := range row {
			p, _ := cell.Percent()
			active, share = append(active, float64(cell.Active)), append(share, p)
		}
		counts[closing.Label(row[0].Start)], shares[closing.Label(row[0].Start)] = list(active...), list(share...)
	}
	pooled, ok := cohort.Pool(triangle, 1).Percent()
	return object{"rows": counts, "pct": shares, "weighted_month1_pct": orNil(pooled, ok)}
}

func checkCohortMean(t *testing.T, in object) object {
	var rows [][]cohort.Cell
	mean, wrong, counted := 0., 0., 0.
	cohorts, _ := in["cohorts"].([]any)
	for _, c := range cohorts {
		c, _ := c.(map[string]any)
		size, retained := int64(number(c, "size")), int64(number(c, "retained"))
		cell := cohort.Cell{Age: 1, Customers: size, Active: retained}
		rows = append(rows, []cohort.Cell{{Customers: size, Active: size}, cell})
		p, ok := cell.Percent()
		if !ok {
			t.Errorf("%d of %d have no share", retained, size)
		}
		if mean += p / float64(len(cohorts)); p > 0 {
			wrong, counted = wrong+p, counted+1
		}
	}
	pooled, _ := cohort.Pool(rows, 1).Percent()
	return object{"simple_mean_pct": mean, "pooled_pct": pooled, "wrong_if_zero_skipped_pct": wrong / counted}
}

// checkOpenCell asks for a month that was not over when the data were drawn.
func checkOpenCell(t *testing.T, in object) object {
	asOf, err := dates.ParseBound(text(in, "as_of"), nil)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, ledger.Bookkeeping{Shape: ledger.Balance, Unpriced: true, WantCohorts: true, AsOf: &asOf})
	b.add(&ledger.Row{Customer: []byte("a"), Time: []byte(text(in, "cohort_start"))})
	_, s := b.close()
	start, _ := dates.ParseBound(text(in, "cohort_start"), nil)
	row, age := cohort.Triangle(s.Cohorts, "")[0], int(number(in, "month"))
	equal(t, "start", int64(row[0].Start), dates.Month.Index(start, nil))
	if age >= len(row) || row[age].Open {
		return object{"value": nil, "status": "not observed yet"}
	}
	p, _ := row[age].Percent()
	return object{"value": p}
}

func checkCycle(t *testing.T, in object) object {
	asOf, err := time.Parse(time.DateOnly, text(in, "as_of"))
	if err != nil {
		t.Fatal(err)
	}
	cycle := metric.Account{Cycle: number(in, "cycle_days"), Grace: number(in, "grace")}
	excluded, _ := in["exclude"].([]any)
	var o tally.Orders
	var overdue []any
	orders, _ := in["last_orders"].([]any)
	for _, x := range orders {
		x, _ := x.(map[string]any)
		last, _ := time.Parse(time.DateOnly, text(x, "last"))
		if slices.Contains(excluded, x["category"]) {
			continue
		}
		day := int32(last.Unix() / 86400)
		o.Add(&tally.History{Orders: 1, Days: []int32{day}}, int32(asOf.Unix()/86400))
		if cycle.Overdue(int64(asOf.Sub(last).Hours() / 24)) {
			overdue = append(overdue, x["id"])
		}
	}
	p, ok := repeat.OverdueOf(&o, cycle).Percent()
	return object{"eligible": float64(o.Customers), "overdue": overdue, "overdue_pct": orNil(p, ok)}
}

func checkPeriods(t *testing.T, in object) object {
	if text(in, "grain") == "iso-week" {
		var weeks []any
		days, _ := in["dates"].([]any)
		for _, day := range days {
			at, err := dates.ParseBound(fmt.Sprint(day), nil)
			if err != nil {
				t.Fatal(err)
			}
			weeks = append(weeks, dates.Week.Label(dates.Week.Index(at, nil)))
		}
		return object{"weeks": weeks}
	}
	zone, err := time.LoadLocation(text(in, "tz"))
	if err != nil {
		t.Skip("no time zones on this machine")
	}
	at, err := dates.ParseBound(text(in, "timestamp"), zone)
	if err != nil {
		t.Fatal(err)
	}
	return object{"period": dates.Day.Label(dates.Day.Index(at, zone)),
		"local": time.UnixMicro(at).In(zone).Format("2006-01-02T15:04:05-0700")}
}
