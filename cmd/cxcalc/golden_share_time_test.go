package main_test

import (
	"fmt"
	"strings"
	"testing"
)

func askRate(a *asking, in inputs) inputs {
	a.file("counts.csv", "complaints,customers", []any{in.number("complaints"), in.number("customers")})
	d := a.ask("share", "--count", "complaints", "--exposure", "customers", "--per", fmt.Sprint(in.number("per")), "counts.csv")
	return inputs{"rate": d.at("total/value"), "ci": d.limits()}
}

func askRateChange(a *asking, in inputs) inputs {
	for _, name := range []string{"a", "b"} {
		a.file(name+".csv", "count,exposure", []any{in.side(name).number("count"), in.side(name).number("exposure")})
	}
	c := a.changed(in, "share", "--good", "no", "--count", "count", "--exposure", "exposure", "a.csv", "b.csv")
	if method := c.at("method"); method != "poisson" {
		a.Errorf("method %v", method)
	}
	return inputs{"p": c.at("p"), "rate_ratio_b_over_a": c.at("ratio"), "ci": []any{c.at("ratio_low"), c.at("ratio_high")}}
}

func askNeeds(a *asking, in inputs) inputs {
	a.file("needs.csv", "matched,needs", []any{in.number("matched"), in.number("needs")})
	return inputs{"fit_pct": a.ask("share", "--count", "matched", "--of", "needs", "needs.csv").at("total/value")}
}

// The gap between what firms believe and what customers say, of a hundred each.
func askBelief(a *asking, in inputs) inputs {
	a.file("customers.csv", "agree,asked", []any{in.number("customers_agree_pct"), 100})
	a.file("firms.csv", "agree,asked", []any{in.number("company_belief_pct"), 100})
	c := a.changed(in, "share", "--good", "yes", "--count", "agree", "--of", "asked", "customers.csv", "firms.csv")
	return inputs{"gap_pp": c.at("change")}
}

func askWordOfMouth(a *asking, in inputs) inputs {
	a.file("answers.csv", "score,n", []any{5, in.number("satisfied")}, []any{1, in.number("dissatisfied")})
	d := a.ask("csat", "--count", "n", "--wom", "answers.csv")
	return inputs{"positive_contacts": d.at("total/told_good"), "negative_contacts": d.at("total/told_bad"),
		"net_contacts": d.number("total/told_good") - d.number("total/told_bad"), "breakeven_satisfied_pct": d.at("total/break_even_pct")}
}

func askResponseRate(a *asking, in inputs) inputs {
	out := askResponse(a, in)
	a.file("counts.csv", "completed,started,delivered", []any{in.number("completed"), in.number("started"), in.number("sent") - in.number("bounced")})
	share := func(k, n string) any { return a.ask("share", "--count", k, "--of", n, "counts.csv").at("total/value") }
	out["start_pct"], out["completion_pct"] = share("started", "delivered"), share("completed", "started")
	if d := a.ask("share", "--count", "completed", "--of", "delivered", "counts.csv"); d.at("total/value") != out["response_pct"] {
		a.Errorf("share tells %v, nps --invited %v", d.at("total/value"), out["response_pct"])
	}
	return out
}

// minutes are seconds of a document in minutes.
func (d told) minutes(path string) float64 { return d.number(path) / 60 }

func askTimeToCallback(a *asking, in inputs) inputs {
	var rows [][]any
	for _, m := range in.numbers("minutes") {
		rows = append(rows, []any{m})
	}
	a.file("calls.csv", "minutes", rows...)
	d := a.ask("time", "--duration", "minutes", "--within", fmt.Sprintf("%vm", in.number("target_minutes")), "calls.csv")
	return inputs{"median": d.minutes("total/value"), "mean": d.minutes("total/mean"), "p90_type7": d.minutes("total/p90"),
		"within_target_pct": d.at("total/within_pct"), "wilson_pct": []any{d.at("total/within_low"), d.at("total/within_high")},
		"median_ci_order_stats": []any{d.minutes("total/low"), d.minutes("total/high")}}
}

// Calls that nobody has returned have no end.
func askTimeToOpenCallback(a *asking, in inputs) inputs {
	called := in.numbers("called_back")
	var rows [][]any
	for i, m := range in.numbers("minutes") {
		end := any("")
		if called[i] == 1 {
			end = fmt.Sprintf("2026-05-04 %02d:%02d", 10+int(m)/60, int(m)%60)
		}
		rows = append(rows, []any{"2026-05-04 10:00", end})
	}
	a.file("calls.csv", "missed,returned", rows...)
	d := a.ask("time", "--from", "missed", "--to", "returned", "--as-of", "2026-05-04T11:00:00", "--within", "30m", "calls.csv")
	return inputs{"km_median": d.minutes("total/value"), "still_waiting_at_30_pct": 100 - d.number("total/within_pct")}
}

func askLag(a *asking, in inputs) inputs {
	var rows [][]any
	for _, h := range in.numbers("hours_after_experience") {
		rows = append(rows, []any{fmt.Sprintf("%v h", h)})
	}
	a.file("answers.csv", "lag", rows...)
	d := a.ask("time", "--duration", "lag", "--within", fmt.Sprintf("%vh", in.number("fresh_limit_hours")), "answers.csv")
	return inputs{"median": d.minutes("total/value") / 60, "fresh_pct": d.at("total/within_pct")}
}

// Shares of real files are those that their pages state.
func TestSharesOfRealFiles(t *testing.T) {
	a := asked(t)
	check := func(want any, args ...string) told {
		t.Helper()
		d := a.ask(append([]string{"share"}, args...)...)
		w, _ := want.(map[string]any)
		v := inputs(w)
		limits := []any{d.at("total/low"), d.at("total/high")}
		got := inputs{"k": d.at("total/yes"), "n": d.at("total/of"), "pct": d.at("total/value"), "wilson95": limits}
		for _, key := range []string{"k", "n", "pct", "wilson95"} {
			a.near(strings.Join(args, " ")+": "+key, got[key], v[key])
		}
		return d
	}
	staff := "employee-satisfaction-attrition/emp_attrition.csv"
	v := a.stated("employee-satisfaction-attrition")
	check(v["left"], "--score", "Attrition", staff)
	for level, want := range v.side("JobSatisfaction").side("left_by_level") {
		check(want, "--score", "Attrition", "--where", "JobSatisfaction="+level, staff)
	}
	check(v.side("JobSatisfaction")["top2_of_4"], "--yes", "JobSatisfaction>=3", staff)
	calls := a.stated("made-shop").side("calls")
	check(calls["missed"], "--score", "result", "--yes", "missed", "--where", "direction=in", "made-shop/calls.csv")
	check(calls.side("service_level_20s")["2_abandoned_in_time_count_as_met"], "--yes", "wait_s<=20", "--where", "direction=in", "made-shop/calls.csv")
	telecom, file := a.stated("telecom-complaints-churn"), "telecom-complaints-churn/Customer Churn.csv"
	check(telecom["lost"], "--score", "Churn", "--yes", "no", file) // the labels are swapped
	check(telecom["complaint"], "--score", "Complains", file)
	check(telecom.side("lost_by_complaint")["yes"], "--yes", "Churn=no", "--where", "Complains=yes", file)
	agents := a.stated("call-agents")
	d := check(agents["missed"], "--count", "Calls Not Answered", "--of", "Calls Offered", "--by", "Month Start Date", "call-agents/calls_by_agent_month.csv")
	for _, g := range d.groups() {
		month, _ := g.at("by/Month Start Date").(string)
		a.near(month, inputs{"k": g.at("yes"), "n": g.at("of"), "pct": g.at("value"), "wilson95": []any{g.at("low"), g.at("high")}},
			map[string]any(agents.side("by_month").side(month)))
	}
	flights := a.stated("flights-delay")
	check(flights["not_15_or_more_late_(US_DOT_rule)"], "--yes", "delay<15", "flights-delay/flights-10k.json")
	check(flights["not_late_at_all"], "--yes", "delay<=0", "flights-delay/flights-10k.json")
	check(a.stated("sf-inspections").side("bands_share")["good_91_100"], "--yes", "score>=91", "sf-inspections/inspections.csv")
}

// Lengths of real files are those that their pages state.
func TestTimesOfRealFiles(t *testing.T) {
	a := asked(t)
	animals := a.stated("nyc311-animals")
	d := a.ask("time", "--within", "24h", "--by", "Agency", "nyc311-animals/311_animals_cut.csv")
	hours := animals.side("hours_to_close")
	a.near("median", d.minutes("total/value")/60, hours["km_median"])
	a.near("p90", d.minutes("total/p90")/60, hours["km_p90"])
	a.near("open", d.at("total/open"), animals["open"])
	within := animals.side("within_24h").side("of_all_(open_ones_under_24h_old_left_out)")
	a.near("within", inputs{"k": d.at("total/within_n"), "n": d.at("total/within_of"), "pct": d.at("total/within_pct"),
		"wilson95": []any{d.at("total/within_low"), d.at("total/within_high")}}, map[string]any(within))
	for _, g := range d.groups() {
		name, _ := g.at("by/Agency").(string)
		want := animals.side("by_agency").side(name)
		a.near(name+" n", g.at("n"), want["n"])
		a.near(name+" median", g.minutes("value")/60, want["km_median"])
		if want["km_p90"] == nil {
			a.near(name+" p90", g.at("p90"), nil)
		} else {
			a.near(name+" p90", g.minutes("p90")/60, want["km_p90"])
		}
	}
	closed := a.ask("time", "--where", "Closed Date!=", "--within", "24h", "nyc311-animals/311_animals_cut.csv")
	a.near("naive median", closed.minutes("total/value")/60, hours["naive_median_of_closed"])
	a.near("naive p90", closed.minutes("total/p90")/60, hours["naive_p90_of_closed"])
	a.near("within of closed", closed.at("total/within_pct"), animals.side("within_24h").side("of_closed")["pct"])
	delay := a.stated("flights-delay").side("delay_minutes")
	f := a.ask("time", "--duration", "delay", "--unit", "min", "--signed", "flights-delay/flights-10k.json")
	for key, want := range map[string]string{"n": "n", "value": "median", "mean": "mean", "p90": "p90"} {
		scale := 60.0
		if key == "n" {
			scale = 1
		}
		a.near(want, f.number("total/"+key)/scale, delay[want])
	}
}

// both asks several commands that tell the same; what they tell together has to agree.
func both(makers ...goldenMaker) goldenMaker {
	return func(a *asking, in inputs) inputs {
		out := make(inputs)
		for _, ask := range makers {
			for key, value := range ask(a, in) {
				if before, ok := out[key]; ok && fmt.Sprint(before) != fmt.Sprint(value) {
					a.Errorf("%s is %v by one command and %v by another", key, before, value)
				}
				out[key] = value
			}
		}
		return out
	}
}
