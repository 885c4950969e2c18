package main_test

import (
	"fmt"
	"slices"
)

// askHomogeneity asks about visits that have one score each, in branches.
func askHomogeneity(a *asking, in inputs) inputs {
	branches := in.side("branches")
	var rows [][]any
	for _, name := range []string{"A", "B", "C"} {
		for _, score := range branches.numbers(name) {
			rows = append(rows, []any{name, score})
		}
	}
	a.file("visits.csv", "branch,score", rows...)
	d := a.ask("mystery", "--sections", "score", "--max", "100", "visits.csv")
	out := inputs{"overall_mean": d.at("total/value"), "icc1": d.at("total/alike/icc"), "welch_p": d.at("total/alike/welch_p"),
		"brown_forsythe_p": d.at("total/alike/brown_forsythe_p")}
	var means, sds []any
	for _, b := range d.list("total/branches") {
		means, sds = append(means, b.at("score")), append(sds, b.at("sd"))
	}
	out["means"], out["sds"] = means, sds
	return out
}

// askPassing asks about branches of which so many visits passed.
func askPassing(a *asking, in inputs) inputs {
	names, _ := in["branches"].([]any)
	passed, visits := in.numbers("passed"), in.numbers("visits")
	var rows [][]any
	for i, name := range names {
		for n := range int(visits[i]) {
			score := 40
			if n < int(passed[i]) {
				score = 90
			}
			rows = append(rows, []any{name, score})
		}
	}
	a.file("visits.csv", "branch,score", rows...)
	d := a.ask("mystery", "--sections", "score", "--max", "100", "visits.csv")
	var limits, outside []any
	for _, b := range d.list("total/branches") {
		limits = append(limits, []any{b.at("chance_low"), b.at("chance_high")})
	}
	for _, b := range d.list("total/alike/outside") {
		outside = append(outside, b.at("branch"))
	}
	return inputs{"pooled_pct": d.at("total/pass_pct"), "p": d.at("total/alike/pass_p"), "funnel_95": limits, "outside": outside}
}

// askWeighted asks about one visit with weighted sections, one of which is not applicable.
func askWeighted(a *asking, in inputs) inputs {
	var rows [][]any
	for _, s := range in.rows("sections") {
		points := any("n/a")
		if s["points"] != nil {
			points = s.number("points")
		}
		rows = append(rows, []any{1, s.text("name"), s.number("weight"), points, s.number("max")})
	}
	a.file("visit.csv", "visit,section,section_weight,points,max", rows...)
	d := a.ask("mystery", "visit.csv")
	return inputs{"score_pct": d.at("total/value"), "points_over_max_pct": d.at("total/unweighted"),
		"score_if_na_is_zero_pct": a.ask("mystery", "--na-zero", "visit.csv").at("total/value")}
}

// askCritical asks about one visit that misses a critical item.
func askCritical(a *asking, in inputs) inputs {
	var rows [][]any
	for i, item := range in.rows("items") {
		points, critical := item.number("points"), ""
		if item["ok"] != true {
			points = 0
		}
		if item["critical"] == true {
			critical = "yes"
		}
		rows = append(rows, []any{1, fmt.Sprint("item ", i+1), points, item.number("points"), critical})
	}
	slices.Reverse(rows)
	a.file("visit.csv", "visit,item,points,max,critical", rows...)
	d := a.ask("mystery", "visit.csv")
	return inputs{"raw_pct": d.at("total/value"), "critical_failures": d.at("total/critical_missed"),
		"score_with_critical_fail_pct": a.ask("mystery", "--critical-fails", "visit.csv").at("total/value")}
}
