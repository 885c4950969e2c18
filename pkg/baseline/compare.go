package baseline

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/board"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Present is the document that comes after.
type Present struct {
	Document   *result.Document
	Confidence float64
	// Pool returns what groups at some places of it stand on together, nil for the total.
	Pool board.Pooling
	// Recall returns what such figures stand on, as far as they tell; ok is false where only their interval does.
	Recall func(scores map[string]float64) (e metric.Evidence, ok bool)
}

// A shift is how one figure differs from what it was.
type shift struct {
	before, after metric.Evidence
	change        metric.Change
	tested        bool // change has an interval and p
	pAdjusted     float64
}

// Compare puts into the document how its figures differ from those of the file.
func (f *Earlier) Compare(p Present) error {
	if f.series != nil {
		if err := f.recall(p.Document); err != nil {
			return err
		}
	}
	if err := f.Check(p.Document); err != nil {
		return err
	}
	d := p.Document
	f.apart = f.doubtTime(d)
	total, ok, err := f.step(p, nil, d.Total, f.Total)
	if err != nil {
		return err
	}
	f.doubtSame(d)
	steps, err := f.groups(p)
	if err != nil {
		return err
	}
	several := len(steps) > 1
	if ok {
		total.pAdjusted = total.change.P
		d.Total.Values = append(slices.Clone(d.Total.Values), total.values(p.Confidence, false)...)
		d.Own = append(d.Own, result.Member{Key: "baseline", Value: f.says(total, p.Confidence)})
		d.Gist = append(slices.Clone(d.Gist), total.words(p.Confidence))
	}
	d.Groups = d.Groups.Map(func(i int, g result.Group) result.Group {
		if s := steps[i]; s != nil {
			g.Values = append(slices.Clone(g.Values), s.values(p.Confidence, several)...)
		}
		return g
	})
	value := slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == "value" })
	fields := Fields(d.Fields[value])
	for i := range fields {
		if len(steps) == 0 {
			fields[i].Only = "" // no column of blanks
		}
	}
	d.Fields = append(slices.Clone(d.Fields), fields...)
	return nil
}

// groups compares the groups that both documents have, and says which only one of them has.
func (f *Earlier) groups(p Present) (map[int]*shift, error) {
	before := make(map[string]map[string]any, len(f.Groups))
	for _, g := range f.Groups {
		before[nameOf(g)] = g
	}
	steps := make(map[int]*shift)
	var now, then []string
	for i, g := range p.Document.Groups.All() {
		values, ok := before[nameOfGroup(g)]
		if delete(before, nameOfGroup(g)); !ok {
			now = append(now, nameOfGroup(g))
			continue
		}
		s, ok, err := f.step(p, []int{i}, g, values)
		if err != nil {
			return nil, err
		}
		if ok && g.Reason == "" {
			steps[i] = s
		}
	}
	for _, g := range f.Groups {
		if name := nameOf(g); before[name] != nil {
			then = append(then, name)
		}
	}
	f.doubtGroups(p.Document, now, then)
	adjust(steps)
	return steps, nil
}

// adjust makes the claims about groups hold together.
func adjust(steps map[int]*shift) {
	var list []*shift
	var ps []float64
	for _, s := range steps {
		if s.tested {
			list, ps = append(list, s), append(ps, s.change.P)
		}
	}
	for i, p := range stats.BenjaminiHochberg(ps) {
		list[i].pAdjusted = p
	}
}

// step compares a figure with what it was. ok is false where there is none on one of the sides.
func (f *Earlier) step(p Present, places []int, g result.Group, values map[string]any) (*shift, bool, error) {
	s := new(shift)
	value, okNow := g.Values.Number("value")
	was, okThen := values["value"].(float64)
	if !okNow || !okThen {
		return nil, false, nil
	}
	var err error
	if s.after, err = p.Pool(places); err != nil {
		return nil, false, err
	}
	s.after.Value = value
	s.before = f.evidence(p, values, was, s.after)
	s.before.Open, s.before.Stretch = f.open(values), s.after.Stretch // which Check has compared
	_, sure := g.Values.Number("low")
	if _, known := values["low"].(float64); !sure || !known || !f.apart {
		s.change.Change = value - was
		return s, true, nil
	}
	switch s.change, err = s.after.Compare(s.before, p.Confidence); {
	case err == nil:
		s.tested = true
	case errors.Is(err, metric.ErrNoInterval) || errors.Is(err, metric.ErrOpen) || errors.Is(err, metric.ErrStretch) || errors.Is(err, stats.ErrNoData) || errors.Is(err, stats.ErrNoSpread) || errors.Is(err, stats.ErrTooFew):
		s.change.Change = value - was
	default:
		return nil, false, fmt.Errorf("--baseline %s: %w", f.Name, err)
	}
	return s, true, nil
}

// evidence is what a figure of the file stands on: its answers where they are told, else the interval.
func (f *Earlier) evidence(p Present, values map[string]any, value float64, after metric.Evidence) metric.Evidence {
	_, weighted := values["n_effective"]
	if counts, ok := values["distribution"].(map[string]any); ok && !weighted {
		scores := make(map[string]float64, len(counts))
		for score, n := range counts {
			scores[score], _ = n.(float64)
		}
		if e, ok := p.Recall(scores); ok {
			return e
		}
	}
	n, _ := values["n"].(float64)
	low, _ := values["low"].(float64)
	high, _ := values["high"].(float64)
	z := stats.Z(f.confidence())
	return metric.Evidence{N: n, Value: value, Factor: 1, LowerIsBetter: after.LowerIsBetter, Form: after.Form,
		// Each arm grows with the quantile, as that of a normal curve does.
		Limits: func(confidence float64) (stats.Interval, bool) {
			k := stats.Z(confidence) / z
			return stats.Interval{Low: value - (value-low)*k, High: value + (high-value)*k}, true
		}}
}

// values are the fields that a comparison adds.
func (s *shift) values(confidence float64, several bool) (o result.Object) {
	o = result.Object{{Key: "baseline", Value: s.before.Value}, {Key: "baseline_n", Value: s.before.N}, {Key: "change", Value: s.change.Change}}
	o.Add(s.tested, "change_low", s.change.Low)
	o.Add(s.tested, "change_high", s.change.High)
	o.Add(s.tested, "change_p", s.change.P)
	o.Add(s.tested && several, "change_p_adjusted", s.pAdjusted)
	o.Add(s.tested, "changed", s.verdict(confidence))
	least, ok := s.detectable(confidence)
	o.Add(ok, "change_detectable", least)
	return o
}

func (s *shift) verdict(confidence float64) string {
	return board.Verdict(s.change, s.pAdjusted, confidence, s.after.LowerIsBetter)
}

// detectable is the smallest change that would show. ok is false where no change is that large.
func (s *shift) detectable(confidence float64) (least float64, ok bool) {
	least = s.change.Detectable(confidence, metric.Power)
	return least, s.tested && least <= s.after.Reach()
}

// words say what became of the figure, for people.
func (s *shift) words(confidence float64) string {
	_, shows := s.detectable(confidence)
	switch verdict := s.verdict(confidence); {
	case s.tested && verdict == board.Same && shows:
		return "it was {baseline} before, a change of {change} ({change_low} to {change_high}), which may be chance; it would show from {change_detectable} on"
	case !s.tested:
		return "it was {baseline} before, a change of {change}, of which nothing tells how sure it is"
	}
	return map[string]string{
		board.Better: "it was {baseline} before, a change of {change} ({change_low} to {change_high}), better by more than chance",
		board.Worse:  "it was {baseline} before, a change of {change} ({change_low} to {change_high}), worse by more than chance",
		board.Same:   "it was {baseline} before, a change of {change} ({change_low} to {change_high}), which may be chance",
	}[s.verdict(confidence)]
}

// says is the member of the document about its baseline.
func (f *Earlier) says(s *shift, confidence float64) result.Object {
	optional := func(x float64) any { return metric.Optional(x, s.tested) }
	o := result.Object{{Key: "source", Value: f.Name}, {Key: "value", Value: s.before.Value}, {Key: "n", Value: s.before.N},
		{Key: "change", Value: s.change.Change}, {Key: "change_low", Value: optional(s.change.Low)}, {Key: "change_high", Value: optional(s.change.High)},
		{Key: "p", Value: optional(s.change.P)}}
	o.Add(s.tested, "verdict", s.verdict(confidence))
	least, ok := s.detectable(confidence)
	o.Add(ok, "detectable", least)
	o.Add(s.tested, "method", s.change.Method)
	return o
}

// doubtSame says where a document is compared with itself.
func (f *Earlier) doubtSame(d *result.Document) {
	same := slices.EqualFunc(f.Sources, d.Sources, func(a, b result.Source) bool { return a.Name == b.Name })
	value, _ := d.Total.Values.Number("value")
	n, _ := d.Total.Values.Number("n")
	if same && f.Rows == d.Rows && f.Total["value"] == value && f.Total["n"] == n {
		d.Warnings = append(d.Warnings, result.Warn("baseline_same", "the baseline is of the same sources, with the same rows and figures: this compares them with themselves").At(f.Name, 0))
	}
}

// doubtGroups says which groups only one of the documents has.
func (f *Earlier) doubtGroups(d *result.Document, now, then []string) {
	var parts []string
	for _, side := range []struct {
		where string
		names []string
	}{{"this document", now}, {"the baseline", then}} {
		const some = 5
		if n := len(side.names); n > some {
			parts = append(parts, fmt.Sprintf("%s and %d more in %s", strings.Join(side.names[:some], ", "), n-some, side.where))
		} else if n > 0 {
			parts = append(parts, strings.Join(side.names, ", ")+" in "+side.where)
		}
	}
	switch {
	case d.Groups.Len() > 0 && len(f.Groups) == 0:
		d.Warnings = append(d.Warnings, result.Warn("baseline_groups", "the baseline has no groups, so only the total is compared").At(f.Name, 0))
	case d.Groups.Len() > 0 && len(parts) > 0:
		d.Warnings = append(d.Warnings, result.Warn("baseline_groups", "groups that only one of the documents has are not compared: %s", strings.Join(parts, "; ")).At(f.Name, 0))
	}
}

// nameOf tells a group of a file from the others.
func nameOf(g map[string]any) string {
	by, _ := g["by"].(map[string]any)
	var parts []string
	for key, value := range by {
		parts = append(parts, fmt.Sprintf("%s %v", key, value))
	}
	slices.Sort(parts)
	if period, ok := g["period"].(string); ok {
		parts = append(parts, period)
	}
	return strings.Join(parts, "/")
}

// nameOfGroup is nameOf of a group of the document itself.
func nameOfGroup(g result.Group) string {
	by := make(map[string]any)
	for _, m := range g.By {
		by[m.Key] = m.Value
	}
	o := map[string]any{"by": by}
	if g.Period != "" {
		o["period"] = g.Period
	}
	return nameOf(o)
}

// Fields are those that a baseline adds to a total and to groups; value is the field that is compared.
func Fields(value result.Field) []result.Field {
	figure := func(name, title, doc string, kind result.Form) result.Field {
		return result.Field{Name: name, Title: title, Kind: kind, Decimals: value.Decimals, Extra: true, Only: "groups", Doc: doc}
	}
	hidden := func(name string, kind result.Form, doc string) result.Field {
		return result.Field{Name: name, Title: name, Kind: kind, Extra: true, Doc: doc}
	}
	return []result.Field{
		figure("baseline", "baseline", "Value in the document of --baseline.", value.Kind),
		hidden("baseline_n", result.Number, "What it stands on there."),
		figure("change", "change", "Value less baseline.", result.Number),
		figure("change_low", "from", "Lower end of the interval of change.", result.Number),
		figure("change_high", "to", "Upper end of the interval of change.", result.Number),
		hidden("change_p", result.Probability, "p-value of the change."),
		hidden("change_p_adjusted", result.Probability, "p adjusted for all groups, Benjamini-Hochberg."),
		{Name: "changed", Title: "than before", Kind: result.Text, Extra: true, Only: "groups",
			Doc: "better, worse, or ~ where chance alone would make such a change."},
		figure("change_detectable", "would show from", "The smallest change that would show with a power of 80 %.", result.Number),
	}
}
