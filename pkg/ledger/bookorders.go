package ledger

import "slices"

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
