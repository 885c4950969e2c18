package ledger

import (
	"math/bits"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A bookkeeper goes through the customers of a shard and tells the books about each.
type bookkeeper struct {
	closing *Closing
	books   *Books
	shard   *shard

	points []point
	passes []point
	causes []loss
	shares []share
	blocks []uint32
	sums   []sum
	orders []order
	steps  []groupStep
	who    tally.History
	all    tally.CustomerSums // over the periods that are shown
	parts  []groupSums        // what of it each group has, of a customer in several
	name   []byte
	at     uint32 // number of the customer
	called callings
	group  uint16 // that the customer is in all the time, unless it is mixed
	mixed  bool   // the customer is in several groups
	each   bool   // histories tell their orders one by one
}

// A point is a period in which the customer is there, or came and left.
type point struct {
	ord      int32
	group    uint16 // the one it belongs to, unless it has shares
	amount   int64  // at the rates of the period
	before   int64  // the same at the rates of the period before
	from, to int32  // its shares, from ≤ share < to, where it belongs to several groups
}

// A share is what of a point belongs to one group.
type share struct {
	group  uint16
	amount int64
	before int64
}

// A loss says why the customer was lost in a period.
type loss struct {
	ord   int32
	cause uint8
}

// A sum is what the customer brings in one group and currency.
type sum struct {
	group    uint16
	currency uint8
	amount   int64
}

func (w *bookkeeper) customer(number uint32) {
	w.at = number
	w.points, w.passes, w.causes, w.shares, w.sums = w.points[:0], w.passes[:0], w.causes[:0], w.shares[:0], w.sums[:0]
	o := &w.closing.ledger.options
	switch {
	case o.Shape == Transaction:
		w.orders = w.shard.ordersOf(number, w.orders)
		if o.WantOrders {
			w.count()
		}
		if o.OnlyOrders {
			return
		}
		w.windows()
	case o.Shape.changes():
		w.books.unopened.all++
		w.blocks = w.shard.blocksOf(number, w.blocks)
		w.changes()
	default:
		w.blocks = w.shard.blocksOf(number, w.blocks)
		w.levels()
	}
	w.move()
	if w.closing.hasCohorts() && len(w.points)+len(w.passes) > 0 {
		w.join()
	}
}

func (w *bookkeeper) count() {
	if h := w.history(); h.Orders > 0 {
		_, asOf := w.closing.orderDays()
		all := w.books.orders.of(0, w.orderGroup())
		all.Add(h, asOf)
		if w.ordersApart() {
			w.books.apart++
		}
		w.habit(all, h.Days)
	}
}

// habit counts a customer for a forecast, which begins the day after the last that counts.
func (w *bookkeeper) habit(all *tally.Orders, days []int32) {
	o := &w.closing.ledger.options
	if o.Ahead == 0 {
		return
	}
	if all.Habits == nil {
		all.Habits = tally.NewHabits(o.Ahead)
	}
	_, end := w.closing.orderDays()
	if o.AsOf != nil {
		end-- // as of its beginning
	}
	all.Habits.Add(days, end)
}

// blocksOf lists the blocks of a customer by time, those of one time by currency; the slice is used again.
func (p *shard) blocksOf(number uint32, into []uint32) []uint32 {
	into = into[:0]
	for _, at := range p.heads.at(number) {
		for ; at != 0; at = p.blocks.at(at - 1).next {
			into = append(into, at-1)
		}
	}
	identity := func(at uint32) int64 { return int64(p.blocks.at(at).meta) >> currencyAt }
	// There are one or two in most ledgers; insertion is all the sorting they need.
	for i := 1; i < len(into); i++ {
		x := into[i]
		j := i
		for ; j > 0 && identity(into[j-1]) > identity(x); j-- {
			into[j] = into[j-1]
		}
		into[j] = x
	}
	return into
}

// eachBase calls visit for the blocks of one base after another, one block per currency and group.
func (p *shard) eachBase(all []uint32, visit func(base int32, blocks []uint32)) {
	for from := 0; from < len(all); {
		base := p.blocks.at(all[from]).meta.base()
		to := from + 1
		for to < len(all) && p.blocks.at(all[to]).meta.base() == base {
			to++
		}
		visit(base, all[from:to])
		from = to
	}
}

// A slotFact is what the rows say about one slot beside amounts.
type slotFact struct {
	seen  bool
	cause uint8
}

// read adds the amounts of a place to the sums and returns what else the rows say about it.
func (w *bookkeeper) read(blocks []uint32, place int) (f slotFact) {
	for _, at := range blocks {
		b := w.shard.blocks.at(at)
		seen := b.meta.seen(place)
		f.seen = f.seen || seen
		f.cause = max(f.cause, b.meta.cause(place))
		if amount := w.shard.amount(b, place); amount != 0 || seen {
			w.addSum(w.groupAt(at, place), b.meta.currency(), amount)
		}
	}
	return f
}

// groupAt returns the group of a place, 0 in a ledger without groups.
func (w *bookkeeper) groupAt(at uint32, place int) uint16 {
	if !w.closing.ledger.options.Grouped {
		return 0
	}
	return w.shard.blockGroups.at(at)[place]
}

func (w *bookkeeper) addSum(group uint16, currency uint8, by int64) {
	for i := range w.sums {
		if s := &w.sums[i]; s.currency == currency && s.group == group {
			total, ok := money.Amount(s.amount).Add(money.Amount(by))
			if !ok {
				w.tooLarge()
			}
			s.amount = int64(total)
			return
		}
	}
	w.sums = append(w.sums, sum{group, currency, by})
}

// levels walks through a ledger whose rows tell what a customer brings.
func (w *bookkeeper) levels() {
	w.shard.eachBase(w.blocks, func(base int32, blocks []uint32) {
		if b := w.shard.blocks.at(blocks[0]); len(blocks) == 1 && b.meta.plain() && w.closing.money[b.meta.currency()] == nil {
			w.plainBlock(base, blocks[0], b)
			return
		}
		for place := range slotsPerBlock {
			w.sums = w.sums[:0]
			f := w.read(blocks, place)
			if f.seen || f.cause != 0 || len(w.sums) > 0 {
				w.emit(w.closing.places.of(base*slotsPerBlock+int32(place)), f)
			}
		}
	})
}

// plainBlock is levels for a block that is alone, has no causes and needs no rate. It does the same,
// and most ledgers consist of such blocks.
func (w *bookkeeper) plainBlock(base int32, at uint32, b *block) {
	o, own, places := &w.closing.ledger.options, w.closing.stock.Own, &w.closing.places
	always, grouped := o.Shape.rowsArePresence(), o.Grouped
	for seen := uint16(b.meta & (1<<slotsPerBlock - 1)); seen != 0; seen &= seen - 1 {
		place := bits.TrailingZeros16(seen)
		ord := places.of(base*slotsPerBlock + int32(place))
		if ord < 0 {
			continue
		}
		if own {
			w.replace(ord)
		}
		amount := w.shard.amount(b, place)
		if amount < 0 {
			w.below(ord, amount)
			amount = 0
		}
		if amount == 0 && !always {
			continue
		}
		// Fields are set where they stay: a point made elsewhere first is slow to copy.
		w.points = append(w.points, point{})
		p := &w.points[len(w.points)-1]
		p.ord, p.amount, p.before = ord, amount, amount
		if grouped {
			p.group = w.shard.blockGroups.at(at)[place]
		}
	}
}

// replace forgets what an earlier day said of a period: a later one says it anew.
func (w *bookkeeper) replace(ord int32) {
	if w.wasThere(ord) {
		w.points = w.points[:len(w.points)-1]
	}
}

// changes walks through a ledger whose rows change what a customer brings.
func (w *bookkeeper) changes() {
	next, entered := w.closing.slots[0], false
	stay := func(until int32) {
		until = min(until, w.closing.slots[len(w.closing.slots)-1]+1)
		for ; next < until && w.brings(); next++ {
			w.emit(w.closing.ords.of(next), slotFact{})
		}
	}
	w.shard.eachBase(w.blocks, func(base int32, blocks []uint32) {
		for place := range slotsPerBlock {
			slot := base*slotsPerBlock + int32(place)
			if !w.shard.says(blocks, place) {
				entered = w.follow(blocks, place) || entered // of rows without money
				continue
			}
			stay(slot)
			came := w.brings()
			f := w.read(blocks, place)
			if !came && !f.seen && w.brings() {
				w.unopen()
			}
			entered = w.follow(blocks, place) || entered
			w.settleGroups()
			switch {
			case slot >= w.closing.slots[0]:
				w.emit(w.closing.ords.of(slot), f)
				next = slot + 1
			case f.seen: // came and left before the first period
				w.passes = append(w.passes, point{ord: -1})
			}
			w.sums = slices.DeleteFunc(w.sums, func(s sum) bool { return s.amount == 0 })
		}
	})
	stay(w.closing.slots[len(w.closing.slots)-1] + 1)
	if entered {
		w.books.movers.Entered++
	}
}

func (w *bookkeeper) brings() bool {
	for _, s := range w.sums {
		if s.amount != 0 {
			return true
		}
	}
	return false
}

// emit notes what the sums make of a period: that the customer is there, or why it is not.
func (w *bookkeeper) emit(ord int32, f slotFact) {
	if ord < 0 {
		return
	}
	w.replace(ord)
	if f.cause != 0 {
		w.causes = append(w.causes, loss{ord, f.cause})
	}
	p := point{ord: ord}
	p.amount, p.before = w.value(ord)
	shape := w.closing.ledger.options.Shape
	if p.amount < 0 {
		w.below(ord, p.amount)
		p.amount, p.before = 0, 0
	}
	switch {
	case p.amount > 0 || f.seen && shape.rowsArePresence():
		p.before = max(p.before, 0)
		w.share(&p)
		w.points = append(w.points, p)
	case f.seen && shape.changes() && !w.wasThere(ord-1):
		w.share(&p)
		w.passes = append(w.passes, p)
	}
}

func (w *bookkeeper) wasThere(ord int32) bool {
	n := len(w.points)
	return n > 0 && w.points[n-1].ord == ord
}

// value returns the sums in the reporting currency, at the rates of a period and of the one before.
func (w *bookkeeper) value(ord int32) (now, before int64) {
	for i, s := range w.sums {
		if w.isSummed(i) {
			continue
		}
		amount := s.amount
		for _, more := range w.sums[i+1:] { // other groups, so that the total does not depend on groups
			if more.currency == s.currency {
				sum, ok := money.Amount(amount).Add(money.Amount(more.amount))
				if !ok {
					w.tooLarge()
				}
				amount = int64(sum)
			}
		}
		a, b := w.convert(ord, s.currency, amount)
		now, before = now+a, before+b
	}
	return now, before
}

func (w *bookkeeper) isSummed(i int) bool {
	for _, s := range w.sums[:i] {
		if s.currency == w.sums[i].currency {
			return true
		}
	}
	return false
}

// convert brings an amount to the reporting currency, at the rates of a period and of the one before.
func (w *bookkeeper) convert(ord int32, currency uint8, amount int64) (now, before int64) {
	rates := w.closing.money[currency]
	if rates == nil {
		return amount, amount
	}
	now, okNow := rates[ord].convert(amount)
	before, okBefore := rates[max(ord-1, 0)].convert(amount)
	if !okNow || !okBefore {
		w.tooLarge()
	}
	return now, before
}

func (w *bookkeeper) tooLarge() {
	w.books.overflow = max(w.books.overflow, w.nameText())
}

// below notes a sum below zero. In a ledger of movements that cannot be, and is kept as an error.
func (w *bookkeeper) below(ord int32, amount int64) {
	if w.closing.ledger.options.Shape == Movement {
		w.books.short.take(shortfall{w.nameText(), w.closing.slots[ord], amount, true})
		return
	}
	w.books.negative.CustomerPeriods++
	w.books.negative.Amount += money.Amount(amount)
}

func (w *bookkeeper) nameText() string {
	w.name = w.shard.appendName(w.name[:0], w.at)
	return string(w.name)
}
