package main_test

import "fmt"

// askBoard ranks groups with so many hits, which are drawn to what is known beforehand.
func askBoard(a *asking, in inputs) inputs {
	var rows [][]any
	hits, all := in.numbers("k"), in.numbers("n")
	for i, k := range hits {
		rows = append(rows, []any{i, 5, int64(k)}, []any{i, 1, int64(all[i] - k)})
	}
	a.file("answers.csv", "agent,score,n", rows...)
	prior := fmt.Sprintf("%v:%v", in.number("prior_mean_pct"), in.number("prior_weight"))
	d := a.ask("csat", "answers.csv", "--scale", "1-5", "--count", "n", "--by", "agent", "--board", "--prior", prior, "--min-n", "1")
	shrunk, raw, low := make([]any, len(hits)), make([]any, len(hits)), make([]any, len(hits))
	last := 101.0
	for _, g := range d.groups() {
		var i int
		if _, err := fmt.Sscan(fmt.Sprint(g.at("by/agent")), &i); err != nil {
			a.Fatal(err)
		}
		shrunk[i], raw[i], low[i] = g.at("shrunk"), g.at("value"), g.at("low")
		if g.number("shrunk") > last {
			a.Errorf("agent %d stands below %v", i, last)
		}
		last = g.number("shrunk")
	}
	return inputs{"raw_pct": raw, "shrunk_pct": shrunk, "wilson_lower_pct": low}
}
