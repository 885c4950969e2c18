package compare

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Between contrasts one metric on two sides: as a whole, or within each value of --by.
func (c Comparing) Between(before, after *report.Answer) ([]Contrast, error) {
	whole, err := c.contrast(Contrast{}, after, nil, before, nil)
	if err == nil {
		err = sameSpan(whole[0])
	}
	if err != nil || len(after.Document.By) == 0 {
		return whole, err
	}
	was, is := stacks(before.Document, byValues), stacks(after.Document, byValues)
	var out []Contrast
	for _, s := range inOrder(was, is) {
		one, err := c.contrast(Contrast{By: s.by}, after, placesOf(is, s.key), before, placesOf(was, s.key))
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	return out, nil
}

// Among contrasts the values of --by with the rest, or with one of them.
func (c Comparing) Among(a *report.Answer, baseline *string) ([]Contrast, error) {
	all := stacks(a.Document, byValues)
	var base []int
	if baseline != nil {
		at := slices.IndexFunc(all, func(s stack) bool { return s.label() == *baseline })
		if at < 0 {
			return nil, unknownValue(*baseline, all)
		}
		base = all[at].places
	}
	whole, err := a.Evidence(nil, c.Field)
	if err != nil {
		return nil, err
	}
	var out []Contrast
	for i, s := range all {
		rest := base
		if baseline == nil {
			rest = []int{}
			for j, o := range all {
				if i != j {
					rest = append(rest, o.places...)
				}
			}
		} else if s.label() == *baseline {
			continue
		}
		one, err := c.contrast(Contrast{By: s.by}, a, s.places, a, rest)
		if err != nil {
			return nil, err
		}
		if x := &one[0]; baseline == nil && len(all) > 2 && x.Value.Sample != nil {
			x.Alike = x.Value.Alike(x.Baseline, whole)
		}
		out = append(out, one...)
	}
	return together(out), nil
}

// Over contrasts every period with the one before, within each value of --by.
func (c Comparing) Over(a *report.Answer) ([]Contrast, error) {
	if d := a.Document; d.Triangle != nil {
		return nil, problem.Usage("%s has a figure for each period and age, and no single row of them, of which each could be compared with the one before", d.Metric).
			Advise("compare " + d.Metric + " of two files, or by --by; churn and revenue by --period")
	}
	var out []Contrast
	for _, s := range stacks(a.Document, byValues) {
		periods := s.places // which come in the order of time
		for i := range max(len(periods)-1, 0) {
			was, is := a.Document.Groups.At(periods[i]), a.Document.Groups.At(periods[i+1])
			one, err := c.contrast(Contrast{By: s.by, Period: is.Period, Former: was.Period}, a, periods[i+1:i+2], a, periods[i:i+1])
			if err != nil {
				return nil, err
			}
			out = append(out, one...)
		}
	}
	return out, nil
}

func (c Comparing) contrast(x Contrast, after *report.Answer, is []int, before *report.Answer, was []int) (_ []Contrast, err error) {
	x.Metric = after.Document.Metric
	if x.Value, err = after.Evidence(is, c.Field); err != nil {
		return nil, err
	}
	x.Baseline, err = before.Evidence(was, c.Field)
	x.Value.Unusable = x.Value.Unusable || x.Baseline.Unusable || kind.Unusable(after.Document.Rows) || kind.Unusable(before.Document.Rows)
	return []Contrast{c.doubted(x)}, err
}

// A stack is the groups of a document that have the same values of --by, whatever their period.
type stack struct {
	key    string
	by     result.Object
	places []int
}

func (s stack) label() string {
	var parts []string
	for _, m := range s.by {
		text, _ := m.Value.(string)
		parts = append(parts, text)
	}
	return strings.Join(parts, "/")
}

// byValues is what makes a stack.
func byValues(g result.Group) string {
	var b strings.Builder
	for _, m := range g.By {
		text, _ := m.Value.(string)
		b.WriteString(text)
		b.WriteByte(0)
	}
	return b.String()
}

// stacks gathers the groups of a document in their order.
func stacks(d *result.Document, key func(result.Group) string) (out []stack) {
	at := make(map[string]int)
	for i, g := range d.Groups.All() {
		k := key(g)
		if _, ok := at[k]; !ok {
			at[k] = len(out)
			out = append(out, stack{key: k, by: g.By})
		}
		out[at[k]].places = append(out[at[k]].places, i)
	}
	return out
}

// placesOf returns the groups of a stack, which are none where there is no such stack.
func placesOf(all []stack, key string) []int {
	for _, s := range all {
		if s.key == key {
			return s.places
		}
	}
	return []int{}
}

// inOrder returns the stacks of both sides, each once, in the order of their values.
func inOrder(was, is []stack) []stack {
	out := slices.Clone(was)
	for _, s := range is {
		if !slices.ContainsFunc(was, func(w stack) bool { return w.key == s.key }) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b stack) int {
		return slices.CompareFunc(strings.Split(a.key, "\x00"), strings.Split(b.key, "\x00"), kind.CompareValues)
	})
	return out
}

func unknownValue(value string, all []stack) error {
	var labels []string
	for _, s := range all[:min(len(all), 10)] {
		labels = append(labels, s.label())
	}
	return problem.Usage("--baseline %q is no value of --by; there are %s", value, quoted(labels))
}

func quoted(list []string) string {
	for i := range list {
		list[i] = `"` + list[i] + `"`
	}
	return strings.Join(list, ", ")
}
