package report

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Rehearsal is questions about the same sources, asked up to the choice of columns.
type Rehearsal struct{ run *run }

// Rehearse asks questions as RunAll does, and reads nothing but the first rows. The error is that of all questions:
// there are no sources to ask about.
func Rehearse(ctx context.Context, questions []kind.Question) (*Rehearsal, error) {
	r := begin(ctx, questions)
	if r.set == nil {
		return nil, r.asked[0].answer.Err
	}
	return &Rehearsal{r}, nil
}

// Set is what the questions are about. Close ends it.
func (r *Rehearsal) Set() *dataset.Set { return r.run.set }

// Close releases the sources.
func (r *Rehearsal) Close() { r.run.set.Close() }

// Finish reads the sources where the first rows are all there is, so that what is found is not only what seems so. The
// first rows are gone then.
func (r *Rehearsal) Finish(ctx context.Context) {
	if r.run.seen() {
		r.run.read(ctx)
	}
}

// Err says why a question has no answer, as far as it has come; nil where it seems to have one.
func (r *Rehearsal) Err(question int) error { return r.run.asked[question].answer.Err }

// Rows is what became of the rows of a question, as far as they were read.
func (r *Rehearsal) Rows(question int) (rows result.Rows) {
	if d := r.run.asked[question].answer.Document; d != nil {
		rows = d.Rows
	}
	return rows
}

// A Sitting is the sources of a report that are read together, and the questions that are about them.
type Sitting struct {
	Sources []string
	Items   []*Piece
}

// Rehearse looks at the first rows of all sources, so far that it is known which questions fail before the rest is read.
// Those have their error as their answer then.
func (r *Report) Rehearse(ctx context.Context) (steps []Sitting) {
	items, matters := r.open()
	for _, set := range readings(hearingsOf(matters)) {
		step := Sitting{Sources: set.sources()}
		for _, at := range set {
			if x := items[at.hearing.place]; !slices.Contains(step.Items, x) {
				step.Items = append(step.Items, x)
			}
		}
		steps = append(steps, step)
		set.rehearse(ctx, func(at seat, err error) {
			if x := items[at.hearing.place]; x.Answer == nil {
				x.Answer = &Answer{Err: x.Told(err)}
			}
		})
	}
	return steps
}
