package engine

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Tallies are what a run has counted: everything that the figures and the account of rows need.
type Tallies struct {
	Groups []Group
	// Void holds the answers that another cell of their row makes useless; Bad says which cells.
	Void *tally.Scores
	// Left holds the answers of rows that a condition or their time leaves out, as far as their texts are not
	// too many. Sources holds all answers of each source, by text, where there are several.
	Left    *tally.Scores
	Sources []map[string]int64
	// Years counts the rows that --since and --until keep by their year, where there are no periods.
	Years map[int64]*Dated
	Bad   map[Role]*BadCell

	Read, Filtered, Duplicate, Malformed int64

	// Faults are the first places of records that could not be read, Remarks those of records that
	// were read with something to tell, of which there are Remarked.
	Faults, Remarks []Fault
	Remarked        int64
	Repeats         Repeats
	// Order is the order that the dates were read in; Unknown where no date asked for one.
	Order dates.Order
}

// A Group is the tally of one combination of --by values and period.
type Group struct {
	By     []string
	Period int64 // Index of the plan's period
	Scores *tally.Scores
}

// Run reads the inputs in order and counts what the plan asks for. open is called for each source
// when its turn comes.
func Run(ctx context.Context, plan Plan, sources int, open func(source int) (Input, error)) (*Tallies, error) {
	r := run{plan: &plan, ordered: newOrdered(plan.Reject)}
	for range plan.Workers {
		w, err := newWorker(r.plan, r.ordered)
		if err != nil {
			return nil, err
		}
		r.workers = append(r.workers, w)
	}
	for source := range sources {
		input, err := open(source)
		if err != nil {
			return nil, err
		}
		if err := r.source(ctx, source, input); err != nil {
			return nil, inSource(source, err)
		}
		if sources > 1 {
			r.texts = append(r.texts, r.textsSoFar())
		}
	}
	return r.finish()
}

// inSource says in which source a failure is. A limit is one of all sources together, and where it
// is noticed hangs on the workers.
func inSource(source int, err error) error {
	var groups *GroupLimitError
	var texts *tally.LimitError
	if errors.As(err, &groups) || errors.As(err, &texts) {
		return err
	}
	return &SourceError{source, err}
}

type run struct {
	plan    *Plan
	ordered *ordered
	workers []*worker
	texts   []map[string]int64 // of all sources up to each, where there are several
}

func (r *run) source(ctx context.Context, source int, in Input) error {
	r.ordered.begin(source)
	for _, w := range r.workers {
		w.source, w.roles = source, in.Roles
		w.quick = newQuick(w)
	}
	err := in.Scanner.Scan(ctx, r.want(in), len(r.workers), func(i int) scan.Sink { return r.workers[i] })
	for _, w := range r.workers {
		if w.quick != nil {
			w.quick.flush()
		}
	}
	return err
}

// want returns the wanted columns. That of the respondents, if it is the last one and serves for
// nothing but the look for repeats, is wanted only as long as they are looked for.
func (r *run) want(in Input) []scan.Column {
	who, last := in.Roles.Respondent, len(in.Want)-1
	others := append([]int{in.Roles.Score, in.Roles.Weight, in.Roles.Count, in.Roles.Time}, in.Roles.By...)
	if who == None || who != last || r.plan.Dedup != DedupNone || slices.Contains(append(others, in.Roles.Where...), who) {
		return in.Want
	}
	want := slices.Clone(in.Want)
	want[last].While = r.ordered.looking.Load
	return want
}

// finish puts the parts of all workers together.
func (r *run) finish() (*Tallies, error) {
	whole, rest := r.workers[0], r.workers[1:]
	for _, w := range rest {
		whole.merge(w)
	}
	between := whole.between()
	kept := whole.keptTexts(len(r.texts))
	p, chosen, order, err := whole.settle()
	if err != nil {
		return nil, err
	}
	r.rejectLate(whole, chosen)
	t := &Tallies{Repeats: r.ordered.result(), Order: order}
	t.Repeats.Between = between
	t.Sources = r.bySource(kept)
	t.Void, t.Left, t.Bad, t.Years = p.void, p.left, p.bad, p.years
	t.Read, t.Filtered, t.Duplicate, t.Malformed = whole.read, p.filtered, p.duplicate, whole.malformed
	t.Faults, t.Remarks, t.Remarked = whole.faults, whole.remarks, whole.remarked
	t.Groups = r.groups(p)
	return t, nil
}

// settle puts the parts of a worker that has merged all others together: what needs no order of
// dates, and what was counted in the order that is chosen.
func (w *worker) settle() (p *part, chosen int, order dates.Order, err error) {
	for _, each := range w.parts {
		if each.beyond == nil {
			each.beyond = each.settle()
		}
	}
	p = w.parts[plain]
	if p.beyond != nil {
		return nil, 0, 0, p.beyond
	}
	if chosen, order, err = w.choose(); err != nil {
		return nil, 0, 0, err
	}
	if chosen != plain {
		err = p.merge(w.parts[chosen], w.plan.Dedup, func(string, candidate) {})
	}
	return p, chosen, order, err
}

// rejectLate tells of the rejects that only the end of the data could decide, in order.
func (r *run) rejectLate(w *worker, chosen int) {
	slices.SortStableFunc(w.late, func(a, b lateReject) int { return a.Compare(b.Place) })
	for _, l := range w.late {
		if l.part == plain || l.part == chosen {
			r.plan.Reject(l.Reject)
		}
	}
}

// groups splits the keys of a part, in no particular order of the values but the same in every run.
func (r *run) groups(p *part) []Group {
	var cells int
	if len(r.workers) > 0 {
		cells = len(r.workers[0].roles.By)
	}
	out := make([]Group, 0, len(p.groups))
	for key, g := range p.groups {
		by, index := splitKey(key, cells, r.plan.Period != "")
		out = append(out, Group{By: by, Period: index, Scores: g})
	}
	slices.SortFunc(out, func(a, b Group) int {
		return cmp.Or(slices.Compare(a.By, b.By), cmp.Compare(a.Period, b.Period))
	})
	return out
}

// merge adds what another worker has counted.
func (w *worker) merge(o *worker) {
	for i := range w.parts {
		drop := func(rivals string, lost candidate) { w.drop(i, rivals, lost) }
		if p := w.parts[i]; p.beyond == nil {
			p.beyond = p.merge(o.parts[i], w.plan.Dedup, drop)
		}
	}
	w.evidence.Merge(&o.evidence)
	w.read += o.read
	w.malformed += o.malformed
	w.remarked += o.remarked
	w.faults = firstFaults(append(w.faults, o.faults...))
	w.remarks = firstFaults(append(w.remarks, o.remarks...))
	w.late = append(w.late, o.late...)
}

func firstFaults(all []Fault) []Fault {
	slices.SortFunc(all, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return all[:min(len(all), faultsKept)]
}
