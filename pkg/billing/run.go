package billing

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/ask"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// Run answers a request. Failures that people can mend are of type *problem.Error. When there is no
// figure, the answer comes together with an error that says why.
func Run(ctx context.Context, r Request) (*Answer, error) {
	c, err := r.check()
	if err == nil {
		err = ask.Sources(r.Sources)
	}
	if err != nil {
		return nil, err
	}
	s := &session{checked: c}
	options := r.Dataset
	options.Decimal = r.Decimal
	if err := s.readSmallFiles(ctx, options); err != nil {
		return nil, err
	}
	if s.set, err = dataset.OpenSet(ctx, r.Sources, options); err != nil {
		return nil, err
	}
	defer s.set.Close()
	for i, t := range s.set.Tables {
		choose := s.follow
		if i == 0 {
			choose = s.choose
		}
		if err := choose(t); err != nil {
			return nil, err
		}
	}
	s.weigh()
	s.seam()
	s.near = s.isNear()
	a, err := s.once(ctx)
	if errors.Is(err, ledger.ErrTooNear) {
		s.near = false
		return s.once(ctx)
	}
	return a, err
}

// isNear tells whether what happened in the shown periods is all that is asked, so that rows far from them need not
// be known. The sources may have to be read a second time then, and nobody may be told of their rows twice.
func (s *session) isNear() bool {
	bounded := s.since != nil || s.until != nil
	defs := s.Metric.Definitions
	plain := !s.Metric.Past && !s.Definitions && (len(defs) == 0 || s.definition == defs[0].Name)
	return bounded && plain && s.Reject == nil && s.set.Reopens()
}

// once reads the sources and answers.
func (s *session) once(ctx context.Context) (*Answer, error) {
	var err error
	if s.reading, err = newReading(s.options()); err != nil {
		return nil, problem.Wrong("", err)
	}
	s.reading.cycles = s.cycles
	h, err := s.read(ctx)
	if err != nil {
		return nil, s.failed(err)
	}
	if err := s.doubtfulMark(h); err != nil {
		return nil, err
	}
	return s.answer(ctx, h)
}

// readSmallFiles reads the files that belong to the question.
func (s *session) readSmallFiles(ctx context.Context, o dataset.Options) (err error) {
	if s.CycleFile != "" {
		if s.cycles, err = readCycles(ctx, s.CycleFile, o); err != nil {
			return err
		}
	}
	if s.RatesFile != "" {
		s.rates, err = readRates(ctx, s.RatesFile, s.CurrencyCode, s.Zone, o)
	}
	return err
}

// A session is one run of a request.
type session struct {
	*checked
	set     *dataset.Set
	columns []columns
	reading *reading

	cycles    *cycles  // of a file; nil where there is none
	found     bool     // the shape was found, not given
	yesIsKept bool     // the status column tells who is still there
	leftOut   []int    // columns that could have held the amount
	why       []string // why shape and columns were chosen
	order     dates.Order
	mark      byte // the decimal mark that the sampled amounts have, 0 where they do not tell
	weighing  ledger.Weighing
	rejected  error
	near      bool // rows far from the shown periods are not kept

	lastDay       bool                                       // ends are the last days of service
	moves         bool                                       // a column of a balance holds types of movements
	nothingToLose bool                                       // no row tells of a customer who left
	again         []func(confidence float64) *result.Verdict // judge each of the groups at another confidence
}

// options say how the ledger reads the rows.
func (s *session) options() ledger.Bookkeeping {
	cs := &s.columns[0]
	s.order = dates.Unknown
	if s.DateFormat == "" {
		s.order = s.set.DateOrder(s.dateOptions(dates.DayFirst), func(table int) []int { return s.columns[table].times() })
	}
	return ledger.Bookkeeping{
		Shape: s.shape, Period: s.slots(), Dates: s.dateOptions(s.order), Since: s.since, Until: s.until, Near: s.near, AsOf: s.asOf, Now: s.Now,
		Unpriced: !s.priced(), Currency: s.CurrencyCode, CurrencyColumn: cs.has(ledger.Currency), Rates: s.rates,
		Decimal: s.decimal(), Weigh: s.weighing, MinorUnits: s.MinorUnits == Yes, Missing: s.Missing, Lost: s.Lost, Types: s.types, YesIsKept: s.yesIsKept,
		ChurnOn: s.churnOn, LastDay: s.lastDay, InactiveAfter: s.inactive,
		Lines: cs.has(ledger.OrderID), Grouped: len(s.By) > 0 || s.cycles != nil, MaxGroups: s.MaxGroups,
		WantCohorts: s.Metric.Cohorts != nil, WantOrders: s.Metric.Orders != nil, OnlyOrders: s.Metric.Orders != nil, WantLeavers: s.Top > 0,
	}
}

// slots is the period that the ledger counts by: orders are looked at by day.
func (s *session) slots() dates.Period {
	if s.Metric.Orders != nil {
		return dates.Day
	}
	return s.period
}

func (s *session) priced() bool { return s.columns[0].has(ledger.Amount) }

// read fills the ledger from the sources, in order.
func (s *session) read(ctx context.Context) (*harvest, error) {
	r := s.reading
	for _, cond := range s.conditions {
		r.where = append(r.where, cond.With(where.Options{Decimal: s.decimal(), Zone: s.Zone}))
	}
	r.telling = s.Reject != nil
	r.turns = engine.NewSequence(s.tell)
	workers := make([]*worker, max(s.Workers, 1))
	for i := range workers {
		var err error
		if workers[i], err = r.newWorker(); err != nil {
			return nil, err
		}
	}
	for i := range s.set.Tables {
		if err := s.source(ctx, i, workers); err != nil {
			return nil, err
		}
	}
	return gather(workers), s.rejected
}

func (s *session) source(ctx context.Context, i int, workers []*worker) error {
	scanner, err := s.set.Scanner(ctx, i)
	if err != nil {
		return &engine.SourceError{Source: i, Err: err}
	}
	want, at := s.columns[i].wanted(s.set.Tables[i])
	s.reading.turns.Begin()
	for _, w := range workers {
		w.begin(i, at)
	}
	err = scanner.Scan(ctx, want, len(workers), func(i int) scan.Sink { return workers[i] })
	var groups *ledger.TooManyGroupsError
	if err != nil && !errors.As(err, &groups) {
		return &engine.SourceError{Source: i, Err: err}
	}
	return err
}

// failed tells what to do about an error of reading.
func (s *session) failed(err error) error {
	var groups *ledger.TooManyGroupsError
	var src *engine.SourceError
	switch {
	case errors.As(err, &groups):
		return &problem.Error{Err: err, Text: s.tooManyGroups(groups), Hint: "group by a column with fewer values, or raise --max-groups"}
	case errors.As(err, &src):
		return s.set.Locate(src.Source, src.Err)
	}
	return err
}

// tell passes on the rows of a batch that do not count.
func (s *session) tell(rejects []engine.Reject) {
	for _, r := range rejects {
		t := s.set.Tables[r.Source]
		if err := s.Reject(t.Name, s.columns[r.Source].of(t, r), r); err != nil && s.rejected == nil {
			s.rejected = err
		}
	}
}

// of returns the header of the column at fault.
func (cs *columns) of(t *dataset.Table, r engine.Reject) string {
	if r.Role == engine.Where {
		return t.Headers[cs.where[r.Condition]]
	}
	for role, at := range cs.at {
		if at != none && engine.Role(ledger.Role(role).String()) == r.Role {
			return t.Headers[at]
		}
	}
	return ""
}

func sortRejects(rejects []engine.Reject) {
	slices.SortStableFunc(rejects, func(a, b engine.Reject) int { return a.Compare(b.Place) })
}

// answer closes the ledger in the order of day and month that its columns decide.
func (s *session) answer(ctx context.Context, h *harvest) (*Answer, error) {
	order, err := h.evidence.Decide()
	var open *dates.UndecidableError
	undecided := errors.As(err, &open)
	if err != nil && !undecided {
		return nil, s.undecided(h, err)
	}
	if s.reading.sides[0].ledger == nil {
		return s.finish(ctx, h, &h.found, s.reading.ledger)
	}
	if !undecided {
		chosen := 0
		if order == dates.MonthFirst {
			chosen = 1
		}
		s.order = order
		l := s.reading.ledger
		if err := l.Merge(s.reading.sides[chosen].ledger); err != nil {
			return nil, s.failed(err)
		}
		return s.finish(ctx, h, s.late(h, chosen), l)
	}
	return s.either(ctx, h, err)
}

// late adds the rows that waited for the order, and tells of those that do not count.
func (s *session) late(h *harvest, chosen int) *ledger.Findings {
	h.found.Merge(&h.sided[chosen])
	if s.Reject != nil {
		late := h.late[chosen]
		sortRejects(late)
		s.tell(late)
	}
	return &h.found
}

// either closes the ledger in both orders. Where the columns do not tell, it must not matter.
func (s *session) either(ctx context.Context, h *harvest, open error) (*Answer, error) {
	var answers [2]*Answer
	var texts [2]string
	var errs [2]error
	for i := range s.reading.sides {
		l := s.reading.sides[i].ledger
		if err := l.Merge(s.reading.ledger); err != nil {
			return nil, s.failed(err)
		}
		var all ledger.Findings
		all.Merge(&h.found)
		all.Merge(&h.sided[i])
		answers[i], errs[i] = s.finish(ctx, h, &all, l)
		texts[i] = said(answers[i], errs[i])
	}
	if texts[0] != texts[1] {
		return nil, s.undecided(h, open)
	}
	s.late(h, 0)
	return answers[0], cmp.Or(s.rejected, errs[0])
}

// said is all that an answer says about the data.
func said(a *Answer, err error) string {
	text := fmt.Sprint(err)
	if a == nil {
		return text
	}
	figures, err := json.Marshal([]any{a.Document.Rows, a.Document.Total, a.Document.Groups})
	return fmt.Sprint(text, string(figures), err)
}

func (s *session) undecided(h *harvest, err error) error {
	return s.set.Undecided(err, func(at dates.Position) int {
		cs := &s.columns[at.Source]
		if role, ok := h.clues[at]; ok {
			return cs.at[role]
		}
		return cs.times()[0]
	})
}

// figures are what a closed ledger tells.
type figures struct {
	closing   *ledger.Closing   // nil when no row counts
	statement *ledger.Statement // empty when no row counts
	products  *products         // nil unless products have cycles, or orders are looked at by period
	fifths    *fifths           // nil unless they are asked for
	found     *ledger.Findings
	rows      result.Rows
}

// lastDay names the day as of which the silence of customers is counted.
func (f *figures) lastDay() string {
	if f.closing == nil {
		return ""
	}
	_, label := f.closing.OrdersAsOf()
	return label
}

// until names the day on which the last period is over.
func (f *figures) until() string {
	if f.closing == nil {
		return ""
	}
	return f.closing.Until()
}

// close closes a ledger.
func (s *session) close(ctx context.Context, h *harvest, c *ledger.Findings, l *ledger.Ledger) (*figures, error) {
	f := &figures{found: c, rows: h.rows(c), statement: new(ledger.Statement)}
	if f.rows.Counted == 0 {
		return f, nil
	}
	if far := l.FarDate(); far != nil {
		return nil, s.farDate(far)
	}
	closing, err := l.Prepare()
	if err != nil {
		return nil, s.unclosed(err)
	}
	if err := s.contradicted(closing); err != nil {
		return nil, err
	}
	f.closing = closing
	books, err := engine.Parallel(ctx, max(s.Workers, 1), closing.Shards(), closing.NewBooks, (*ledger.Books).Count)
	if err != nil {
		return nil, err
	}
	for _, b := range books[1:] {
		books[0].Merge(b)
	}
	if f.statement, err = books[0].Close(); err != nil {
		return nil, s.unclosed(err)
	}
	if s.cycles != nil || s.Metric.Orders != nil && s.Period != "" {
		f.products, err = s.countProducts(ctx, closing)
	}
	if err == nil && s.RFM {
		f.fifths, err = s.countFifths(ctx, closing)
	}
	return f, err
}

// unclosed tells what to do about a ledger that cannot be closed.
func (s *session) unclosed(err error) error {
	e := &problem.Error{Err: err, Text: s.set.Names() + ": " + err.Error(), Read: true}
	var mixed *ledger.CurrencyError
	switch {
	case errors.As(err, &mixed) && mixed.Other != "":
		e.Hint = "--report-currency and --rates bring them together; --where keeps one"
		if cs := &s.columns[0]; cs.has(ledger.Currency) && len(s.Where) == 0 {
			e.Flags = []string{"--where", s.set.Tables[0].Reference(cs.at[ledger.Currency]) + "=" + mixed.One}
		}
	case errors.As(err, &mixed):
		e.Hint = "--report-currency names the currency of the others"
	case errors.Is(err, ledger.ErrNoPeriods) && s.asOf != nil:
		e.Hint = "--as-of must lie behind the first period that is whole"
	}
	return e
}
