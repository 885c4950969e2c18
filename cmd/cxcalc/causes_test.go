package main_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// scoredRows writes rows with a score and reasons, and returns the share of people with a score who name each, and the scores of
// those and of the others.
func (a *asking) scoredRows(file string, rows []saying) (slow map[string][3]float64) {
	var lines [][]any
	n, score := make(map[string][2]float64), make(map[string][2]float64) // of those who name it, and of all
	for _, s := range rows {
		text := any("")
		if s.score >= 0 {
			text = s.score
		}
		lines = append(lines, []any{s.person, text, strings.Join(s.reasons, ";")})
		points := 0.0
		switch {
		case s.score < 0:
			continue
		case s.score >= 9:
			points = 100
		case s.score <= 6:
			points = -100
		}
		for _, name := range []string{"late", "price", "staff", "Don't know", "other", "web site"} {
			k, p := n[name], score[name]
			k[1]++
			p[1] += points
			if strings.Contains(";"+strings.Join(s.reasons, ";")+";", ";"+name+";") {
				k[0]++
				p[0] += points
			}
			n[name], score[name] = k, p
		}
	}
	a.file(file, "id,score,reasons", lines...)
	slow = make(map[string][3]float64)
	for name, k := range n {
		p := score[name]
		slow[name] = [3]float64{100 * k[0] / k[1], p[0] / k[0], (p[1] - p[0]) / (k[1] - k[0])}
	}
	return slow
}

// What each reason does to the change of a score is what counting says, and makes the change with what the others do.
func TestCausesOfAChange(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 5))
		a := &asking{t, find(t), t.TempDir()}
		was, is := a.scoredRows("before.csv", drawSayings(r, 300, false)), a.scoredRows("after.csv", drawSayings(r, 260, false))
		d := a.ask("compare", "reasons", "--score", "score", "--field", "score", "--decompose", "reasons", "before.csv", "after.csv")
		change := d.list("changes")[0].number("change")
		if len(d.list("causes")) != 6 || d.warning("overlapping_causes") == "" {
			t.Fatal(d)
		}
		for _, c := range d.list("causes") {
			name := c.at("part").(string)
			where := fmt.Sprint("seed ", seed, ", ", name)
			a.near(where, []any{c.at("weight_before_pct"), c.at("before"), c.at("others_before"), c.at("weight_after_pct"), c.at("after"), c.at("others_after")},
				[]any{was[name][0], was[name][1], was[name][2], is[name][0], is[name][1], is[name][2]})
			a.near(where, c.number("mix")+c.number("real")+c.number("others"), change)
			a.near(where, c.at("mix"), (is[name][0]-was[name][0])/100*(was[name][1]-was[name][2]))
		}
	}
}

// Where nobody names several, the parts make the change, and are those by the column, which has people without a reason as blank.
func TestSingleCausesOfAChange(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 5))
	a := &asking{t, find(t), t.TempDir()}
	for _, file := range []string{"before.csv", "after.csv"} {
		rows := drawSayings(r, 200, false)
		for i := range rows {
			rows[i].score = max(rows[i].score, 0)
			rows[i].reasons = rows[i].reasons[:min(len(rows[i].reasons), 1)]
		}
		a.scoredRows(file, rows)
	}
	d := a.ask("compare", "reasons", "--score", "score", "--field", "score", "--decompose", "reasons", "before.csv", "after.csv")
	by := a.ask("compare", "nps", "--score", "score", "--decompose", "reasons", "before.csv", "after.csv")
	slow := make(map[string]told)
	for _, p := range by.list("mix") {
		slow[p.at("part").(string)] = p
	}
	slow["no reason given"] = slow[""]
	if len(d.list("mix")) != len(by.list("mix")) || math.Abs(d.list("changes")[0].number("change")-by.list("changes")[0].number("change")) > 1e-9 {
		t.Fatal(d, by)
	}
	for _, p := range d.list("mix") {
		want := slow[p.at("part").(string)]
		a.near(p.at("part").(string), []any{p.at("weight_before_pct"), p.at("before"), p.at("after"), p.at("mix"), p.at("real")},
			[]any{want.at("weight_before_pct"), want.at("before"), want.at("after"), want.at("mix"), want.at("real")})
	}
}

// A value of several things is told of, with the command that takes it apart.
func TestSplitBySeveralThings(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	for i, file := range []string{"before.csv", "after.csv"} {
		a.scoredRows(file, drawSayings(rand.New(rand.NewPCG(uint64(i), 6)), 100, false))
	}
	if said := a.ask("compare", "nps", "--score", "score", "--decompose", "reasons", "before.csv", "after.csv").warning("several_values"); !strings.Contains(said, "--decompose reasons") {
		t.Error(said)
	}
	if said := a.refused("compare", "reasons", "--score", "score", "before.csv", "after.csv"); !strings.Contains(said, "--field score") {
		t.Error(said)
	}
}
