// Package ledger turns the rows of a customer ledger, of any shape, into movements, cohorts and orders, by way of what
// each customer was worth in each period.
//
// A Ledger holds the customers, cut into shards by the hash of their keys. Every worker fills it
// through its own Collector, which reads the cells of a row, keeps its Remarks about rows, and
// hands entries over in batches. When all rows are in, Prepare looks at the whole and Tally counts
// the customers of one shard; the shards can be counted by different workers.
//
// What a customer brings in a period is a sum of its rows, in whole minor units:
//
//   - balance: what stands at the end of the period, since a balance is a stock. Rows of one date add up.
//     Where rows bear common dates, the last one of the period counts, and who is not in it is gone; where
//     customers have dates of their own, the last one of each counts (see stock).
//   - subscription: rows run from their start until their end, brought to a month. The end is the
//     first moment without service, so it belongs to the period in which the customer is missing.
//   - transaction: what was ordered in the period. --inactive-after decides how long customers stay without
//     an order; in periods without one they bring nothing. Refunds take money back and are no order, and
//     lines of one order are one.
//   - status: one row per customer, with before and after and no periods.
//   - movement: rows change the amount from their time on.
//
// A customer is there in a period when its sum is above zero (status: when it has a row; transaction: when
// an order is recent enough). A sum below zero counts as nothing and is noted. A period without any row, in
// the middle of a balance or transaction ledger, is a period that the data do not tell about: it is left
// out, and its neighbours are compared. The first period only opens the books; periods in which nobody can
// be lost yet are not shown. Who came and left within a period is passing, and who comes after that comes
// back.
//
// Groups each keep the money of their rows, so a customer may be in several. What a customer that stays
// takes from some groups to others has moved; see bookkeeper.stay.
//
// What is wrong with a row goes to an account, and never counts as zero:
//
//	customer, time, amount, status, interval blank     blank
//	a blank currency where a column names them         blank, unless the run has a currency
//	no date, no amount, unknown status or type         invalid
//	a currency without a rate; two of them in one row  invalid
//	an end before its start; an end that nobody dates  invalid
//	a new, grown or returned amount below zero         invalid
//	an amount or a product past money.Limit            invalid
//	trials, one-time fees, what never began, void orders  excluded
//	outside Since and Until                            filtered, and known all the same
//
// Zero and negative amounts, digits that the currency does not have, paused subscriptions and
// cancelled ones that still run do count and are noted. Several rows of one customer and period add up,
// and their number is told. What no account can hold stops the run: amounts in two currencies without
// rates, sums that do not fit, movements that take more than there is, a missing rate.
package ledger

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// A Shape is what the rows of a ledger stand for.
type Shape string

// The shapes.
const (
	Balance      Shape = "balance"
	Subscription Shape = "subscription"
	Transaction  Shape = "transaction"
	Status       Shape = "status"
	Movement     Shape = "movement"
)

// Shapes lists the shapes in the order people see them.
func Shapes() []Shape { return []Shape{Balance, Subscription, Transaction, Status, Movement} }

// ParseShape returns the shape with a name.
func ParseShape(name string) (Shape, error) {
	if s := Shape(name); slices.Contains(Shapes(), s) {
		return s, nil
	}
	return "", fmt.Errorf("%q is not a shape of a ledger, expected balance, subscription, transaction, status or movement", name)
}

// An Event is the moment at which a subscription counts as lost.
type Event string

// The events.
const (
	AtEnd     Event = "end"     // when the service ends
	AtRequest Event = "request" // when the customer asked to cancel, or the end when nobody asked
)

// A Lapse is a length of time on the calendar.
type Lapse struct {
	N    int
	Unit dates.Period
}

// Bookkeeping says how the rows are read. A zero field has the meaning that its sentence gives it.
type Bookkeeping struct {
	Shape Shape
	// Period cuts time; month when empty. Status ledgers have no periods.
	Period dates.Period
	// Dates says how the time columns are written and in which zone periods are cut.
	Dates dates.Writing
	// Since and Until bound the periods that are shown, and the cohorts that begin; nil for no bound. What lies
	// before is known all the same, so who was there is not new. Where orders alone are counted, they bound the orders.
	Since, Until *dates.Instant
	// Near keeps, of the rows of a balance outside Since and Until, only those of the period before Since: who asks
	// what happened in the shown periods needs no more, and others take time. Prepare says ErrTooNear where
	// that period has no rows, so that more has to be known.
	Near bool
	// AsOf is the moment until which the data go. Periods that are not over then are left out. When
	// nil, the last period with a date in it counts as whole.
	AsOf *dates.Instant

	// Now is the moment of the run, nil when it is not known. What subscriptions and movements tell of later
	// times is planned and has not happened, so without AsOf it makes no periods.
	Now *dates.Instant

	// Once says that each line of an order has the amount of the whole order, so that it counts once.
	Once bool
	// Refunds says how orders tell what went back.
	Refunds Refunds
	// Unpriced says that the rows have no amount: customers are counted and there is no money.
	Unpriced bool
	// Currency is the code of the reporting currency; "" for the one of the data.
	Currency string
	// CurrencyColumn says that rows name their currency; a blank one is then no answer, unless
	// Currency is given.
	CurrencyColumn bool
	// Rates turns other currencies into Currency; nil for none.
	Rates *Rates
	// Decimal is the decimal mark of amounts, '.' or ','; '.' when 0.
	Decimal byte
	// Weigh says which amounts are counted by what they tell about the mark.
	Weigh Weighing
	// MinorUnits says that amounts are written in cents: 500 is 5.00.
	MinorUnits bool
	// Zeros is how many zeros amounts are written without: 3 where they are in thousands.
	Zeros int
	// Per is the time that an amount is of where its row names no billing interval, "year"; a month when empty.
	Per string
	// Whole says that the amount of a subscription is that of the whole time from its start to its end.
	Whole bool
	// ElseMonth says that a text of the billing interval that speaks of none is the name of a plan that is paid by the month.
	ElseMonth bool

	// Missing are texts that mean no answer, beside the empty one.
	Missing []string
	// Nameless says that customers may be placeholders for those who are not known: the usual words, and Nobody.
	Nameless bool
	Nobody   []string
	// Totals are customers that are the totals of others.
	Totals []string
	// Lost are the status texts that mean lost; when empty, the usual words. With them, every other
	// text means kept.
	Lost []string
	// Types says what types of movements mean, by their PlainType; the usual words are known beside them.
	Types map[string]Motion
	// YesIsKept says that the status column tells who is active, so yes, true and 1 mean kept.
	YesIsKept bool
	// Ticked is the only text of a status that marks the rows of one side, and leaves those of the other blank; "" where it says both.
	Ticked string
	// EndIsLost says that the status column holds the dates on which customers left; who has none is kept.
	EndIsLost bool

	// ChurnOn is the moment at which a subscription counts as lost; AtEnd when empty.
	ChurnOn Event
	// LastDay says that the end of a subscription is its last day of service, not the first without.
	LastDay bool
	// InactiveAfter is how long a customer of a transaction ledger stays without an order; the
	// period when zero.
	InactiveAfter Lapse

	// Lines says that rows name the order they belong to: lines of one order are one order.
	Lines bool
	// Grouped says that rows have a group key.
	Grouped bool
	// Called writes the groups of customers, whatever rows say: their numbers among Callings, which are keys, or below 0 for
	// none; a name of no bytes is nobody. It is asked once for each, about many together, by any number of workers, and nil
	// where rows tell. There are no cohorts and orders then.
	Called   func(names [][]byte, numbers []int)
	Callings []string
	// MaxGroups bounds the groups; 65 534 when 0.
	MaxGroups int

	// WantCohorts and WantOrders ask for these tallies beside the movements. Orders come from
	// transaction ledgers only; with OnlyOrders they are all that is counted, which is quicker.
	WantCohorts, WantOrders, OnlyOrders bool
	// Ahead asks for the habits of customers, for a forecast of so many days; 0 for none.
	Ahead int32
	// WantLeavers asks which customers took most with them.
	WantLeavers bool
	// Reasoned asks why customers left, and tells whether a cell gives a reason; nil where nobody asks.
	Reasoned func(cell string) bool
	// WantEach asks for what each customer adds up to, by name.
	WantEach bool
}

// maxGroups is how many groups fit the two bytes that a customer-period has for its group.
const maxGroups = 1<<16 - 2

// A Ledger holds the customers of all rows that were read.
type Ledger struct {
	options  Bookkeeping
	statuses statusWords
	missing  map[string]bool
	currency money.Currency // the reporting currency; no code when the data decide
	groups   *groups
	days     stockDays
	seed     [2]uint64
	shards   [shardCount]shard

	classes     classes
	waitingSize int // how many facts may wait in a shard

	mu     sync.Mutex
	latest latest          // of the periods
	reach  reach           // how far the times go
	passed observed        // days of usual rows, and periods of changes in rows that are left out
	signs  map[string]bool // of amounts whose currency nothing else tells, shared by several currencies
	whys   whys            // of the customers that left, where somebody asks
}

// pass adds the days that a collector has passed, and what it has met of times, of signs of currencies and of why customers left.
func (l *Ledger) pass(days *observed, last *latest, all *reach, signs map[string]bool, reasons whys) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.passed.merge(days)
	l.latest.merge(last)
	l.reach.merge(all)
	maps.Copy(l.signs, signs)
	l.whys.merge(reasons)
}

// New returns an empty ledger. Options that contradict each other are an error.
func New(o Bookkeeping) (*Ledger, error) {
	if _, err := ParseShape(string(o.Shape)); err != nil {
		return nil, err
	}
	if o.Period == "" {
		o.Period = dates.Month
	}
	if o.Decimal == 0 {
		o.Decimal = '.'
	}
	if o.ChurnOn == "" {
		o.ChurnOn = AtEnd
	}
	if o.MaxGroups <= 0 || o.MaxGroups > maxGroups {
		o.MaxGroups = maxGroups
	}
	if o.InactiveAfter.N < 0 || o.InactiveAfter.N > 100_000 {
		return nil, fmt.Errorf("inactive after %d %ss is not a length of time", o.InactiveAfter.N, o.InactiveAfter.Unit)
	}
	if _, oneTime, ok := intervalOf([]byte(o.Per)); o.Per != "" && (oneTime || !ok) {
		return nil, fmt.Errorf("%q is not a time that amounts can be of", o.Per)
	}
	l := &Ledger{options: o, signs: make(map[string]bool), groups: newGroups(o.MaxGroups), seed: newSeed(), statuses: newStatusWords(o), waitingSize: usualWaiting}
	if err := l.setCurrency(); err != nil {
		return nil, err
	}
	if len(o.Missing) > 0 {
		l.missing = make(map[string]bool, len(o.Missing))
		for _, text := range o.Missing {
			l.missing[text] = true
		}
	}
	for _, key := range o.Callings {
		if _, err := l.groups.id(key, nil); err != nil {
			return nil, err
		}
	}
	for i := range l.shards {
		l.shards[i].ledger = l
	}
	return l, nil
}

// TellCohorts asks for cohorts beside the rest, before the ledger is closed.
func (l *Ledger) TellCohorts() { l.options.WantCohorts = true }

func (l *Ledger) setCurrency() error {
	o := &l.options
	if o.Rates != nil && o.Rates.To.Code != o.Currency {
		return fmt.Errorf("the rates are for %s, the reporting currency is %q", o.Rates.To.Code, o.Currency)
	}
	if o.Currency == "" {
		return nil
	}
	c, ok := money.CurrencyOf(o.Currency)
	if !ok {
		return fmt.Errorf("%q is not a currency of ISO 4217", o.Currency)
	}
	l.currency = c
	return nil
}

// changes tells whether rows change what a customer brings from their time on, instead of telling it.
func (s Shape) changes() bool { return s == Subscription || s == Movement }

// rowsArePresence tells whether a row makes its customer present, whatever its amount.
func (s Shape) rowsArePresence() bool { return s == Transaction || s == Status }

// Merge adds the customers of another ledger that was made with the same options. Merging the parts
// of a whole, in any order, gives the whole.
func (l *Ledger) Merge(o *Ledger) error {
	ids, err := l.groups.merge(o.groups)
	if err != nil {
		return err
	}
	l.days.merge(&o.days)
	for i := range o.shards {
		l.takeOver(&o.shards[i], ids)
	}
	l.pass(&o.passed, &o.latest, &o.reach, o.signs, o.whys)
	return nil
}
