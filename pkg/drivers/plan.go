package drivers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A driverPlan is what people ask of drivers.
type driverPlan struct {
	*facts.Query
	score, drivers *ratings.Questions
	scale          *metric.Scale // of all drivers; nil where it was not given
	scales         map[string]metric.Scale
	turned         map[string]bool // the columns whose low numbers are the good ones, "" for all drivers
	bad, good      *float64        // where answers begin to be so; nil for the quarters of their scale
	grouping       *groupFile
	names          []string // the headers of the drivers
	scoreName      string
	adopted        []result.Warning // that a score was taken which nobody named
	sizes          []string         // headers of counts and weights that nobody named
}

// planned understands the flags.
func planned(q *facts.Query) (facts.Intent, error) {
	p := &driverPlan{Query: q, scales: make(map[string]metric.Scale), turned: make(map[string]bool)}
	if m := q.Own.Text("method"); m != "" && m != byShapley && m != byJohnson {
		return nil, problem.Usage("--method %q is not one of %s, %s", m, byShapley, byJohnson)
	}
	given, err := kind.Values(q.Own.List("value"))
	if err != nil {
		return nil, err
	}
	p.score = &ratings.Questions{Role: "score", Column: scoreColumn, Given: given, Missing: q.Missing, YesNo: true, Codes: true,
		Scale:  func(int) (metric.Scale, bool) { s, ok := p.scales[answer.Normalise(p.scoreName)]; return s, ok },
		Turned: func(int) bool { return p.turned[answer.Normalise(p.scoreName)] }}
	p.drivers = &ratings.Questions{Role: "driver", Column: driverColumn, Given: given, Missing: q.Missing, YesNo: true, Codes: true,
		Scale: p.scaleGiven, Turned: p.turnedGiven}
	for _, step := range []func() error{q.Unweighted, p.readScales, p.readBounds} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if name := q.Own.Text("group"); name != "" {
		p.grouping = &groupFile{name: name}
	}
	return p, nil
}

// scaleGiven is the scale that people gave to the n-th of the columns that were named for drivers.
func (p *driverPlan) scaleGiven(n int) (s metric.Scale, ok bool) {
	if n < len(p.names) {
		if s, ok = p.scales[answer.Normalise(p.names[n])]; ok {
			return s, true
		}
	}
	if p.scale == nil {
		return s, false
	}
	return *p.scale, true
}

// turnedGiven tells whether people say that the low numbers of the n-th driver are the good ones.
func (p *driverPlan) turnedGiven(n int) bool {
	if n < len(p.names) {
		if turned, named := p.turned[answer.Normalise(p.names[n])]; named {
			return turned
		}
	}
	return p.turned[""]
}

// readScales understands --scale.
func (p *driverPlan) readScales() error {
	for _, text := range p.Own.List("scale") {
		name, scale := "", text
		if at := strings.LastIndex(text, "="); at >= 0 {
			name, scale = text[:at], text[at+1:]
		}
		s, turned, err := kind.Turned(scale)
		switch {
		case err != nil:
			return err
		case name == "" && p.scale != nil && (*p.scale != s || p.turned[""] != turned):
			return problem.Usage("--scale gives all drivers two scales, %s and %s", p.scale.Flag(), s.Flag())
		case name == "":
			p.scale, p.turned[""] = &s, turned
		default:
			p.scales[answer.Normalise(name)], p.turned[answer.Normalise(name)] = s, turned
		}
	}
	return nil
}

// readBounds understands where answers are bad and good.
func (p *driverPlan) readBounds() error {
	for flag, into := range map[string]**float64{"low-to": &p.bad, "high-from": &p.good} {
		text := p.Own.Text(flag)
		if text == "" {
			continue
		}
		x, err := kind.Number(flag, text)
		if err != nil {
			return err
		}
		*into = &x
	}
	if p.bad != nil && p.good != nil && *p.bad >= *p.good {
		return problem.Usage("--low-to %v is not below --high-from %v, so an answer would be both bad and good", *p.bad, *p.good)
	}
	return nil
}

// Begin reads the file of groups.
func (p *driverPlan) Begin(ctx context.Context) error {
	if p.grouping == nil {
		return nil
	}
	return p.grouping.read(ctx, p)
}

// Timeless says that only the period of a row matters.
func (p *driverPlan) Timeless() {}

// Define is the formula.
func (p *driverPlan) Define() string {
	return "R² of the score on the drivers, linear; shares of it by " + p.methodWords()
}

func (p *driverPlan) methodWords() string {
	switch {
	case p.Own.Text("method") == byJohnson, p.Own.Text("method") == "" && len(p.names) > exactDrivers:
		return "Johnson's relative weights"
	}
	return "Shapley's value"
}

// method is how R² is shared.
func (p *driverPlan) method() string {
	if m := p.Own.Text("method"); m != "" {
		return m
	}
	if len(p.names) > exactDrivers {
		return byJohnson
	}
	return byShapley
}

// Settings say what of the own flags decided the numbers.
func (p *driverPlan) Settings() (o result.Object) {
	o.Add(true, "method", p.method())
	for _, flag := range []string{"low-to", "high-from", "group", "weight"} {
		o.Add(p.Own.Text(flag) != "", strings.ReplaceAll(flag, "-", "_"), p.Own.Text(flag))
	}
	o.Add(len(p.Own.List("scale")) > 0, "scale", p.Own.List("scale"))
	o.Add(len(p.Own.List("value")) > 0, "value", p.Own.List("value"))
	return o
}

// Wants needs the score, and the drivers where they are named: what else there is is proposed, and not taken.
func (p *driverPlan) Wants(role dataset.Role) facts.Want {
	if role == "score" || role == "driver" && len(p.Own.List("drivers")) > 0 {
		return facts.Needed
	}
	return facts.Unwanted
}

// Check finds the drivers among the columns that are named for them, and how to understand their words.
func (p *driverPlan) Check(t *dataset.Table, cs dataset.Columns) error {
	if !cs.Has("driver") {
		return p.propose(t, cs)
	}
	if p.names == nil {
		if err := p.name(t, cs); err != nil {
			return err
		}
	}
	p.score.Sample(t, cs)
	p.drivers.Sample(t, cs)
	p.notice(t, cs)
	return cmp.Or(p.Weighed(t, cs), p.Footed(t, cs, "answers", "score"))
}

// notice notes the columns that may say how many answers a row stands for.
func (p *driverPlan) notice(t *dataset.Table, cs dataset.Columns) {
	if p.sizes != nil || cs.Has("count") {
		return
	}
	for _, role := range []layout.Role{layout.Count, layout.Weight} {
		for _, i := range layout.Candidates(role, p.Metric.Name, t.Headers) {
			if !takenBy(cs, i) && !t.Blank(i) && ratingShare(t, i) == 1 {
				p.sizes = append(p.sizes, t.Headers[i])
			}
		}
	}
}

// name notes which columns are drivers.
func (p *driverPlan) name(t *dataset.Table, cs dataset.Columns) error {
	p.scoreName = t.Headers[cs.At("score")]
	for n := 0; cs.Has(facts.Part("driver", n)); n++ {
		at := cs.At(facts.Part("driver", n))
		if at == cs.At("score") {
			return problem.Usage("%s: --drivers names column %s, which is the score itself", t.Name, t.Header(at))
		}
		name := t.Headers[at]
		if strings.TrimSpace(name) == "" || slices.Contains(p.names, name) {
			name = t.Reference(at)
		}
		p.names = append(p.names, name)
	}
	if list := p.Own.List("drivers"); len(p.names) == 1 && strings.ContainsAny(list[0], "*?") && t.Headers[cs.At("driver")] != list[0] {
		e := p.propose(t, cs)
		e.Text = problem.Usage("%s: --drivers %q fits one column only, %s; others of its question may have names of their own\n%s", t.Name, list[0], t.Header(cs.At("driver")), t.List(p.candidates(t, cs))).Text
		return e
	}
	switch k := len(p.names); {
	case k > mostDrivers:
		return problem.Usage("%s: --drivers names %d columns, more than %d", t.Name, k, mostDrivers).Advise("--drivers names those that may move the score")
	case k > mostShapley && p.Own.Text("method") == byShapley:
		return problem.Usage("%s: --method shapley would try all sets of %d drivers, which is too many; --method johnson comes near to it", t.Name, k)
	}
	if err := p.scalesKnown(t); err != nil || p.grouping == nil {
		return err
	}
	return p.grouping.find(p)
}

// mostDrivers bounds the drivers of a model.
const mostDrivers = 200

// scalesKnown holds that --scale names columns that are there.
func (p *driverPlan) scalesKnown(t *dataset.Table) error {
	for _, text := range p.Own.List("scale") {
		at := strings.LastIndex(text, "=")
		if at < 0 {
			continue
		}
		named := func(name string) bool { return answer.Normalise(name) == answer.Normalise(text[:at]) }
		if !slices.ContainsFunc(append(slices.Clone(p.names), p.scoreName), named) {
			return problem.Usage("%s: --scale %s names neither the score nor a driver; these are %s", t.Name, answer.Quote(text, 60), strings.Join(p.names, ", "))
		}
	}
	return nil
}

// Gatherer returns an empty collection of rows.
func (p *driverPlan) Gatherer() facts.Gatherer {
	return &driverGatherer{terms: &driverTerms{score: p.scoreName, names: p.names}, scores: p.score.Replies(), answers: p.drivers.Replies()}
}

// Shown says of a document whose R² it is.
func (p *driverPlan) Shown(d *result.Document) {
	d.Heading = result.Say("R² of %s", p.scoreName)
	d.Title, d.Listed = d.Heading.String(), "drivers"
}
