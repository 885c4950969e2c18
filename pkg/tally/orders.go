package tally

import (
	"maps"
	"slices"
)

// Orders tells how often customers order. An order is one row of the ledger with an amount that is
// not negative; a refund is no order, but takes its money back.
type Orders struct {
	Customers int64 // with at least one order
	Orders    int64
	Days      int64 // days on which a customer ordered; two orders of one day are one
	Revenue   int64 // minor units, refunds taken off

	ByOrders Histogram // customers by their number of orders
	ByDays   Histogram // customers by their number of days with an order
	Gaps     Histogram // pairs of neighbouring days with an order of one customer, by the days between
	Silence  Histogram // customers by the days from their last order to the end of the data
	// Watched counts the customers whose first order lies AgainDays or more before the end of the data, and
	// Again those of them that ordered again within AgainDays of it, on the same day too.
	Watched, Again int64
	// Due tells of the products that are known to last for some time; nil where none are.
	Due *Due
	// Habits tell what a forecast needs; nil where none is asked for.
	Habits *Habits
	// Overflow tells that the revenue did not fit.
	Overflow bool
}

// AgainDays is the span within which a customer who came is said to have come again soon. The share of all
// who came again grows with the length of the data, and this one does not.
const AgainDays = 90

// Due counts customers over all products that have a cycle, each of them once.
type Due struct {
	Customers int64 // with an order of such a product
	Overdue   int64 // whose last order of one of them is longer ago than its cycle
	Without   int64 // orders of products that have none
}

// Merge adds the customers of another part.
func (d *Due) Merge(x *Due) {
	d.Customers += x.Customers
	d.Overdue += x.Overdue
	d.Without += x.Without
}

// A History is the orders of one customer.
type History struct {
	Customer string
	Group    string
	Orders   int64
	Revenue  int64   // minor units, refunds taken off
	Days     []int32 // the days on which an order began, by their index, rising
	Second   int32   // the day of the second order; it means nothing where there is none
	// Each holds the orders and refunds one by one, by day; only where they are asked for.
	Each []HistoryRow
	// Overflow tells that the revenue did not fit.
	Overflow bool

	lines map[uint64]bool // the orders whose first line was taken
}

// A HistoryRow is one row of a history.
type HistoryRow struct {
	Day    int32  // its index
	ID     uint64 // of a line: tells its order from the others of the customer; 0 for an order of its own
	Group  string // that of the row
	Amount int64  // minor units
	Refund bool   // money that is taken back, and no order
}

// Reset empties a history and keeps its memory.
func (h *History) Reset() {
	clear(h.lines)
	*h = History{Days: h.Days[:0], Each: h.Each[:0], lines: h.lines}
}

// Take adds an order or refund to a history, for making one of some of the orders of another. Days
// must not fall. Lines of one order are one order, on the day of the first.
func (h *History) Take(o HistoryRow) {
	sum := h.Revenue + o.Amount
	h.Overflow = h.Overflow || (sum < h.Revenue) != (o.Amount < 0)
	h.Revenue = sum
	if o.Refund || h.lines[o.ID] {
		return
	}
	if o.ID != 0 {
		if h.lines == nil {
			h.lines = make(map[uint64]bool)
		}
		h.lines[o.ID] = true
	}
	if h.Orders++; h.Orders == 2 {
		h.Second = o.Day
	}
	if n := len(h.Days); n == 0 || h.Days[n-1] != o.Day {
		h.Days = append(h.Days, o.Day)
	}
}

// Silence returns the days from the last order to a day; h must have an order.
func (h *History) Silence(end int32) int64 { return int64(end - h.Days[len(h.Days)-1]) }

// Add counts one customer; end is the index of the day as of which the silence is counted.
func (o *Orders) Add(h *History, end int32) {
	if h.Orders == 0 {
		return
	}
	o.Customers++
	o.Orders += h.Orders
	o.Days += int64(len(h.Days))
	o.addRevenue(h.Revenue)
	o.Overflow = o.Overflow || h.Overflow
	o.ByOrders.Add(h.Orders, 1)
	o.ByDays.Add(int64(len(h.Days)), 1)
	for i, day := range h.Days[1:] {
		o.Gaps.Add(int64(day-h.Days[i]), 1)
	}
	o.Silence.Add(h.Silence(end), 1)
	o.watch(h, end)
}

// watch tells whether a customer that was seen long enough came again soon.
func (o *Orders) watch(h *History, end int32) {
	first := h.Days[0]
	if end-first < AgainDays {
		return
	}
	o.Watched++
	if h.Orders > 1 && h.Second-first <= AgainDays {
		o.Again++
	}
}

func (o *Orders) addRevenue(amount int64) {
	sum := o.Revenue + amount
	if (sum > o.Revenue) != (amount > 0) {
		o.Overflow = true
		return
	}
	o.Revenue = sum
}

// Merge adds other orders. Merging the parts of a whole, in any order, gives the whole, as long as
// no customer is in two parts.
func (o *Orders) Merge(x *Orders) {
	o.Customers += x.Customers
	o.Orders += x.Orders
	o.Days += x.Days
	o.addRevenue(x.Revenue)
	o.ByOrders.Merge(x.ByOrders)
	o.ByDays.Merge(x.ByDays)
	o.Gaps.Merge(x.Gaps)
	o.Silence.Merge(x.Silence)
	o.Watched += x.Watched
	o.Again += x.Again
	if x.Due != nil {
		if o.Due == nil {
			o.Due = new(Due)
		}
		o.Due.Merge(x.Due)
	}
	if x.Habits != nil {
		if o.Habits == nil {
			o.Habits = NewHabits(x.Habits.Ahead)
		}
		o.Habits.Merge(x.Habits)
	}
	o.Overflow = o.Overflow || x.Overflow
}

// A Histogram counts whole numbers. The nil Histogram is empty and ready.
type Histogram map[int64]int64

// Add counts n times the value.
func (h *Histogram) Add(value, n int64) {
	if *h == nil {
		*h = make(Histogram)
	}
	(*h)[value] += n
}

// Merge adds another histogram.
func (h *Histogram) Merge(o Histogram) {
	for value, n := range o {
		h.Add(value, n)
	}
}

// Values returns the values that were counted, rising.
func (h Histogram) Values() []int64 { return slices.Sorted(maps.Keys(h)) }

// N returns how many values were counted.
func (h Histogram) N() int64 {
	var n int64
	for _, k := range h {
		n += k
	}
	return n
}

// Above returns how many of the values are larger than the limit.
func (h Histogram) Above(limit float64) int64 {
	var n int64
	for value, k := range h {
		if float64(value) > limit {
			n += k
		}
	}
	return n
}

// Mean returns the mean value; ok is false when there is none.
func (h Histogram) Mean() (mean float64, ok bool) {
	n := h.N()
	if n == 0 {
		return 0, false
	}
	var sum float64
	for _, value := range h.Values() {
		sum += float64(value) * float64(h[value])
	}
	return sum / float64(n), true
}
