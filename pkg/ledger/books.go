package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Books are the tallies of some parts of a closed ledger. Books of different parts merge; each is
// used by one goroutine.
type Books struct {
	closing   *Closing
	cells     cells             // of customers that are in one group all the time
	mixed     cells             // of the groups of other customers, who may count in several
	whole     cells             // of those customers, each of them once
	customers tally.Several     // their own sums over the periods
	cohorts   [][]*tally.Cohort // by place of the first period and group
	orders    []*tally.Orders   // by group

	repeated int64
	negative Negative
	short    shortfall
	overflow string // a customer whose amount does not fit after conversion
	unrated  string // the first day with an order in a currency that has no rate then, and the currency
	void     bool   // money of cohorts did not fit

	// Memory for the blocks of one part after the other.
	blocks      pages[block]
	blockGroups pages[[slotsPerBlock]uint16]
	heads       pages[heads]
}

// Negative counts the customer-periods whose rows add up to less than nothing, which count as nothing.
type Negative struct {
	CustomerPeriods int64
	Amount          money.Amount // their sum, below zero
}

// A shortfall is a customer of a movement ledger that loses more than it has.
type shortfall struct {
	customer string
	slot     int32
	amount   int64
	found    bool
}

func (s *shortfall) take(o shortfall) {
	if o.found && (!s.found || cmp.Or(cmp.Compare(o.customer, s.customer), cmp.Compare(o.slot, s.slot)) < 0) {
		*s = o
	}
}

// NewBooks returns empty books.
func (c *Closing) NewBooks() *Books {
	n := c.ledger.groups.len()
	return &Books{
		closing: c,
		cells:   newCells(len(c.slots), n),
		mixed:   newCells(len(c.slots), n),
		whole:   newCells(len(c.slots), 1),
		cohorts: make([][]*tally.Cohort, len(c.slots)),
		orders:  make([]*tally.Orders, n),
	}
}

// Parts is the number of parts that a ledger is cut into.
func (c *Closing) Parts() int { return partCount }

// Count counts the customers of one part, from 0 to Parts − 1, of which each is counted once.
func (b *Books) Count(part int) {
	p := &b.closing.ledger.parts[part]
	waited := p.waiting.n > 0
	if waited {
		b.lend(p)
	}
	p.settle()
	b.repeated += p.repeated
	if len(p.overflowed) > 0 {
		b.overflow = max(b.overflow, slices.Max(p.overflowed))
	}
	w := walker{closing: b.closing, books: b, part: p}
	for number := range p.eachCustomer {
		w.customer(number)
	}
	if waited {
		b.takeBack(p)
	}
}

// lend gives a part the memory for its blocks.
func (b *Books) lend(p *part) {
	p.blocks.take(&b.blocks)
	p.blockGroups.take(&b.blockGroups)
	p.heads.take(&b.heads)
}

// takeBack empties a part and takes its memory, for the blocks of the next one.
func (b *Books) takeBack(p *part) {
	p.blocks.reset()
	p.blockGroups.reset()
	p.heads.reset()
	b.blocks.take(&p.blocks)
	b.blockGroups.take(&p.blockGroups)
	b.heads.take(&p.heads)
	p.customers = pages[key]{}
}

// cells are movements by the place of their period and by group.
type cells struct {
	rows   [][]*tally.Movement
	groups int
}

func newCells(periods, groups int) cells { return cells{make([][]*tally.Movement, periods), groups} }

// of returns the movement of a period and group, for adding to it.
func (c *cells) of(ord int32, group uint16) *tally.Movement {
	if c.rows[ord] == nil {
		c.rows[ord] = make([]*tally.Movement, c.groups)
	}
	m := &c.rows[ord][group]
	if *m == nil {
		*m = new(tally.Movement)
	}
	return *m
}

// take adds the movements of other cells, which become these where there are none.
func (c *cells) take(o *cells) {
	for ord, row := range o.rows {
		if c.rows[ord] == nil {
			c.rows[ord], row = row, nil
		}
		for group, m := range row {
			switch mine := &c.rows[ord][group]; {
			case m == nil:
			case *mine == nil:
				*mine = m
			default:
				(*mine).Merge(m)
			}
		}
		o.rows[ord] = nil
	}
}

// cohort returns the cohort of a first period and group.
func (b *Books) cohort(ord int32, group uint16) *tally.Cohort {
	if b.cohorts[ord] == nil {
		b.cohorts[ord] = make([]*tally.Cohort, len(b.orders))
	}
	c := &b.cohorts[ord][group]
	if *c == nil {
		*c = tally.NewCohort(len(b.closing.ords) - int(b.closing.slots[ord]-b.closing.slots[0]))
	}
	return *c
}

func (b *Books) order(group uint16) *tally.Orders {
	if b.orders[group] == nil {
		b.orders[group] = new(tally.Orders)
	}
	return b.orders[group]
}

// Merge adds the books of other parts, which are empty then. The order does not matter.
func (b *Books) Merge(o *Books) {
	b.customers.Merge(&o.customers)
	b.cells.take(&o.cells)
	b.mixed.take(&o.mixed)
	b.whole.take(&o.whole)
	for ord, row := range o.cohorts {
		for group, c := range row {
			if c != nil && !b.cohort(int32(ord), uint16(group)).Merge(c) {
				b.void = true
			}
		}
	}
	for group, x := range o.orders {
		if x != nil {
			b.order(uint16(group)).Merge(x)
		}
	}
	b.repeated += o.repeated
	b.negative.CustomerPeriods += o.negative.CustomerPeriods
	b.negative.Amount += o.negative.Amount
	b.short.take(o.short)
	b.overflow = max(b.overflow, o.overflow)
	b.takeUnrated(o.unrated)
	b.void = b.void || o.void
}

// A Statement is everything a ledger tells.
type Statement struct {
	// Periods are the movements of all customers, one entry a period; Movements are those of every period
	// and group, and the same without groups. A customer may be in several groups at once, so groups need not
	// add up to their period.
	Periods, Movements tally.Movements
	// Customers are the sums of the customers over the periods.
	Customers tally.Several
	Cohorts   *tally.Cohorts           // nil unless asked for
	Orders    map[string]*tally.Orders // by group; nil unless asked for
	Negative  Negative
	// Repeated counts the rows beyond the first of a customer and period; they add up.
	Repeated int64
}

// Pool adds the movements of all periods, and says what they say together.
func (s *Statement) Pool() *tally.Movement {
	all := s.Periods.Together()
	if all.Several != nil {
		all.Several.Merge(&s.Customers)
	}
	return all
}

// Close makes the statement, when all parts are counted. Books that do not reconcile are an error,
// which names the customer or the period and group.
func (b *Books) Close() (*Statement, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	s := &Statement{Negative: b.negative, Repeated: b.repeated, Customers: b.customers}
	var err error
	if s.Movements, s.Periods, err = b.movements(); err != nil {
		return nil, err
	}
	if b.closing.ledger.options.WantCohorts {
		s.Cohorts = b.allCohorts()
	}
	if b.closing.ledger.options.WantOrders {
		s.Orders = make(map[string]*tally.Orders)
		for group, x := range b.orders {
			if x != nil {
				s.Orders[b.group(group)] = x
			}
		}
	}
	return s, nil
}

// movements lists those of every period and group, and those of every period.
func (b *Books) movements() (groups, periods tally.Movements, err error) {
	whole := newCells(len(b.closing.slots), 1)
	for ord, row := range b.cells.rows {
		for _, m := range row {
			if m != nil {
				whole.of(int32(ord), 0).Merge(m)
			}
		}
	}
	whole.take(&b.whole)
	b.cells.take(&b.mixed)
	if periods, err = b.list(whole); err == nil {
		groups, err = b.list(b.cells)
	}
	return groups, periods, err
}

// list names the movements by period and group, if they can be trusted.
func (b *Books) list(from cells) (tally.Movements, error) {
	all := make(tally.Movements)
	for ord, row := range from.rows {
		for group, m := range row {
			if m == nil {
				continue
			}
			cell := tally.Cell{Period: int(b.closing.slots[ord]), Group: b.group(group)}
			if err := b.sound(cell, m); err != nil {
				return nil, err
			}
			all[cell] = m
		}
	}
	return all, nil
}

// sound tells whether a movement can be trusted.
func (b *Books) sound(cell tally.Cell, m *tally.Movement) error {
	where := fmt.Sprintf("period %q, group %q", b.closing.Label(cell.Period), cell.Group)
	if m.Overflow {
		return fmt.Errorf("%s: the amounts add up to more than an amount can be", where)
	}
	if !m.Reconciles() {
		return fmt.Errorf("%s: opening and movements do not give the closing", where)
	}
	return nil
}

// takeUnrated notes that there is no rate for a currency on a day.
func (b *Books) takeUnrated(text string) {
	if text != "" && (b.unrated == "" || text < b.unrated) {
		b.unrated = text
	}
}

func (b *Books) check() error {
	decimals := b.closing.Decimals()
	if b.unrated != "" {
		day, code, _ := strings.Cut(b.unrated, " ")
		return fmt.Errorf("no rate for %s on %s", code, day)
	}
	if s := b.short; s.found {
		return fmt.Errorf("customer %q: in %s its movements add up to %s: the ledger begins after its first movement, or a movement is missing",
			s.customer, b.closing.Label(int(s.slot)), money.Format(money.Amount(s.amount), decimals))
	}
	if b.overflow != "" {
		return fmt.Errorf("customer %q: its amounts add up to more than an amount can be", b.overflow)
	}
	return nil
}

func (b *Books) group(id int) string { return b.closing.ledger.groups.text(uint16(id)) }

func (b *Books) allCohorts() *tally.Cohorts {
	slots := b.closing.slots
	cs := &tally.Cohorts{First: int(slots[0]), Last: int(slots[len(slots)-1]), Missing: b.closing.Missing,
		KnownFirst: b.firstIsKnown(),
		ByStart:    make(map[tally.Cell]*tally.Cohort), Overflow: b.void}
	for ord, row := range b.cohorts {
		for group, c := range row {
			if c != nil {
				cs.ByStart[tally.Cell{Period: int(slots[ord]), Group: b.group(group)}] = c
			}
		}
	}
	return cs
}

// firstIsKnown tells whether the cohort of the first period counts like the others: where rows tell when each
// customer began, and there is no other cohort that has reached the next period. Where there are others, the first
// period is where the data begin, and is likely to hold those of before.
func (b *Books) firstIsKnown() bool {
	if !b.closing.ledger.options.Shape.changes() {
		return false
	}
	for ord, row := range b.cohorts[:len(b.cohorts)-1] {
		if ord > 0 && row != nil {
			return false
		}
	}
	return true
}

// Decimals returns the digits of the minor unit of all amounts.
func (c *Closing) Decimals() int {
	if c.Currency.Code == "" {
		return usualDecimals
	}
	return c.Currency.Decimals
}

// Close prepares the ledger, counts all parts and makes the statement, with one worker.
func (l *Ledger) Close() (*Closing, *Statement, error) {
	c, err := l.Prepare()
	if err != nil {
		return nil, nil, err
	}
	b := c.NewBooks()
	for part := range c.Parts() {
		b.Count(part)
	}
	s, err := b.Close()
	return c, s, err
}
