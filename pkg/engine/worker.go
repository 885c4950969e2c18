package engine

import (
	"bytes"
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The parts of a worker. Rows whose dates read the same in either order go to plain; the others
// are counted twice, and the whole column decides which count is taken.
const (
	plain = iota
	dayFirst
	monthFirst
	numParts
)

// faultsKept is the number of places that are remembered of each kind of trouble.
const faultsKept = 10

// A worker counts the rows of its batches. It is the sink of one goroutine.
type worker struct {
	plan    *Plan
	ordered *ordered
	source  int
	roles   Roles

	parts    [numParts]*part
	readers  [numParts]*dates.Reader
	both     bool // the order of dates is unknown
	evidence dates.Evidence

	read      int64
	malformed int64
	faults    []Fault
	remarked  int64
	remarks   []Fault

	key  []byte
	tell delivery // of the batch at hand
	late []lateReject
}

// A Fault is a place of trouble in a source.
type Fault struct {
	Source int
	scan.Fault
}

// A lateReject is a reject that counts only if its part does.
type lateReject struct {
	part int
	Reject
}

func newWorker(plan *Plan, o *ordered) (*worker, error) {
	w := &worker{plan: plan, ordered: o, both: plan.needsTime() && plan.Dates.Order == dates.Unknown}
	for i := range w.parts {
		w.parts[i] = newPart(limits{plan.MaxGroups, plan.MaxTexts})
		options := plan.Dates
		switch i {
		case dayFirst:
			options.Order = dates.DayFirst
		case monthFirst:
			options.Order = dates.MonthFirst
		}
		var err error
		if w.readers[i], err = dates.NewReader(options); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// Batch counts the rows of a batch.
func (w *worker) Batch(b *scan.Batch) error {
	w.tell = delivery{}
	for _, f := range b.Faults {
		w.faulty(f)
	}
	for _, f := range b.Remarks {
		w.remarked++
		w.remarks = keepFault(w.remarks, Fault{w.source, f})
	}
	w.read += int64(b.Rows() + len(b.Faults))
	for row := range b.Rows() {
		if err := w.row(record{b, row}); err != nil {
			return err
		}
	}
	w.ordered.deliver(b.Seq, w.tell)
	return nil
}

func (w *worker) faulty(f scan.Fault) {
	w.malformed++
	w.faults = keepFault(w.faults, Fault{w.source, f})
	if w.plan.Reject != nil {
		w.tell.rejects = append(w.tell.rejects,
			Reject{Place: tally.Place{Source: w.source, Line: f.Line}, Kind: "malformed", Reason: f.Reason})
	}
}

// keepFault keeps the first places of trouble; a worker meets them in order.
func keepFault(kept []Fault, f Fault) []Fault {
	if len(kept) < faultsKept {
		return append(kept, f)
	}
	return kept
}

// A record is one row of a batch.
type record struct {
	batch *scan.Batch
	row   int
}

func (r record) cell(i int) []byte { return r.batch.Cell(r.row, i) }

// row counts one record.
func (w *worker) row(r record) error {
	w.look(r)
	for i, cond := range w.plan.Where {
		if cell := r.cell(w.roles.Where[i]); !cond.Match(cell) {
			w.parts[plain].filtered++
			w.rejectCondition(r, i, cell)
			return nil
		}
	}
	if !w.plan.needsTime() || w.roles.Time == None {
		return w.count(plain, r, moment{})
	}
	text := r.cell(w.roles.Time)
	at, reading, ok := w.readers[dayFirst].Parse(text)
	if !w.both {
		at, reading, ok = w.readers[plain].Parse(text)
	}
	if reading != dates.Plain && !w.evidence.Has(reading) {
		w.evidence.Add(reading, text, dates.Position{Source: w.source, Line: r.batch.Line(r.row)})
	}
	switch {
	case !w.both:
		return w.count(plain, r, moment{at, ok})
	case reading == dates.Plain && w.plan.Dedup == DedupNone:
		return w.count(plain, r, moment{at, ok})
	}
	if err := w.count(dayFirst, r, moment{at, ok}); err != nil {
		return err
	}
	at, _, ok = w.readers[monthFirst].Parse(text)
	return w.count(monthFirst, r, moment{at, ok})
}

// A moment is the time of a row; ok is false when its text is no time.
type moment struct {
	at dates.Instant
	ok bool
}

// count counts a record in one part.
func (w *worker) count(into int, r record, when moment) error {
	p := w.parts[into]
	timed := w.plan.needsTime() && w.roles.Time != None
	if timed && when.ok && !w.inside(when.at) {
		p.filtered++
		w.reject(into, r, Time, r.cell(w.roles.Time), "filtered", "lies outside --since and --until")
		return nil
	}
	text := r.cell(w.roles.Score)
	n, weight, bad := w.size(r)
	if bad == "" && timed && !when.ok {
		bad = Time
	}
	if bad != "" {
		return w.useless(into, r, text, bad)
	}
	w.key = w.key[:0]
	for _, i := range w.roles.By {
		w.key = appendCell(w.key, bytes.TrimSpace(r.cell(i)))
	}
	if w.plan.Period != "" {
		w.key = appendPeriod(w.key, w.plan.Period.Index(when.at, w.plan.Dates.Zone))
	}
	if w.plan.Dedup != DedupNone && w.compete(into, r, text, when, n, weight) {
		return nil
	}
	g, err := p.group(w.key)
	if err != nil {
		return err
	}
	w.judge(into, r, text)
	return w.add(g.scores, r, text, n, weight)
}

func (w *worker) inside(at dates.Instant) bool {
	return (w.plan.Since == nil || *w.plan.Since <= at) && (w.plan.Until == nil || at < *w.plan.Until)
}

// add counts an answer. Its line is looked up only the first time that a text is met.
func (w *worker) add(s *tally.Scores, r record, text []byte, n int64, weight float64) error {
	c, err := s.Of(text)
	if err != nil {
		return err
	}
	if c.Rows == 0 {
		c.First = w.place(r)
	}
	c.Rows++
	c.N += n
	if w.roles.Weight != None {
		c.AddWeight(n, weight)
	}
	return nil
}

func (w *worker) place(r record) tally.Place {
	return tally.Place{Source: w.source, Line: r.batch.Line(r.row)}
}

// size returns how many answers the row stands for and what each weighs, or the role of the cell
// that does not say so.
func (w *worker) size(r record) (n int64, weight float64, bad Role) {
	n, weight = 1, 1
	var err error
	if w.roles.Count != None {
		if n, err = answer.ParseCount(string(r.cell(w.roles.Count)), w.plan.Decimal); err != nil {
			return 0, 0, Count
		}
	}
	if w.roles.Weight != None {
		weight, err = answer.ParseNumber(string(r.cell(w.roles.Weight)), w.plan.Decimal)
		if err != nil || weight < 0 || weight > tally.MaxWeight || weight > 0 && weight < tally.MinWeight {
			return 0, 0, Weight
		}
	}
	return n, weight, ""
}

// useless counts an answer that cannot be used because of another cell of its row.
func (w *worker) useless(into int, r record, text []byte, role Role) error {
	p := w.parts[into]
	if kind, _, _ := w.plan.Classifier.Classify(string(text)); kind == answer.Counted {
		cell := r.cell(w.column(role))
		p.addBad(role, string(cell), w.place(r))
		w.reject(into, r, role, cell, "invalid", fmt.Sprintf("%s is not a %s", answer.Quote(string(cell), 60), expected[role]))
	} else {
		w.judge(into, r, text)
	}
	return w.add(p.void, r, text, 1, 1)
}

var expected = map[Role]string{
	Time: "time", Weight: "weight (0, or from 1e-9 to 1e12)", Count: "whole number of answers",
}

func (w *worker) column(role Role) int {
	switch role {
	case Time:
		return w.roles.Time
	case Weight:
		return w.roles.Weight
	}
	return w.roles.Count
}

// compete enters an answer into the choice of one answer per respondent. Rows without an answer
// or without a respondent do not compete: they are counted as they are.
func (w *worker) compete(into int, r record, text []byte, when moment, n int64, weight float64) bool {
	who := bytes.TrimSpace(r.cell(w.roles.Respondent))
	kind, _, _ := w.plan.Classifier.Classify(string(text))
	if len(who) == 0 || kind != answer.Counted {
		return false
	}
	c := candidate{at: when.at, place: w.place(r), group: string(w.key), text: string(text), n: n,
		weighted: w.roles.Weight != None, weight: weight}
	w.parts[into].offer(string(who), c, w.plan.Dedup, func(lost candidate) {
		w.drop(into, lost)
	})
	return true
}

// drop tells of an answer that another of the same respondent replaces.
func (w *worker) drop(into int, c candidate) {
	if w.plan.Reject != nil {
		w.late = append(w.late, lateReject{into, Reject{Place: c.place, Role: Respondent, Value: c.text,
			Kind: "duplicate", Reason: "--dedup " + string(w.plan.Dedup) + " keeps another answer of this respondent"}})
	}
}

// judge tells of an answer that does not count, when somebody wants to know of every one.
func (w *worker) judge(into int, r record, text []byte) {
	if w.plan.Reject == nil {
		return
	}
	kind, _, reason := w.plan.Classifier.Classify(string(text))
	switch kind {
	case answer.Counted:
		return
	case answer.Blank:
		reason = "no answer"
	}
	w.reject(into, r, Score, text, kind.String(), reason)
}

func (w *worker) reject(into int, r record, role Role, cell []byte, kind, reason string) {
	if w.plan.Reject == nil {
		return
	}
	reject := Reject{Place: w.place(r), Role: role, Value: string(cell), Kind: kind, Reason: reason}
	if into == plain {
		w.tell.rejects = append(w.tell.rejects, reject)
		return
	}
	w.late = append(w.late, lateReject{into, reject})
}

// rejectCondition tells of a row that does not meet a condition.
func (w *worker) rejectCondition(r record, condition int, cell []byte) {
	if w.plan.Reject != nil {
		w.tell.rejects = append(w.tell.rejects, Reject{Place: w.place(r), Role: Where, Condition: condition,
			Value: string(cell), Kind: "filtered", Reason: "does not meet " + w.plan.Where[condition].String()})
	}
}

// look notes who answered, as long as repeats are looked for.
func (w *worker) look(r record) {
	if w.plan.Dedup != DedupNone || w.roles.Respondent == None || !w.ordered.looking.Load() {
		return
	}
	who := bytes.TrimSpace(r.cell(w.roles.Respondent))
	if len(who) == 0 || len(r.cell(w.roles.Score)) == 0 {
		return
	}
	w.tell.people = append(w.tell.people, person{hash(who), r.batch.Line(r.row)})
}
