package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Visits of a made-up shop: score, n/a, critical items, branches, sections, worst items and feedback, as their page states.
func TestMadeVisits(t *testing.T) {
	a := asked(t)
	want := a.stated("made-shop").side("mystery")
	visits := filepath.Join("made-shop", "visits.csv")
	d := a.ask("mystery", visits)
	score := want.side("score_na_left_out_mean")
	a.near("visits", d.at("total/n"), score["n"])
	a.near("score", d.at("total/value"), score["mean"])
	a.near("spread", d.at("total/sd"), score["sd"])
	a.near("limits", d.limits(), score["t95"])
	a.near("n/a is 0", a.ask("mystery", "--na-zero", visits).at("total/value"), want["score_na_is_zero_mean"])
	a.near("points of the maximum", d.at("total/pooled"), want["points_over_max_unweighted"])
	a.near("critical fails", a.ask("mystery", "--critical-fails", visits).at("total/value"), want["score_with_critical_fail_is_0_mean"])
	a.near("first visit", a.ask("mystery", "--where", "visit=1", visits).at("total/value"), want["first_visit_score"])
	a.near("n/a", d.at("total/na"), want["na_items"])
	share := func(what, key string, k any, stem string) {
		a.near(what, inputs{"k": k, "pct": d.at("total/" + stem + "_pct"), "wilson95": []any{d.at("total/" + stem + "_low"), d.at("total/" + stem + "_high")}},
			map[string]any{"k": want.side(key)["k"], "pct": want.side(key)["pct"], "wilson95": want.side(key)["wilson95"]})
	}
	share("critical", "visits_with_a_critical_miss", d.at("total/critical_missed"), "critical")
	share("feedback", "feedback_within_24h", want.side("feedback_within_24h")["k"], "feedback_within")
	hours := want.side("feedback_hours")
	a.near("median of feedback", d.number("total/feedback_median")/3600, hours["median"])
	a.near("p90 of feedback", d.number("total/feedback_p90")/3600, hours["p90"])
	a.nearBranches(d, want.side("homogeneity_by_branch"))
	pass := want.side("pass_85_by_branch")
	a.near("passed", d.at("total/passed"), pass.side("pooled")["k"])
	a.near("pass limits", []any{d.at("total/pass_low"), d.at("total/pass_high")}, pass.side("pooled")["wilson95"])
	a.near("p of pass rates", d.at("total/alike/pass_p"), pass["p"])
	a.near("outside", a.outside(d), pass["outside95"])
	for _, s := range d.list("total/sections") {
		name, _ := s.at("section").(string)
		a.near(name, []any{s.at("points"), s.at("max")}, want.side("sections")[name])
	}
	worst, _ := want["worst_items"].([]any)
	for i, item := range worst {
		got := d.list("total/worst_items")[i]
		a.near("worst", []any{got.at("item"), got.number("n") - got.number("missed"), got.at("missed")}, item)
	}
}

// nearBranches holds what is told of branches to what a page states.
func (a *asking) nearBranches(d told, want inputs) {
	a.Helper()
	a.near("branches", d.at("total/alike/branches"), want["groups"])
	a.near("ICC", d.at("total/alike/icc"), want.side("anova")["icc1"])
	a.near("n0", d.at("total/alike/n0"), want.side("anova")["n0"])
	a.nearly("Welch", d.number("total/alike/welch_p"), want.side("welch").number("p"))
	a.nearly("Brown-Forsythe", d.number("total/alike/brown_forsythe_p"), want.side("brown_forsythe").number("p"))
	for _, b := range d.list("total/branches") {
		name, _ := b.at("branch").(string)
		a.near(name, []any{b.at("n"), b.at("score"), b.at("sd")}, want.side("means")[name])
	}
}

// nearly holds a p-value, however small, to the digits that are stated.
func (a *asking) nearly(what string, got, want float64) {
	a.Helper()
	if !(got >= want*(1-1e-6) && got <= want*(1+1e-6)) {
		a.Errorf("%s: p %v, want %v", what, got, want)
	}
}

// outside are the names of the branches whose pass rates lie outside the limits.
func (a *asking) outside(d told) any {
	out := []any{}
	for _, b := range d.list("total/alike/outside") {
		out = append(out, b.at("branch"))
	}
	return out
}

// Inspections of restaurants, whose branches are postal codes of five digits with a hundred inspections or more.
func TestInspections(t *testing.T) {
	a := asked(t)
	want := a.stated("sf-inspections")
	all := a.ask("mystery", "--sections", "score", "--max", "100", filepath.Join("sf-inspections", "inspections.csv"))
	a.near("all", []any{all.at("total/n"), all.at("total/value"), all.at("total/sd")},
		[]any{want.side("score_all")["n"], want.side("score_all")["mean"], want.side("score_all")["sd"]})
	a.near("limits", all.limits(), want.side("score_all")["t95"])

	data := a.dir
	codes := make(map[string]string)
	for _, row := range a.columns(filepath.Join(data, "sf-inspections", "businesses.csv"), "business_id", "postal_code") {
		if code := row[1]; len(code) == 5 && strings.Trim(code, "0123456789") == "" {
			codes[row[0]] = code
		}
	}
	var rows [][]any
	counts := make(map[string]int)
	inspections := a.columns(filepath.Join(data, "sf-inspections", "inspections.csv"), "business_id", "score")
	for _, row := range inspections {
		counts[codes[row[0]]]++
	}
	for _, row := range inspections {
		if code := codes[row[0]]; code != "" && counts[code] >= 100 {
			rows = append(rows, []any{"z" + code, row[1]})
		}
	}
	a = &asking{t, a.program, t.TempDir()}
	a.file("joined.csv", "branch,score", rows...)
	ask := []string{"mystery", "--sections", "score", "--max", "100", "--pass", "91", "joined.csv"}
	d := a.ask(ask...)
	likeness := want.side("homogeneity_by_postal_code_n>=100")
	means := inputs{}
	for name, values := range likeness.side("means") {
		means["z"+name] = values
	}
	likeness["means"] = map[string]any(means)
	a.nearBranches(d, likeness)
	pass := want.side("pass_91_by_postal_code_n>=100")
	a.near("pass rate", d.at("total/pass_pct"), pass.side("pooled")["pct"])
	a.nearly("pass rates", d.number("total/alike/pass_p"), pass.number("p"))
	named := func(key string) any {
		list, _ := pass[key].([]any)
		out := slices.Clone(list)
		for i, name := range out {
			out[i] = "z" + name.(string)
		}
		return out
	}
	a.near("outside", a.outside(d), named("outside95"))
	a.near("far outside", a.outside(a.ask(append(ask, "--confidence", "0.998")...)), named("outside998"))
}

// Satisfaction of staff by role, which roles say nothing of: an ICC below 0.
func TestRolesAlike(t *testing.T) {
	a := asked(t)
	want := a.stated("employee-satisfaction-attrition").side("job_satisfaction_by_role")
	d := a.ask("mystery", "--sections", "JobSatisfaction", "--max", "100", "--branch", "JobRole", filepath.Join("employee-satisfaction-attrition", "emp_attrition.csv"))
	a.nearBranches(d, want)
}

// Nested audits: only leaves count, and each file is a visit whose score is the one of its header.
func TestNestedAudits(t *testing.T) {
	a := asked(t, "audit-json-iauditor")
	want := a.statedHere()
	for name, of := range want {
		d := a.ask("mystery", "--records", "items", "--visit", ".source", name)
		audit := inputs(of.(map[string]any))
		if got := d.number("total/value"); got < audit.number("pct")-0.0005 || got > audit.number("pct")+0.0005 {
			t.Errorf("%s: %v, want %v", name, got, audit["pct"])
		}
		sections := inputs{}
		for _, s := range d.list("total/sections") {
			sections[strings.TrimSpace(s.at("section").(string))] = []any{s.at("points"), s.at("max")}
		}
		for _, category := range []string{"Offence", "Around the Ruck", "Defence", "Smart fields", "Extras"} { // which hold leaves alone, and stand once
			if sums, here := audit.side("categories")[category]; here {
				a.near(category, sections[category], sums)
			}
		}
		a.near("leaves", d.number("rows/counted")+audit.number("zero_max_leaves"), audit["scored_leaves"])
	}
}

// statedHere are the reference values of the folder itself.
func (a *asking) statedHere() inputs {
	a.Helper()
	dir := a.dir
	outer := &asking{a.T, a.program, filepath.Dir(dir)}
	if _, err := os.Stat(dir); err != nil {
		a.Fatal(err)
	}
	return outer.stated(filepath.Base(dir))
}
