package ledger

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// Renewals is what the rows of customers tell who have one for each term that they paid for.
type Renewals struct {
	Terms, Agreed int64         // rows that have an end, and those that last as long as contracts do
	Followed      int64         // ends that the next start of their customer follows within a week
	Later, Open   int64         // customers whose last end lies after the newest start of all, and those of whom none is known until now
	Newest        dates.Instant // the day of the newest start
	First, Last   dates.Instant // and those of the earliest and the latest of those ends
}

// Renewals looks at who has renewed up to the newest start: how they went on after it no row can tell.
func (s *Seams) Renewals(now dates.Instant, isTerm func(from, until dates.Instant) bool) (r Renewals) {
	today, newest := int64(now)/dayMicros, s.newest
	days := slices.SortedFunc(maps.Keys(s.days), func(a, b seam) int {
		return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.day, b.day))
	})
	for i, at := range days {
		ends, begins := s.days[at]&seamEnds != 0, s.days[at]&seamBegins != 0
		next := i+1 < len(days) && days[i+1].who == at.who
		if begins && next && s.days[days[i+1]]&seamEnds != 0 {
			r.Terms++
			if isTerm(dates.Instant(at.day)*dayMicros, dates.Instant(days[i+1].day)*dayMicros) {
				r.Agreed++
			}
		}
		switch {
		case next:
		case begins || ends && at.day > today:
			r.Open++
		case ends && at.day > newest:
			end := dates.Instant(at.day) * dayMicros
			if r.Later++; r.Later == 1 {
				r.First = end
			}
			r.First, r.Last = min(r.First, end), max(r.Last, end)
		}
	}
	r.Followed, _ = s.Followed()
	r.Newest = dates.Instant(newest) * dayMicros
	return r
}
