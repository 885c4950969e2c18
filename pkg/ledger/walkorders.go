package ledger

import "github.com/cxcalc/cxcalc/pkg/tally"

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

// history sums up the orders at hand, without the customer's name. It is used again.
func (w *walker) history() *tally.History {
	h := &w.who
	*h = tally.History{Days: h.Days[:0]}
	last := w.lastDay()
	for _, o := range w.orders {
		if o.day > last {
			break
		}
		w.sums = append(w.sums[:0], sum{o.currency, o.amount})
		now, _ := w.value(w.ordOfDay(o.day))
		h.Revenue += now
		if !o.seen {
			continue
		}
		h.Orders++
		if n := len(h.Days); n == 0 || h.Days[n-1] != o.day {
			h.Days = append(h.Days, o.day)
		}
	}
	h.Group = w.closing.ledger.groups.text(w.orderGroup())
	return h
}

// ordOfDay returns the place of the period that a day belongs to; days of a period that is not over
// belong to the last one.
func (w *walker) ordOfDay(day int32) int32 {
	slot := w.closing.days.period[day-w.closing.days.first]
	if ord := w.closing.ord(slot); ord >= 0 {
		return ord
	}
	return int32(len(w.closing.slots) - 1)
}
