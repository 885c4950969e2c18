package ledger

// windows walks through a transaction ledger: in each period counts what was ordered in the days
// that count for it. Orders are sorted by day.
func (w *walker) windows() {
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
func (w *walker) firstWindow() int {
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

// window counts the orders of a period. Its group is that of the customer's last order so far; of
// several on one day, the first by text, which is how the orders of a day are sorted.
func (w *walker) window(ord int32, orders []order) {
	var f slotFact
	var lastDay int32
	w.sums = w.sums[:0]
	for _, o := range orders {
		if o.seen && (!f.seen || o.day != lastDay) {
			f.seen, f.group, lastDay = true, o.group, o.day
		}
		if o.amount != 0 {
			w.addSum(o.currency, o.amount)
		}
	}
	w.emit(w.closing.slots[ord], f)
}
