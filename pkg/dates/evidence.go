package dates

import (
	"fmt"
	"time"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Sighting is a value of the column and where it stands.
type Sighting struct {
	Text string
	At   tally.Place
}

// OrderEvidence gathers what the values of one column say about the order of day and month. It holds
// the first example of each Reading. The zero OrderEvidence is empty and ready.
type OrderEvidence struct {
	seen  [MustBeMonthFirst + 1]bool
	first [MustBeMonthFirst + 1]Sighting
}

// Has reports whether a reading has an example. A worker that reads in order needs to Add, and to
// find the line, only the first value of each reading.
func (e *OrderEvidence) Has(r Reading) bool { return e.seen[r] }

// Add takes the reading of one value. Plain values say nothing and are passed over.
func (e *OrderEvidence) Add(r Reading, text []byte, at tally.Place) {
	if r == Plain || e.seen[r] && e.first[r].At.Compare(at) <= 0 {
		return
	}
	e.seen[r], e.first[r] = true, Sighting{string(trim(text)), at}
}

// First is the first value that can only be read in an order.
func (e *OrderEvidence) First(o DayOrder) string {
	return e.first[map[DayOrder]Reading{DayFirst: MustBeDayFirst, MonthFirst: MustBeMonthFirst}[o]].Text
}

// Merge adds the evidence of another part of the column. The order of merging does not matter.
func (e *OrderEvidence) Merge(o *OrderEvidence) {
	for r, x := range o.first {
		if o.seen[r] && (!e.seen[r] || x.At.Before(e.first[r].At)) {
			e.seen[r], e.first[r] = true, x
		}
	}
}

// Decide returns the order that the column proves. It is Unknown, without an error, when no value
// poses the question. The error is an *UndecidableError or a *ContradictionError.
func (e *OrderEvidence) Decide() (DayOrder, error) {
	byDay, byMonth := e.seen[MustBeDayFirst], e.seen[MustBeMonthFirst]
	switch {
	case byDay && byMonth:
		return Unknown, &ContradictionError{e.first[MustBeDayFirst], e.first[MustBeMonthFirst]}
	case byDay:
		return DayFirst, nil
	case byMonth:
		return MonthFirst, nil
	case e.seen[Either]:
		return Unknown, &UndecidableError{e.first[Either]}
	}
	return Unknown, nil
}

// An UndecidableError says that every value of a column can be read with the day or the month
// first.
type UndecidableError struct {
	First Sighting // the first value that can be read both ways
}

// Error shows both readings of the first value.
func (e *UndecidableError) Error() string {
	return fmt.Sprintf("line %d: %q is %s (day first) or %s (month first), and no value of the column decides",
		e.First.At.Line, e.First.Text, e.Spell(DayFirst), e.Spell(MonthFirst))
}

// Spell returns the date that the first value is in an order, such as "3 April 2026".
func (e *UndecidableError) Spell(o DayOrder) string {
	r := Reader{order: o}
	t, _, ok := r.Parse([]byte(e.First.Text))
	if !ok {
		return "no date"
	}
	year, month, day := dateOf(floorDiv(t, dayMicros))
	return fmt.Sprintf("%d %s %d", day, time.Month(month), year)
}

// A ContradictionError says that a column holds dates with the day first and dates with the month
// first.
type ContradictionError struct {
	DayFirst, MonthFirst Sighting // the first value that is a date only in that order
}

// Error shows a value of each order and its line.
func (e *ContradictionError) Error() string {
	return fmt.Sprintf("line %d: %q has the day first, but line %d: %q has the month first",
		e.DayFirst.At.Line, e.DayFirst.Text, e.MonthFirst.At.Line, e.MonthFirst.Text)
}
