package main_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// A hitting is how many customers of a label are hit at least once.
type hitting struct{ hit, n float64 }

// labels writes a file in which customers have a number from 1 to 3 for a label, some none, and returns them.
func (a *asking) labels(draw *rand.Rand) map[string]int {
	labels := make(map[string]int)
	var rows [][]any
	for i := range 150 {
		who := fmt.Sprint("k", i)
		if labels[who] = draw.IntN(4); labels[who] > 0 {
			rows = append(rows, []any{who, labels[who]})
		}
	}
	a.file("labels.csv", "customer,level", rows...)
	return labels
}

// once holds what a link tells of each customer once, and its tests, against counts.
func (a *asking) once(d told, want [4]hitting) {
	a.Helper()
	for _, g := range d.groups() {
		level, _ := strconv.Atoi(fmt.Sprint(g.at("by/level")))
		a.near("each once", g.at("each_n"), want[level].n)
		a.near("each hit", g.at("each_hit"), want[level].hit)
		a.near("each share", g.at("each_pct"), 100*want[level].hit/want[level].n)
	}
	var k, n, sn, ssn, moved, square float64
	for i, x := range want[1:] {
		k, n, sn, ssn = k+x.hit, n+x.n, sn+float64(i)*x.n, ssn+float64(i*i)*x.n
	}
	p := k / n
	for i, x := range want[1:] {
		moved += float64(i) * (x.hit - x.n*p)
		square += (x.hit - x.n*p) * (x.hit - x.n*p) / (x.n * p * (1 - p)) // both cells of a label
	}
	if d.at("total/tested") != "each_pct" {
		a.Errorf("tested is %v", d.at("total/tested"))
	}
	a.near("z", d.at("total/trend_z"), moved/math.Sqrt(p*(1-p)*(ssn-sn*sn/n)))
	a.near("chi-square", d.at("total/chi_square"), square)
	first, last := want[1], want[3]
	ratio := first.hit / first.n / (last.hit / last.n)
	half := 1.959963984540054 * math.Sqrt(1/first.hit-1/first.n+1/last.hit-1/last.n)
	a.near("ratio", d.at("total/risk_ratio"), ratio)
	a.near("ratio from", d.at("total/risk_ratio_low"), ratio*math.Exp(-half))
	a.near("ratio to", d.at("total/risk_ratio_high"), ratio*math.Exp(half))
	a.near("difference", d.at("total/difference"), 100*(first.hit/first.n-last.hit/last.n))
}

// Of several periods those who were there when the first began are counted once, lost in any of them or not.
func TestLinkOfSeveralPeriods(t *testing.T) {
	draw := rand.New(rand.NewPCG(16, 14))
	for _, since := range []int{0, 2} { // the place of the first period that is told of, which 0 does not bound
		a := &asking{t, find(t), t.TempDir()}
		labels := a.labels(draw)
		var rows [][]any
		var want [4]hitting
		opening := max(since, 1) - 1
		for i := range 170 {
			who := fmt.Sprint("k", i)
			var there [6]bool
			for month := range there { // some come back, and some are lost twice
				if there[month] = draw.IntN(5+labels[who]) > 0; there[month] {
					rows = append(rows, []any{who, fmt.Sprint("2026-0", month+1), 10 + i})
				}
			}
			if !there[opening] {
				continue
			}
			want[labels[who]].n++
			for month := opening + 1; month < len(there); month++ {
				if there[month-1] && !there[month] {
					want[labels[who]].hit++
					break
				}
			}
		}
		a.file("ledger.csv", "customer,month,mrr", rows...)
		ask := []string{"link", "labels.csv=column:level", "ledger.csv=churn", "--key", "customer"}
		if since > 0 {
			ask = append(ask, "--since", fmt.Sprintf("ledger=2026-0%d", since+1))
		}
		a.once(a.ask(ask...), want)
	}
}

// Of several calls of a customer, each customer is counted once, missed or not.
func TestLinkOfSeveralCalls(t *testing.T) {
	draw := rand.New(rand.NewPCG(16, 15))
	a := &asking{t, find(t), t.TempDir()}
	labels := a.labels(draw)
	var rows [][]any
	var want [4]hitting
	for i := range 170 {
		who := fmt.Sprint("k", i)
		missed := 0.0
		for call := range draw.IntN(4) {
			result := "answered"
			if draw.IntN(2+labels[who]) == 0 {
				result, missed = "missed", 1
			}
			rows = append(rows, []any{fmt.Sprint(i, "-", call), who, fmt.Sprintf("2026-03-%02d %02d:00:00", 1+i%28, 8+call), "in", result})
			if call == 0 {
				want[labels[who]].n++
			}
		}
		want[labels[who]].hit += missed
	}
	a.file("calls.csv", "call_id,customer,started,direction,result", rows...)
	a.once(a.ask("link", "labels.csv=column:level", "calls.csv=contacts", "--key", "customer"), want)
	few := a.ask("link", "labels.csv=column:level", "calls.csv=contacts", "--key", "customer", "--min-n", "32")
	if few.warning("few_each") == "" || few.groups()[0].at("each_n") != nil || few.at("total/trend_z") != nil {
		t.Errorf("labels of few are told: %v, %v, %v", few.groups()[0], few.at("total"), want)
	}
}

// No branch is lost because one of its customers is, nor missed because one of its calls was: the figure of each is asked for.
func TestLinkAsksWhatABranchIsCalled(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	var ledger, calls, staff [][]any
	for i := range 60 {
		branch, who := []string{"Mill", "Park", "Quay"}[i%3], fmt.Sprint("c", i)
		ledger = append(ledger, []any{who, branch, "2026-01", 10})
		if i%4 > 0 {
			ledger = append(ledger, []any{who, branch, "2026-02", 10})
		}
		calls = append(calls, []any{i, branch, fmt.Sprintf("2026-03-02 08:%02d:00", i), "in", []string{"missed", "answered"}[min(i%7, 1)]})
		staff = append(staff, []any{branch, i % 11})
	}
	a.file("ledger.csv", "customer,branch,month,mrr", ledger...)
	a.file("calls.csv", "call_id,branch,started,direction,result", calls...)
	a.file("staff.csv", "branch,score", staff...)
	for file, says := range map[string]string{"ledger.csv=churn": "several customers, so none is lost itself", "calls.csv=contacts": "20 rows to each"} {
		ask := []string{"link", file, "staff.csv=nps", "--key", "branch"}
		if file == "ledger.csv=churn" {
			ask = append(ask, "--customer", "customer")
		}
		_, stderr, status := a.run(t, a.dir, ask...)
		if status != 2 || !strings.Contains(stderr, says) || !strings.Contains(stderr, "--unit group") {
			t.Errorf("%s: status %d\n%s", file, status, stderr)
		}
		if d := a.ask(append(ask, "--unit", "group")...); len(d.groups()) != 3 || d.at("groups/0/label_n") != 20. {
			t.Errorf("%s: branches are %v", file, d.groups())
		}
	}
}

// Earned growth is NRR and the new revenue that came by referral; none where nothing says who did.
func TestLinkEarnedGrowth(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("ledger.csv", "customer,month,mrr,source", []any{"a", "2026-01", 100, "ads"}, []any{"b", "2026-01", 100, "Referral"}, []any{"c", "2026-01", 50, "ads"},
		[]any{"a", "2026-02", 120, "ads"}, []any{"b", "2026-02", 100, "Referral"}, []any{"d", "2026-02", 30, "referral"}, []any{"e", "2026-02", 40, "ads"}, []any{"f", "2026-02", 10, ""})
	a.file("survey.csv", "customer,recommend", []any{"a", 1}, []any{"b", 9})
	check := func(growth any, code, label string, more ...string) {
		t.Helper()
		d := a.ask(append([]string{"link", "--key", "customer", label, "ledger.csv=revenue"}, more...)...)
		a.near(label+" grows by", d.at("total/earned_growth"), growth)
		if d.warning(code) == "" {
			t.Errorf("%s %v: nothing says %s: %v", label, more, code, d.at("warnings"))
		}
	}
	check(0., "earned_at_least", "ledger.csv=column:source")                    // 88 + 100 · 30 / 250 − 100
	check(4., "earned_at_least", "ledger.csv=column:source", "--earned", "ads") // 88 + 100 · 40 / 250 − 100
	check(nil, "no_earned_growth", "survey.csv=nps")
	for says, args := range map[string][]string{"none of the labels": {"ledger.csv=revenue", "--earned", "friends"}, "tells of none": {"ledger.csv=churn", "--earned", "ads"}} {
		_, stderr, status := a.run(t, a.dir, append([]string{"link", "--key", "customer", "ledger.csv=column:source"}, args...)...)
		if status != 2 || !strings.Contains(stderr, says) {
			t.Errorf("%v: status %d, want %q\n%s", args, status, says, stderr)
		}
	}
}

// Who is late is known without a word of what was ordered, on either side.
func TestLinkOfLateDeliveries(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("orders.csv", "order_id,customer,due,delivered", []any{1, "a", "2026-03-01", "2026-03-02"}, []any{2, "a", "2026-03-03", "2026-03-03"}, []any{3, "b", "2026-03-01", "2026-03-01"},
		[]any{4, "c", "2026-03-05", "2026-03-05"})
	a.file("survey.csv", "customer,recommend", []any{"a", 2}, []any{"b", 10}, []any{"c", 10})
	d := a.ask("link", "survey.csv=nps", "orders.csv=delivery", "--key", "customer")
	a.near("detractors ever late", d.at("groups/0/each_pct"), 100.)
	a.near("promoters ever late", d.at("groups/1/each_pct"), 0.)
	a.near("of them", d.at("groups/1/each_n"), 2.)
	d = a.ask("link", "orders.csv=delivery", "survey.csv=nps", "--key", "customer")
	a.near("late", d.at("groups/0/value"), -100.)
	a.near("never late", d.at("groups/1/value"), 100.)
}

// What link is, and what its fields mean, is said without a file.
func TestLinkIsExplained(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	for _, says := range []string{"do happy customers stay?", "each_pct ", "trend_z ", "earned_growth "} {
		if out, stderr, status := a.run(t, a.dir, "explain", "link"); status != 0 || !strings.Contains(out, says) {
			t.Errorf("status %d, no %q in\n%s%s", status, says, out, stderr)
		}
	}
}

// One side may be standard input, and it is read once.
func TestLinkOfAPipe(t *testing.T) {
	needBash(t)
	a := &asking{t, find(t), samples(t)}
	want, _ := a.shell(t, a.dir, "cxcalc link answers.csv=nps ledger.csv=churn --key customer -q -o csv")
	for command, status := range map[string]int{
		"cxcalc link -=nps:recommend ledger.csv=churn --key customer -q -o csv <answers.csv":              0,
		"cxcalc link answers.csv=nps -=churn --key answers=customer,stdin=customer -q -o csv <ledger.csv": 0,
		"cxcalc link -=nps -=churn --key customer <answers.csv":                                           2,
		"cxcalc link -=nps answers.csv=nps --key branch <staff.csv":                                       2,
		"cxcalc link -=nps ledger.csv=churn --key customer --list <answers.csv":                           2,
	} {
		if out, got := a.shell(t, a.dir, command); got != status || status == 0 && out != want {
			t.Errorf("%s: status %d, want %d\n%s", command, got, status, out)
		}
	}
}
