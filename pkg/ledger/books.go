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
	closing *Closing
	cells   [][]*tally.Movement // by place of the period and group
	cohorts [][]*tally.Cohort   // by place of the first period and group
	orders  []*tally.Orders     // by group

	repeated int64
	mixed    bool
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
		cells:   make([][]*tally.Movement, len(c.slots)),
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
	b.mixed = b.mixed || p.mixed
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

// cell returns the movement of a period and group.
func (b *Books) cell(ord int32, group uint16) *tally.Movement {
	m := &b.row(ord)[group]
	if *m == nil {
		*m = new(tally.Movement)
	}
	return *m
}

func (b *Books) row(ord int32) []*tally.Movement {
	if b.cells[ord] == nil {
		b.cells[ord] = make([]*tally.Movement, len(b.orders))
	}
	return b.cells[ord]
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

// Merge adds the books of other parts. The order does not matter.
func (b *Books) Merge(o *Books) {
	for ord, row := range o.cells {
		for group, m := range row {
			if m != nil {
				b.cell(int32(ord), uint16(group)).Merge(m)
			}
		}
	}
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
	b.mixed = b.mixed || o.mixed
	b.negative.CustomerPeriods += o.negative.CustomerPeriods
	b.negative.Amount += o.negative.Amount
	b.short.take(o.short)
	b.overflow = max(b.overflow, o.overflow)
	b.takeUnrated(o.unrated)
	b.void = b.void || o.void
}

// A Statement is everything a ledger tells.
type Statement struct {
	Movements tally.Movements
	Cohorts   *tally.Cohorts           // nil unless asked for
	Orders    map[string]*tally.Orders // by group; nil unless asked for
	Negative  Negative
	// Repeated counts the rows beyond the first of a customer and period; they add up.
	Repeated int64
	// MixedGroups tells that rows of one customer and period name several groups; the first by text
	// stands.
	MixedGroups bool
}

// Close makes the statement, when all parts are counted. Books that do not reconcile are an error,
// which names the customer or the period and group.
func (b *Books) Close() (*Statement, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	s := &Statement{Negative: b.negative, Repeated: b.repeated, MixedGroups: b.mixed, Movements: make(tally.Movements)}
	for ord, row := range b.cells {
		for group, m := range row {
			if m == nil {
				continue
			}
			cell := tally.Cell{Period: int(b.closing.slots[ord]), Group: b.group(group)}
			if !m.Reconciles() {
				return nil, fmt.Errorf("period %q, group %q: opening and movements do not give the closing", b.closing.Label(cell.Period), cell.Group)
			}
			s.Movements[cell] = m
		}
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
	for ord, row := range b.cells {
		for group, m := range row {
			if m != nil && m.Overflow {
				return fmt.Errorf("period %q, group %q: the amounts add up to more than an amount can be",
					b.closing.Label(int(b.closing.slots[ord])), b.group(group))
			}
		}
	}
	return nil
}

func (b *Books) group(id int) string { return b.closing.ledger.groups.text(uint16(id)) }

func (b *Books) allCohorts() *tally.Cohorts {
	slots := b.closing.slots
	cs := &tally.Cohorts{First: int(slots[0]), Last: int(slots[len(slots)-1]), Missing: b.closing.Missing,
		ByStart: make(map[tally.Cell]*tally.Cohort), Overflow: b.void}
	for ord, row := range b.cohorts {
		for group, c := range row {
			if c != nil {
				cs.ByStart[tally.Cell{Period: int(slots[ord]), Group: b.group(group)}] = c
			}
		}
	}
	return cs
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
