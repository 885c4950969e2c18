package report

import (
	"context"
	"errors"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// adapt asks the question anew with what the layout of the sources says, where that says anything.
func (x *asked) adapt(ctx context.Context, set *dataset.Set) error {
	if err := set.Refused(x.words.Metric.Name); err != nil {
		return err
	}
	l, err := set.Layout()
	if err != nil || l == nil || x.words.Anew == nil {
		return err
	}
	m := x.words.Metric
	q, err := x.words.Anew(l.Says(m.Name, m.Kind, set.Tables[0].Headers, set.Tables[0].Blank))
	if err != nil {
		return err
	}
	q.Said().Continue(x.words)
	x.words = q.Said()
	if x.session, err = q.Ask(); err != nil {
		return saidBy(l.Name, set, err)
	}
	return x.session.Begin(ctx)
}

// saidBy tells that a layout has said what cannot be: nobody has typed it.
func saidBy(layout string, set *dataset.Set, err error) error {
	var e *problem.Error
	if errors.As(err, &e) {
		e.Text = problem.Failure("%s: as its layout %s says, %s", set.Tables[0].Name, layout, problem.Lines(e.Text)).Text
	}
	return err
}
