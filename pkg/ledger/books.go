package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Books are the tallies of some shards of a closed ledger. Books of different shards merge; each is
// used by one goroutine.
type Books struct {
	closing   *Closing
	alone     grid[tally.Movement] // of customers that are in one group all the time
	mixed     grid[tally.Movement] // of the groups of other customers, who may count in several
	whole     grid[tally.Movement] // of those customers, each of them once
	customers tally.Several        // their own sums over the periods, once they are all counted
	aloneSums grid[tally.Several]  // of customers that are in one group all the time, by group
	mixedSums grid[tally.Several]  // what groups have of the others
	cohorts   grid[tally.Cohort]   // by the first period
	orders    grid[tally.Orders]   // of all periods together

	each []Named // of all customers, where they are asked for

	repeated  int64
	apart     int64 // customers with orders in several groups
	shared    int64 // customers in several groups at once
	earlier   int64 // customers who came and left before the first period
	explained int64 // losses of which a row says why
	negative  Negative
	short     shortfall
	unopened  unopened
	movers    Movers
	overflow  string // a customer whose amount does not fit after conversion
	unrated   string // the first day with an order in a currency that has no rate then, and the currency
	void      bool   // money of cohorts did not fit

	// Memory for the blocks of one shard after the other.
	blocks      pages[block]
	blockGroups pages[[slotsPerBlock]uint16]
	heads       pages[heads]
}

// A Named is what a customer adds up to over the periods that are shown.
type Named struct {
	Name string
	tally.CustomerSums
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
		alone:   newGrid[tally.Movement](len(c.slots), n),
		mixed:   newGrid[tally.Movement](len(c.slots), n),
		whole:   newGrid[tally.Movement](len(c.slots), 1),
		cohorts: newGrid[tally.Cohort](len(c.slots), n),
		orders:  newGrid[tally.Orders](1, n),

		aloneSums: newGrid[tally.Several](1, n), mixedSums: newGrid[tally.Several](1, n),
	}
}

// Shards is the number of shards that a ledger is cut into.
func (c *Closing) Shards() int { return shardCount }

// Count counts the customers of one shard, from 0 to Shards − 1, of which each is counted once.
func (b *Books) Count(number int) {
	p := &b.closing.ledger.shards[number]
	waited := p.waiting.n > 0
	if waited {
		b.lend(p)
	}
	p.settle()
	b.repeated += p.repeated
	if len(p.overflowed) > 0 {
		b.overflow = max(b.overflow, slices.Max(p.overflowed))
	}
	w := bookkeeper{closing: b.closing, books: b, shard: p}
	for number := range p.eachCustomer {
		w.customer(number)
	}
	if waited {
		b.takeBack(p)
	}
}

// lend gives a shard the memory for its blocks.
func (b *Books) lend(p *shard) {
	p.blocks.take(&b.blocks)
	p.blockGroups.take(&b.blockGroups)
	p.heads.take(&b.heads)
}

// takeBack empties a shard and takes its memory, for the blocks of the next one.
func (b *Books) takeBack(p *shard) {
	p.blocks.reset()
	p.blockGroups.reset()
	p.heads.reset()
	b.blocks.take(&p.blocks)
	b.blockGroups.take(&p.blockGroups)
	b.heads.take(&p.heads)
	p.customers = pages[key]{}
}

// A grid holds what is counted by the place of a period and by group.
type grid[T any] struct {
	rows   [][]*T
	groups int
}

func newGrid[T any](periods, groups int) grid[T] { return grid[T]{make([][]*T, periods), groups} }

// at returns the place of what is counted in a period and group, nil in it where nothing is.
func (g *grid[T]) at(ord int32, group uint16) **T {
	if g.rows[ord] == nil {
		g.rows[ord] = make([]*T, g.groups)
	}
	return &g.rows[ord][group]
}

// of returns what is counted in a period and group, for adding to it.
func (g *grid[T]) of(ord int32, group uint16) *T {
	x := g.at(ord, group)
	if *x == nil {
		*x = new(T)
	}
	return *x
}

// all gives what is counted, with its place.
func (g *grid[T]) all(yield func(at cellAt, x *T) bool) {
	for ord, row := range g.rows {
		for group, x := range row {
			if x != nil && !yield(cellAt{int32(ord), uint16(group)}, x) {
				return
			}
		}
	}
}

// A cellAt is a place in a grid.
type cellAt struct {
	ord   int32
	group uint16
}

// take adds what another grid holds, which becomes this one's where there is none.
func (g *grid[T]) take(o *grid[T], merge func(mine, other *T)) {
	for at, x := range o.all {
		if mine := g.at(at.ord, at.group); *mine == nil {
			*mine = x
		} else {
			merge(*mine, x)
		}
	}
	clear(o.rows)
}

// cohort returns the cohort of a first period and group.
func (b *Books) cohort(ord int32, group uint16) *tally.Cohort {
	c := b.cohorts.at(ord, group)
	if *c == nil {
		*c = tally.NewCohort(len(b.closing.ords.list) - int(b.closing.slots[ord]-b.closing.slots[0]))
	}
	return *c
}

// Merge adds the books of other shards, which are empty then. The order does not matter.
func (b *Books) Merge(o *Books) {
	b.customers.Merge(&o.customers)
	b.alone.take(&o.alone, (*tally.Movement).Merge)
	b.mixed.take(&o.mixed, (*tally.Movement).Merge)
	b.whole.take(&o.whole, (*tally.Movement).Merge)
	b.cohorts.take(&o.cohorts, func(mine, other *tally.Cohort) {
		if !mine.Merge(other) {
			b.void = true
		}
	})
	b.orders.take(&o.orders, (*tally.Orders).Merge)
	b.aloneSums.take(&o.aloneSums, (*tally.Several).Merge)
	b.mixedSums.take(&o.mixedSums, (*tally.Several).Merge)
	b.each = append(b.each, o.each...)
	b.repeated += o.repeated
	b.apart += o.apart
	b.earlier += o.earlier
	b.shared += o.shared
	b.explained += o.explained
	b.negative.CustomerPeriods += o.negative.CustomerPeriods
	b.negative.Amount += o.negative.Amount
	b.short.take(o.short)
	b.unopened.merge(&o.unopened)
	b.movers.merge(&o.movers)
	b.overflow = max(b.overflow, o.overflow)
	b.takeUnrated(o.unrated)
	b.void = b.void || o.void
}

// Close makes the statement, when all shards are counted. Books that do not reconcile are an error,
// which names the customer or the period and group.
func (b *Books) Close() (*Statement, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	s := &Statement{Negative: b.negative, Repeated: b.repeated, Idle: int64(len(b.closing.ledger.whys)) - b.explained, Unopened: b.unopened.Unopened, Movers: b.movers, Apart: b.apart, Earlier: b.earlier, Shared: b.shared, Each: b.each, ByGroup: make(map[string]*tally.Several)}
	s.Customers = b.sums(s.ByGroup)
	var err error
	if s.Movements, s.Periods, err = b.movements(); err != nil {
		return nil, err
	}
	if b.closing.hasCohorts() {
		s.Cohorts = b.allCohorts()
	}
	if b.closing.ledger.options.WantOrders {
		s.Orders = make(map[string]*tally.Orders)
		for at, x := range b.orders.all {
			s.Orders[b.group(at.group)] = x
		}
	}
	return s, nil
}

// sums puts those of the groups into a map, and returns those of all customers.
func (b *Books) sums(groups map[string]*tally.Several) (all tally.Several) {
	all.Merge(&b.customers)
	for _, x := range b.aloneSums.all {
		all.Merge(x)
	}
	b.aloneSums.take(&b.mixedSums, (*tally.Several).Merge)
	for at, x := range b.aloneSums.all {
		groups[b.group(at.group)] = x
	}
	return all
}

// movements lists those of every period and group, and those of every period.
func (b *Books) movements() (groups, periods tally.Movements, err error) {
	whole := newGrid[tally.Movement](len(b.closing.slots), 1)
	for at, m := range b.alone.all {
		whole.of(at.ord, 0).Merge(m)
	}
	whole.take(&b.whole, (*tally.Movement).Merge)
	b.alone.take(&b.mixed, (*tally.Movement).Merge)
	if periods, err = b.list(whole); err == nil {
		groups, err = b.list(b.alone)
	}
	return groups, periods, err
}

// list names the movements by period and group, if they can be trusted.
func (b *Books) list(from grid[tally.Movement]) (tally.Movements, error) {
	all := make(tally.Movements)
	for at, m := range from.all {
		cell := b.cell(at)
		if err := b.sound(cell, m); err != nil {
			return nil, err
		}
		all[cell] = m
	}
	return all, nil
}

func (b *Books) cell(at cellAt) tally.PeriodGroup {
	return tally.PeriodGroup{Period: int(b.closing.slots[at.ord]), Group: b.group(at.group)}
}

// sound tells whether a movement can be trusted.
func (b *Books) sound(cell tally.PeriodGroup, m *tally.Movement) error {
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
		return &OpeningError{fmt.Sprintf("customer %q: in %s its movements add up to %s: the ledger begins after its first movement, or a movement is missing",
			s.customer, b.closing.Label(int(s.slot)), money.Format(money.Amount(s.amount), decimals))}
	}
	if u := b.unopened; 20*u.Customers > u.all {
		return &OpeningError{fmt.Sprintf("%d of %d customers, such as %q, begin with a movement of what they have already: what they brought before is not known", u.Customers, u.all, u.First)}
	}
	if b.overflow != "" {
		return fmt.Errorf("customer %q: its amounts add up to more than an amount can be", b.overflow)
	}
	return nil
}

func (b *Books) group(id uint16) string { return b.closing.ledger.groups.text(id) }

func (b *Books) allCohorts() *tally.Cohorts {
	slots := b.closing.slots
	cs := &tally.Cohorts{First: int(slots[0]), Last: int(slots[len(slots)-1]), Missing: b.closing.Missing,
		KnownFirst: b.firstIsKnown(),
		ByStart:    make(map[tally.PeriodGroup]*tally.Cohort), Overflow: b.void}
	for at, c := range b.cohorts.all {
		cs.ByStart[b.cell(at)] = c
	}
	return cs
}

// firstIsKnown tells whether the cohort of the first period counts like the others: where rows tell when each
// customer began, and there is no other cohort that has reached the next period. Where there are others, the first
// period is where the data begin, and is likely to hold those of before; unless the data begin with customers who came
// and left before it.
func (b *Books) firstIsKnown() bool {
	if !b.closing.ledger.options.Shape.changes() {
		return false
	}
	if b.closing.opened {
		return true
	}
	for ord, row := range b.cohorts.rows[:len(b.cohorts.rows)-1] {
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

// Close prepares the ledger, counts all shards and makes the statement, with one worker.
func (l *Ledger) Close() (*Closing, *Statement, error) {
	c, err := l.Prepare()
	if err != nil {
		return nil, nil, err
	}
	b := c.NewBooks()
	for number := range c.Shards() {
		b.Count(number)
	}
	s, err := b.Close()
	return c, s, err
}
