package report

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/state"
)

// Keep reads for a question, and judges nothing: the state has all that its sources say to it.
func Keep(ctx context.Context, q kind.Question) (*state.Holding, error) {
	words := q.Said()
	words.Keep, words.Dataset.Unplaced = true, true
	a := RunAll(ctx, []kind.Question{q})[0]
	return a.state, a.Err
}

// keep reads for a question whose words ask for a state.
func (r *run) keep(ctx context.Context, x *asked) error {
	if err := r.fitting([]*asked{x}); err != nil {
		return err
	}
	h := &state.Holding{Preamble: state.Preamble{Schema: state.Schema, Metric: x.words.Metric.Name, Counts: pass.Wants(x.counts)}}
	var columns []int
	for _, w := range h.Counts {
		columns = append(columns, w.Columns[:len(w.Columns)-w.Brief]...)
	}
	r.set.Look(h, columns)
	for _, t := range r.set.Tables {
		h.Sources = append(h.Sources, t.Origins()...)
	}
	slices.SortFunc(h.Sources, func(a, b state.Parent) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Digest, b.Digest))
	})
	r.forget()
	b, err := pass.Bind(ctx, r.set, x.counts, pass.Manner{Workers: x.words.Workers, Unplaced: r.set.Alike(), Held: r.set.Held, Hashed: true})
	var many *pass.SheafError
	switch {
	case errors.As(err, &many):
		return &problem.Error{Text: r.set.Names() + ": " + err.Error(), Err: err, Hint: "a part of the rows has fewer, or a condition"}
	case err != nil:
		return x.failed(err)
	case !b.Hold(h):
		return problem.Usage("%s: the sources have different columns, and a state is of one kind of table; make one of each", r.set.Names())
	}
	x.answer.state = h
	return nil
}

// fitting refuses rows that were bound before for other columns than those that are wanted now.
func (r *run) fitting(waiting []*asked) error {
	for i, t := range r.set.Tables {
		held := r.set.Held(i)
		if held == nil {
			continue
		}
		for _, x := range waiting {
			wants := held.Preamble
			if wants.Counts = pass.Wants(x.counts); len(waiting) > 1 {
				return problem.Usage("%s: a state answers one question", t.Name)
			}
			if err := held.Fits(t.Name, &wants, "what all states together show"); err != nil {
				return err
			}
		}
	}
	return nil
}
