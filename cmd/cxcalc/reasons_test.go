package main_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A saying is a row of somebody: a score, -1 for none, what it is worth, and reasons, some of them twice.
type saying struct {
	person, group, score, worth int
	reasons                     []string
}

// drawSayings makes rows of people who have one row, or several.
func drawSayings(r *rand.Rand, rows int, several bool) (out []saying) {
	names := []string{"late", "price", "staff", "Don't know", "other", "web site"}
	for i := range rows {
		s := saying{person: i, group: r.IntN(3), score: r.IntN(12) - 1, worth: r.IntN(100) - 5}
		if several {
			s.person = r.IntN(rows / 2)
		}
		for range r.IntN(4) * r.IntN(2) {
			s.reasons = append(s.reasons, names[min(r.IntN(6), r.IntN(6))])
		}
		out = append(out, s)
	}
	return out
}

// A slowReason is what is told of a reason.
type slowReason struct {
	name                             string
	mentions, people, unhappy, other int
	worth                            int
}

// slowReasons counts reasons one by one, as the words of the definition say. The last score of a person counts.
func slowReasons(rows []saying) (out []slowReason, asked, named, mentions int, net float64) {
	scores, has, people := make(map[int]int), make(map[int]map[string]bool), make(map[int]bool)
	by := make(map[string]*slowReason)
	for _, s := range rows {
		people[s.person] = true
		if s.score >= 0 {
			scores[s.person] = s.score
		}
		if has[s.person] == nil {
			has[s.person] = make(map[string]bool)
		}
		for i, name := range s.reasons {
			if slices.Contains(s.reasons[:i], name) {
				continue
			}
			if by[name] == nil {
				by[name] = &slowReason{name: name}
			}
			by[name].mentions++
			by[name].worth += s.worth
			mentions++
			has[s.person][name] = true
		}
	}
	for person := range people {
		if len(has[person]) > 0 {
			named++
		}
		score, scored := scores[person]
		for name := range has[person] {
			r := by[name]
			r.people++
			switch {
			case scored && score <= 6:
				r.unhappy++
			case scored:
				r.other++
			}
		}
	}
	for _, r := range by {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b slowReason) int {
		if (a.name == "other") != (b.name == "other") {
			return map[bool]int{true: 1, false: -1}[a.name == "other"]
		}
		return cmp.Or(b.mentions-a.mentions, strings.Compare(a.name, b.name))
	})
	return out, len(people), named, mentions, slowNet(scores)
}

// slowNet is the net score of people.
func slowNet(scores map[int]int) float64 {
	good, bad := 0, 0
	for _, score := range scores {
		switch {
		case score >= 9:
			good++
		case score <= 6:
			bad++
		}
	}
	return 100 * float64(good-bad) / float64(len(scores))
}

// Random rows of people who have one row, or several, say the same as counting them one by one, in groups and together, with
// any number of workers.
func TestReasonsSlowly(t *testing.T) {
	forWholeRun(t)
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		several := seed%2 == 1
		rows := drawSayings(r, 400, several)
		a := &asking{t, find(t), t.TempDir()}
		var lines [][]any
		for _, s := range rows {
			score := any("")
			if s.score >= 0 {
				score = s.score
			}
			lines = append(lines, []any{s.person, s.group, score, s.worth, strings.Join(s.reasons, ";")})
		}
		a.file("rows.csv", "person,branch,score,worth,reasons", lines...)
		args := []string{"reasons", "--score", "score", "--amount", "worth", "--by", "branch", "rows.csv"}
		if several {
			args = append(args, "--respondent", "person")
		}
		d := a.ask(append(args, "--jobs", "1")...)
		a.saidBy(fmt.Sprint("seed ", seed), told{d.at("total")}, rows)
		for i, g := range d.list("groups") {
			a.saidBy(fmt.Sprint("seed ", seed, ", group ", i), g, slices.DeleteFunc(slices.Clone(rows), func(s saying) bool { return fmt.Sprint(s.group) != fmt.Sprint(g.at("by/branch")) }))
		}
		if one, four := fmt.Sprint(d), fmt.Sprint(a.ask(append(args, "--jobs", "4")...)); one != four {
			t.Errorf("seed %d: four workers say otherwise:\n%s\n%s", seed, one, four)
		}
	}
}

// saidBy compares a group with rows that are counted one by one.
func (a *asking) saidBy(where string, d told, rows []saying) {
	a.Helper()
	want, asked, named, mentions, net := slowReasons(rows)
	a.near(where, []any{d.at("n"), d.at("all"), d.at("mentions"), d.at("score")}, []any{float64(named), float64(asked), float64(mentions), net})
	list := d.list("reasons")
	if len(list) != len(want) {
		a.Fatalf("%s: %d reasons, want %d", where, len(list), len(want))
	}
	unhappy, others := d.number("unhappy"), d.number("scored")-d.number("unhappy")
	for i, w := range want {
		r := list[i]
		if r.at("reason") != w.name {
			a.Errorf("%s: reason %d is %v, want %s", where, i, r.at("reason"), w.name)
		}
		a.near(where+", "+w.name, []any{r.at("mentions"), r.at("people"), r.at("share_pct"), r.at("unhappy_pct"), r.at("others_pct")},
			[]any{float64(w.mentions), float64(w.people), 100 * float64(w.people) / float64(named), 100 * float64(w.unhappy) / unhappy, 100 * float64(w.other) / others})
		if got := r.number("value"); math.Abs(got-float64(w.worth)) > 1e-9 {
			a.Errorf("%s, %s: amount %v, want %d", where, w.name, got, w.worth)
		}
	}
}

// The score of somebody with several rows is that of the latest, wherever it stands.
func TestReasonsOfTheLatestRow(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "id,date,reason,nps", []any{"a", "2026-06-01", "late", 9}, []any{"a", "2026-04-01", "late", 0},
		[]any{"b", "2026-06-01", "rude", 9}, []any{"b", "", "rude", 0}, []any{"c", "2026-05-01", "rude", 10})
	d := a.ask("reasons", "--respondent", "id", "--time", "date", "--score", "nps", "rows.csv")
	a.near("latest", []any{d.at("total/score")}, []any{100.0})
}

// One of the columns of a question with several answers is asked about.
func TestReasonsOfOneColumnOfAQuestion(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "id,What went wrong?,Rude staff,nps", []any{1, "Late", "", 3}, []any{2, "", "Rude staff", 9}, []any{3, "Late", "Rude staff", 0})
	if said := a.refused("reasons", "--tags", "What*", "--score", "nps", "rows.csv"); !strings.Contains(said, "--tags 'Rude staff'") {
		t.Error(said)
	}
}

// Amounts have the signs of their currency, and a reason counts whatever its amount is.
func TestReasonsWithAmounts(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "reason,lost", []any{"late", `"$1,001.50"`}, []any{"late", "-$1.5"}, []any{"rude", "a lot"}, []any{"rude", "10"})
	d := a.ask("reasons", "--amount", "lost", "rows.csv")
	a.near("amounts", []any{d.at("total/mentions"), d.list("total/reasons")[0].at("value"), d.list("total/reasons")[1].at("value")}, []any{4.0, 1000.0, 10.0})
	a.file("euro.csv", "reason;lost", []any{"late;1.001,50 €"}, []any{"rude;2,00 €"})
	if d := a.ask("reasons", "--amount", "lost", "euro.csv"); d.list("total/reasons")[0].at("value") != 1001.5 {
		t.Error(d)
	}
	a.file("two.csv", "reason,lost", []any{"late", "$1"}, []any{"rude", "2 €"})
	if said := a.refused("reasons", "--amount", "lost", "two.csv"); !strings.Contains(said, "several currencies") {
		t.Error(said)
	}
}

// A reason that is named more and more often is told of, and one that is not is not.
func TestReasonsThatGrow(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	var rows [][]any
	for month := range 6 {
		for i := range 60 {
			reason := "rude"
			switch {
			case i < 8*(month+1):
				reason = "late"
			case i > 54:
				reason = "lost"
			}
			rows = append(rows, []any{fmt.Sprintf("2025-%02d-03", month+1), reason, i % 2})
		}
	}
	a.file("rows.csv", "date,reason,branch", rows...)
	for _, by := range [][]string{nil, {"--by", "branch"}} {
		d := a.ask(append([]string{"reasons", "--period", "month", "rows.csv"}, by...)...)
		if said := d.warning("growing"); !strings.Contains(said, `"late" +13.3`) || strings.Contains(said, "lost") || strings.Contains(said, "rude") {
			t.Error(said)
		}
		for _, r := range d.list("total/reasons") {
			if grows := map[any]bool{"late": true}[r.at("reason")]; grows != (r.number("trend") > 1 && r.number("trend_p_adjusted") < 0.01) {
				t.Error(r)
			}
		}
	}
	if d := a.ask("reasons", "rows.csv"); d.warning("growing") != "" || d.list("total/reasons")[0].at("trend") != nil {
		t.Error(d)
	}
}

// Boxes are asked for at once.
func TestReasonsOfBoxes(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "reason_late,reason_rude,nps", []any{"No", "Yes", 3}, []any{"Yes", "No", 9}, []any{"No", "No", 10})
	if said := a.refused("reasons", "rows.csv"); !strings.Contains(said, "cxcalc reasons --tags 'reason_*'") {
		t.Error(said)
	}
	d := a.ask("reasons", "--tags", "reason_*", "rows.csv")
	a.near("boxes", []any{d.at("total/n"), d.at("total/mentions")}, []any{2.0, 2.0})
}

// Whoever copies the flag from the doubt about people with several rows gets what it says.
func TestReasonsOfRepeatedPeople(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	a.file("rows.csv", "Customer ID,reason", []any{"a", "late"}, []any{"a", "rude"}, []any{"b", "late"})
	if said := a.ask("reasons", "rows.csv").warning("repeated_respondents"); !strings.Contains(said, "--respondent 'Customer ID'") {
		t.Error(said)
	}
	var rows [][]any
	for i := range 3000 {
		rows = append(rows, []any{fmt.Sprint("c", i), "late"})
	}
	a.file("long.csv", "customer,reason", append(rows, []any{"c7", "rude"}, []any{"c2999", "late"}, []any{"c2999", "rude"}, []any{"c3", ""}, []any{"", "late"}, []any{"", "late"})...)
	for _, jobs := range []string{"1", "4"} {
		if said := a.ask("reasons", "--jobs", jobs, "long.csv").warning("repeated_respondents"); !strings.Contains(said, "3 rows") {
			t.Error(said)
		}
	}
}

// Answers that weigh differently are not counted alike unless somebody says so, and weights are refused.
func TestReasonsOfWeighedAnswers(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	rows := [][]any{{"late", 5, 4, 1.25}, {"rude", 3, 5, 0.5}, {"late", 2, 1, 2}, {"late", 4, 4, 1}, {"late", 1, 2, 1}, {"rude", 3, 3, 1}}
	a.file("rows.csv", "reason,overall,q1,weight", rows...)
	for _, args := range [][]string{{"reasons", "rows.csv"}, {"drivers", "--score", "overall", "--drivers", "q1", "rows.csv"}} {
		if said := a.refused(args...); !strings.Contains(said, "--weight none") {
			t.Error(said)
		}
		if said := a.refused(append(args, "--weight", "weight")...); !strings.Contains(said, "does not weigh answers") {
			t.Error(said)
		}
		if d := a.ask(append(args, "--weight", "none")...); d.number("total/n") != 6 || d.at("settings/weight") != "none" {
			t.Error(d)
		}
	}
}
