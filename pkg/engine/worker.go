package engine

import (
	"bytes"
	"slices"

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
	quick   *quick // nil where the plan asks for more than it can do

	parts    [numParts]*part
	readers  [numParts]*dates.Reader
	both     bool // the order of dates is unknown
	evidence dates.Evidence

	read      int64
	malformed int64
	faults    []Fault
	remarked  int64
	remarks   []Fault

	key      []byte
	verdicts map[string]verdict
	tell     delivery // of the batch at hand
	looked   bool     // the respondents of the batch at hand were looked at
	late     []lateReject
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
	w := &worker{plan: plan, ordered: o, verdicts: make(map[string]verdict),
		both: plan.needsTime() && plan.Dates.Order == dates.Unknown && plan.Dates.Layout == ""}
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
	w.tell, w.looked = delivery{}, false
	for _, f := range b.Faults {
		w.faulty(f)
	}
	for _, f := range b.Remarks {
		w.remarked++
		w.remarks = keepFault(w.remarks, Fault{w.source, f})
	}
	w.read += int64(b.Rows() + len(b.Faults))
	if err := w.rows(b); err != nil {
		return err
	}
	if len(b.Faults) > 0 {
		slices.SortStableFunc(w.tell.rejects, func(a, b Reject) int { return a.Compare(b.Place) })
	}
	w.ordered.deliver(b.Seq, w.tell)
	return nil
}

// rows counts the rows of a batch, the quick way where the plan allows it.
func (w *worker) rows(b *scan.Batch) error {
	switch {
	case w.quick == nil:
		return w.each(b)
	case w.roles.Respondent == None || !w.ordered.looking.Load():
	case w.quick.time != None: // repeats are looked for among rows with a time that can be read
		return w.each(b)
	default:
		for row := range b.Rows() {
			r := record{b, row}
			w.look(plain, r, r.cell(w.roles.Score))
		}
		w.looked = true
	}
	return w.quick.batch(b)
}

// each counts the rows of a batch one by one, the way that knows everything.
func (w *worker) each(b *scan.Batch) error {
	for row := range b.Rows() {
		if err := w.row(record{b, row}); err != nil {
			return err
		}
	}
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

// row counts one record. Its time is read before the conditions, since the rows that they leave
// out still show how the column is written.
func (w *worker) row(r record) error {
	when, reading := w.time(r)
	for i, cond := range w.plan.Where {
		if cell := r.cell(w.roles.Where[i]); !cond.Match(cell) {
			w.leave(plain, r)
			w.rejectCondition(r, i, cell)
			return nil
		}
	}
	// All candidates of a respondent must meet in one part, also those with a plain time or none.
	if !w.both || reading == dates.Plain && w.plan.Dedup == DedupNone {
		return w.count(plain, r, when)
	}
	w.countEither(dayFirst, r, when)
	if w.timed() {
		when.at, _, when.ok = w.readers[monthFirst].Parse(r.cell(w.roles.Time))
	}
	w.countEither(monthFirst, r, when)
	return nil
}

// A moment is the time of a row; ok is false when its text is no time.
type moment struct {
	at dates.Instant
	ok bool
}

// timed tells whether the rows of the source have a time that matters.
func (w *worker) timed() bool { return w.plan.needsTime() && w.roles.Time != None }

// time reads the time of a row, with the day first while the order is unknown.
func (w *worker) time(r record) (when moment, reading dates.Reading) {
	if !w.timed() {
		return moment{}, dates.Plain
	}
	reader := w.readers[plain]
	if w.both {
		reader = w.readers[dayFirst]
	}
	text := r.cell(w.roles.Time)
	when.at, reading, when.ok = reader.Parse(text)
	if reading != dates.Plain && !w.evidence.Has(reading) {
		at := w.place(r)
		w.evidence.Add(reading, text, dates.Position{Source: at.Source, Line: at.Line, Record: at.Record})
	}
	return when, reading
}

// countEither counts a record in a part that may not be taken in the end; passing a limit is an
// error only if it is.
func (w *worker) countEither(into int, r record, when moment) {
	if p := w.parts[into]; p.beyond == nil {
		p.beyond = w.count(into, r, when)
	}
}

// count counts a record in one part.
func (w *worker) count(into int, r record, when moment) error {
	p := w.parts[into]
	timed := w.timed()
	if timed && when.ok && !w.inside(when.at) {
		w.leave(into, r)
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
	w.look(into, r, text)
	if timed && w.plan.Period == "" && (w.plan.Since != nil || w.plan.Until != nil) {
		p.date(dates.Year.Index(when.at, w.plan.Dates.Zone), Dated{1, w.place(r)})
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
		return w.atRow(r, err)
	}
	w.judge(into, r, text)
	return w.add(g, r, text, n, weight)
}

// leave counts a row that is left out, and its answer, which still shows the scale of the column.
func (w *worker) leave(into int, r record) {
	p := w.parts[into]
	p.filtered++
	if c, err := p.left.Of(r.cell(w.roles.Score)); err == nil { // beyond the limit it says enough
		c.Rows++
		c.N++
	}
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
	return tally.Place{Source: w.source, Line: r.batch.Line(r.row), Record: r.batch.Seq<<32 | int64(r.row)}
}

// size returns how many answers the row stands for and what each weighs, or the role of the cell
// that does not say so.
func (w *worker) size(r record) (n int64, weight float64, bad Role) {
	n, weight = 1, 1
	var err error
	if w.roles.Count != None {
		n, err = answer.ParseCount(string(r.cell(w.roles.Count)), w.plan.Decimal)
		if err != nil || n > tally.MaxCount {
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

// judge tells of an answer that does not count, when somebody wants to know of every one.
func (w *worker) judge(into int, r record, text []byte) {
	if w.plan.Reject == nil {
		return
	}
	v := w.classify(text)
	switch v.kind {
	case answer.Counted:
		return
	case answer.Blank:
		v.reason = "no answer"
	case answer.Excluded:
		v.reason = "marked as not an answer"
	}
	w.reject(into, r, Score, text, v.kind.String(), v.reason)
}

// verdictsKept bounds the texts whose verdicts a worker remembers.
const verdictsKept = 1000

// classify says what a text is, for those who must know before the end.
func (w *worker) classify(text []byte) verdict {
	v, ok := w.verdicts[string(text)]
	if ok {
		return v
	}
	v.kind, v.score, v.reason = w.plan.Classifier.Classify(string(text))
	if len(w.verdicts) < verdictsKept {
		w.verdicts[string(text)] = v
	}
	return v
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

// look notes who gave an answer that counts, as long as repeats are looked for. Of the two parts
// that a row may be counted in, one is enough for a warning.
func (w *worker) look(into int, r record, text []byte) {
	if into == monthFirst || w.plan.Dedup != DedupNone || w.roles.Respondent == None || w.looked || !w.ordered.looking.Load() {
		return
	}
	who := bytes.TrimSpace(r.cell(w.roles.Respondent))
	if len(who) == 0 || w.classify(text).kind != answer.Counted {
		return
	}
	if w.tell.people == nil {
		w.tell.people = w.ordered.people(r.batch.Rows())
	}
	w.tell.people = append(w.tell.people, person{hash(who), r.batch.Line(r.row)})
}
