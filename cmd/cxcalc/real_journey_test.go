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

// funnels asks for a funnel in all three orders, and compares it with what the page of the data states.
func (a *asking) funnels(where string, stated inputs, args ...string) {
	a.Helper()
	for _, order := range []string{"loose", "strict", "any"} {
		want := inputs(stated[order].(map[string]any))
		var names []string
		for _, name := range want["steps"].([]any) {
			names = append(names, name.(string))
		}
		d := a.ask(append([]string{"journey", "--funnel", strings.Join(names, ","), "--funnel-order", order}, args...)...)
		var counts, shares, limits []any
		for i := range names {
			step := func(field string) any { return d.at(fmt.Sprintf("total/steps/%d/%s", i, field)) }
			counts = append(counts, step("n"))
			if i == 0 {
				continue
			}
			shares = append(shares, step("of_previous_pct"))
			ends := any([]any{step("of_previous_low"), step("of_previous_high")})
			if step("of_previous_low") == nil {
				ends = nil
			}
			limits = append(limits, ends)
		}
		what := where + ", " + order
		a.near(what, counts, want["counts"])
		a.near(what+", steps", shares, want["step_pct"])
		a.near(what+", limits", limits, want["wilson_steps"])
		a.near(what+", overall", d.at("total/value"), want["overall_pct"])
		if d.at("total/worst_step") != want["worst_step"] {
			a.Errorf("%s: the worst step is %v, want %v", what, d.at("total/worst_step"), want["worst_step"])
		}
	}
}

// paths compares the most frequent paths and transitions.
func (a *asking) paths(where string, d told, stated inputs) {
	a.Helper()
	for i, x := range stated["top_paths"].([]any) {
		want, path := x.([]any), told{d.at(fmt.Sprintf("total/paths/%d", i))}
		if path.at("path") != want[0] {
			a.Errorf("%s: path %d is %v, want %v", where, i, path.at("path"), want[0])
		}
		a.near(where, []any{path.at("n"), path.at("pct")}, want[1:])
	}
	for i, x := range stated["top_transitions"].([]any) {
		want, way := x.([]any), told{d.at(fmt.Sprintf("total/transitions/%d", i))}
		if got := fmt.Sprint(way.at("from"), " > ", way.at("to")); got != want[0] {
			a.Errorf("%s: transition %d is %v, want %v", where, i, got, want[0])
		}
		a.near(where, []any{way.at("n"), way.at("pct"), way.at("of_from_pct")}, want[1:])
	}
	a.near(where+", variants", d.at("total/variants"), stated["variants"])
	repeats := inputs(stated["cases_with_a_repeated_activity"].(map[string]any))
	a.near(where+", repeats", []any{d.at("total/repeat_pct"), d.at("total/repeat_low"), d.at("total/repeat_high")}, append([]any{repeats["pct"]}, repeats["wilson95"].([]any)...))
}

// A hospital's log has several steps with one stamp; either order gives the same funnel here as that of the file.
func TestPathway(t *testing.T) {
	a := asked(t)
	stated := a.stated("sepsis-pathway")
	a.funnels("sepsis", stated["funnel"].(map[string]any), "sepsis-pathway/sepsis.csv")
	d := a.ask("journey", "sepsis-pathway/sepsis.csv")
	a.paths("sepsis", d, stated)
	a.near("days", d.number("total/duration_median")/86400, inputs(stated["case_duration_days"].(map[string]any))["median"])
	all := inputs(stated["returned_to_ER_of_all_cases"].(map[string]any))
	back := a.ask("journey", "--funnel", "ER Registration,Return ER", "--funnel-order", "any", "sepsis-pathway/sepsis.csv")
	a.near("back of all", []any{back.at("total/value"), back.at("total/low"), back.at("total/high")}, append([]any{all["pct"]}, all["wilson95"].([]any)...))
	released := inputs(stated["returned_to_ER_of_released"].(map[string]any))
	back = a.ask("journey", "--funnel", "Release A|Release B|Release C|Release D|Release E,Return ER", "sepsis-pathway/sepsis.csv")
	a.near("back of those released", []any{back.at("total/n"), back.at("total/value")}, []any{released["n"], released["pct"]})
}

// A log with two rows for each step, sorted by step and not by time.
func TestPatients(t *testing.T) {
	a := asked(t)
	stated := a.stated("patient-journey")
	args := []string{"patient-journey/patients.csv", "--case", "patient", "--step", "handling"}
	starts := append(slices.Clone(args), "--where", "registration_type=start")
	a.funnels("patients", stated["funnel"].(map[string]any), starts...)
	a.paths("patients", a.ask(append([]string{"journey"}, starts...)...), stated)
	d := a.ask(append([]string{"journey"}, args...)...)
	a.near("hours", d.number("total/duration_median")/3600, inputs(stated["journey_hours"].(map[string]any))["median"])
}

// Opportunities of which many never show the first stage, and days that may be read as months until a later row.
func TestStages(t *testing.T) {
	a := asked(t)
	stated := a.stated("sales-stages")
	args := []string{"--case", "OppID", "sales-stages/opportunity_history.csv"}
	a.funnels("sales", stated["funnel_same_day_ties_by_SortOrder"].(map[string]any), args...)
	d := a.ask(append([]string{"journey", "--funnel", "Prospecting,Closed Won"}, args...)...)
	a.near("without the first", []any{d.at("total/cases"), d.at("total/without_first"), d.at("total/n")}, []any{219.0, 82.0, 137.0})
}

// A shop's journeys with channels, goals, emotions, problems and expectations.
func TestShopJourneys(t *testing.T) {
	a := asked(t)
	stated := a.stated("made-shop")["journeys"].(map[string]any)
	name := "made-shop/journeys.csv"
	a.funnels("shop", stated["funnel"].(map[string]any), name)
	d := a.ask("journey", "--channel", "channel", "--look", "search", "--buy", "order", "--goal", "goal_reached", "--emotion", "emotion", "--expected", "expected",
		"--perceived", "perceived", "--problem", "problem", "--recovered", "recovered", name)
	a.paths("shop", d, stated["paths"].(map[string]any))
	share := func(what string, got told, name string, want any) {
		t.Helper()
		w := inputs(want.(map[string]any))
		stem := strings.TrimSuffix(name, "_pct")
		if stem == "pct" {
			stem = ""
		} else {
			stem += "_"
		}
		a.near(what, []any{got.at(name), got.at(stem + "low"), got.at(stem + "high")}, append([]any{w["pct"]}, w["wilson95"].([]any)...))
	}
	total := told{d.at("total")}
	share("cross-channel", total, "cross_channel_pct", stated["cross_channel"])
	share("without a problem", total, "no_problem_pct", stated["zero_problem_journeys"])
	for i := range 6 {
		way := told{d.at(fmt.Sprintf("total/look_here_buy_there/%d", i))}
		switch fmt.Sprint(way.at("from"), way.at("to")) {
		case "shopsite":
			share("showrooming", way, "pct", stated["showrooming_search_shop_order_site"])
		case "siteshop":
			share("webrooming", way, "pct", stated["webrooming_search_site_order_shop"])
		}
	}
	for i := range 5 {
		stage := told{d.at(fmt.Sprintf("total/stages/%d", i))}
		name := stage.at("stage").(string)
		want := inputs(stated["stages"].(map[string]any)[name].(map[string]any))
		share(name+", goal", stage, "goal_pct", want["goal"])
		emotion := inputs(want["emotion_mean_1_5"].(map[string]any))
		a.near(name+", emotion", []any{stage.at("emotion_n"), stage.at("emotion_mean"), []any{stage.at("low"), stage.at("high")}}, []any{emotion["n"], emotion["mean"], emotion["t95"]})
		gap := inputs(want["gap_perceived_minus_expected"].(map[string]any))
		a.near(name+", gap", []any{stage.at("gap"), []any{stage.at("gap_low"), stage.at("gap_high")}}, []any{gap["mean"], gap["t95"]})
		a.near(name, []any{stage.at("n"), stage.at("met_pct"), stage.at("problems"), stage.at("recovered_pct")},
			[]any{want["contacts"], inputs(want["met_or_exceeded"].(map[string]any))["pct"], inputs(want["problems"].(map[string]any))["k"], inputs(want["recovered"].(map[string]any))["pct"]})
	}
	if d.at("total/weakest_goal") != stated["worst_stage_by_goal"] {
		t.Errorf("the weakest by goal is %v", d.at("total/weakest_goal"))
	}
}

// Sessions that only tell what was seen make a funnel in any order, once each mark is a row of its own.
func TestShoppers(t *testing.T) {
	a := asked(t)
	stated := a.stated("online-shoppers")
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"case", "step"})
	for i, row := range a.columns(filepath.Join(a.dir, "online-shoppers", "online_shoppers_intention.csv"), "ProductRelated", "PageValues", "Revenue") {
		for j, name := range []string{"session", "product", "page value", "purchase"} {
			if j == 0 || strings.Trim(row[j-1], "0.") != "" {
				_ = w.Write([]string{fmt.Sprint(i), name})
			}
		}
	}
	w.Flush()
	name := filepath.Join(t.TempDir(), "marks.csv")
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	d := a.ask("journey", "--funnel", "session,product,page value,purchase", "--funnel-order", "any", name)
	want := inputs(stated["funnel_every_earlier_flag_needed"].(map[string]any))
	for i := range 4 {
		a.near("shoppers", d.at(fmt.Sprintf("total/steps/%d/n", i)), want["counts"].([]any)[i])
	}
	a.near("shoppers, overall", d.at("total/value"), want["overall_pct"])
}
