package main_test

import (
	"fmt"
	"math"
	"strings"
)

// counted writes how many answers there are for each score.
func (a *asking) counted(counts map[float64]float64) {
	var rows [][]any
	for score := -1.0; score <= 11; score += 0.5 {
		if n := counts[score]; n > 0 {
			rows = append(rows, []any{score, int64(n)})
		}
	}
	a.file("answers.csv", "score,n", rows...)
}

// net writes the answers of three groups, or scores, and returns the words to ask for them.
func (a *asking) net(in inputs) []string {
	if scores := in.numbers("scores"); scores != nil {
		var rows [][]any
		for _, score := range scores {
			rows = append(rows, []any{score})
		}
		a.file("answers.csv", "score", rows...)
		if strings.Contains(fmt.Sprint(scores), ".") {
			return []string{"nps", "answers.csv", "--allow-fractional"}
		}
		return []string{"nps", "answers.csv"}
	}
	a.counted(map[float64]float64{3: in.number("detractors"), 7: in.number("passives"), 10: in.number("promoters")})
	return []string{"nps", "answers.csv", "--count", "n"}
}

func askNet(a *asking, in inputs) inputs {
	d := a.ask(append(a.net(in), in.confidence()...)...)
	status := "ok"
	if d.number("total/value") < 0 { // "a negative score means: act"
		status = "act"
	}
	oneDigit := func(path string) float64 { return math.Round(10*d.number(path)) / 10 }
	out := inputs{"status": status, "significantly_below_zero": d.number("total/high") < 0,
		"promoter_pct_1dp": oneDigit("total/promoters_pct"), "passive_pct_1dp": oneDigit("total/passives_pct"), "detractor_pct_1dp": oneDigit("total/detractors_pct"),
		"nps_pts": d.at("total/value"), "enps_pts": d.at("total/value"), "nps_pts_if_allowed": d.at("total/value"),
		"n": d.at("total/n"), "valid": d.at("rows/counted"), "invalid": d.number("rows/read") - d.number("rows/counted")}
	for _, group := range []string{"promoter", "passive", "detractor"} {
		out[group+"s"], out[group+"_pct"] = d.at("total/"+group+"s"), d.at("total/"+group+"s_pct")
	}
	if d.number("total/n") >= 10 {
		out["adjusted_wald_ci_pts"] = a.ask(append(a.net(in), "--interval", "adjusted-wald")...).limits()
	}
	return out
}

func askNetBy(method string) goldenMaker {
	return func(a *asking, in inputs) inputs {
		d := a.ask(append(append(a.net(in), "--interval", method), in.confidence()...)...)
		return inputs{"ci_pts": d.limits(), "nps_pts": d.at("total/value")}
	}
}

// weighed writes answers beside what they weigh.
func (a *asking) weighed(in inputs, scores, weights string) {
	var rows [][]any
	for i, score := range in.numbers(scores) {
		rows = append(rows, []any{score, in.numbers(weights)[i]})
	}
	a.file("answers.csv", "score,weight", rows...)
}

func askNetWeighted(a *asking, in inputs) inputs {
	a.weighed(in, "scores", "weights")
	d := a.ask("nps", "answers.csv", "--weight", "weight")
	plain := a.ask(a.net(in)...)
	return inputs{"nps_pts": d.at("total/value"), "kish_neff": d.at("total/n_effective"),
		"kish_deff": d.number("total/n") / d.number("total/n_effective"), "unweighted_nps_pts": plain.at("total/value")}
}

func askNetRevenue(a *asking, in inputs) inputs {
	a.weighed(in, "scores", "revenue")
	d := a.ask("nps", "answers.csv", "--weight", "weight")
	return inputs{"nps_pts": d.at("total/value"), "promoter_revenue_pct": d.at("total/promoters_pct"), "detractor_revenue_pct": d.at("total/detractors_pct")}
}

// share writes answers on a scale, or hits among answers, and returns the words to ask for them.
func (a *asking) share(in inputs) []string {
	counts, ask := map[float64]float64{}, []string{"csat", "answers.csv", "--count", "n", "--scale", "1-5"}
	list := in.numbers("counts_1_to_5")
	if list == nil {
		list = in.numbers("counts")
	}
	for i, n := range list {
		counts[float64(i+1)] = n
	}
	if list == nil {
		counts[5], counts[1] = in.number("k"), in.number("n")-in.number("k")
	}
	if scale := in.text("scale"); scale != "" {
		ask[len(ask)-1] = scale
	}
	a.counted(counts)
	return ask
}

func askShare(a *asking, in inputs) inputs {
	ask := a.share(in)
	if _, given := in["n"]; given && in.number("n") == 0 {
		if said := a.refused(ask...); !strings.Contains(said, "no ") {
			a.Errorf("says %s", said)
		}
		return inputs{"csat_pct": nil, "ci_pct": nil, "status": "no data"}
	}
	d := a.ask(ask...)
	return inputs{"csat_pct": d.at("total/value"), "satisfied": d.at("total/satisfied"), "n": d.at("total/n"),
		"meets_target": d.at("total/verdict/met"), "mean": d.at("total/mean")}
}

func askGoodBad(a *asking, in inputs) inputs {
	a.file("answers.csv", "score,n", []any{"good", int64(in.number("good"))}, []any{"bad", int64(in.number("bad"))})
	d := a.ask("csat", "answers.csv", "--count", "n", "--scale", "0-1", "--value", "good=1", "--value", "bad=0")
	return inputs{"csat_pct": d.at("total/value")}
}

func askTops(a *asking, in inputs) inputs {
	from := func(score string) told { return a.ask(append(a.share(in), "--satisfied-from", score)...) }
	return inputs{"top2_pct": from("4").at("total/value"), "top1_pct": from("5").at("total/value"), "bottom2_pct": 100 - from("3").number("total/value")}
}

func askShareBy(method string) goldenMaker {
	return func(a *asking, in inputs) inputs {
		d := a.ask(append(append(a.share(in), "--interval", method), in.confidence()...)...)
		verdict, _ := d.at("total/verdict/proven").(bool)
		met, _ := d.at("total/verdict/met").(bool)
		return inputs{"ci_pct": d.limits(), "target_80_proven": met && verdict, "csat_pct": d.at("total/value")}
	}
}

func askShareEdges(a *asking, in inputs) inputs {
	by := func(method string) inputs { return askShareBy(method)(a, in) }
	wilson := by("wilson")
	return inputs{"csat_pct": wilson["csat_pct"], "wilson_pct": wilson["ci_pct"],
		"clopper_pct": by("clopper-pearson")["ci_pct"], "jeffreys_pct": by("jeffreys")["ci_pct"]}
}

func askShareTarget(a *asking, in inputs) inputs {
	out := askShareBy("wilson")(a, in)
	return inputs{"wilson_pct": out["ci_pct"], "target_80_proven": out["target_80_proven"]}
}

func askShareWeighted(a *asking, in inputs) inputs {
	var rows [][]any
	for i, satisfied := range in.numbers("satisfied") {
		rows = append(rows, []any{1 + 4*satisfied, in.numbers("weights")[i]})
	}
	a.file("answers.csv", "score,weight", rows...)
	d := a.ask(append([]string{"csat", "answers.csv", "--weight", "weight"}, in.confidence()...)...)
	return inputs{"csat_pct": d.at("total/value"), "kish_neff": d.at("total/n_effective"), "wilson_kish_pct": d.limits()}
}

func askReviews(a *asking, in inputs) inputs {
	d := a.ask(a.share(in)...)
	above := a.ask(append(a.share(in), "--satisfied-from", "3")...)
	return inputs{"mean": d.at("total/mean"), "positive_pct": d.at("total/value"), "wilson_lower_pct": d.at("total/low"),
		"negative_pct": 100 - above.number("total/value")}
}

func askEffort(a *asking, in inputs) inputs {
	scale, _, _ := strings.Cut(in.text("scale"), " ")
	ask := a.share(in)
	ask = []string{"ces", ask[1], ask[2], ask[3], "--scale", scale}
	if in["reverse"] == true {
		ask = append(ask, "--reverse")
	}
	d := a.ask(ask...)
	return inputs{"low_effort_pct": d.at("total/value"), "mean_effort": d.at("total/mean"), "mean": d.at("total/mean")}
}
