package ledger

// windows walks through a transaction ledger. A customer is there in a period when the days that count for
// it, which --inactive-after may stretch backwards, have an order; what it brings is what it paid in the
// period itself. Orders are sorted by day.
func (w *bookkeeper) windows() {
	days := &w.closing.days
	from, to := 0, 0 // the orders of the window
	for ord := w.firstWindow(); ord < len(days.until); ord++ {
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

// firstWindow returns the place of the first period that the first order counts for. Windows may
// overlap, but they rise.
func (w *bookkeeper) firstWindow() int {
	if len(w.orders) == 0 {
		return len(w.closing.days.until)
	}
	low, high := 0, len(w.closing.days.until)
	for low < high {
		if middle := (low + high) / 2; w.closing.days.until[middle] <= w.orders[0].day {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
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
