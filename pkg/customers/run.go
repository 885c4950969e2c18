package customers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// Run answers a request. Failures that people can mend are of type *problem.Error. When there is no
// figure, the answer comes together with an error that says why.
func Run(ctx context.Context, r Request) (*Answer, error) {
	c, err := r.check()
	if err == nil {
		err = kind.Sources(r.Sources)
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
	plain := !s.Metric.Past && !s.asked.SideBySide() && (len(defs) == 0 || s.asked.Definition == defs[0].Name)
	return bounded && plain && s.Reject == nil && s.set.Reopens()
}

// once reads the sources and answers.
func (s *session) once(ctx context.Context) (*Answer, error) {
	rule, err := newRule(s.options(), s.cycles)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	options := pass.Options{Workers: s.Workers}
	if s.Reject != nil {
		options.Reject = s.tell
	}
	reads, err := pass.Run(ctx, s.set, []pass.Counting{s.count(rule)}, options)
	if err = cmp.Or(err, s.rejected); err != nil {
		return nil, s.failed(err)
	}
	return s.answer(ctx, &reads[0])
}

// count is what a pass counts.
func (s *session) count(r *rule) pass.Counting {
	c := pass.Counting{Rule: r, Dates: r.options.Dates}
	for i := range s.columns {
		c.Columns = append(c.Columns, s.columns[i].placed())
	}
	for _, cond := range s.conditions {
		c.Where = append(c.Where, cond.With(where.Cells{Decimal: s.decimal(), Zone: s.Zone}))
	}
	return c
}

// readSmallFiles reads the files that belong to the question.
func (s *session) readSmallFiles(ctx context.Context, o dataset.Terms) (err error) {
	if s.asked.CycleFile != "" {
		if s.cycles, err = readCycles(ctx, s.asked.CycleFile, o); err != nil {
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

	cycles    *cycles  // of a file; nil where there is none
	found     bool     // the shape was found, not given
	yesIsKept bool     // the status column tells who is still there
	leftOut   []int    // columns that could have held the amount
	why       []string // why shape and columns were chosen
	order     dates.DayOrder
	mark      byte // the decimal mark that the sampled amounts have, 0 where they do not tell
	weighing  ledger.Weighing
	rejected  error
	near      bool // rows far from the shown periods are not kept

	lastDay       bool                                                // ends are the last days of service
	moves         bool                                                // a column of a balance holds types of movements
	nothingToLose bool                                                // no row tells of a customer who left
	again         func(group int, confidence float64) *result.Verdict // judges a group at another confidence; nil where they have no verdict
}

// options say how the ledger reads the rows.
func (s *session) options() ledger.Bookkeeping {
	cs := s.columns[0]
	s.order = dates.Unknown
	if s.DateFormat == "" {
		s.order = s.set.DateOrder(s.dateOptions(dates.DayFirst), func(table int) []int { return s.columns[table].times() })
	}
	return ledger.Bookkeeping{
		Shape: s.shape, Period: s.slots(), Dates: s.dateOptions(s.order), Since: s.since, Until: s.until, Near: s.near, AsOf: s.asOf, Now: s.Now,
		Unpriced: !s.priced(), Currency: s.CurrencyCode, CurrencyColumn: cs.has(ledger.Currency), Rates: s.rates,
		Decimal: s.decimal(), Weigh: s.weighing, MinorUnits: s.MinorUnits == flags.Yes, Missing: s.Missing, Lost: s.Lost, Types: s.types, YesIsKept: s.yesIsKept,
		ChurnOn: s.churnOn, LastDay: s.lastDay, InactiveAfter: s.inactive,
		Lines: cs.has(ledger.OrderID), Grouped: len(s.By) > 0 || s.cycles != nil, MaxGroups: s.MaxGroups,
		WantCohorts: s.Metric.Cohorts != nil, WantOrders: s.Metric.Orders != nil, OnlyOrders: s.Metric.Orders != nil, WantLeavers: s.asked.Leavers,
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

// failed tells what to do about an error of reading.
func (s *session) failed(err error) error {
	var groups *ledger.TooManyGroupsError
	var src *pass.SourceError
	switch {
	case errors.As(err, &groups):
		return &problem.Error{Err: err, Text: s.tooManyGroups(groups), Hint: "group by a column with fewer values, or raise --max-groups"}
	case errors.As(err, &src):
		return s.set.Locate(src.Source, src.Err)
	}
	return s.undecided(err)
}

// tell passes on a row that does not count.
func (s *session) tell(r pass.Reject) {
	t := s.set.Tables[r.Source]
	if err := s.Reject(t.Name, s.columns[r.Source].Name(r.Role, r.Condition), r); err != nil && s.rejected == nil {
		s.rejected = err
	}
}

// answer closes the ledger in every way to read its dates. Where there are two, it must not matter.
func (s *session) answer(ctx context.Context, r *pass.Read) (*Answer, error) {
	if err := s.doubtfulMark(gather(r, r.Ways[0])); err != nil {
		return nil, err
	}
	var given []*Answer
	var errs []error
	var texts []string
	s.order = r.Order
	for _, w := range r.Ways {
		if w.Err != nil {
			return nil, s.failed(w.Err)
		}
		s.again = nil
		a, err := s.finish(ctx, gather(r, w), w.Counter.(*taker).ledger)
		given, errs, texts = append(given, a), append(errs, err), append(texts, said(a, err))
	}
	if len(texts) > 1 && texts[0] != texts[1] {
		return nil, s.undecided(r.Open)
	}
	for _, late := range r.Ways[0].Late {
		s.tell(late)
	}
	return given[0], cmp.Or(s.rejected, errs[0])
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

func (s *session) undecided(err error) error {
	var order *pass.OrderError
	if !errors.As(err, &order) {
		return err
	}
	return s.set.Undecided(err, func(at tally.Place) int { return s.columns[at.Source].At(order.Clues[at]) })
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
func (s *session) close(ctx context.Context, h *harvest, l *ledger.Ledger) (*figures, error) {
	f := &figures{found: h.found, rows: h.rows(), statement: new(ledger.Statement)}
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
	books, err := pass.Parallel(ctx, max(s.Workers, 1), closing.Shards(), closing.NewBooks, (*ledger.Books).Count)
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
	if err == nil && s.scored() {
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
		if cs := s.columns[0]; cs.has(ledger.Currency) && len(s.Where) == 0 {
			e.Flags = []string{"--where", s.set.Tables[0].Reference(cs.at(ledger.Currency)) + "=" + mixed.One}
		}
	case errors.As(err, &mixed):
		e.Hint = "--report-currency names the currency of the others"
	case errors.Is(err, ledger.ErrNoPeriods) && s.asOf != nil:
		e.Hint = "--as-of must lie behind the first period that is whole"
	}
	return e
}
