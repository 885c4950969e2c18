package main_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// A format that is made to say something else is seen.
func TestDisagreementsAreSeen(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(filepath.Join(root, "testdata"))
	var p printed
	run := func(args ...string) {
		t.Helper()
		var status int
		if p, status = everyFormat(t, dir, args); status != 0 {
			t.Fatalf("%v: exit status %d", args, status)
		}
		p.fields, p.triangle = declarationOf(args[0])
	}
	check := func(text *string, old, changed, want string) {
		t.Helper()
		kept := *text
		*text = strings.Replace(kept, old, changed, 1)
		if *text == kept {
			t.Errorf("there is no %q to change in\n%s", old, kept)
		}
		if got := strings.Join(disagreements(p), "\n"); !strings.Contains(got, want) {
			t.Errorf("%s in place of %s: %q is seen, want %s", changed, old, got, want)
		}
		*text = kept
	}
	run("nps", "--by", "region", "responses.csv")
	check(&p.csv, ",20,", ",21,", `csv, row 1: value is "21", json has "20"`)
	check(&p.csv, ",46.781616769299546,", ",46.78161676929955,", "csv, row 2: high is") // every digit
	check(&p.ndjson, `"n":40`, `"n":41`, "ndjson, line 1")
	check(&p.table, "19.76 to", "19.78 to", `table: low is "19.78"`)
	check(&p.table, "met and proven", "met, not proven", "table: the verdict")
	check(&p.table, "33.33", "33.34", `table: NPS in row 2 is "33.34"`)
	check(&p.table, "18.19 to", "18.18 to", "table: 95 % interval in row 2")
	check(&p.table, "✓", "~", "table: target 0 in row 2")
	check(&p.table, " 90  45 %", " 90  46 %", "table: the share of promoters")
	check(&p.table, "mean          7.9", "mean          8.2", "table: mean of the total")
	check(&p.markdown, "Score: 30", "Score: 31", `markdown: value is "31"`)
	check(&p.markdown, "35.00", "35.01", "markdown: promoters % in row 1")
	check(&p.markdown, "| US ", "| UK ", "markdown: region in row 3")
	check(&p.markdown, "mean |", "meaning |", "markdown: meaning in row 1: nothing is called")

	run("revenue", "ledger.csv")
	check(&p.table, "+8,321.00", "+8,321.01", "table: + new is")
	check(&p.table, "-3,779.00", "-3,778.00", "table: − churn is")
	check(&p.markdown, "8,321.00 |       101", "8,321.00 |       102", "markdown: customers of + new")
	check(&p.markdown, "1,019.00", "1,019.10", "markdown: churn in row 2")
	run("cohort", "ledger.csv")
	check(&p.table, "93.9", "93.8", "table: 2026-01")
	check(&p.markdown, "89.0 | 84.3 |", "89.0 | 84.4 |", "markdown: the curve at 4")
	run("journey", "--funnel", "search,order,delivery", "journeys.csv")
	check(&p.table, "different paths             16", "different paths             17", "table: different paths of the total")
	check(&p.table, "median duration         4d 11h", "median duration         4d 12h", "table: median duration of the total")
	check(&p.table, "delivery     26", "\ndelivery     26", "table: funnel has 2 rows, json 3")
	check(&p.table, "\npaths\n", "\npathways\n", "table: paths is not there")
	check(&p.markdown, "| delivery |", "delivery |", "markdown: funnel has 2 rows, json 3")
	run("churn", "--top", "3", "ledger.csv")
	check(&p.table, "309.00", "309.10", "table: top leavers C0245")
}
