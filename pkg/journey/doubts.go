package journey

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
)

func many(n int64, thing string) result.Heap { return result.Heap{N: n, Thing: thing} }

// doubts are about what the cases tell.
func (g *logbook) doubts(on *terrain, all *trail, h facts.Heard) (out []result.Warning) {
	doubt := func(applies bool, code, format string, args ...any) {
		if applies {
			out = append(out, result.Warn(code, format, args...))
		}
	}
	p := g.plan
	doubt(p.funnel == nil && all.cases > 0, "no_funnel", "no funnel is asked for, so there is no share of cases that come to its end; --funnel names its steps, such as %s", example(on, all))
	doubt(all.cases == 1, "one_case", "all rows are of one case, on which no figure stands; does %s name the case?", h.Columns[0].Header("case"))
	doubt(all.cases > 1 && all.alone() == all.cases, "single_steps", "every case has one row only; does %s name the case?", h.Columns[0].Header("case"))
	out = append(out, g.nameless(h)...)
	doubt(p.From != nil || p.To != nil, "cut_cases", "--since and --until leave rows out and not cases: what began before or went on after is cut")
	doubt(all.astride > 0, "several_groups", "%s rows in several groups, and %s in that of the first row", having(all.astride), counting(all.astride))
	doubt(!on.timed, "no_times", "rows have no times, so only the funnel in any order is told")
	if p.funnel != nil {
		doubt(all.without > 0, "no_first_step", "%d of %s never come to %s, and so to no step of the funnel", all.without, many(all.cases, "case"), p.funnel[0][0])
		doubt(all.young > 0, "too_young", "%s left out of the funnel, since less than %s passed from the first step to the end of the log", were(all.young), p.Own.Text("window"))
		doubt(all.past > 0, "past_steps", "%d of %s come to %s before a step of the funnel or without it, and count as lost there; --funnel-order any takes the steps in any order, and a funnel without that step those who skip it", all.past, many(all.cases, "case"), p.funnel[len(p.funnel)-1][0])
		doubt(p.window == 0 && on.timed && g.open(all), "open_cases", "cases that are not over look as if they had dropped out; --window 7d leaves out those that began too late")
	}
	doubt(all.ties > 0, "ties", "%s the stamp of the one before, in %s: %s", have(all.ties), many(all.tied, "case"), ordering(p))
	doubt(all.twins > 0, "same_step", "%s the same step at the same time as the one before; each counts as a step of its path", are(all.twins))
	out = append(out, spelled(on.steps, "step", h)...)
	out = append(out, spelled(on.channels, "channel", h)...)
	if on.backs && all.cases > 0 && all.lore().back.K == 0 {
		doubt(true, "never_back", "nobody comes back to %s; where a step is itself a return, --funnel FIRST,RETURN tells how many come to it", p.Own.Text("return"))
	}
	if len(on.stages.none) > 0 && g.numbers != nil {
		doubt(true, "no_stage", "of no stage of --stages %s: %s", p.Own.Text("stages"), strings.Join(on.stages.none, ", "))
	}
	out = append(out, few(all.lore().stages, on.stages.stages)...)
	doubt(g.short(all), "short_scale", "no emotion is above 3, of %s, as on a scale of 3; --value 2=3 --value 3=5 brings one to 1 to 5", many(all.rated(), "row"))
	return append(out, g.odd.doubts(h)...)
}

// rated is the number of rows with an emotion.
func (t *trail) rated() (n int64) {
	for _, rows := range t.lore().whole.emotions[1:] {
		n += rows
	}
	return n
}

// short tells whether all emotions are of the numbers 1 to 3, in rows enough to expect others.
func (g *logbook) short(all *trail) bool {
	for _, w := range g.emotions.Words() {
		if !answer.IsNumber(w.Text) || w.Meaning > "3" {
			return false
		}
	}
	return len(g.plan.given) == 0 && all.rated() >= ratings.Enough
}

// alone is the number of cases with one step only.
func (t *trail) alone() (n int64) {
	for way, k := range t.paths {
		if way.len() == 1 {
			n += *k
		}
	}
	return n
}

// open tells whether cases may still be on their way: some that have begun are not at the end of the funnel.
func (g *logbook) open(all *trail) bool { return all.reached[len(all.reached)-1] < all.reached[0] }

func were(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%s was", many(n, "case"))
	}
	return result.Say("%s were", many(n, "case"))
}

func having(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%s has", many(n, "case"))
	}
	return result.Say("%s have", many(n, "case"))
}

func counting(n int64) result.Word {
	if n == 1 {
		return result.Word("counts")
	}
	return result.Word("count")
}

func have(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%s has", many(n, "step"))
	}
	return result.Say("%s have", many(n, "step"))
}

func are(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%s is", many(n, "row"))
	}
	return result.Say("%s are", many(n, "row"))
}

// ordering says how steps of one stamp are ordered.
func ordering(p *itinerary) result.Word {
	switch {
	case p.funnel != nil && p.order == loose:
		return result.Word("in the funnel either order counts, in paths that of the file")
	case p.funnel != nil && p.order == strict:
		return result.Word("they are in the order of the file, which strict funnels and paths go by")
	}
	return result.Word("in paths they are in the order of the file")
}

// example is a funnel of the steps that most cases have, in the order in which those come to them.
func example(on *terrain, all *trail) string {
	const steps = 3
	cases, places := make([]int64, len(on.steps.names)), make([]int64, len(on.steps.names))
	for way, n := range all.paths {
		var met []uint16
		for i := range way.len() {
			if step := way.step(i); !slices.Contains(met, step) {
				cases[step] += *n
				places[step] += *n * int64(len(met))
				met = append(met, step)
			}
		}
	}
	earlier := func(a, b int) int { return cmp.Or(cmp.Compare(places[a]*cases[b], places[b]*cases[a]), a-b) }
	var most []int
	for step := range cases {
		if cases[step] > 0 {
			most = append(most, step)
		}
	}
	slices.SortFunc(most, func(a, b int) int { return cmp.Or(cmp.Compare(cases[b], cases[a]), earlier(a, b)) })
	most = most[:min(steps, len(most))]
	slices.SortFunc(most, earlier)
	var list []string
	for _, step := range most {
		list = append(list, on.steps.names[step])
	}
	return strings.Join(list, ",")
}

// spelled says that words were taken for the same.
func spelled(r *roster, what string, h facts.Heard) []result.Warning {
	if r.rows == 0 {
		return nil
	}
	return []result.Warning{result.Warn("same_"+what+"s", "%s with a %s that only case or blanks tell from another, such as %s from %s, count for that one", many(r.rows, "row"), result.Word(what),
		answer.Quote(r.otherwise, 40), answer.Quote(r.instead, 40)).At(h.Set.Tables[r.at.Source].Name, r.at.Line)}
}

// enough is how many answers a stage needs to be trusted.
const enough = 10

// few says which stages stand on few rows.
func few(stages []impression, names []string) []result.Warning {
	var list []string
	for i, s := range stages {
		if s.n > 0 && s.n < enough {
			list = append(list, names[i])
		}
	}
	return fewDoubt(list)
}

func fewDoubt(list []string) []result.Warning {
	if len(list) == 0 {
		return nil
	}
	return []result.Warning{result.Warn("few_in_stage", "fewer than %d in a stage say little: %s", enough, strings.Join(list, ", "))}
}

// doubts say which cells could not be read.
func (o oddities) doubts(h facts.Heard) (out []result.Warning) {
	for _, role := range slices.Sorted(maps.Keys(o)) {
		odd := o[role]
		out = append(out, result.Warn("unread", "column %s: %s, the first %s, which %s; the row counts for the rest", h.Columns[0].Header(dataset.Role(role)),
			many(odd.rows, "cell"), answer.Quote(odd.text, 40), result.Reason(odd.why)).At(h.Set.Tables[odd.first.Source].Name, odd.first.Line))
	}
	return out
}

// doubts are about what the answers tell.
func (g *panel) doubts(all *turnout, h facts.Heard) []result.Warning {
	var list []string
	for i, s := range all.stages {
		if s.n < enough {
			list = append(list, all.on.stages[i])
		}
	}
	return append(fewDoubt(list), g.odd.doubts(h)...)
}
