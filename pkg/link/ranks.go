package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/roll"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// Keys stand for groups where there are so few and so many answers of each, and the column is no name for people.
const (
	mostNamed    = 100
	leastInGroup = 5
	formsLooked  = 100 // keys that are looked at to say what they look like
)

// isOfGroups tells whether the key stands for a group, such as a branch.
func (p *Joining) isOfGroups() bool {
	if p.Unit != UnitAuto || p.Label.Column != "" || p.Label.Metric.AnswerTraits == nil {
		return false
	}
	keys := p.enrolled.Roll.Len()
	return !p.isOfPeople() && keys <= mostNamed && p.enrolled.Rows >= leastInGroup*keys
}

// pipedGroups asks what the key stands for before standard input is read, which cannot be read again.
func (p *Joining) pipedGroups() error {
	e := problem.Usage("each %q seems to stand for a group, whose figure standard input has to be read for once more", p.Label.Key)
	e.Senses = []problem.Sense{{Says: "to compare the figure of each " + p.Label.Key, Flags: []string{"--unit", string(UnitGroup)}},
		{Says: "if each is a customer, who has a label", Flags: []string{"--unit", string(UnitCustomer)}}}
	return e
}

// isOfPeople tells whether the key is a name for people.
func (p *Joining) isOfPeople() bool {
	return slices.ContainsFunc([]layout.Role{layout.Respondent, layout.Customer}, func(role layout.Role) bool {
		_, named := layout.RatingOf(role, p.Label.Metric.Name, p.Label.Key)
		return named
	})
}

// unnamed refuses to name people, each with figures, unless somebody asks for names.
func (p *Joining) unnamed(groups int) error {
	if p.List > 0 || groups <= mostNamed && !p.isOfPeople() {
		return nil
	}
	e := problem.Usage("%s of %q would be named, each with figures of its own, and they may be people", kind.HowMany(int64(groups), "key"), p.Label.Key)
	e.Senses = []problem.Sense{{Says: "to name them", Flags: []string{"--list"}}, {Says: "if each is a customer, who has a label", Flags: []string{"--unit", string(UnitCustomer)}}}
	return e
}

// ranks asks both sides by the key, and how far their figures rise together.
func (p *Joining) ranks(outcome *Side) (*report.Matter, error) {
	if p.Label.Column != "" {
		return nil, problem.Usage("--unit group compares two figures of each group, and the column %q is none", p.Label.Column)
	}
	label, err := p.Label.Ask(true, UnitGroup)
	if err != nil {
		return nil, err
	}
	q, err := outcome.Ask(true, UnitGroup)
	if err != nil {
		return nil, err
	}
	p.said = label.Said()
	label.Said().Pooled, q.Said().Pooled = true, true
	m := &report.Matter{Questions: []kind.Question{label, q}}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		if _, err := m.Failed(answers); err != nil {
			return &report.Answer{Err: err}, nil
		}
		p.labelled = answers[0]
		return p.ranked(outcome, answers[1])
	}
	return m, nil
}

// known is how a key is known.
func (p *Joining) known(g result.Group) string {
	name := strings.TrimSpace(fmt.Sprint(g.By[0].Value))
	if p.Fold {
		name = roll.Folded(name)
	}
	return name
}

// byKey are the groups of a document by their key. Those without a key, or with that of another group, are counted apart.
func (p *Joining) byKey(d *result.Document) (out map[string]result.Group, twice int64) {
	out = make(map[string]result.Group)
	for _, g := range d.Groups.All() {
		name := p.known(g)
		if _, there := out[name]; there {
			twice++
		}
		if name != "" {
			out[name] = g
		}
	}
	return out, twice
}

// ranked makes the document of two figures of each group.
func (p *Joining) ranked(outcome *Side, answer *report.Answer) (*report.Answer, *report.Matter) {
	d, label := *answer.Document, p.labelled.Document
	c := couple{Joining: p, outcome: outcome, answer: answer}
	ours, twice := p.byKey(label)
	theirs, twiceThere := p.byKey(&d)
	if twice+twiceThere > 0 {
		return &report.Answer{Err: problem.Usage("--fold makes one of %s that have figures of their own; leave it out, or write the keys alike", kind.HowMany(twice+twiceThere, "key"))}, nil
	}
	var groups []result.Group
	var x, y []float64
	common := int64(0)
	for _, g := range d.Groups.All() {
		l, both := ours[p.known(g)]
		if !both {
			continue
		}
		common++
		g.Values = append(slices.Clone(g.Values), labelValues(l)...)
		a, okA := l.Values.Number("value")
		b, okB := g.Values.Number("value")
		if okA && okB {
			x, y = append(x, a), append(y, b)
		}
		groups = append(groups, g)
	}
	if common == 0 {
		for _, g := range label.Groups.First(formsLooked) {
			c.enrolled.Sample = append(c.enrolled.Sample, fmt.Sprint(g.By[0].Value))
		}
		for _, g := range d.Groups.First(formsLooked) {
			c.sample = append(c.sample, fmt.Sprint(g.By[0].Value))
		}
		return &report.Answer{Err: c.nothingInCommon()}, nil
	}
	if err := p.unnamed(len(groups)); err != nil {
		return &report.Answer{Err: err}, nil
	}
	c.dressRanks(&d, label, groups)
	alone, others := int64(len(ours))-common, int64(len(theirs))-common
	c.correlate(&d, x, y, result.Object{{Key: matched, Value: common}, {Key: unmatchedLabel, Value: alone}, {Key: unmatchedOutcome, Value: others}})
	side := func(s Side, alone int64) result.Object {
		return result.Object{{Key: "side", Value: s.Stem}, {Key: "metric", Value: s.Name()}, {Key: "key", Value: s.Key}, {Key: "keys", Value: common + alone},
			{Key: "matched", Value: common}, {Key: "unmatched", Value: alone}, {Key: "unnamed"}, {Key: "repeated"}}
	}
	d.Total.Values = append(d.Total.Values, result.Member{Key: sidesKey, Value: []result.Object{side(p.Label, alone), side(*outcome, others)}})
	return p.held(&d)
}

// labelValues is the figure of the label of a group.
func labelValues(l result.Group) (o result.Object) {
	for _, key := range []string{"n", "value", "low", "high"} {
		v, _ := l.Values.Get(key)
		o = append(o, result.Member{Key: "label_" + key, Value: v})
	}
	return o
}

// dressRanks makes the document of the outcome that of the link by groups.
func (p *couple) dressRanks(d, label *result.Document, groups []result.Group) {
	fields := slices.Clone(d.Fields)
	value := func(d *result.Document) result.Field {
		return d.Fields[slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == "value" })]
	}
	title := p.Label.Stem + " " + value(label).Title
	d.Schema = "cxcalc/link/v1"
	d.Heading = result.Say("%s by %s", result.Word(d.Title), result.Word(label.Title))
	if d.Title == label.Title {
		d.Heading = result.Say("%s of %s by that of %s", result.Word(d.Title), p.outcome.Stem, p.Label.Stem)
	}
	d.Title = d.Heading.String()
	d.Sources = together(label.Sources, d.Sources)
	d.Rows = label.Rows.Plus(d.Rows)
	d.Columns = p.columns(d)
	d.Settings = append(slices.Clone(d.Settings), result.Member{Key: "label", Value: p.Label.Name()}, result.Member{Key: "unit", Value: string(UnitGroup)})
	d.Settings.Add(p.Fold, "fold", true)
	d.Fields = slices.Concat(GroupFields(title, value(label).Kind), fields, Fields(value(d).Kind, p.decimals(d)))
	d.Groups = result.List(groups...)
	d.Settings = append(d.Settings, p.kept()...)
	d.Warnings = slices.Concat(p.about(label), p.chosen(), d.Warnings)
}

// correlate tells how far two figures rise together.
func (p *couple) correlate(d *result.Document, x, y []float64, counts result.Object) {
	total := append(slices.Clone(d.Total.Values), counts...)
	r, err := stats.Spearman(x, y)
	if err != nil {
		d.Warnings = append(d.Warnings, result.Warn("no_rank_correlation", "%s with both figures, and they differ too little or are too few for a rank correlation", kind.HowMany(int64(len(x)), "key")))
		d.Total.Values = append(total, result.Member{Key: rankCorrelation}, result.Member{Key: rankCorrelation + "_low"}, result.Member{Key: rankCorrelation + "_high"}, result.Member{Key: rankP})
		return
	}
	limits, ok := r.Interval(p.Confidence)
	low, high := any(nil), any(nil)
	if ok {
		low, high = limits.Low, limits.High
	}
	d.Total.Values = append(total, result.Member{Key: rankCorrelation, Value: r.Rho}, result.Member{Key: rankCorrelation + "_low", Value: low},
		result.Member{Key: rankCorrelation + "_high", Value: high}, result.Member{Key: rankP, Value: r.P})
}
