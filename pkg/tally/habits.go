package tally

// A Habit is what a forecast of orders needs to know of a customer, in days since its first order. Orders of
// one day are one.
type Habit struct {
	Again int32 // days with an order after the first
	Last  int32 // of the last order; 0 without another
	Until int32 // until which the customer was watched
}

// Habits count customers by their habits, now and as they were some days ago, by which a forecast can be held
// against what came.
type Habits struct {
	Ahead  int32 // days of the forecast
	Now    map[Habit]int64
	Before map[Habit]int64 // Ahead days before the end, of those who had come by then
	After  int64           // days with an order that those had since
}

// NewHabits returns the habits of nobody, for a forecast of so many days.
func NewHabits(ahead int32) *Habits {
	return &Habits{Ahead: ahead, Now: make(map[Habit]int64), Before: make(map[Habit]int64)}
}

// Add counts a customer by the days on which it ordered, rising; end is the last day of which the data tell.
func (h *Habits) Add(days []int32, end int32) {
	habit := func(days []int32, end int32) Habit {
		first, last := days[0], days[len(days)-1]
		return Habit{Again: int32(len(days) - 1), Last: last - first, Until: end - first}
	}
	h.Now[habit(days, end)]++
	then, cut := 0, end-h.Ahead
	for then < len(days) && days[then] <= cut {
		then++
	}
	if then > 0 {
		h.Before[habit(days[:then], cut)]++
		h.After += int64(len(days) - then)
	}
}

// Merge adds the customers of another part.
func (h *Habits) Merge(o *Habits) {
	for habit, n := range o.Now {
		h.Now[habit] += n
	}
	for habit, n := range o.Before {
		h.Before[habit] += n
	}
	h.After += o.After
}
