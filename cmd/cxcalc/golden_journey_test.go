package main_test

import (
	"fmt"
	"strings"
)

// askFunnel writes a log in which so many cases come to each step.
func askFunnel(a *asking, in inputs) inputs {
	counts := in.numbers("counts")
	var steps []string
	for _, step := range in["stages"].([]any) {
		steps = append(steps, step.(string))
	}
	var rows [][]any
	for i := range int(counts[0]) {
		for k, step := range steps {
			if float64(i) < counts[k] {
				rows = append(rows, []any{i, fmt.Sprintf("2026-06-0%d", k+1), step})
			}
		}
	}
	a.file("log.csv", "case,time,step", rows...)
	d := a.ask("journey", "--funnel", strings.Join(steps, ","), "log.csv")
	var shares []any
	for k := 1; k < len(steps); k++ {
		shares = append(shares, d.at(fmt.Sprintf("total/steps/%d/of_previous_pct", k)))
	}
	return inputs{"step_pct": shares, "overall_pct": d.at("total/value"), "worst_step": strings.ReplaceAll(d.at("total/worst_step").(string), " > ", "->"),
		"wilson_step2_pct": []any{d.at("total/steps/2/of_previous_low"), d.at("total/steps/2/of_previous_high")}}
}

// askSwitch writes journeys that look in one channel and buy in another.
func askSwitch(a *asking, in inputs) inputs {
	var rows [][]any
	for _, x := range in["journeys"].([]any) {
		j := inputs(x.(map[string]any))
		for range int(j.number("n")) {
			rows = append(rows, []any{len(rows), "2026-06-01", "look", j["research"]}, []any{len(rows), "2026-06-02", "buy", j["buy"]})
		}
	}
	a.file("log.csv", "case,time,step,channel", rows...)
	d := a.ask("journey", "--channel", "channel", "--look", "look", "--buy", "buy", "log.csv")
	out := inputs{"cross_channel_pct": d.at("total/cross_channel_pct")}
	for i := range 2 {
		way := told{d.at(fmt.Sprintf("total/look_here_buy_there/%d", i))}
		out[map[any]string{"store": "showrooming_pct", "online": "webrooming_pct"}[way.at("from")]] = way.at("pct")
	}
	return out
}
