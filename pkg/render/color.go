package render

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// An ink colours text with SGR sequences, or leaves it as it is. Colours only repeat what words
// and shapes say already.
type ink bool

func (on ink) sgr(code, s string) string {
	if !on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// These can be read on white and on black alike, at 3.9 : 1 or more; yellow and dim text cannot.
func (on ink) strong(s string) string  { return on.sgr("1", s) }
func (on ink) faint(s string) string   { return on.sgr("38;5;243", s) }
func (on ink) good(s string) string    { return on.sgr("38;5;28", s) }
func (on ink) bad(s string) string     { return on.sgr("38;5;160", s) }
func (on ink) warning(s string) string { return on.sgr("38;5;130", s) }

// share colours a part of a bar: "good", "neutral" or "bad".
func (on ink) share(kind, s string) string {
	switch kind {
	case "good":
		return on.good(s)
	case "bad":
		return on.bad(s)
	}
	return on.faint(s)
}

// heat shades a cell by where it lies between the lowest, 0, and the highest, 1: from pale to full green, with dark text on it so that it
// can be read on any terminal.
func (on ink) heat(share float64, s string) string {
	shades := []string{"255", "194", "157", "120", "84", "41"}
	i := int(share * float64(len(shades)))
	return on.sgr("38;5;16;48;5;"+shades[min(max(i, 0), len(shades)-1)], s)
}

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
func (say voice) verdictWords(v *result.Verdict, value any, f result.Field) string {
	words := say.f("%s (target %s", say.t(v.Text), say.targetWords(v, f))
	if v.Compared != nil {
		words += "; " + say.f("%s is %s %s", say.shown(value, f), say.shown(*v.Compared, f), say.t("a "+v.Per))
	}
	return words + ")"
}

// targetWords writes a target and the time it is of, "5 % a month".
func (say voice) targetWords(v *result.Verdict, f result.Field) string {
	if v.Per == "" {
		return say.shown(v.Target, f)
	}
	return say.shown(v.Target, f) + " " + say.t("a "+v.Per)
}

// legend explains the marks that groups carry.
func (say voice) legend(groups []result.Group) []string {
	words := []struct{ mark, text string }{
		{markGood, "met and proven"}, {markOpen, "not proven"}, {markBad, "missed and proven"},
	}
	var out []string
	for _, w := range words {
		if slices.ContainsFunc(groups, func(g result.Group) bool { return mark(g.Verdict) == w.mark }) {
			out = append(out, w.mark+" "+say.t(w.text))
		}
	}
	if len(withVerdict(groups)) > 1 {
		out = append(out, say.t(verdictsTogether))
	}
	return out
}

// What the verdicts of several groups mean, beside other words and as a sentence.
const (
	verdictsTogether = "verdicts hold together (Holm)"
	verdictsSentence = "The verdicts hold together (Holm)"
)

func withVerdict(groups []result.Group) (out []result.Group) {
	for _, g := range groups {
		if g.Verdict != nil {
			out = append(out, g)
		}
	}
	return out
}

// targetName is the heading of the verdicts: the target where all groups have the same one.
func (say voice) targetName(groups []result.Group, f result.Field) string {
	var targets []string
	for _, g := range withVerdict(groups) {
		targets = append(targets, say.targetWords(g.Verdict, f))
	}
	slices.Sort(targets)
	targets = slices.Compact(targets)
	if len(targets) == 1 {
		return say.f("target %s", targets[0])
	}
	return say.t("target")
}
