package compare

import (
	"cmp"
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A MixShift is a change split by the values of a column: how much of it comes from other shares of the values, and how
// much from other figures within them.
type MixShift struct {
	Metric, Column string
	Form           result.Form
	Parts          []MixPart
	Causes         []CauseShift // in place of parts, where the column holds causes of which people name several
}

// mixMethod is how a change is split, in a line.
const mixMethod = "mix: (share after − share before) × before; real: share after × (after − before)"

// A MixPart is what one value adds to the change: Weight is its share of all answers.
type MixPart struct {
	Value                     string
	WeightBefore, WeightAfter float64
	FigureBefore, FigureAfter float64
	Absent                    bool // on one of the sides
}

// Mix is what the other weight of the value does to the figure of all:
//
//	(weight after − weight before) · figure before
//
// A value that is there on one side only counts as mix.
func (p MixPart) Mix() float64 { return (p.WeightAfter - p.WeightBefore) * p.FigureBefore }

// Real is what another figure within the value does:
//
//	weight after · (figure after − figure before)
func (p MixPart) Real() float64 {
	if p.Absent {
		return 0
	}
	return p.WeightAfter * (p.FigureAfter - p.FigureBefore)
}

// MixShiftOf splits the change of a metric by the values of --by of both answers.
func (c Comparing) MixShiftOf(before, after *report.Answer, m metric.Metric) (MixShift, error) {
	was, is := stacks(before.Document, byValues), stacks(after.Document, byValues)
	out := MixShift{Metric: m.Name, Column: after.Document.By[0]}
	if split, ok := c.byCauses(before, after, out); ok {
		return split, nil
	}
	var all, means [2]float64
	for _, s := range inOrder(was, is) {
		p := MixPart{Value: s.label()}
		var there [2]bool
		for i, side := range []struct {
			answer *report.Answer
			places []int
			weight *float64
			figure *float64
		}{{before, placesOf(was, s.key), &p.WeightBefore, &p.FigureBefore}, {after, placesOf(is, s.key), &p.WeightAfter, &p.FigureAfter}} {
			e, err := side.answer.Evidence(side.places, c.Field)
			if err != nil {
				return out, err
			}
			weight, ok := side.answer.Weight(side.places, c.Field)
			if len(side.places) == 0 { // which would stand for all
				weight, ok = 0, true
			}
			if !ok {
				return out, problem.Usage("--decompose splits figures that are the mean of their parts, and %s of %s is none", cmp.Or(c.Field, "value"), m.Name).
					Advise("nps, csat, ces, churn, expansion and revenue are, by their default definitions")
			}
			*side.weight, *side.figure, there[i] = weight, e.Value, weight > 0
			all[i] += weight
			means[i] += weight * e.Value
			out.Form = e.Form
		}
		if p.Absent = !there[0] || !there[1]; !there[0] {
			p.FigureBefore = p.FigureAfter
		}
		out.Parts = append(out.Parts, p)
	}
	for i := range out.Parts {
		out.Parts[i].WeightBefore /= max(all[0], 1e-300)
		out.Parts[i].WeightAfter /= max(all[1], 1e-300)
	}
	for i, answer := range []*report.Answer{before, after} {
		if err := c.addsUp(answer, means[i]/max(all[i], 1e-300), out.Column); err != nil {
			return out, err
		}
	}
	return out, nil
}

// addsUp tells whether the parts of a figure make it. They do not where customers have moved from one to another, or where
// some groups are not told.
func (c Comparing) addsUp(a *report.Answer, mean float64, column string) error {
	whole, err := a.Evidence(nil, c.Field)
	if err == nil && math.Abs(mean-whole.Value) > 1e-6*max(1, math.Abs(whole.Value)) {
		err = problem.Usage("--decompose %s: the parts make %.6g, and the whole is %.6g: customers have moved from one %s to another, or are in none", column, mean, whole.Value, column).
			Advise("take a column that stays with a customer, such as the country")
	}
	return err
}

// mixOf is the splits of all metrics as a list, each with its sums in the last row.
func mixOf(all []MixShift) result.Findings {
	form, column := all[0].Form, all[0].Column
	for _, s := range all {
		if s.Form != form {
			form = result.Number
		}
	}
	f := result.Findings{Key: "mix", Title: "mix of " + column + ", and what changed within it", Fields: []result.Field{
		{Name: "metric", Title: "metric", Kind: result.Text, Names: true, Extra: len(all) == 1, Doc: "The metric."},
		{Name: "part", Title: column, Kind: result.Text, Names: true, Doc: "Value of the column of --decompose; all for the sums."},
		{Name: "weight_before_pct", Title: "share before", Kind: result.Percent, Doc: "Share of the value of the answers before."},
		{Name: "weight_after_pct", Title: "share after", Kind: result.Percent, Doc: "Share of the value of the answers after."},
		{Name: "before", Title: "before", Kind: form, Doc: "The figure of the value before."},
		{Name: "after", Title: "after", Kind: form, Doc: "The figure of the value after."},
		{Name: "mix", Title: "by mix", Kind: form, Doc: "What the other share of the value does to the change: (share after − share before) × before."},
		{Name: "real", Title: "real", Kind: form, Doc: "What another figure within the value does: share after × (after − before)."}}}
	for _, s := range all {
		f.Rows = append(f.Rows, s.rows()...)
	}
	return f
}

func (s MixShift) rows() (rows []result.Object) {
	all := MixPart{Value: "all", WeightBefore: 1, WeightAfter: 1}
	var mix, real float64
	row := func(p MixPart, mix, real float64) {
		rows = append(rows, result.Object{{Key: "metric", Value: s.Metric}, {Key: "part", Value: p.Value},
			{Key: "weight_before_pct", Value: 100 * p.WeightBefore}, {Key: "weight_after_pct", Value: 100 * p.WeightAfter},
			{Key: "before", Value: metric.Optional(p.FigureBefore, p.WeightBefore > 0)}, {Key: "after", Value: metric.Optional(p.FigureAfter, p.WeightAfter > 0)},
			{Key: "mix", Value: mix}, {Key: "real", Value: real}})
	}
	for _, p := range s.Parts {
		row(p, p.Mix(), p.Real())
		mix, real = mix+p.Mix(), real+p.Real()
		all.FigureBefore += p.WeightBefore * p.FigureBefore
		all.FigureAfter += p.WeightAfter * p.FigureAfter
	}
	row(all, mix, real)
	return rows
}
