package ledger

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// windows walks through a transaction ledger. A customer is there in a period when the days that count for
// it, which --inactive-after may stretch backwards, have an order; what it brings is what it paid in the
// period itself. Orders are sorted by day.
func (w *bookkeeper) windows() {
	days := &w.closing.days
	from, to := 0, 0 // the orders of the window
	if len(w.orders) == 0 {
		return
	}
	first, _ := slices.BinarySearch(days.until, w.orders[0].day+1) // windows may overlap, but they rise
	for ord := first; ord < len(days.until); ord++ {
		for to < len(w.orders) && w.orders[to].day < days.until[ord] {
			to++
		}
		for from < to && w.orders[from].day < days.from[ord] {
			from++
		}
		if from == to {
			if to == len(w.orders) {
				return
			}
			continue
		}
		w.window(int32(ord), w.orders[from:to])
	}
}

// window counts the orders of a period. Those of the window before the period bring nothing in it.
func (w *bookkeeper) window(ord int32, orders []order) {
	var f slotFact
	w.sums = w.sums[:0]
	for _, o := range orders {
		paid := o.amount
		if o.day < w.closing.days.since[ord] {
			paid = 0
		}
		f.seen = f.seen || o.seen
		if o.seen || paid != 0 {
			w.addSum(o.group, o.currency, paid)
		}
	}
	w.emit(ord, f)
}

// Histories gives the orders of every customer of a shard, one by one too, in no particular order of
// the customers. The history is valid until yield returns.
func (c *Closing) Histories(number int, yield func(*tally.History)) {
	if c.ledger.options.Shape != Transaction {
		return
	}
	w := bookkeeper{closing: c, shard: &c.ledger.shards[number], books: new(Books), each: true}
	for number := range w.shard.eachCustomer {
		w.at = number
		w.orders = w.shard.ordersOf(w.at, w.orders)
		if h := w.history(); h.Orders > 0 {
			h.Customer = w.nameText()
			yield(h)
		}
	}
}

// history sums up the orders at hand, without the customer's name. It is used again.
func (w *bookkeeper) history() *tally.History {
	h := &w.who
	h.Reset()
	until, _ := w.closing.orderDays()
	for _, o := range w.orders {
		if o.day >= until {
			break
		}
		one := tally.HistoryRow{Day: o.day, ID: o.id, Amount: w.worth(o), Refund: !o.seen}
		h.Take(one)
		if w.each {
			one.Group = w.closing.ledger.groups.text(o.group)
			h.Each = append(h.Each, one)
		}
	}
	if h.Overflow {
		w.tooLarge()
	}
	h.Group = w.closing.ledger.groups.text(w.orderGroup())
	return h
}

// worth returns the amount of an order in the reporting currency.
func (w *bookkeeper) worth(o order) int64 {
	rates := w.closing.money[o.currency]
	if rates == nil {
		return o.amount
	}
	x := rates[w.ordOfDay(o.day)]
	if x == (rate{}) {
		w.books.takeUnrated(dates.Day.Label(int64(o.day)) + " " + money.Numbered(o.currency).Code)
		return 0
	}
	amount, ok := x.convert(o.amount)
	if !ok {
		w.tooLarge()
	}
	return amount
}

// orderDays returns the day from which on orders do not count any more, and the day as of which the
// silence of customers is counted: that of AsOf, or the last with an order that is no refund.
func (c *Closing) orderDays() (until, asOf int32) {
	o := &c.ledger.options
	if o.AsOf == nil {
		return c.days.last + 1, c.lastOrder
	}
	asOf = int32(dates.Day.Index(*o.AsOf, o.Dates.Zone))
	return asOf, asOf
}

// OrdersAsOf returns the day as of which the silence of customers is counted, and its name.
func (c *Closing) OrdersAsOf() (day int32, label string) {
	_, day = c.orderDays()
	return day, dates.Day.Label(int64(day))
}

// OrderDays names the first and the last of the days that orders are counted of.
func (c *Closing) OrderDays() (from, to string) {
	_, last := c.OrdersAsOf()
	return dates.Day.Label(int64(c.days.first)), last
}

// ordOfDay returns the place of the period that a day belongs to; days of a period that is not over
// belong to the last one.
func (w *bookkeeper) ordOfDay(day int32) int32 {
	slot := w.closing.days.period[day-w.closing.days.first]
	if ord := w.closing.ords.of(slot); ord >= 0 {
		return ord
	}
	return int32(len(w.closing.slots) - 1)
}

// orderGroup is the group of the customer's first order.
func (w *bookkeeper) orderGroup() uint16 {
	if i := slices.IndexFunc(w.orders, func(o order) bool { return o.seen }); i >= 0 {
		return w.orders[i].group
	}
	return 0
}

// ordersApart tells whether the orders of the customer lie in several groups, of which that of the first has them all.
func (w *bookkeeper) ordersApart() bool {
	until, _ := w.closing.orderDays()
	first := w.orderGroup()
	return slices.ContainsFunc(w.orders, func(o order) bool { return o.seen && o.day < until && o.group != first })
}

// An orderBlock holds three orders of a customer; a customer has a list of them.
type orderBlock struct {
	next       uint32 // number of the next block plus 1, 0 for none
	n          uint8
	currencies [3]uint8
	days       [3]int32
	groups     [3]uint16
	flags      [3]uint8
	amounts    [3]int64
}

// An order is one row of a transaction ledger.
type order struct {
	day      int32
	id       uint64 // of lines: tells the order from the others of its customer; 0 for an order of its own
	amount   int64
	group    uint16
	currency uint8
	seen     bool // it is an order, not a refund
}

func (p *shard) addOrder(number uint32, e *entry) {
	head := &p.heads.at(number)[0]
	if *head == 0 || p.orders.at(*head-1).n == 3 {
		at := p.orders.add()
		p.orders.at(at).next = *head
		if p.ledger.options.Lines {
			p.orderIDs.add()
		}
		*head = at + 1
	}
	b := p.orders.at(*head - 1)
	i := b.n
	b.n++
	b.days[i], b.amounts[i], b.groups[i], b.currencies[i], b.flags[i] = e.slot, e.amount, e.group, e.currency, e.flags
	if p.ledger.options.Lines {
		p.orderIDs.at(*head - 1)[i] = e.order
	}
}

func (p *shard) eachOrder(number uint32, yield func(order)) {
	for at := p.heads.at(number)[0]; at != 0; {
		b := p.orders.at(at - 1)
		for i := range b.n {
			o := order{day: b.days[i], amount: b.amounts[i], group: b.groups[i], currency: b.currencies[i], seen: b.flags[i]&flagSeen != 0}
			if p.ledger.options.Lines {
				o.id = p.orderIDs.at(at - 1)[i]
			}
			yield(o)
		}
		at = b.next
	}
}

// ordersOf returns the orders of a customer by day, refunds last, then by group; the slice is used
// again.
func (p *shard) ordersOf(number uint32, into []order) []order {
	into = into[:0]
	p.eachOrder(number, func(o order) { into = append(into, o) })
	slices.SortFunc(into, func(a, b order) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(flagsOf(b.seen, 0), flagsOf(a.seen, 0)), p.ledger.groups.compare(a.group, b.group))
	})
	if p.ledger.options.Once {
		into = slices.DeleteFunc(into, newRepeats())
	}
	return into
}

// newRepeats tells of lines whether they repeat the amount of one before, of the same order and day.
func newRepeats() func(order) bool {
	seen := make(map[order]bool)
	return func(o order) bool {
		o.group = 0
		again := o.id != 0 && seen[o]
		seen[o] = true
		return again
	}
}
