package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What people said in the survey of the made-up shop tells who left, as its page states.
func TestLinkOfAShop(t *testing.T) {
	a := asked(t)
	a.dir = filepath.Join(a.dir, "made-shop")
	want := a.statedHere().in("survey_ledger_join")
	d := a.ask("link", "survey.csv=nps:recommend_0_10", "ledger.csv=churn", "--key", "customer")
	revenue := want.in("revenue_march_by_group")
	for i, label := range []string{"detractor", "passive", "promoter"} {
		g := d.groups()[i]
		a.near(label, g.at("by/nps"), label)
		a.told(label, g, "value", "low", "high", want.in("churn_by_group", label))
		a.near(label, g.at("customers_lost"), want.in("churn_by_group", label)["k"])
		a.near(label+", revenue", g.at("revenue_start"), revenue[label])
	}
	a.near("trend", d.at("total/trend_z"), want.in("trend")["z"])
	a.near("trend", d.at("total/trend_p"), want.in("trend")["p"])
	a.near("risk ratio", d.at("total/risk_ratio"), want["detractor_against_promoter"])
	if d.warning("no_risk_ratio") == "" {
		a.Error("nothing says why there is no risk ratio")
	}
	a.near("revenue at risk", d.at("total/revenue_at_risk"), want["revenue_at_risk"])
	a.near("on both sides", d.at("total/matched"), want["answers"])
	a.near("survey alone", d.at("total/unmatched_label"), 0.)
	a.near("ledger alone", d.at("total/unmatched_outcome"), 240.-want.number("answers"))
	a.told("all", d, "total/value", "total/low", "total/high", want.in("churn_all_customers"))

	calls := a.ask("link", "calls.csv=contacts", "survey.csv=nps:recommend_0_10", "--key", "customer")
	nps := want["customers_missed_once_or_more_nps"].([]any)
	a.near("missed", calls.groups()[0].at("value"), nps[0])
	net, n := 0.0, 0.0
	for _, g := range calls.groups()[1:] { // who was never missed, and who never called
		net, n = net+g.number("promoters")-g.number("detractors"), n+g.number("n")
	}
	a.near("not missed", 100*net/n, nps[1])
}

// Levels of satisfaction and complaints tell who left, from a file that is both sides, as the pages state.
func TestLinkOfOneFile(t *testing.T) {
	a := asked(t)
	staff := a.stated("employee-satisfaction-attrition")
	file := "employee-satisfaction-attrition/emp_attrition.csv"
	for _, item := range []string{"JobSatisfaction", "EnvironmentSatisfaction", "WorkLifeBalance", "JobInvolvement"} {
		want := staff.in(item)
		d := a.ask("link", file+"=column:"+item, file+"=churn:Attrition", "--key", "EmployeeNumber")
		for i, g := range d.groups() {
			a.told(item, g, "value", "low", "high", want.in("left_by_level", fmt.Sprint(i+1)))
		}
		a.near(item+", trend", d.at("total/trend_z"), want.in("trend")["z"])
		a.near(item+", trend", d.at("total/trend_p"), want.in("trend")["p"])
		ratio := want.in("lowest_against_highest")
		a.near(item+", ratio", d.at("total/risk_ratio"), ratio["relative_risk"])
		a.near(item+", ratio", []any{d.at("total/risk_ratio_low"), d.at("total/risk_ratio_high")}, ratio["rr_ci95"])
		a.near(item+", difference", []any{d.at("total/difference_low"), d.at("total/difference_high")}, ratio["newcombe95"])
	}
	want := a.stated("telecom-complaints-churn")
	file = "telecom-complaints-churn/Customer Churn.csv"
	d := a.ask("link", file+"=share:Complains", file+"=churn:Churn", "--key", "ID", "--lost", "no")
	for i, word := range []string{"yes", "no"} {
		a.told(word, d.groups()[i], "value", "low", "high", want.in("lost_by_complaint", word))
	}
	ratio := want.in("complaint_against_none")
	a.near("ratio", d.at("total/risk_ratio"), ratio["relative_risk"])
	a.near("ratio", []any{d.at("total/risk_ratio_low"), d.at("total/risk_ratio_high")}, ratio["rr_ci95"])
	a.near("chi-square", d.at("total/chi_square"), ratio["chi2"])
	if p := ratio.number("p"); d.number("total/chi_square_p") > 1e-9 || p > 1e-9 {
		a.Errorf("p is %v, want %v", d.at("total/chi_square_p"), p)
	}
}

// Inspections are joined to businesses: who has none, and who is on no list.
func TestLinkOfInspections(t *testing.T) {
	a := asked(t)
	want := a.stated("sf-inspections")
	d := a.ask("link", "sf-inspections/businesses.csv=column:city", "sf-inspections/inspections.csv=share", "--yes", "score>=86", "--key", "business_id")
	a.near("no inspection", d.at("total/unmatched_label"), want.in("join")["businesses_without_inspection"])
	a.near("no business", d.at("total/unmatched_outcome"), want.in("join")["inspections_without_business"])
	a.near("inspections", d.at("groups/0/n"), want["inspections"])
	a.near("businesses", d.at("total/matched"), want.number("businesses")-want.in("join").number("businesses_without_inspection"))
}

// askRanks writes scores of branches as answers of each, and asks how far they rise together.
func askRanks(a *asking, in inputs) inputs {
	for name, scores := range map[string][]float64{"staff": in.numbers("branch_enps"), "customers": in.numbers("branch_nps")} {
		var rows [][]any
		for i, nps := range scores {
			for n := range 100 { // a hundred answers with such a score
				score := 8
				if net := int(max(nps, -nps)); n < net && nps > 0 {
					score = 10
				} else if n < net {
					score = 0
				}
				rows = append(rows, []any{fmt.Sprint("B", i), score})
			}
		}
		a.file(name+".csv", "branch,score", rows...)
	}
	d := a.ask("link", "staff.csv=nps", "customers.csv=nps", "--key", "branch")
	for i, g := range d.groups() {
		a.near("staff", g.at("label_value"), in.numbers("branch_enps")[i])
		a.near("customers", g.at("value"), in.numbers("branch_nps")[i])
	}
	return inputs{"spearman": d.at("total/rank_correlation"), "p_exact": d.at("total/rank_p")}
}

// A surveyed is what one row of a survey says, and the months in which the customer is there.
type surveyed struct {
	who    string
	score  int // below 0 for none
	minute int
}

// The same number three ways: by link, by churn on a file that has the label as a column, and by a loop over the rows. The order
// of rows, how they are split into files, and the number of workers change nothing.
func TestLinkThreeWays(t *testing.T) {
	forWholeRun(t)
	draw := rand.New(rand.NewPCG(14, 30))
	for round := range 6 {
		end := []string{"", "@shop.example"}[round%2] // addresses are the same in capitals, so a ledger spells them its own way
		a := &asking{t, find(t), t.TempDir()}
		var answers []surveyed
		for i := range 300 {
			answers = append(answers, surveyed{fmt.Sprint("k", draw.IntN(200), end), draw.IntN(12) - 1, i})
		}
		stays := make(map[string]bool)
		for i := range 220 {
			stays[fmt.Sprint("k", i+30, end)] = draw.IntN(4) > 0
		}
		labels := labelled(answers)
		a.writeSurvey(draw, answers)
		a.writeLedger(draw, stays, labels)
		ask := []string{"link", "survey-*.csv=nps", "ledger-*.csv=churn", "--key", "customer", "--jobs"}
		one := a.ask(append(ask, "1")...)
		a.compare(one, stays, labels)
		by := a.ask("churn", "labelled.csv", "--by", "label", "--period", "month")
		for _, g := range by.groups() {
			at := slices.IndexFunc(one.groups(), func(o told) bool { return o.at("by/nps") == g.at("by/label") })
			for _, key := range []string{"n", "value", "low", "high", "revenue_start", "revenue_lost"} {
				a.near(key, one.groups()[at].at(key), g.at(key))
			}
		}
		a.inReport(one)
		a.writeSurvey(draw, answers)
		a.writeLedger(draw, stays, labels)
		for _, jobs := range []string{"1", "4"} {
			again := a.ask(append(ask, jobs)...)
			if x, y := fmt.Sprint(one.at("total"), one.at("groups")), fmt.Sprint(again.at("total"), again.at("groups")); x != y {
				t.Fatalf("another order tells\n%s\nand not\n%s", y, x)
			}
		}
	}
}

// inReport holds the answer of a report against that of a link.
func (a *asking) inReport(one told) {
	a.Helper()
	text := "questions:\n  - {metric: nps, sources: survey-*.csv}\n  - {metric: churn, sources: ledger-*.csv, by: {nps: group}, key: customer}\n"
	if err := os.WriteFile(filepath.Join(a.dir, "report.yaml"), []byte(text), 0o644); err != nil {
		a.Fatal(err)
	}
	d := a.ask("report", "report.yaml")
	for _, part := range []string{"schema", "total", "groups", "columns", "rows"} {
		if x, y := fmt.Sprint(one.at(part)), fmt.Sprint(d.at("documents/1/"+part)); x != y {
			a.Errorf("%s: a report tells\n%s\nand not\n%s", part, y, x)
		}
	}
}

// labelled calls everybody by the latest answer.
func labelled(answers []surveyed) map[string]string {
	labels := make(map[string]string)
	for _, s := range answers { // which are in the order of time
		switch {
		case s.score < 0:
		case s.score > 8:
			labels[s.who] = "promoter"
		case s.score > 6:
			labels[s.who] = "passive"
		default:
			labels[s.who] = "detractor"
		}
	}
	return labels
}

// writeSurvey writes answers in any order, into two files.
func (a *asking) writeSurvey(draw *rand.Rand, answers []surveyed) {
	var rows [2][][]any
	for _, i := range draw.Perm(len(answers)) {
		s := answers[i]
		score := any(s.score)
		if s.score < 0 {
			score = ""
		}
		n := draw.IntN(2)
		rows[n] = append(rows[n], []any{s.who, score, fmt.Sprintf("2026-03-%02d %02d:%02d", 1+s.minute/60, 7, s.minute%60)})
	}
	for n := range rows {
		a.file(fmt.Sprintf("survey-%d.csv", n), "customer,score,answered_at", rows[n]...)
	}
}

// writeLedger writes two months of all customers in any order, into two files; and once more with the labels.
func (a *asking) writeLedger(draw *rand.Rand, stays map[string]bool, labels map[string]string) {
	var rows [2][][]any
	var all [][]any
	names := make([]string, 0, len(stays))
	for who := range stays {
		names = append(names, who)
	}
	slices.Sort(names)
	for _, i := range draw.Perm(2 * len(names)) {
		who, month := names[i/2], i%2
		if month == 1 && !stays[who] {
			continue
		}
		row := []any{who, []string{"2026-03", "2026-04"}[month], 10 + len(who)}
		n := draw.IntN(2)
		rows[n] = append(rows[n], row)
		all = append(all, append(slices.Clone(row), labels[who]))
	}
	for n := range rows {
		a.file(fmt.Sprintf("ledger-%d.csv", n), "customer,month,mrr", rows[n]...)
	}
	a.file("labelled.csv", "customer,month,mrr,label", all...)
}

// compare holds a link against a loop over the customers.
func (a *asking) compare(d told, stays map[string]bool, labels map[string]string) {
	a.Helper()
	type count struct{ lost, n float64 }
	want := make(map[string]count)
	there := 0.0
	for who, stayed := range stays {
		c := want[labels[who]]
		c.n++
		if !stayed {
			c.lost++
		}
		want[labels[who]] = c
		if labels[who] != "" {
			there++
		}
	}
	for _, g := range d.groups() {
		label, _ := g.at("by/nps").(string)
		a.near(label, g.at("customers_lost"), want[label].lost)
		a.near(label, g.at("n"), want[label].n)
		delete(want, label)
	}
	if len(want) > 0 {
		a.Errorf("groups that nobody tells: %v", want)
	}
	a.near("matched", d.at("total/matched"), there)
	a.near("survey alone", d.at("total/unmatched_label"), float64(len(labels))-there)
	a.near("ledger alone", d.at("total/unmatched_outcome"), float64(len(stays))-there)
}

// Nobody is named unless somebody asks, in whatever format and whatever goes wrong.
func TestLinkNamesNobody(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	var survey, ledger, masked [][]any
	for i := range 60 {
		who := fmt.Sprintf("secret%02d", i)
		survey = append(survey, []any{who, i % 11})
		ledger = append(ledger, []any{fmt.Sprintf("Secret%02d", i+30), "2026-03", 5}, []any{fmt.Sprintf("Secret%02d", i+30), "2026-04", 5})
		masked = append(masked, []any{fmt.Sprintf("x%04d", i), "2026-03", 5}, []any{fmt.Sprintf("x%04d", i), "2026-04", 5})
	}
	survey = append(survey, []any{"secret01", 10})
	a.file("survey.csv", "customer,score", survey...)
	a.file("ledger.csv", "customer,month,mrr", ledger...)
	a.file("masked.csv", "customer,month,mrr", masked...)
	run := func(args ...string) (all string, status int) {
		out, stderr, status := a.run(t, a.dir, append([]string{"link", "--key", "customer"}, args...)...)
		if strings.Contains(strings.ToLower(out+stderr), "secret") && !slices.Contains(args, "--list") {
			t.Errorf("link %v names somebody:\n%s%s", args, out, stderr)
		}
		return out + stderr, status
	}
	for _, c := range []struct {
		says   string
		status int
		args   []string
	}{
		{"several answers that differ", 2, []string{"survey.csv=nps", "ledger.csv=churn"}},
		{"--fold makes case, blanks and zeros the same, and matches 30 keys", 2, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest"}},
		{"such as aaaaaa99", 1, []string{"survey.csv=nps", "masked.csv=churn", "--dedup", "latest"}},
		{"30", 0, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold"}},
		{"Secret60", 0, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold", "--list", "-o", "json"}},
		{"ledger alone has keys such as Secret60", 0, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold", "--list", "-o", "table"}},
		{"survey alone has keys such as secret00, secret01", 0, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold", "--list", "-o", "table"}},
		{"--list", 2, []string{"survey.csv=nps", "ledger.csv=churn", "--fold", "--unit", "group"}},
		{"no such flag", 2, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold", "--max-groups", "3"}},
		{"--list", 2, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold", "--top", "3"}},
		{"few", 0, []string{"survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold", "--min-n", "25"}},
	} {
		if all, status := run(c.args...); status != c.status || !strings.Contains(all, c.says) {
			t.Errorf("link %v: status %d, want %d and %q\n%s", c.args, status, c.status, c.says, all)
		}
	}
	for _, format := range []string{"json", "ndjson", "csv", "tsv", "markdown", "html", "svg", "prometheus", "junit", "github"} {
		if all, status := run("survey.csv=nps", "ledger.csv=churn", "--dedup", "latest", "--fold", "-o", format); status != 0 {
			t.Errorf("%s: status %d\n%s", format, status, all)
		}
	}
}

// A report asks which question a label is of, and refuses what makes no sense beside it.
func TestLabelsInReports(t *testing.T) {
	a := &asking{t, find(t), samples(t)}
	for _, c := range []struct{ question, says string }{
		{"by: {nps: groups}, key: customer", "report.yaml:3:42: by takes columns, or one label of another question"},
		{"by: {nps: group, csat: group}, key: customer", "report.yaml:3:42: by takes columns"},
		{"by: {csat: group}, key: customer", "no other question is called"},
		{"by: {nps: group}", "which column do both questions have in common"},
		{"key: customer", "has no setting"},
		{"by: {nps: group}, key: customer, period: month", "it makes no sense beside the label"},
		{"by: {nps: group}, key: 'answers=customer,ledger=nosuch'", "there is no such column"},
		{"by: {churn: group}, key: customer", "no other question is called"},
	} {
		text := "questions:\n  - {metric: nps, sources: answers.csv}\n  - {metric: churn, sources: ledger.csv, " + c.question + "}\n"
		if err := os.WriteFile(filepath.Join(a.dir, "report.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, stderr, status := a.run(t, a.dir, "report", "-q", "report.yaml"); status == 0 || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: status %d, want %q\n%s", c.question, status, c.says, stderr)
		}
	}
}

// Several outcomes are several documents, each with its own table.
func TestLinkOfSeveral(t *testing.T) {
	a := &asking{t, find(t), samples(t)}
	d := a.ask("link", "answers.csv=nps", "ledger.csv=churn", "ledger.csv=revenue", "--key", "customer", "--since", "ledger=2026-04")
	for i, metric := range []string{"churn", "revenue"} {
		if got := d.at(fmt.Sprintf("documents/%d/metric", i)); got != metric {
			t.Errorf("document %d is of %v, want %s", i, got, metric)
		}
	}
	_, stderr, status := a.run(t, a.dir, "link", "answers.csv=nps", "ledger.csv=churn", "--key", "customer", "--threshold", "promoter.value<=2", "--threshold", "trend_p>0.5")
	if status != 3 || !strings.Contains(stderr, "trend_p>0.5") || strings.Contains(stderr, "promoter") {
		t.Errorf("status %d\n%s", status, stderr)
	}
	here := a.ask("link", "answers.csv=nps", "ledger.csv=churn", "--key", "answers=customer,ledger=customer", "--where", "ledger:region=EU", "--since", "ledger=2026-04")
	if n := here.number("total/matched"); !(n > 0 && n < 226) || here.warning("answered_later") != "" || here.warning("several_answers") == "" {
		t.Errorf("%v are in Europe, %v", n, here.at("warnings"))
	}
	some := a.ask("link", "answers.csv=nps", "ledger.csv=churn", "--key", "customer", "--where", "answers:recommend>3")
	if says := some.warning("label_rows"); !strings.Contains(says, "--where recommend>3") || some.at("settings/label_where/0") != "recommend>3" {
		t.Errorf("labels of some rows: %q, %v", says, some.at("settings"))
	}
	if all := a.ask("link", "answers.csv=nps", "ledger.csv=churn", "--key", "customer"); all.warning("answered_later") == "" {
		t.Error("nobody doubts losses before the answers")
	}
	if hinted := a.ask("link", "answers.csv=nps:recomend", "ledger.csv=churn", "--key", "customer", "--score", "recommend"); hinted.at("columns/answers.score") != "recommend" {
		t.Errorf("a flag does not stand over a column that is misspelt: %v", hinted.at("columns"))
	}
	for says, args := range map[string][]string{
		"changes no label":            {"answers.csv=nps", "ledger.csv=churn", "--key", "customer", "--weight", "answers=recommend"},
		"which are answers, ledger":   {"answers.csv=nps", "ledger.csv=churn", "--key", "answers=customer,leger=customer"},
		"write json or html":          {"answers.csv=nps", "ledger.csv=churn", "ledger.csv=revenue", "--key", "customer", "-o", "csv"},
		"--score recommend":           {"answers.csv=nps:recomend", "ledger.csv=churn", "--key", "customer"},
		"has a triangle":              {"answers.csv=nps", "ledger.csv=cohort", "--key", "customer"},
		"is not FILE=METRIC":          {"answers.csv", "ledger.csv=churn", "--key", "customer"},
		"which column tells who":      {"answers.csv=nps", "ledger.csv=churn"},
		"names no column of ledger":   {"answers.csv=nps", "ledger.csv=churn", "--key", "answers=customer"},
		"calls no customer anything":  {"ledger.csv=revenue", "answers.csv=nps", "--key", "customer"},
		"a column is a label":         {"answers.csv=nps", "ledger.csv=column:plan", "--key", "customer"},
		"joins two files or more":     {"answers.csv=nps", "--key", "customer"},
		"is not one of auto":          {"answers.csv=nps", "ledger.csv=churn", "--key", "customer", "--unit", "branch"},
		"means something else":        {"answers.csv=nps", "staff.csv=nps", "--key", "branch", "--scale", "0-10"},
		"there is no such column":     {"answers.csv=nps", "ledger.csv=churn", "--key", "branch"},
		"there is no field \"trend\"": {"answers.csv=nps", "ledger.csv=churn", "--key", "customer", "--threshold", "trend<1"},
	} {
		_, stderr, status := a.run(t, a.dir, append([]string{"link"}, args...)...)
		if status != 2 || !strings.Contains(stderr, says) {
			t.Errorf("link %v: status %d, want 2 and %q\n%s", args, status, says, stderr)
		}
	}
}

// --min-n holds back labels of few customers, and not customers of few rows.
func TestLinkHoldsBackLabelsAlone(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("calls.csv", "call_id,customer,started,direction,result", []any{1, "a", "2026-03-02 08:00:00", "in", "missed"}, []any{2, "b", "2026-03-02 09:00:00", "in", "missed"},
		[]any{3, "c", "2026-03-02 10:00:00", "in", "answered"}, []any{4, "c", "2026-03-03 10:00:00", "in", "answered"}, []any{5, "d", "2026-03-03 11:00:00", "in", "missed"})
	a.file("members.csv", "customer,Churn", []any{"a", "Yes"}, []any{"b", "Yes"}, []any{"c", "No"}, []any{"d", "No"})
	d := a.ask("link", "calls.csv=contacts", "members.csv=churn", "--key", "customer", "--min-n", "2")
	if g := d.groups()[0]; g.at("by/contacts") != "missed" || g.at("n") != 3. || g.at("customers_lost") != 2. {
		t.Errorf("missed are %v", g)
	}
	if g := d.groups()[1]; len(d.groups()) != 2 || g.at("value") != nil {
		t.Errorf("never missed is %v, of %d groups", g, len(d.groups()))
	}
}

// A key that is not who a ledger tells customers by is asked about, on either side.
func TestLinkAsksWhoACustomerIs(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("survey.csv", "email,recommend", []any{"a@x.com", 2}, []any{"b@x.com", 10}, []any{"c@x.com", 2})
	a.file("ledger.csv", "customer_id,email,month,mrr", []any{1, "a@x.com", "2026-01", 10}, []any{1, "", "2026-02", 10}, []any{2, "b@x.com", "2026-01", 10},
		[]any{2, "b@x.com", "2026-02", 10}, []any{3, "c@x.com", "2026-01", 10}, []any{3, "", "2026-02", 10})
	for _, sides := range [][]string{{"survey.csv=nps", "ledger.csv=churn"}, {"ledger.csv=churn", "survey.csv=nps"}} {
		_, stderr, status := a.run(t, a.dir, append([]string{"link", "--key", "email"}, sides...)...)
		if status != 2 || !strings.Contains(stderr, "--customer ledger=customer_id") || !strings.Contains(stderr, "--unit group") {
			t.Errorf("%v: status %d\n%s", sides, status, stderr)
		}
	}
	if d := a.ask("link", "survey.csv=nps", "ledger.csv=churn", "--key", "email", "--customer", "ledger=customer_id"); d.at("total/value") != 0. {
		t.Errorf("of customers who all stayed %v %% are lost", d.at("total/value"))
	}
}

// Folded keys that a ledger counts as two customers are refused, on either side.
func TestLinkFoldsNoCustomersOfALedger(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("survey.csv", "customer,recommend", []any{"ANN", 2}, []any{"bob", 10})
	a.file("twice.csv", "customer,month,mrr", []any{"ann", "2026-01", 10}, []any{"Ann", "2026-02", 10}, []any{"bob", "2026-01", 10}, []any{"bob", "2026-02", 10})
	a.file("once.csv", "customer,month,mrr", []any{"ann", "2026-01", 10}, []any{"ann", "2026-02", 10}, []any{"bob", "2026-01", 10}, []any{"bob", "2026-02", 10})
	for _, sides := range [][]string{{"survey.csv=nps", "twice.csv=churn"}, {"twice.csv=churn", "survey.csv=nps"}, {"survey.csv=nps", "twice.csv=churn", "--since", "twice=2026-01"}} {
		_, stderr, status := a.run(t, a.dir, append([]string{"link", "--key", "customer", "--fold"}, sides...)...)
		if status != 2 || !strings.Contains(stderr, "--fold makes one of 1 key") {
			t.Errorf("%v: status %d\n%s", sides, status, stderr)
		}
	}
	if d := a.ask("link", "survey.csv=nps", "once.csv=churn", "--key", "customer", "--fold"); d.at("total/value") != 0. || d.at("total/matched") != 2. {
		t.Errorf("%v", d.at("total"))
	}
}

// Answers of the same time that differ are told of, unless a later one counts.
func TestLinkTellsOfAnswersAtOnce(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("ledger.csv", "customer,month,mrr", []any{"ann", "2026-03", 10}, []any{"ann", "2026-04", 10}, []any{"bob", "2026-03", 10}, []any{"bob", "2026-04", 10})
	rows := [][]any{{"ann", 2, "2026-02-01"}, {"ann", 10, "2026-02-01"}, {"bob", 2, "2026-02-01"}, {"bob", 10, "2026-02-01"}, {"bob", 9, "2026-02-02"}}
	for _, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}} {
		var survey [][]any
		for _, i := range order {
			survey = append(survey, rows[i])
		}
		a.file("survey.csv", "customer,recommend,answered_at", survey...)
		if says := a.ask("link", "survey.csv=nps", "ledger.csv=churn", "--key", "customer").warning("same_time"); !strings.Contains(says, "survey: 1 key with") {
			t.Errorf("%v: %q", order, says)
		}
	}
}

// Where most of what is counted was over before the labels were given, it is asked whether that is meant.
func TestLinkAsksAboutPeriodsBeforeTheLabels(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("survey.csv", "customer,recommend,answered_at", []any{"ann", 2, "2026-05-01"}, []any{"bob", 10, "2026-05-02"}, []any{"cid", 9, "2026-05-02"})
	a.file("ledger.csv", "customer,start,end,mrr", []any{"ann", "2025-02-01", "2026-06-10", 10}, []any{"bob", "2025-03-01", "", 10}, []any{"cid", "2026-04-01", "", 10})
	link := []string{"link", "survey.csv=nps", "ledger.csv=churn", "--key", "customer", "--as-of", "ledger=2026-08-01"}
	_, stderr, status := a.run(t, a.dir, link...)
	if status != 2 || !strings.Contains(stderr, "--since ledger=2026-06") || !strings.Contains(stderr, "--since ledger=2025-03") {
		t.Errorf("status %d\n%s", status, stderr)
	}
	d := a.ask(append(link, "--since", "ledger=2026-06")...)
	a.near("detractors lost", d.groups()[0].at("value"), 100.)
	a.near("promoters lost", d.groups()[1].at("value"), 0.)
	if all := a.ask(append(link, "--since", "ledger=2025-03")...); all.warning("answered_later") == "" {
		t.Error("nobody doubts losses before the answers")
	}
}

// Labels that were given after a loss are doubted, also where one period is all there is.
func TestLinkDoubtsLabelsAfterTheLoss(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("survey.csv", "customer,recommend,answered_at", []any{"ann", 2, "2026-05-01"}, []any{"bob", 10, "2026-05-02"})
	a.file("ledger.csv", "customer,month,mrr", []any{"ann", "2026-01", 10}, []any{"bob", "2026-01", 10}, []any{"bob", "2026-02", 10})
	if says := a.ask("link", "survey.csv=nps", "ledger.csv=churn", "--key", "customer").warning("answered_later"); !strings.Contains(says, "1 of the lost") || strings.Contains(says, "--since") {
		t.Errorf("%q", says)
	}
}

// Rows of one customer are alike, and months of one ledger have the same customers: neither is tested as if they were not.
func TestLinkTestsOnlyWhatIsIndependent(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	var survey, again, once, ledger [][]any
	for i := range 40 {
		who := fmt.Sprint("k", i)
		survey = append(survey, []any{who, 10 * (i % 2)})
		once = append(once, []any{who, 1 + i%3*2})
		again = append(again, []any{who, 1 + i%3*2}, []any{who, 1 + i%3*2})
		for month := range 1 + i%3 {
			ledger = append(ledger, []any{who, fmt.Sprint("2026-0", 1+month), 10})
		}
	}
	a.file("survey.csv", "customer,recommend", survey...)
	a.file("again.csv", "customer,satisfaction", again...)
	a.file("once.csv", "customer,satisfaction", once...)
	a.file("ledger.csv", "customer,month,mrr", ledger...)
	for outcome, code := range map[string]string{"again.csv=csat": "not_independent", "once.csv=csat": "", "ledger.csv=expansion": "several_periods"} {
		d := a.ask("link", "survey.csv=nps", outcome, "--key", "customer")
		if p := d.at("total/trend_p"); (p == nil) != (code != "") || code != "" && d.warning(code) == "" {
			t.Errorf("%s: trend p is %v, %v", outcome, p, d.at("warnings"))
		}
	}
	if d := a.ask("link", "survey.csv=nps", "again.csv=csat", "--key", "customer", "--dedup", "again=latest"); d.at("total/trend_p") == nil || d.at("total/tested") != "value" {
		t.Errorf("one answer of each is not tested: %v", d.at("warnings"))
	}
}
