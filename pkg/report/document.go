package report

import (
	"errors"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/baseline"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// finish turns what was read into a document, or says why there is none.
func (x *asked) finish(c kind.Closed, read pass.Read) *Answer {
	if err := x.words.Invalid.Check(c.Rows(), c.FirstUnusable); err != nil {
		return &Answer{Err: x.unlistable(err)}
	}
	d := x.head(c.Rows())
	if err := c.Fill(d); err != nil {
		return &Answer{Err: err}
	}
	ranked, err := x.weigh(d, c)
	if err != nil {
		return &Answer{Err: err}
	}
	c.Doubt(d)
	kind.MostlyUnusable(d)
	kind.Together(d)
	c.Later(d)
	d.Warnings = append(d.Warnings, x.watched.Idle(read)...)
	if x.set.Unplaced() {
		d.Unplace()
	}
	a := &Answer{Document: d, Reasons: c.Reasons(), closed: c, ranked: ranked}
	if err := x.pass(a); err != nil {
		return &Answer{Err: err}
	}
	if _, ok := d.Total.Values.Number("value"); ok {
		return a
	}
	if nothing := c.Nothing(d); nothing != nil {
		d.Warnings = append(d.Warnings, result.Warning{Code: kind.NoData, Text: x.unnamed(nothing.Text)})
		x.watched.Recase(nothing, read)
		a.Err = nothing
	}
	return a
}

// weigh compares the figures with those of a baseline, and ranks the groups, where that is asked for; ranked tells where
// each of them stood before.
func (x *asked) weigh(d *result.Document, c kind.Closed) (ranked []int, err error) {
	pool := func(places []int) (metric.Evidence, error) { return c.Evidence(places, "") }
	confidence, _ := d.Settings.Number("confidence")
	if x.before != nil {
		if err := x.before.Compare(baseline.Present{Document: d, Confidence: confidence, Pool: pool, Recall: c.Recall}); err != nil {
			return nil, err
		}
	}
	if x.words.Board == nil {
		return nil, nil
	}
	return x.words.Board.Rank(d, pool)
}

// head begins a document.
func (x *asked) head(rows result.Rows) *result.Document {
	m := x.words.Metric
	d := &result.Document{
		Schema: "cxcalc/" + m.Name + "/v1", Metric: m.Name, Unit: m.Unit, Rows: rows,
		Warnings: []result.Warning{}, Thresholds: []result.Threshold{}, Title: m.Title, Fields: m.Fields,
	}
	for _, table := range x.set.Tables {
		d.Sources = append(d.Sources, table.Parents()...)
		d.Warnings = append(d.Warnings, table.Notes...)
	}
	return d
}

// pass compares the thresholds with a document, which keeps how they ended.
func (x *asked) pass(a *Answer) error {
	for _, g := range x.session.Meant().Gates {
		passed, err := g.Apply(a.Document)
		if err != nil {
			return problem.Wrong("", err)
		}
		a.Missed = a.Missed || !passed.Passed
		a.Document.Thresholds = append(a.Document.Thresholds, passed)
	}
	return nil
}

// unlistable is a failure without the hint to list rows, where they have no places to be listed by.
func (x *asked) unlistable(err error) error {
	var e *problem.Error
	if x.set.Unplaced() && errors.As(err, &e) {
		e.Hint, e.Flags = "", nil
	}
	return err
}

// unnamed is what is said of the sources, without their names where those do not matter.
func (x *asked) unnamed(text string) string {
	if !x.set.Unplaced() {
		return text
	}
	return strings.TrimPrefix(text, x.set.Names()+": ")
}
