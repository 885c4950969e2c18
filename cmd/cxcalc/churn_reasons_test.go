package main_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A contract runs from a month up to another, which is after all of them where it has no end.
type contract struct {
	who, plan, from, until, price int
	reasons                       []string
}

const contractMonths = 12

// drawContracts makes contracts of customers who may have several at once, or come back.
func drawContracts(r *rand.Rand, n int) (out []contract) {
	names := []string{"price", "features", "support", "rival", "other", "moved"}
	for range n {
		c := contract{who: r.IntN(n / 2), plan: r.IntN(3), from: r.IntN(contractMonths - 1), until: contractMonths, price: 1 + r.IntN(100)}
		if r.IntN(3) > 0 {
			c.until = c.from + r.IntN(contractMonths-c.from)
			for range r.IntN(4) {
				if name := names[min(r.IntN(6), r.IntN(6))]; !slices.Contains(c.reasons, name) {
					c.reasons = append(c.reasons, name)
				}
			}
		}
		out = append(out, c)
	}
	return append(out, contract{who: -1, until: contractMonths, price: 1}) // who is there from the first month to the last
}

// A slowLoss is a customer who left in a month, with what it brought in each plan, and why.
type slowLoss struct {
	month   int
	brought map[int]int
	reasons []string
}

// slowLosses looks at each customer in each month.
func slowLosses(rows []contract) (out []slowLoss) {
	for who := range len(rows) {
		for month := 1; month < contractMonths; month++ {
			x, still := slowLoss{month: month, brought: make(map[int]int)}, false
			for _, c := range rows {
				if c.who != who {
					continue
				}
				if c.from < month && month <= c.until {
					x.brought[c.plan] += c.price
				}
				still = still || c.from <= month && month < c.until
				if c.until == month && len(c.reasons) > 0 {
					x.reasons = c.reasons
				}
			}
			if len(x.brought) > 0 && !still {
				out = append(out, x)
			}
		}
	}
	return out
}

// whyLost compares a group with the losses of a month, or below 0 of all, and of a plan.
func (a *asking) whyLost(where string, g told, all []slowLoss, month, plan int) {
	a.Helper()
	lost, worth, silent, named := make(map[string]int), make(map[string]int), 0, 0
	for _, x := range all {
		brought := 0
		for p, n := range x.brought {
			if plan < 0 || p == plan {
				brought += n
			}
		}
		switch {
		case month >= 0 && x.month != month, brought == 0:
			continue
		case len(x.reasons) == 0:
			silent++
		default:
			named++
		}
		for _, name := range x.reasons {
			lost[name]++
			worth[name] += brought
		}
	}
	a.near(where, []any{g.at("no_reason"), g.at("with_reason")}, []any{float64(silent), float64(named)})
	list := g.list("reasons")
	if len(list) != len(lost) {
		a.Fatalf("%s: %d reasons, want %v", where, len(list), lost)
	}
	for _, r := range list {
		name := r.at("reason").(string)
		a.near(where+", "+name, []any{r.at("lost"), r.at("value"), r.at("share_pct")},
			[]any{float64(lost[name]), float64(worth[name]), 100 * float64(lost[name]) / float64(named)})
	}
}

// Random contracts say the same as looking at each customer in each month, all together, month by month and in plans, with any
// number of workers.
func TestChurnReasonsSlowly(t *testing.T) {
	forWholeRun(t)
	for seed := range uint64(6) {
		rows := drawContracts(rand.New(rand.NewPCG(seed, 11)), 120)
		all := slowLosses(rows)
		a := &asking{t, find(t), t.TempDir()}
		var lines [][]any
		for _, c := range rows {
			end := ""
			if c.until < contractMonths {
				end = fmt.Sprintf("2024-%02d-20", c.until+1)
			}
			lines = append(lines, []any{c.who, fmt.Sprint("plan", c.plan), fmt.Sprintf("2024-%02d-10", c.from+1), end, c.price, strings.Join(c.reasons, ";")})
		}
		lines = append(lines, []any{-2, "plan9", "2024-12-01", "", 1, ""}) // so that the last month is one of which the file tells
		a.file("rows.csv", "customer,plan,start,end,mrr,why", lines...)
		where := fmt.Sprint("seed ", seed)
		args := []string{"churn", "--reason", "why", "--separator", ";", "rows.csv"}
		d := a.ask(args...)
		a.whyLost(where, told{d.at("total")}, all, -1, -1)
		for _, g := range d.list("groups") {
			var month int
			_, _ = fmt.Sscanf(g.at("period").(string), "2024-%d", &month)
			a.whyLost(fmt.Sprint(where, ", month ", month), g, all, month-1, -1)
		}
		args = append(args, "--by", "plan")
		d = a.ask(append(args, "--jobs", "1")...)
		for _, g := range d.list("groups") {
			var month, plan int
			_, _ = fmt.Sscanf(g.at("period").(string), "2024-%d", &month)
			_, _ = fmt.Sscanf(g.at("by/plan").(string), "plan%d", &plan)
			a.whyLost(fmt.Sprint(where, ", month ", month, ", plan ", plan), g, all, month-1, plan)
		}
		if one, four := fmt.Sprint(d), fmt.Sprint(a.ask(append(args, "--jobs", "4")...)); one != four {
			t.Errorf("seed %d: four workers say otherwise:\n%s\n%s", seed, one, four)
		}
	}
}

// A list of customers tells whether they left: of several rows of one the last that gives a reason counts, and reasons of those
// who stayed are said and left out.
func TestChurnReasonsOfStatuses(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "customer,churned,why", []any{"a", "yes", "late"}, []any{"a", "yes", "price"}, []any{"a", "yes", "N/A"}, []any{"b", "no", "price"},
		[]any{"c", "yes", ""}, []any{"d", "yes", "Price"}, []any{"e", "yes", "rude"}, []any{"e", "no", ""}, []any{"f", "no", ""})
	d := a.ask("churn", "--reason", "why", "rows.csv")
	if r := d.list("total/reasons"); len(r) != 1 || r[0].at("lost") != 2.0 || r[0].at("value") != nil || d.at("total/no_reason") != 1.0 {
		t.Error(d.at("total"))
	}
	for code, want := range map[string]string{"reason_of_kept": "1 row", "idle_reasons": "1 reason", "no_reason": "why: 1", "no_amount": "--amount"} {
		if said := d.warning(code); !strings.Contains(said, want) {
			t.Errorf("%s: %q", code, said)
		}
	}
}

// Movements tell why, too, and nothing else in them does.
func TestChurnReasonsOfMovements(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "customer,date,type,amount,why", []any{"a", "2024-01-05", "new", 10, "advert"}, []any{"b", "2024-01-06", "new", 20, ""},
		[]any{"a", "2024-02-03", "contraction", -4, "price"}, []any{"b", "2024-02-07", "churn", -20, "rude"}, []any{"a", "2024-03-01", "churn", -6, `"late, rude"`},
		[]any{"c", "2024-01-05", "new", 5, ""})
	d := a.ask("churn", "--reason", "why", "--separator", ",", "rows.csv")
	a.near("movements", []any{d.at("total/reasons/0/lost"), d.at("total/reasons/0/value"), d.at("total/reasons/1/value")}, []any{2.0, 26.0, 6.0})
	if d.at("total/reasons/0/reason") != "rude" || d.warning("idle_reasons") == "" || d.warning("reason_of_kept") == "" {
		t.Error(d)
	}
}

// What may part reasons is asked about, and what has no meaning refused.
func TestChurnReasonsAsk(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "customer,churned,why", []any{1, "yes", "price/quality"}, []any{2, "yes", "price"}, []any{3, "no", ""}, []any{4, "yes", "quality"})
	if said := a.refused("churn", "--reason", "why", "rows.csv"); !strings.Contains(said, "--separator /") {
		t.Error(said)
	}
	if said := a.refused("churn", "--separator", ";", "rows.csv"); !strings.Contains(said, "--reason") {
		t.Error(said)
	}
	a.file("months.csv", "customer,month,mrr,why", []any{1, "2024-01", 5, ""}, []any{1, "2024-02", 5, ""}, []any{2, "2024-01", 5, "price"})
	if said := a.refused("churn", "--reason", "why", "months.csv"); !strings.Contains(said, "means nothing to a ledger of shape balance") {
		t.Error(said)
	}
}

// Shares, the vital few and what was lost by reason, as a sheet of paper has them.
func TestLostByReason(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	rows := [][]any{{"stayed", "no", 1, ""}}
	for _, r := range []struct {
		name     string
		n, value int
	}{{"price", 6, 20}, {"support", 3, 100}, {"moved", 1, 80}} {
		for range r.n {
			rows = append(rows, []any{len(rows), "yes", r.value, r.name})
		}
	}
	a.file("lost.csv", "customer,churned,mrr,reason", rows...)
	total := told{a.ask("churn", "--reason", "reason", "lost.csv").at("total")}
	for i, want := range [][]any{{6.0, 60.0, 60.0, 120.0, 24.0}, {3.0, 30.0, 90.0, 300.0, 60.0}, {1.0, 10.0, 100.0, 80.0, 16.0}} {
		r := total.list("reasons")[i]
		a.near(r.at("reason").(string), []any{r.at("lost"), r.at("share_pct"), r.at("cumulative_pct"), r.at("value"), r.at("value_pct")}, want)
	}
	if total.at("vital_few") != "price, support" {
		t.Error(total.at("vital_few"))
	}
}
