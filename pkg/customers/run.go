package customers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tags"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// Choose finds the columns of the tables, and what their first rows tell.
func (s *audit) Choose(set *dataset.Set) error {
	s.set = set
	for i, t := range s.set.Tables {
		choose := s.follow
		if i == 0 {
			choose = s.choose
		}
		if err := choose(t); err != nil {
			return err
		}
	}
	if err := kind.Hanging(set, func(i int) []int {
		cs := s.columns[i]
		return slices.Concat(cs.By, cs.Where, []int{cs.at(ledger.Customer), cs.at(ledger.Time)})
	}); err != nil {
		return err
	}
	if err := cmp.Or(s.separate(), s.damagedIDs(), s.findSameNames()); err != nil {
		return err
	}
	if err := set.ShortYears(s.Writing(dates.Unknown), func(table int) []int { return s.columns[table].times() }); err != nil {
		return err
	}
	s.weigh()
	if err := cmp.Or(s.findAcross(), s.findEndSums(), s.findNobody(), s.findTotals(), s.doubtfulRows()); err != nil {
		return err
	}
	if err := kind.MarkOfConditions(s.set, s.Conditions, s.Decimal, s.decimal(), func(i int) []int { return s.columns[i].Where }); err != nil {
		return err
	}
	s.seam()
	s.look()
	s.shortYears()
	s.looks, s.serial = s.motionsSeen(), s.serials()
	s.near = s.isNear()
	return nil
}

// Again tells that rows far from the shown periods have to be known after all.
func (s *audit) Again(err error) bool {
	near := s.near && errors.Is(err, ledger.ErrTooNear)
	s.near = s.near && !near
	return near
}

// isNear tells whether what happened in the shown periods is all that is asked, so that rows far from them need not
// be known. The sources may have to be read a second time then, and nobody may be told of their rows twice.
func (s *audit) isNear() bool {
	bounded := s.From != nil || s.To != nil
	defs := s.Metric.Definitions
	plain := !s.Metric.Past && !s.asked.Followed && !s.asked.SideBySide() && (len(defs) == 0 || s.asked.Definition == defs[0].Name)
	return bounded && plain && s.Reject == nil && s.set.Reopens()
}

// Counts says what a pass has to count.
func (s *audit) Counts() ([]pass.Counting, error) {
	if s.options == nil {
		o := s.bookkeeping()
		s.options = &o
	}
	s.options.Near = s.near
	s.call()
	rule, err := newRule(*s.options, s.cycles, s.naming(), s.wide, s.same())
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	c := pass.Counting{Rule: rule, Dates: s.options.Dates}
	for i := range s.columns {
		seats := s.wholeRows(i, s.seated(i, s.placed(s.columns[i])))
		if s.options.Called != nil {
			seats.By = nil
		}
		c.Columns = append(c.Columns, seats)
	}
	c.Where = s.On(where.Cells{Decimal: s.decimal(), Zone: s.Zone})
	return []pass.Counting{c}, nil
}

// call has customers called by their names where a label of theirs makes the groups: once for each, and not in every row.
func (s *audit) call() {
	o := s.options
	if len(s.By) != 1 || o.WantCohorts || o.WantOrders || o.OnlyOrders || s.cycles != nil || s.naming() != (naming{}) {
		return
	}
	label, ok := s.Labels[s.By[0]].(pass.Caller)
	for _, cs := range s.columns {
		ok = ok && cs.By[0] == cs.at(ledger.Customer)
	}
	if !ok {
		return
	}
	o.Grouped, o.Called, o.Callings = false, label.Call, nil
	for _, word := range label.Words() {
		o.Callings = append(o.Callings, string(pass.AppendText(nil, word)))
	}
	label.Calls(s.From == nil && s.To == nil)
}

// Begin reads the files that belong to the question.
func (s *audit) Begin(ctx context.Context) (err error) {
	o := s.Dataset
	o.Decimal = s.Decimal
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

// A audit answers a request.
type audit struct {
	*Brief
	kind.Understood
	shape    ledger.Shape   // "" to find out
	asked    metric.Account // how the figures are asked for, as far as the words tell
	asOf     *dates.Instant
	inactive ledger.Lapse
	churnOn  ledger.Event
	types    map[string]ledger.Motion
	rates    *ledger.Rates
	options  *ledger.Bookkeeping // how the ledger reads rows

	set     *dataset.Set
	columns []columns

	cycles     *cycles         // of a file; nil where there is none
	found      bool            // the shape was found, not given
	yesIsKept  bool            // the status column tells who is still there
	eachRow    bool            // every row is a customer
	foundRows  bool            // that was found, not given
	oneName    bool            // names that differ only in capital letters and blanks are one customer
	foundNames bool            // that was found, not given
	openMark   *openMark       // an amount whose mark nothing tells, nil where there is none
	wide       []spread        // of each table, where a row has the amounts of several periods
	oneSide    result.Phrase   // which condition leaves out all who left, or all others
	unspanned  result.Phrase   // of which time amounts are is not known, so they are left out
	agreed     []problem.Sense // how to read a list of contracts whose ends were agreed
	pauses     result.Phrase   // which column tells of pauses, which are not read
	discounted result.Phrase   // that amounts may be before discounts
	unsettled  bool            // they are unit prices, and left out
	unpaid     result.Phrase   // that some have plans that nobody pays for
	todays     string          // the column whose amounts are those of today, and are left out
	tests      string          // the column that tells which rows are tests
	allTests   bool            // all first rows are
	nobody     []string        // customers that are placeholders beside the usual words
	nameless   bool            // customers may be placeholders
	totals     []string        // customers that are the totals of others
	leftOut    []int           // columns that could have held the amount
	why        []string        // why shape and columns were chosen
	once       bool            // the amount of an order stands on each of its lines
	alike      bool            // lines of an order have the same amount, and no header says that it is that of the order
	refunds    ledger.Refunds  // how orders tell what went back
	elsewhere  string          // the column of currencies that are not those of the amounts, whose header names theirs
	glance     firstGlance
	order      dates.DayOrder
	mark       byte // the decimal mark that the sampled amounts have, 0 where they do not tell
	weighing   ledger.Weighing
	compares   map[ledger.Item]bool // times that conditions compare
	near       bool                 // rows far from the shown periods are not kept

	currencies    currencyCells                                       // how sampled cells write currencies
	rest          rest                                                // what movements leave that say that a customer leaves
	shortMonth    string                                              // one of the months whose years have two digits, all of a column
	ticked        string                                              // the only text of a status beside blank cells
	lastDay       bool                                                // ends are the last days of service
	looks         map[string]motionLook                               // of the sampled movements, by the texts of their types
	serial        []string                                            // columns with days as spreadsheets count them
	endIsLost     bool                                                // the status column holds dates on which customers left
	units         layout.Units                                        // of the amounts, by their header
	termUnit      string                                              // of which the numbers of a column are, that tell the billing interval
	termed        ledger.Item                                         // whose column was found to bring amounts to a month; NoRole for none
	elseMonth     bool                                                // texts of the billing interval that speak of none are of a month
	whole         bool                                                // amounts are of the whole time from start to end
	minor         bool                                                // amounts are in cents
	moves         bool                                                // a column of a balance holds types of movements
	cells         [][]tally.PeriodGroup                               // of the groups of the document, before they were ordered
	rearranged    []int                                               // where each of its groups stood before; nil for where it stands
	nothingToLose bool                                                // no row tells of a customer who left
	cutter        tags.Cutter                                         // of cells with reasons
	rareReasons   bool                                                // what was found between them has parts that hardly come again
	again         func(group int, confidence float64) *result.Verdict // judges a group at another confidence; nil where they have no verdict
}

// Meant is what the words of the request mean.
func (s *audit) Meant() *kind.Understood { return &s.Understood }

func (s *audit) bookkeeping() ledger.Bookkeeping {
	cs := s.columns[0]
	s.order = dates.Unknown
	if s.DateFormat == "" {
		s.order = s.set.DateOrder(s.Writing(dates.DayFirst), func(table int) []int { return s.columns[table].times() })
	}
	period := s.Cut
	if s.Metric.Orders != nil { // which are looked at by day
		period = dates.Day
	}
	return ledger.Bookkeeping{
		Shape: s.shape, Period: period, Dates: s.written(s.order), Since: s.From, Until: s.To, AsOf: s.asOf, Now: s.Now,
		Unpriced: !s.priced(), Currency: s.reporting(), CurrencyColumn: cs.has(ledger.Currency), Rates: s.rates,
		Decimal: s.decimal(), Weigh: s.weighing, MinorUnits: s.minor, Zeros: s.units.Zeros, Per: cmp.Or(s.termUnit, s.units.Per), Whole: s.whole, ElseMonth: s.elseMonth, Missing: s.Missing, Totals: s.spelled(s.totals), Nameless: s.nameless, Nobody: s.spelled(s.nobody), Lost: s.Lost, Types: s.types, YesIsKept: s.yesIsKept, Ticked: s.ticked, EndIsLost: s.endIsLost,
		ChurnOn: s.churnOn, LastDay: s.lastDay, InactiveAfter: s.inactive,
		Lines: cs.has(ledger.OrderID), Grouped: len(s.By) > 0 || s.cycles != nil, MaxGroups: s.MaxGroups,
		WantCohorts: s.Metric.Cohorts != nil || s.asked.Followed && s.shape != ledger.Status && s.shape != ledger.Transaction, WantOrders: s.Metric.Orders != nil, OnlyOrders: s.Metric.Orders != nil, WantLeavers: s.asked.Leavers, WantEach: s.Each, Reasoned: s.reasoned(),
		Ahead: int32(s.asked.Ahead), Refunds: s.refunds, Once: s.once,
	}
}

func (s *audit) priced() bool { return s.columns[0].has(ledger.Amount) }

// Failed tells what to do about an error of reading.
func (s *audit) Failed(_ int, err error) error {
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

// Column names the column of a row that is not counted.
func (s *audit) Column(r pass.Reject) string {
	if i, ok := s.partAt(r.Source, r.Role); ok {
		return s.set.Tables[r.Source].Headers[i]
	}
	return s.columns[r.Source].Name(r.Role, r.Condition)
}

func (s *audit) undecided(err error) error {
	var order *pass.OrderError
	if !errors.As(err, &order) {
		return err
	}
	return s.set.Undecided(err, func(at tally.Place) int { return s.columns[at.Source].At(order.Clues[at]) })
}

type harvest struct {
	found              *ledger.Remarks
	filtered, excluded int64
	uncycled           *uncycled
	fates              *ledger.Fates // of wide rows, nil where rows are not
	dashed             int64         // cells of wide rows that say that there is no amount
	folded             int64         // rows whose customer differs from the cell by its case
	doubled            int64         // rows that are the same as another

	malformed, remarks, repairs, damaged pass.Faults
}

// gather returns what a pass has read in one of the ways to read its dates.
func gather(r *pass.Read, w pass.Way) *harvest {
	c := w.Counter.(*taker)
	h := &harvest{found: c.gather(), filtered: r.Filtered, excluded: r.Excluded, uncycled: &c.uncycled, folded: c.folded, doubled: c.doubled, dashed: c.dashed,
		malformed: r.Faults, remarks: r.Remarks, repairs: r.Repairs, damaged: r.Damaged}
	if c.wide != nil {
		h.fates = &c.fates
	}
	return h
}

func (h *harvest) rows() result.Rows {
	account := h.found.Account
	if h.fates != nil {
		account = *h.fates
	}
	r := account.Rows()
	r.Filtered += h.filtered
	r.Excluded += h.excluded
	r.Malformed, r.Duplicate = h.malformed.N, h.doubled
	r.Read += h.filtered + h.excluded + h.malformed.N + h.doubled
	return r
}

// tooManyGroups says which row makes one group more than there may be.
func (s *audit) tooManyGroups(e *ledger.TooManyGroupsError) string {
	text := fmt.Sprintf("--by makes %v", e)
	if e.At.Line == 0 {
		return text
	}
	var names []string
	for _, value := range s.values(e.Group) {
		names = append(names, answer.Quote(value, 40))
	}
	return fmt.Sprintf("%s: %s; with %s there is one more", s.set.At(e.At), text, strings.Join(names, ", "))
}
