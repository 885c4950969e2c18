package compare

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// causesMethod is how a change is split by causes of which people may name several, in a line.
const causesMethod = "of each cause by itself, against all who do not name it: mix: (share after − share before) × (score of those who name it − score of the others, before); " +
	"real: share after × (after − before); others: (1 − share after) × (after − before) of the others"

// A CauseShift is what one cause does to the change of a score, beside all who do not name it.
type CauseShift struct {
	Name          string
	Before, After CauseSide
}

// A CauseSide is which share of all name a cause, and the scores of those and of the others. A score that nobody has is that
// of the other side, so that it does not change.
type CauseSide struct {
	Share             float64
	Figure, Others    float64
	Known, KnownOther bool
}

// Mix is what it does that more people name the cause, or fewer.
func (c CauseShift) Mix() float64 {
	return (c.After.Share - c.Before.Share) * (c.Before.Figure - c.Before.Others)
}

// Real is what it does that those who name it score otherwise.
func (c CauseShift) Real() float64 { return c.After.Share * (c.After.Figure - c.Before.Figure) }

// Rest is what it does that all others score otherwise. The three make the change.
func (c CauseShift) Rest() float64 {
	return (1 - c.After.Share) * (c.After.Others - c.Before.Others)
}

// sideOf is a cause on a side.
func sideOf(of metric.Factions, name string) CauseSide {
	one := of.Named(name)
	rest := of.Rest(one)
	return CauseSide{Share: one.N / of.All.N, Figure: one.Figure, Others: rest.Figure, Known: one.Known, KnownOther: rest.Known}
}

// causeOf is what a cause does to a change.
func causeOf(was, is metric.Factions, name string) CauseShift {
	c := CauseShift{Name: name, Before: sideOf(was, name), After: sideOf(is, name)}
	lend := func(to, from *CauseSide) {
		if !to.Known {
			to.Figure = from.Figure
		}
		if !to.KnownOther {
			to.Others = from.Others
		}
	}
	lend(&c.Before, &c.After)
	lend(&c.After, &c.Before)
	return c
}

// byCauses splits the change by what people name, where the column holds that; ok is false where it does not.
func (c Comparing) byCauses(before, after *report.Answer, out MixShift) (MixShift, bool) {
	was, okWas := before.Factions(c.Field)
	is, ok := after.Factions(c.Field)
	if !ok || !okWas || !slices.Contains(was.Columns, out.Column) || !slices.Contains(is.Columns, out.Column) {
		return out, false
	}
	if e, err := after.Evidence(nil, c.Field); err == nil {
		out.Form = e.Form
	}
	var names []string
	for _, one := range slices.Concat(is.Of, was.Of) {
		if !slices.Contains(names, one.Name) {
			names = append(names, one.Name)
		}
	}
	for _, name := range names {
		if was.Overlap || is.Overlap {
			out.Causes = append(out.Causes, causeOf(was, is, name))
		} else {
			out.Parts = append(out.Parts, partOf(was, is, name, was.Named(name), is.Named(name)))
		}
	}
	if len(out.Parts) > 0 && was.Others.N+is.Others.N > 0 {
		out.Parts = append(out.Parts, partOf(was, is, noCause, was.Others, is.Others))
	}
	return out, true
}

// noCause names those who name nothing.
const noCause = "no reason given"

// partOf is what those of one cause add to the change, where nobody names several.
func partOf(was, is metric.Factions, name string, before, after metric.Faction) MixPart {
	p := MixPart{Value: name, WeightBefore: before.N / was.All.N, WeightAfter: after.N / is.All.N, FigureBefore: before.Figure, FigureAfter: after.Figure,
		Absent: !before.Known || !after.Known}
	if !before.Known {
		p.FigureBefore = p.FigureAfter
	}
	return p
}

// Overlapping says where a value stands for several things: that their parts are no sum, or how to tell them apart.
func (s MixShift) Overlapping(answers bool) []result.Warning {
	if len(s.Causes) > 0 {
		return []result.Warning{result.Warn("overlapping_causes", "people name several of %s, so each is told by itself, against all who do not name it; their sums are not the change", s.Column)}
	}
	var values []string
	for _, p := range s.Parts {
		values = append(values, p.Value)
	}
	mark := tags.Between(values)
	if mark == "" || !answers {
		return nil
	}
	return []result.Warning{result.Warn("several_values", "values of %s hold several things, with %s between them, and each combination is a part; cxcalc compare reasons --tags %s --score COL --field score --decompose %s tells what each does",
		s.Column, mark, layout.ShellQuote(s.Column), layout.ShellQuote(s.Column))}
}

// causesOf is the split by causes as a list.
func causesOf(s MixShift) result.Findings {
	f := result.Findings{Key: "causes", Title: "what each of " + s.Column + " does to the change, by itself", Fields: []result.Field{
		{Name: "part", Title: s.Column, Kind: result.Text, Names: true, Doc: "What people name; who names several is in each of them."},
		{Name: "weight_before_pct", Title: "share before", Kind: result.Percent, Doc: "Share of the people with a score who name it, before."},
		{Name: "weight_after_pct", Title: "share after", Kind: result.Percent, Doc: "Share of the people with a score who name it, after."},
		{Name: "before", Title: "before", Kind: s.Form, Doc: "Score of those who name it, before."},
		{Name: "after", Title: "after", Kind: s.Form, Doc: "Score of those who name it, after."},
		{Name: "mix", Title: "by mix", Kind: s.Form, Doc: "What it does to the change that more people name it, or fewer: (share after − share before) × (before − before of the others)."},
		{Name: "real", Title: "real", Kind: s.Form, Doc: "What it does that those who name it score otherwise: share after × (after − before)."},
		{Name: "others", Title: "others", Kind: s.Form, Doc: "What it does that the others score otherwise. With mix and real it makes the change; sums over causes mean nothing, since people name several."},
		{Name: "others_before", Title: "others before", Kind: s.Form, Spare: 1, Doc: "Score of those who do not name it, before."},
		{Name: "others_after", Title: "others after", Kind: s.Form, Spare: 1, Doc: "Score of those who do not name it, after."}}}
	for _, c := range s.Causes {
		b, a := c.Before, c.After
		f.Rows = append(f.Rows, result.Object{{Key: "part", Value: c.Name}, {Key: "weight_before_pct", Value: 100 * b.Share}, {Key: "weight_after_pct", Value: 100 * a.Share},
			{Key: "before", Value: metric.Optional(b.Figure, b.Known)}, {Key: "after", Value: metric.Optional(a.Figure, a.Known)},
			{Key: "mix", Value: c.Mix()}, {Key: "real", Value: c.Real()}, {Key: "others", Value: c.Rest()},
			{Key: "others_before", Value: metric.Optional(b.Others, b.KnownOther)}, {Key: "others_after", Value: metric.Optional(a.Others, a.KnownOther)}})
	}
	return f
}
