package main_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pareto compares the first reasons with rows of name, count, share and sum of shares.
func (a *asking) pareto(where string, d told, rows any) {
	a.Helper()
	for i, row := range rows.([]any) {
		want, r := row.([]any), told{d.at(fmt.Sprintf("total/reasons/%d", i))}
		if r.at("reason") != want[0] {
			a.Errorf("%s: reason %d is %v, want %v", where, i, r.at("reason"), want[0])
		}
		a.near(where, []any{r.at("mentions"), r.at("mentions_pct"), r.at("cumulative_pct")}, want[1:])
	}
}

// vital compares the vital few with their names.
func (a *asking) vital(where string, d told, names any) {
	a.Helper()
	var want []string
	for _, name := range names.([]any) {
		want = append(want, name.(string))
	}
	if got := d.at("total/vital_few"); got != strings.Join(want, ", ") {
		a.Errorf("%s: the vital few are %v, want %v", where, got, want)
	}
	a.near(where, d.at("total/value"), float64(len(want)))
}

// Reasons of those who left; "Don't know" is one, "Other" is part of the whole and none of the vital few, and who stayed was
// not asked.
func TestChurnReasons(t *testing.T) {
	a := asked(t)
	stated := a.stated("telecom-churn-reasons")
	const file = "telecom-churn-reasons/telecom_customer_churn_big.csv"
	categories := inputs(stated["categories"].(map[string]any))
	d := a.ask("reasons", "--tags", "Churn Category", file)
	a.pareto("categories", d, categories["table"])
	a.vital("categories", d, categories["vital_few_80"])
	a.near("people", []any{d.at("total/n"), d.at("total/all"), d.at("rows/blank")}, []any{categories["total"], stated["n"], 7043.0 - 1869})
	d = a.ask("reasons", "--tags", "Churn Reason", "--amount", "Monthly Charge", file)
	a.pareto("reasons", d, stated["reasons_top10"])
	a.vital("reasons", d, stated["reasons_vital_few_80"])
	a.near("amount", d.at("total/amount"), 137086.65) // by the sum of a spreadsheet
}

// The same reasons as those of customers who left, with what they brought: a charge below 0 brings nothing.
func TestChurnByReason(t *testing.T) {
	a := asked(t)
	stated := a.stated("telecom-churn-reasons")
	const file = "telecom-churn-reasons/telecom_customer_churn_big.csv"
	d := a.ask("churn", "--reason", "Churn Reason", "--amount", "Monthly Charge", file)
	churned := stated["churn_without_the_newly_joined"].(map[string]any)
	a.near("churn", []any{d.at("total/value"), d.at("total/customers_lost"), d.at("total/no_reason")}, []any{churned["pct"], churned["k"], 0.0})
	for i, row := range stated["reasons_top10"].([]any) {
		want, r := row.([]any), told{d.at(fmt.Sprintf("total/reasons/%d", i))}
		if r.at("reason") != want[0] {
			a.Errorf("reason %d is %v, want %v", i, r.at("reason"), want[0])
		}
		a.near("reasons", []any{r.at("lost"), r.at("share_pct"), r.at("cumulative_pct")}, want[1:])
	}
	var few []string
	for _, name := range stated["reasons_vital_few_80"].([]any) {
		few = append(few, name.(string))
	}
	if got := d.at("total/vital_few"); got != strings.Join(few, ", ") {
		a.Errorf("the vital few are %v, want %v", got, few)
	}
	d = a.ask("churn", "--reason", "Churn Category", "--amount", "Monthly Charge", file)
	for i, want := range []float64{63802.85, 23263.05, 21935.60, 14603.80, 13626.35} { // by the sums of a spreadsheet
		a.near("revenue", d.at(fmt.Sprintf("total/reasons/%d/value", i)), want)
	}
}

// Several topics in a cell, of which nobody but detractors mentions one.
func TestShopReasons(t *testing.T) {
	a := asked(t)
	stated := inputs(a.stated("made-shop")["survey_ledger_join"].(map[string]any))
	d := a.ask("reasons", "--tags", "topics", "--score", "recommend_0_10", "made-shop/survey.csv")
	a.pareto("topics", d, stated["topics"])
	late, want := told{d.at("total/reasons/0")}, inputs(stated["lift_late"].(map[string]any))
	a.near("late", []any{late.at("unhappy_pct"), late.at("others_pct")}, []any{100 * want.number("det_with") / want.number("det"), 100 * want.number("other_with") / want.number("other")})
	a.near("unhappy", []any{d.at("total/unhappy"), d.at("total/scored"), d.at("total/score")}, []any{want["det"], stated["answers"], stated["nps"]})
	if late.at("lift") != nil || late.at("p") == nil {
		a.Errorf("late has lift %v and p %v, want none and one", late.at("lift"), late.at("p"))
	}
}

// Violations whose text ends with a note in brackets, and how much more often inspections below 86 have each. An inspection
// is a business on a day.
func TestViolations(t *testing.T) {
	a := asked(t)
	stated := inputs(a.stated("sf-inspections")["violations"].(map[string]any))
	d := a.ask("reasons", "--tags", "description", "--collapse", "brackets", "sf-inspections/violations.csv")
	a.pareto("violations", d, stated["pareto_top10"])
	a.near("violations", []any{d.at("total/mentions"), d.at("total/reasons_n"), d.at("total/value")},
		[]any{stated["rows"], stated["distinct_after_stripping_correction_note"], stated["vital_few_80_count"]})

	own := &asking{t, a.program, t.TempDir()}
	own.file("joined.csv", "business,date,score,violation", a.violations()...)
	d = own.ask("reasons", "--tags", "violation", "--collapse", "brackets", "--respondent", "business", "--respondent", "date",
		"--score", "score", "--scale", "0-100", "--unhappy-to", "85", "joined.csv")
	lifts := stated["lift_in_inspections_below_86"].(map[string]any)
	found := 0
	for _, r := range d.list("total/reasons") {
		x, ok := lifts[r.at("reason").(string)]
		if !ok {
			continue
		}
		found++
		want := inputs(x.(map[string]any))
		a.near(r.at("reason").(string), []any{r.at("lift"), r.at("unhappy_pct"), r.at("others_pct")},
			[]any{want["lift"], 100 * want.number("low_with") / want.number("low"), 100 * want.number("other_with") / want.number("other")})
	}
	if found != len(lifts) {
		a.Errorf("%d of %d reasons found", found, len(lifts))
	}
}

// violations lists the inspections with their scores, a row for each violation.
func (a *asking) violations() (rows [][]any) {
	read := func(name string) [][]string {
		f, err := os.Open(filepath.Join(a.dir, "sf-inspections", name))
		if err != nil {
			a.Fatal(err)
		}
		defer f.Close()
		records, err := csv.NewReader(f).ReadAll()
		if err != nil {
			a.Fatal(err)
		}
		return records[1:]
	}
	of := make(map[[2]string][]string)
	for _, v := range read("violations.csv") {
		key := [2]string{v[0], v[1]}
		of[key] = append(of[key], v[2])
	}
	for _, i := range read("inspections.csv") {
		list := of[[2]string{i[0], i[2]}]
		if list == nil {
			list = []string{""}
		}
		for _, violation := range list {
			rows = append(rows, []any{i[0], i[2], i[1], violation})
		}
	}
	return rows
}

// Codes of several answers with a mark behind the last one, and codes of no answer among them.
func TestCodedReasons(t *testing.T) {
	a := asked(t)
	const file = "quantipy-survey/Example Data (A).csv"
	f, err := os.Open(filepath.Join(a.dir, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range []string{"q2", "q3", "q8", "q9"} {
		at, counts, people := slices.Index(records[0], column), make(map[string]float64), 0.0
		for _, record := range records[1:] {
			codes := strings.FieldsFunc(record[at], func(r rune) bool { return r == ';' })
			for _, code := range codes {
				counts[code]++
			}
			if len(codes) > 0 {
				people++
			}
		}
		d := a.ask("reasons", "--tags", column, file)
		a.near(column, []any{d.at("total/n"), d.at("total/reasons_n"), d.at("total/all")}, []any{people, float64(len(counts)), 8255.0})
		for _, r := range d.list("total/reasons") {
			a.near(column+", "+r.at("reason").(string), r.at("mentions"), counts[r.at("reason").(string)])
		}
	}
}
