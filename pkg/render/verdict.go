package render

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// The marks of verdicts in a table of groups.
const (
	markGood = "✓" // met and proven
	markOpen = "~" // not proven, met or missed
	markBad  = "✗" // missed and proven
)

func mark(v *result.Verdict) string {
	switch {
	case v == nil:
		return ""
	case !v.Proven:
		return markOpen
	case v.Met:
		return markGood
	}
	return markBad
}

// verdict colours words or a mark by how the verdict ended.
func (on ink) verdict(v *result.Verdict, s string) string {
	switch mark(v) {
	case markGood:
		return on.good(s)
	case markOpen:
		return on.warning(s)
	case markBad:
		return on.bad(s)
	}
	return s
}

// verdictWords writes a verdict and its target, "met and proven (target 0)". Where the figure is of another
// length of time than the target, it says what was compared: "target 5 % a month; 10 % is 3.45 % a month".
func verdictWords(v *result.Verdict, value any, f result.Field) string {
	words := v.Text + " (target " + targetWords(v, f)
	if v.Compared != nil {
		words += "; " + shown(value, f) + " is " + shown(*v.Compared, f) + " a " + v.Per
	}
	return words + ")"
}

// targetWords writes a target and the time it is of, "5 % a month".
func targetWords(v *result.Verdict, f result.Field) string {
	if v.Per == "" {
		return shown(v.Target, f)
	}
	return shown(v.Target, f) + " a " + v.Per
}

// legend explains the marks that groups carry.
func legend(groups []result.Group) []string {
	words := []struct{ mark, text string }{
		{markGood, "met and proven"}, {markOpen, "not proven"}, {markBad, "missed and proven"},
	}
	var out []string
	for _, w := range words {
		if slices.ContainsFunc(groups, func(g result.Group) bool { return mark(g.Verdict) == w.mark }) {
			out = append(out, w.mark+" "+w.text)
		}
	}
	if len(withVerdict(groups)) > 1 {
		out = append(out, verdictsTogether)
	}
	return out
}

// verdictsTogether says what the verdicts of several groups mean.
const verdictsTogether = "verdicts hold together (Holm)"

// withVerdict returns the groups that have a verdict.
func withVerdict(groups []result.Group) (out []result.Group) {
	for _, g := range groups {
		if g.Verdict != nil {
			out = append(out, g)
		}
	}
	return out
}

// targetName is the heading of the verdicts: the target where all groups have the same one.
func targetName(groups []result.Group, f result.Field) string {
	var targets []string
	for _, g := range withVerdict(groups) {
		targets = append(targets, targetWords(g.Verdict, f))
	}
	slices.Sort(targets)
	targets = slices.Compact(targets)
	if len(targets) == 1 {
		return "target " + targets[0]
	}
	return "target"
}
