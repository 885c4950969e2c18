package share

import (
	"context"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A tally is how many of how many.
type tally struct{ yes, of int64 }

type plan struct{ *facts.Query }

func planned(q *facts.Query) (facts.Intent, error) { return &plan{q}, nil }

// Define is the formula.
func (p *plan) Define() string { return "100 × yes / (yes + no)" }

// Settings has nothing to add.
func (p *plan) Settings() result.Object { return nil }

// Wants needs the column that says yes or no.
func (p *plan) Wants(role dataset.Role) facts.Want {
	if role == "score" {
		return facts.Needed
	}
	return facts.Unwanted
}

// Check asks nothing.
func (p *plan) Check(*dataset.Table, dataset.Columns) error { return nil }

// Gatherer counts.
func (p *plan) Gatherer() facts.Gatherer { return &gatherer{words: facts.NewLexicon("yes", nil)} }

type gatherer struct {
	words  *facts.Lexicon
	groups []tally
}

// Take counts a row.
func (g *gatherer) Take(r *facts.Fact) pass.Became {
	for int(r.Group) >= len(g.groups) {
		g.groups = append(g.groups, tally{})
	}
	t := &g.groups[r.Group]
	text := r.Text(state)
	if len(text) == 0 {
		return r.Wrong("blank", state, "says neither yes nor no")
	}
	switch g.words.Meaning(text) {
	case "yes":
		t.yes++
		t.of++
	case "no":
		t.of++
	default:
		return r.Wrong("invalid", state, "is neither yes nor no")
	}
	return facts.Counted()
}

// Merge adds what another one has counted.
func (g *gatherer) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*gatherer)
	g.words.Merge(o.words)
	for i, t := range o.groups {
		for int(group[i]) >= len(g.groups) {
			g.groups = append(g.groups, tally{})
		}
		g.groups[group[i]].yes += t.yes
		g.groups[group[i]].of += t.of
	}
	return nil
}

// Tell adds the groups up.
func (p *plan) Tell(_ context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	g := from.(*gatherer)
	for len(g.groups) < h.Groups {
		g.groups = append(g.groups, tally{})
	}
	if words, rows := g.words.Unknown(); len(words) > 0 {
		return nil, problem.Usage("%s: column %s: %d rows have words that are neither yes nor no, such as %q", h.Set.Names(), h.Columns[0].Header("score"), rows, words[0])
	}
	_, compute := fields()
	return &facts.Pools[tally]{Total: pool(g.groups), Groups: g.groups, Pool: pool,
		Compute: func(t tally, confidence float64, _ bool) result.Object { return compute(t, confidence) },
		Stands: func(t tally, field string) (metric.Evidence, bool) {
			return metric.ShareEvidence(float64(t.of), percent(t), t.share()), field == "value"
		},
		Weigh: func(t tally, _ string) (float64, bool) { return float64(t.of), true }}, nil
}

func pool(groups []tally) (sum tally) {
	for _, t := range groups {
		sum.yes += t.yes
		sum.of += t.of
	}
	return sum
}

func (t tally) share() stats.Share { return stats.Share{K: float64(t.yes), N: float64(t.of)} }

func percent(t tally) float64 { return 100 * float64(t.yes) / float64(t.of) }

type quota struct {
	metric.Estimate
	tally
}

func fields() ([]result.Field, metric.Compute[tally, float64]) {
	return metric.Fields(func(t tally, confidence float64) quota {
		limits, ok := stats.Wilson(float64(t.yes), float64(t.of), stats.Z(confidence))
		return quota{metric.Estimated(t.of, percent(t), t.of > 0, metric.Bound(limits.Times(100), ok)), t}
	},
		metric.From(func(f quota) metric.Estimate { return f.Estimate }, metric.Head(result.Percent, "share", "Share that says yes, in percent.")...),
		[]metric.Figure[quota]{
			{Field: result.Field{Name: "yes", Title: "yes", Kind: result.Count, Doc: "Number of rows that say yes."}, Of: func(f quota) any { return f.yes }},
			{Field: result.Field{Name: "of", Title: "of", Kind: result.Count, Doc: "Number of rows that say yes or no."}, Of: func(f quota) any { return f.of }},
		})
}
