package link

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/roll"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A couple is a label and an outcome that is told by it.
type couple struct {
	*Joining
	outcome *Side
	answer  *report.Answer
	there   *roll.Presence
	unnamed int64    // rows of the outcome without a key
	missing []string // some keys of the label that the outcome does not have, where they are asked for
	sample  []string // keys of the first rows of the outcome

	camps []camp
	heads *onceEach // each customer counted once; nil where that is not known
	more  int64     // how many more keys would match if they were folded
	hint  []result.Warning
}

// A camp is the customers with one label, in the document of the outcome.
type camp struct {
	word  string
	held  bool
	share *stats.Share // nil where the figure is none
	metric.Evidence
}

// told makes the document of the pair, and holds it against the thresholds.
func (p *couple) told() (*report.Answer, *report.Matter) {
	d := *p.answer.Document
	if p.there.Matched() == 0 {
		return &report.Answer{Err: p.nothingInCommon()}, nil
	}
	order := p.order(&d)
	if err := cmp.Or(p.before(), p.gather(&d, order)); err != nil {
		return &report.Answer{Err: err}, nil
	}
	if p.heads == nil {
		p.heads = p.overPeriods(order)
	}
	p.countHeads(&d)
	p.dress(&d, order)
	p.test(&d)
	return p.held(&d)
}

// held holds a document against the thresholds.
func (p *Joining) held(d *result.Document) (*report.Answer, *report.Matter) {
	a := &report.Answer{Document: d}
	for _, g := range p.Gates {
		if err := g.Check(d.Fields); err != nil {
			return &report.Answer{Err: problem.Wrong("", err)}, nil
		}
		t, err := g.Apply(d)
		if err != nil {
			return &report.Answer{Err: problem.Wrong("", err)}, nil
		}
		a.Missed = a.Missed || !t.Passed
		d.Thresholds = append(d.Thresholds, t)
	}
	return a, nil
}

// order returns the places of the groups: those with a label as the metric has them, then those without.
func (p *couple) order(d *result.Document) []int {
	words := p.enrolled.Roll.Words()
	places := make([]int, d.Groups.Len())
	rank := make([]int, len(places))
	for i, g := range d.Groups.All() {
		places[i] = i
		if rank[i] = slices.Index(words, g.By[0].Value.(string)); rank[i] < 0 {
			rank[i] = len(words)
		}
	}
	slices.SortStableFunc(places, func(a, b int) int { return rank[a] - rank[b] })
	return places
}

// gather finds what the figure of each label stands on.
func (p *couple) gather(d *result.Document, order []int) error {
	for _, place := range order {
		g := d.Groups.At(place)
		word := g.By[0].Value.(string)
		if word == "" {
			continue
		}
		e, err := p.answer.Evidence([]int{place}, "")
		if err != nil && !errors.Is(err, metric.ErrNoInterval) {
			return err
		}
		p.camps = append(p.camps, camp{word, g.Reason != "", e.Share, e})
	}
	return nil
}

// dress makes the document of the outcome that of the link.
func (p *couple) dress(d *result.Document, order []int) {
	name := p.Label.Name()
	d.Schema = "cxcalc/link/v1"
	d.Heading = result.Say("%s by %s", result.Word(d.Title), result.Word(p.Label.title()))
	d.Title = d.Heading.String()
	d.Sources = together(p.labelled.Document.Sources, d.Sources)
	d.Rows = p.labelled.Document.Rows.Plus(d.Rows)
	d.By = []string{name}
	d.Groups = d.Groups.Pick(order).Map(func(_ int, g result.Group) result.Group {
		g.By = result.Object{{Key: name, Value: g.By[0].Value}}
		return g
	})
	d.Columns = p.columns(d)
	d.Settings = p.settings(d, name)
	at := slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == "value" })
	d.Fields = append(slices.Clone(d.Fields), Fields(d.Fields[at].Kind, p.decimals(d))...)
	d.Warnings = slices.Concat(p.about(p.labelled.Document), p.chosen(), d.Warnings, p.doubts(), p.hint)
}

// together are the sources of both sides, each once.
func together(label, outcome []result.Source) []result.Source {
	out := slices.Clone(label)
	for _, s := range outcome {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// title is what the labels are, in words.
func (s Side) title() string {
	if s.Column != "" {
		return s.Column
	}
	return s.Metric.Title
}

// about are the doubts about the file of the label.
func (p *Joining) about(d *result.Document) (out []result.Warning) {
	for _, w := range d.Warnings {
		if !slices.Contains(ofFigures, w.Code) {
			out = append(out, w.Of(p.Label.Stem))
		}
	}
	return out
}

// ofFigures are doubts about figures of the label, which nobody is told.
var ofFigures = []string{"held_back", "told_by_total", "few_answers", "no_figure", "same_respondents", "repeated_respondents", "few_customers"}

// columns are those of both sides, with the name of the file.
func (p *couple) columns(d *result.Document) (o result.Object) {
	add := func(s Side, columns result.Object) {
		o = append(o, result.Member{Key: s.Stem + ".key", Value: s.Key})
		for _, m := range columns {
			if m.Key != string(roll.Who) && m.Value != s.Key {
				o = append(o, result.Member{Key: s.Stem + "." + m.Key, Value: m.Value})
			}
		}
	}
	add(p.Label, p.labelled.Document.Columns)
	add(*p.outcome, d.Columns)
	return o
}

// settings are those of the outcome, and how was linked.
func (p *couple) settings(d *result.Document, name string) (o result.Object) {
	for _, m := range d.Settings {
		if m.Key == "by" {
			m.Value = []string{name}
		}
		o = append(o, m)
	}
	o = append(o, result.Member{Key: "label", Value: name}, result.Member{Key: "labels", Value: p.enrolled.Roll.Words()}, result.Member{Key: "unit", Value: string(UnitCustomer)})
	o = append(o, p.kept()...)
	o.Add(p.Fold, "fold", true)
	o.Add(p.Label.Column == "" && p.Label.Metric.AnswerTraits != nil, "of_several", map[roll.Keeping]string{roll.Latest: "latest", roll.First: "first"}[p.Keep])
	return o
}

// kept are the settings that choose the rows of the label.
func (p *Joining) kept() (o result.Object) {
	w := p.said
	o.Add(len(w.Where) > 0, "label_where", w.Where)
	o.Add(len(w.Exclude) > 0, "label_exclude", w.Exclude)
	o.Add(w.Since != "", "label_since", w.Since)
	o.Add(w.Until != "", "label_until", w.Until)
	return o
}

// chosen says which rows make the labels, where not all do.
func (p *Joining) chosen() (out []result.Warning) {
	var list []string
	for _, m := range p.kept() {
		flag := "--" + strings.TrimPrefix(m.Key, "label_") + " "
		switch v := m.Value.(type) {
		case []string:
			list = append(list, flag+strings.Join(v, " "+flag))
		case string:
			list = append(list, flag+v)
		}
	}
	if len(list) > 0 {
		out = append(out, result.Warn("label_rows", "%s: not all rows make labels: %s", p.Label.Stem, strings.Join(list, " ")))
	}
	return out
}

// decimals are those of the money of a document.
func (p *couple) decimals(d *result.Document) int {
	for _, f := range d.Fields {
		if f.Kind == result.Money {
			return f.Decimals
		}
	}
	return 2
}

// test adds what is told of the labels together.
func (p *couple) test(d *result.Document) {
	total := slices.Clone(d.Total.Values)
	put := func(key string, value any) { total = append(total, result.Member{Key: key, Value: value}) }
	there, others, e := p.there.Matched(), p.there.Others(), p.enrolled
	put(matched, there)
	put(unmatchedLabel, e.Roll.Len()-there)
	put(unmatchedOutcome, others)
	for _, m := range p.tests(d) {
		put(m.Key, m.Value)
	}
	for _, m := range p.earned(d) {
		put(m.Key, m.Value)
	}
	put(sidesKey, p.sides(there, others))
	d.Total.Values = total
}

// sides are what became of the keys of both sides.
func (p *couple) sides(there, others int64) []result.Object {
	side := func(s Side, keys, there, unnamed, repeated any, alone int64) result.Object {
		return result.Object{{Key: "side", Value: s.Stem}, {Key: "metric", Value: s.Name()}, {Key: "key", Value: s.Key}, {Key: "keys", Value: keys},
			{Key: "matched", Value: there}, {Key: "unmatched", Value: alone}, {Key: "unnamed", Value: unnamed}, {Key: "repeated", Value: repeated}}
	}
	e := p.enrolled
	label := side(p.Label, e.Roll.Len(), there, e.Unnamed, e.Repeated, e.Roll.Len()-there)
	outcome := side(*p.outcome, there+others, there, p.unnamed, nil, others)
	label.Add(p.List > 0, "examples", strings.Join(p.missing, ", "))
	outcome.Add(p.List > 0, "examples", strings.Join(p.there.Examples(), ", "))
	return []result.Object{label, outcome}
}

// doubts are about the keys.
func (p *couple) doubts() (out []result.Warning) {
	e, there := p.enrolled, p.there.Matched()
	if e.Repeated > 0 && (p.Label.Column == "" || e.Changed > 0) { // a column may say the same in many rows
		which := result.Word("the latest")
		if p.Keep == roll.First {
			which = "the first"
		}
		out = append(out, result.Warn("several_answers", "%s: %s with several answers, %d of them with another label: %s counts", p.Label.Stem, kind.HowMany(e.Repeated, "key"), e.Changed, which))
	}
	out = append(out, p.aboutShared()...)
	if e.Timed && e.Tied > 0 {
		out = append(out, result.Warn("same_time", "%s: %s with answers of the same time that differ: where the rows stand decides which counts", p.Label.Stem, kind.HowMany(e.Tied, "key")))
	}
	if p.Fold && e.Repeated == 0 && e.Changed > 0 {
		out = append(out, result.Warn("several_answers", "%s: %s written in several ways, with other labels: the first label of the list counts", p.Label.Stem, kind.HowMany(e.Changed, "key")))
	}
	if !p.Fold && slices.ContainsFunc(slices.Concat(e.Sample, p.sample), roll.IsAddressed) {
		out = append(out, result.Warn("address_case", "keys are e-mail addresses, some with capital letters: they are compared without regard to case"))
	}
	if e.Unnamed+p.unnamed > 0 {
		out = append(out, result.Warn("no_key", "rows without a key: %d with a label, %d of %s", e.Unnamed, p.unnamed, p.outcome.Stem))
	}
	for _, side := range []struct {
		stem  string
		names []string
	}{{p.Label.Stem, p.missing}, {p.outcome.Stem, p.there.Examples()}} {
		if len(side.names) > 0 {
			out = append(out, result.Warn("listed", "%s alone has keys such as %s", side.stem, strings.Join(side.names, ", ")))
		}
	}
	out = append(out, p.answeredLater()...)
	if n := e.Roll.Len(); 2*there < n {
		out = append(out, result.Warn("mostly_unmatched", "only %d of %d keys with a label are in %s", there, n, p.outcome.Stem))
	}
	return out
}
