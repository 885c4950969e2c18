package ledger

import (
	"math/bits"

	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A walker goes through the customers of a part and tells the books about each.
type walker struct {
	closing *Closing
	books   *Books
	part    *part

	points []point
	passes []pass
	causes []loss
	blocks []uint32
	sums   []sum
	orders []order
	who    tally.History
	name   []byte
	at     uint32 // number of the customer
	each   bool   // histories tell their orders one by one
}

// A point is a period in which the customer is there.
type point struct {
	ord    int32
	group  uint16
	amount int64 // at the rates of the period
	before int64 // the same at the rates of the period before
}

// A pass is a period in which the customer came and left.
type pass struct {
	ord   int32
	group uint16
}

// A loss says why the customer was lost in a period.
type loss struct {
	ord   int32
	cause uint8
}

// A sum is what the customer brings in one currency.
type sum struct {
	currency uint8
	amount   int64
}

func (w *walker) customer(number uint32) {
	w.at = number
	w.points, w.passes, w.causes, w.sums = w.points[:0], w.passes[:0], w.causes[:0], w.sums[:0]
	o := &w.closing.ledger.options
	switch {
	case o.Shape == Transaction:
		w.orders = w.part.ordersOf(number, w.orders)
		if o.WantOrders {
			w.count()
		}
		if o.OnlyOrders {
			return
		}
		w.windows()
	case o.Shape.changes():
		w.gather(number)
		w.changes()
	default:
		w.gather(number)
		w.levels()
	}
	w.move()
	if o.WantCohorts && len(w.points) > 0 {
		w.join()
	}
}

// count tells the books of the orders at hand.
func (w *walker) count() {
	if h := w.history(); h.Orders > 0 {
		_, asOf := w.closing.orderDays()
		w.books.order(w.orderGroup()).Add(h, asOf)
	}
}

// gather lists the blocks of a customer by time.
func (w *walker) gather(number uint32) {
	w.blocks = w.blocks[:0]
	for _, at := range w.part.heads.at(number) {
		for ; at != 0; at = w.part.blocks.at(at - 1).next {
			w.blocks = append(w.blocks, at-1)
		}
	}
	// There are one or two in most ledgers; insertion is all the sorting they need.
	for i := 1; i < len(w.blocks); i++ {
		x := w.blocks[i]
		j := i
		for ; j > 0 && w.identity(w.blocks[j-1]) > w.identity(x); j-- {
			w.blocks[j] = w.blocks[j-1]
		}
		w.blocks[j] = x
	}
}

func (w *walker) identity(at uint32) int64 { return int64(w.part.blocks.at(at).meta) >> currencyAt }

// eachBase calls visit for the blocks of one base after another, one block per currency.
func (w *walker) eachBase(visit func(base int32, blocks []uint32)) {
	for from := 0; from < len(w.blocks); {
		base := w.part.blocks.at(w.blocks[from]).meta.base()
		to := from + 1
		for to < len(w.blocks) && w.part.blocks.at(w.blocks[to]).meta.base() == base {
			to++
		}
		visit(base, w.blocks[from:to])
		from = to
	}
}

// A slotFact is what the rows say about one slot.
type slotFact struct {
	seen  bool
	cause uint8
	group uint16
}

// read adds the amounts of a place to the sums and returns what else the rows say about it.
func (w *walker) read(blocks []uint32, place int) (f slotFact) {
	for _, at := range blocks {
		b := w.part.blocks.at(at)
		f.seen = f.seen || b.meta.seen(place)
		f.cause = max(f.cause, b.meta.cause(place))
		if w.closing.ledger.options.Grouped {
			if group := w.part.blockGroups.at(at)[place]; group != 0 {
				if f.group == 0 {
					f.group = group
				}
				f.group = w.closing.ledger.groups.first(f.group, group)
			}
		}
		if amount := w.part.amount(b, place); amount != 0 {
			w.addSum(b.meta.currency(), amount)
		}
	}
	return f
}

func (w *walker) addSum(currency uint8, by int64) {
	for i := range w.sums {
		if s := &w.sums[i]; s.currency == currency {
			total, ok := money.Amount(s.amount).Add(money.Amount(by))
			if !ok {
				w.tooLarge()
			}
			s.amount = int64(total)
			return
		}
	}
	w.sums = append(w.sums, sum{currency, by})
}

// levels walks through a ledger whose rows tell what a customer brings.
func (w *walker) levels() {
	w.eachBase(func(base int32, blocks []uint32) {
		if b := w.part.blocks.at(blocks[0]); len(blocks) == 1 && b.meta.plain() && w.closing.money[b.meta.currency()] == nil {
			w.plainBlock(base, blocks[0], b)
			return
		}
		for place := range slotsPerBlock {
			w.sums = w.sums[:0]
			f := w.read(blocks, place)
			if f.seen || f.cause != 0 || len(w.sums) > 0 {
				w.emit(base*slotsPerBlock+int32(place), f)
			}
		}
	})
}

// plainBlock is levels for a block that is alone, has no causes and needs no rate. It does the same,
// and most ledgers consist of such blocks.
func (w *walker) plainBlock(base int32, at uint32, b *block) {
	always := w.closing.ledger.options.Shape.rowsArePresence()
	for seen := uint16(b.meta & (1<<slotsPerBlock - 1)); seen != 0; seen &= seen - 1 {
		place := bits.TrailingZeros16(seen)
		slot := base*slotsPerBlock + int32(place)
		ord := w.closing.ord(slot)
		if ord < 0 {
			continue
		}
		amount := w.part.amount(b, place)
		if amount < 0 {
			w.below(slot, amount)
			amount = 0
		}
		if amount == 0 && !always {
			continue
		}
		p := point{ord: ord, amount: amount, before: amount}
		if w.closing.ledger.options.Grouped {
			p.group = w.part.blockGroups.at(at)[place]
		}
		w.points = append(w.points, p)
	}
}

// changes walks through a ledger whose rows change what a customer brings.
func (w *walker) changes() {
	var f slotFact
	next := w.closing.slots[0]
	stay := func(until int32) {
		until = min(until, w.closing.slots[len(w.closing.slots)-1]+1)
		for ; next < until && w.brings(); next++ {
			w.emit(next, slotFact{group: f.group})
		}
	}
	w.eachBase(func(base int32, blocks []uint32) {
		for place := range slotsPerBlock {
			slot := base*slotsPerBlock + int32(place)
			if !w.has(blocks, place) {
				continue
			}
			stay(slot)
			now := w.read(blocks, place)
			if now.group == 0 {
				now.group = f.group
			}
			f = now
			w.emit(slot, f)
			next = slot + 1
		}
	})
	stay(w.closing.slots[len(w.closing.slots)-1] + 1)
}

// has tells whether the rows say anything about a place.
func (w *walker) has(blocks []uint32, place int) bool {
	for _, at := range blocks {
		b := w.part.blocks.at(at)
		if b.low[place] != 0 || b.meta.seen(place) || b.meta.cause(place) != 0 || w.part.amount(b, place) != 0 {
			return true
		}
	}
	return false
}

func (w *walker) brings() bool {
	for _, s := range w.sums {
		if s.amount != 0 {
			return true
		}
	}
	return false
}

// emit notes what the sums make of a slot: a period in which the customer is there, or why it is not.
func (w *walker) emit(slot int32, f slotFact) {
	ord := w.closing.ord(slot)
	if ord < 0 {
		return
	}
	if f.cause != 0 {
		w.causes = append(w.causes, loss{ord, f.cause})
	}
	p := point{ord: ord, group: f.group}
	p.amount, p.before = w.value(ord)
	shape := w.closing.ledger.options.Shape
	if p.amount < 0 {
		w.below(slot, p.amount)
		p.amount, p.before = 0, 0
	}
	switch {
	case p.amount > 0 || f.seen && shape.rowsArePresence():
		p.before = max(p.before, 0)
		w.points = append(w.points, p)
	case f.seen && shape.changes() && !w.wasThere(ord-1):
		w.passes = append(w.passes, pass{ord, f.group})
	}
}

// wasThere tells whether the last point is that of a period.
func (w *walker) wasThere(ord int32) bool {
	n := len(w.points)
	return n > 0 && w.points[n-1].ord == ord
}

// value returns the sums in the reporting currency, at the rates of a period and of the one before.
func (w *walker) value(ord int32) (now, before int64) {
	for _, s := range w.sums {
		rates := w.closing.money[s.currency]
		if rates == nil {
			now, before = now+s.amount, before+s.amount
			continue
		}
		a, okA := rates[ord].convert(s.amount)
		b, okB := rates[max(ord-1, 0)].convert(s.amount)
		if !okA || !okB {
			w.tooLarge()
		}
		now, before = now+a, before+b
	}
	return now, before
}

func (w *walker) tooLarge() {
	w.books.overflow = max(w.books.overflow, w.nameText())
}

// below notes a sum below zero. In a ledger of movements that cannot be, and is kept as an error.
func (w *walker) below(slot int32, amount int64) {
	if w.closing.ledger.options.Shape == Movement {
		w.books.short.take(shortfall{w.nameText(), slot, amount, true})
		return
	}
	w.books.negative.CustomerPeriods++
	w.books.negative.Amount += money.Amount(amount)
}

func (w *walker) nameText() string {
	w.name = w.part.appendName(w.name[:0], w.at)
	return string(w.name)
}

// move tells the books what happened to the customer from period to period.
func (w *walker) move() {
	for i, p := range w.points {
		switch {
		case i == 0 && p.ord == 0: // was there before the data begin, for all they tell
		case i == 0:
			w.arrive(p, (*tally.Movement).Join)
		case w.points[i-1].ord == p.ord-1:
			if m := w.shown(p.ord, w.points[i-1].group); m != nil {
				m.Stay(w.points[i-1].amount, p.before)
				m.Revalue(p.amount - p.before)
			}
		default:
			w.leave(w.points[i-1])
			w.arrive(p, (*tally.Movement).Return)
		}
	}
	if n := len(w.points); n > 0 && int(w.points[n-1].ord) < len(w.closing.slots)-1 {
		w.leave(w.points[n-1])
	}
	for _, p := range w.passes {
		if m := w.shown(p.ord, p.group); m != nil && p.ord > 0 {
			m.Pass()
		}
	}
}

// shown returns the movement of a period and group, nil when the period is not reported.
func (w *walker) shown(ord int32, group uint16) *tally.Movement {
	if !w.closing.shown[ord] {
		return nil
	}
	return w.books.cell(ord, group)
}

func (w *walker) arrive(p point, count func(*tally.Movement, int64)) {
	if m := w.shown(p.ord, p.group); m != nil {
		count(m, p.before)
		m.Revalue(p.amount - p.before)
	}
}

// leave tells that the customer was lost in the period after one in which it was there.
func (w *walker) leave(last point) {
	m := w.shown(last.ord+1, last.group)
	if m == nil {
		return
	}
	cause := tally.CauseUnknown
	for _, l := range w.causes {
		if l.ord == last.ord+1 {
			cause = tally.Cause(l.cause)
		}
	}
	w.name = w.part.appendName(w.name[:0], w.at)
	m.Lose(last.amount, cause, w.name)
}

// join tells the customer's cohort at which ages it was there, and how its first stay ended.
func (w *walker) join() {
	slots := w.closing.slots
	first := w.points[0]
	start := slots[first.ord]
	c := w.books.cohort(first.ord, first.group)
	firstStay := true
	for i, p := range w.points {
		if firstStay && i > 0 && w.points[i-1].ord != p.ord-1 {
			firstStay = false
			c.Ended[slots[w.points[i-1].ord+1]-start]++
		}
		if !c.Add(int(slots[p.ord]-start), p.amount) {
			w.books.void = true
		}
	}
	last := w.points[len(w.points)-1].ord
	switch {
	case !firstStay:
	case int(last) == len(slots)-1:
		c.Staying[slots[last]-start]++
	default:
		c.Ended[slots[last+1]-start]++
	}
}
