package ledger

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

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
