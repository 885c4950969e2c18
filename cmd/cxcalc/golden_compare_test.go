package main_test

import (
	"fmt"
	"math"
)

// side is one of the two sides of a case.
func (in inputs) side(name string) inputs { s, _ := in[name].(map[string]any); return s }

// sides writes the two sides of a case as counts of scores.
func (a *asking) sides(in inputs, counts func(side inputs) map[float64]float64) {
	for _, name := range []string{"a", "b"} {
		var rows [][]any
		for score, n := range counts(in.side(name)) {
			rows = append(rows, []any{score, int64(n)})
		}
		a.file(name+".csv", "score,n", rows...)
	}
}

// changed asks what changed, and returns the only change.
func (a *asking) changed(in inputs, args ...string) told {
	all := a.changes(in, args...)
	if len(all) != 1 {
		a.Fatalf("%d changes", len(all))
	}
	return all[0]
}

func (a *asking) changes(in inputs, args ...string) []told {
	return a.ask(append(append([]string{"compare"}, args...), in.confidence()...)...).list("changes")
}

// list are the objects of a list of a document.
func (d told) list(key string) (out []told) {
	all, _ := d.at(key).([]any)
	for _, x := range all {
		out = append(out, told{x})
	}
	return out
}

// ends are those of the interval of a change.
func (d told) ends() []any { return []any{d.at("change_low"), d.at("change_high")} }

func groupsOfScores(side inputs) map[float64]float64 {
	return map[float64]float64{3: side.number("detractors"), 7: side.number("passives"), 10: side.number("promoters")}
}

func hits(side inputs) map[float64]float64 {
	return map[float64]float64{5: side.number("k"), 1: side.number("n") - side.number("k")}
}

func askNetChange(a *asking, in inputs) inputs {
	a.sides(in, groupsOfScores)
	ask := []string{"nps", "--count", "n"}
	if in.text("method") == "mover_score" {
		ask = append(ask, "--interval", "score")
	}
	c := a.changed(in, append(ask, "a.csv", "b.csv")...)
	return inputs{"delta_b_minus_a_pts": c.at("change"), "verdict": c.at("verdict"), "ci_pts": c.ends(),
		"adjusted_wald_p": c.at("p"), "adjusted_wald_ci_pts": c.ends()}
}

func askShareChange(a *asking, in inputs) inputs {
	a.sides(in, hits)
	c := a.changed(in, "csat", "--count", "n", "--scale", "1-5", "a.csv", "b.csv")
	return inputs{"delta_b_minus_a_pp": c.at("change"), "delta_pp": c.at("change"), "newcombe_ci_pp": c.ends()}
}

func askMeanChange(a *asking, in inputs) inputs {
	for _, name := range []string{"a", "b"} {
		a.column(name+".csv", in.numbers(name))
	}
	c := a.changed(in, "nps", "--field", "mean", "a.csv", "b.csv")
	return inputs{"mean_a": c.at("baseline_value"), "mean_b": c.at("value"), "delta": c.at("change"), "ci": c.ends(), "p": c.at("p")}
}

// column writes a file of scores.
func (a *asking) column(name string, scores []float64) {
	var rows [][]any
	for _, x := range scores {
		rows = append(rows, []any{x})
	}
	a.file(name, "score", rows...)
}

// pairs writes two answers of each row.
func (a *asking) pairs(one, two []float64) {
	var rows [][]any
	for i := range one {
		rows = append(rows, []any{one[i], two[i]})
	}
	a.file("pairs.csv", "one,two", rows...)
}

// askPanel has -1 stand for a detractor's answer, 0 for a passive's and 1 for a promoter's.
func askPanel(a *asking, in inputs) inputs {
	scores := func(codes []float64) (out []float64) {
		for _, code := range codes {
			out = append(out, map[float64]float64{-1: 3, 0: 7, 1: 10}[code])
		}
		return out
	}
	a.pairs(scores(in.numbers("before_codes")), scores(in.numbers("after_codes")))
	c := a.changed(in, "nps", "--paired", "--score", "one", "--score", "two", "pairs.csv")
	return inputs{"delta_pts": c.at("change"), "p": c.at("p")}
}

func askGap(a *asking, in inputs) inputs {
	a.pairs(in.numbers("expected"), in.numbers("perceived"))
	c := a.changed(in, "csat", "--scale", "1-5", "--field", "mean", "--paired", "--score", "one", "--score", "two", "pairs.csv")
	return inputs{"gap": c.at("change"), "ci": c.ends(), "p": c.at("p")}
}

// askCorrected writes segments whose change has just the p-values of the case: two answers on a side, e to both sides
// of their means, have a difference with the standard error e √2 and two degrees of freedom, and p = 1 − t / √(2 + t²)
// solves to t = √2 (1 − p) / √(1 − (1 − p)²).
func askCorrected(a *asking, in inputs) inputs {
	const e = 0.04
	var rows [2][][]any
	list := in.numbers("p")
	for i, p := range list {
		t := math.Sqrt2 * (1 - p) / math.Sqrt(p*(2-p))
		for side, mean := range []float64{2, 2 + e*math.Sqrt2*t} {
			for _, score := range []float64{mean - e, mean + e} {
				rows[side] = append(rows[side], []any{fmt.Sprintf("s%02d", i), score})
			}
		}
	}
	a.file("a.csv", "segment,score", rows[0]...)
	a.file("b.csv", "segment,score", rows[1]...)
	by := func(correction string) (adjusted []any, claims float64) {
		for i, c := range a.changes(in, "csat", "--scale", "0-10", "--satisfied-from", "8", "--allow-fractional", "--field", "mean", "--by", "segment", "--correction", correction, "a.csv", "b.csv") {
			sameNumbers(a.T, fmt.Sprintf("p.%d", i), c.at("p"), list[i], 1e-9)
			adjusted = append(adjusted, c.at("p_adjusted"))
			if c.at("verdict") != "~" {
				claims++
			}
		}
		return adjusted, claims
	}
	adjusted, claims := by("bh")
	holm, _ := by("holm")
	return inputs{"adjusted": adjusted, "rejected": claims, "holm": holm}
}

// askMix writes segments whose net scores are given.
func askMix(a *asking, in inputs) inputs {
	for name, segments := range in {
		var rows [][]any
		segments, _ := segments.(map[string]any)
		for segment := range segments {
			part := inputs(segments).side(segment)
			n, net := part.number("n"), math.Round(part.number("n")*part.number("nps")/100)
			rows = append(rows, []any{segment, 10, int64(n+net) / 2}, []any{segment, 3, int64(n-net) / 2}, []any{segment, 7, int64(n+net) % 2})
		}
		a.file(name+".csv", "segment,score,n", rows...)
	}
	d := a.ask("compare", "nps", "--count", "n", "--decompose", "segment", "before.csv", "after.csv")
	c, mix := d.list("changes")[0], d.list("mix")
	all := mix[len(mix)-1]
	return inputs{"total_before_pts": c.at("baseline_value"), "total_after_pts": c.at("value"), "delta_pts": c.at("change"),
		"mix_effect_pts": all.at("mix"), "within_effect_pts": all.at("real")}
}

func askChart(a *asking, in inputs) inputs {
	var rows [][]any
	for i, k := range in.numbers("k") {
		at := fmt.Sprintf("%d-%02d", 2024+i/12, 1+i%12)
		rows = append(rows, []any{at, 5, int64(k)}, []any{at, 1, int64(in.numbers("n")[i] - k)})
	}
	a.file("answers.csv", "month,score,n", rows...)
	d := a.ask("trend", "csat", "--count", "n", "--scale", "1-5", "--period", "month", "--time", "month", "answers.csv")
	var out []any
	for _, signal := range d.list("signals") {
		if signal.number("rule") == 1 {
			for i, point := range d.list("points") {
				if point.at("period") == signal.at("period") {
					out = append(out, float64(i+1))
				}
			}
		}
	}
	return inputs{"center_pct": d.at("limits/center"), "lcl_pct": d.at("limits/low"), "ucl_pct": d.at("limits/high"), "out_of_control_points": out}
}

// varied writes answers of which as many are promoters as detractors, so that one has a variance; nothing where it is
// the largest there is.
func (a *asking) varied(variance float64) []string {
	const n = 1e6
	if variance == 1 {
		return nil
	}
	ends := math.Round(n * variance / 2)
	a.counted(map[float64]float64{3: ends, 7: n - 2*ends, 10: ends})
	return []string{"answers.csv", "--count", "n"}
}

func askNetSize(a *asking, in inputs) inputs {
	ask := append([]string{"sample", "nps", "--margin", fmt.Sprint(in.number("moe_pts"))}, append(a.varied(in.number("variance")), in.confidence()...)...)
	return inputs{"n_wald": a.ask(ask...).at("n"), "n_adjusted_wald": a.ask(append(ask, "--interval", "adjusted-wald")...).at("n")}
}

// planned are the flags of a plan for two groups.
func (in inputs) planned() []string {
	return []string{"--power", fmt.Sprint(in.number("power")), "--confidence", fmt.Sprint(1 - in.number("alpha"))}
}

// askNetSizeOfTwo takes the mean of the variances of two groups of the same size: only their sum counts.
func askNetSizeOfTwo(a *asking, in inputs) inputs {
	ask := append([]string{"sample", "nps", "--difference", fmt.Sprint(in.number("delta_pts"))}, in.planned()...)
	d := a.ask(append(ask, a.varied((in.number("variance_a")+in.number("variance_b"))/2)...)...)
	return inputs{"n_per_group": d.at("n"), "raw": d.at("raw")}
}

func askDetectable(a *asking, in inputs) inputs {
	ask := append([]string{"sample", "nps", "--n", fmt.Sprint(int64(in.number("n_a")))}, in.planned()...)
	return inputs{"mde_pts": a.ask(append(ask, a.varied((in.number("variance_a")+in.number("variance_b"))/2)...)...).at("detectable")}
}

func askShareSize(a *asking, in inputs) inputs {
	ask := append([]string{"sample", "csat", "--margin", fmt.Sprint(in.number("moe_pp")), "--value", fmt.Sprint(100 * in.number("p"))}, in.confidence()...)
	if people := in.number("population"); people > 0 {
		ask = append(ask, "--population", fmt.Sprint(int64(people)))
	}
	d := a.ask(ask...)
	return inputs{"n": d.at("n"), "raw": d.at("raw")}
}

// askNetError takes the standard error from the margin of as many answers, half the width of Wald's interval.
func askNetError(a *asking, in inputs) inputs {
	net := a.net(in)
	n := fmt.Sprint(int64(in.number("detractors") + in.number("passives") + in.number("promoters")))
	ask := append(append([]string{"sample"}, net...), append(in.confidence(), "--n", n)...)
	endless := a.ask(ask...)
	if people := in.number("population"); people > 0 {
		ask = append(ask, "--population", fmt.Sprint(int64(people)))
	}
	d, value := a.ask(ask...), a.ask(net...).number("total/value")
	margin := d.number("margin")
	return inputs{"variance": d.number("variance") / 1e4, "se_pts": margin / 1.959963984540054, "fpc": margin / endless.number("margin"),
		"ci_pts": []any{value - margin, value + margin}, "nps_pts": value}
}
