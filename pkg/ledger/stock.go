package ledger

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A stock says which days of a balance speak for their periods, where some period has several.
type stock struct {
	// ords is, by the number of days after the first with rows, the place of the period that a day speaks
	// for, −1 for none; nil where every period has one day.
	ords []int32
	// Own tells that customers have days of their own: the last of each in a period counts. Otherwise rows
	// bear common days, of which the last one of a period counts.
	Own bool

	counts             []headcount // by day
	step               int32       // days from one row of a customer to its next, the median; 0 when nobody has two
	customers, several int64       // how many there are, and how many have rows on several days
}

// A headcount is how many customers have rows on a day. Those within have rows before and after it, too,
// and are known to be there: so many of them have a row on it.
type headcount struct{ rows, within, seen int64 }

// Whether days are common is told by the customers within: of those who have rows before and after a day, at
// least commonShare have one on it, on the day that an average row stands on. A few rows on days of
// their own between the common ones so make no difference; of customers who each have a day in the month, or
// one of two, fewer have one on the day of the others.
const commonShare = 0.6

// stateDays returns the days, of those that the data tell about, that speak for the ends of periods.
func (s *stock) stateDays(l *Ledger, days []int32) []int32 {
	if l.options.Shape != Balance || !l.days.fine.Load() {
		return days
	}
	first := days[0]
	s.count(l, first, days[len(days)-1])
	if s.Own = !s.areCommon(); s.Own {
		last := days[len(days)-1]
		return slices.DeleteFunc(slices.Clone(days), func(day int32) bool { return !s.isCurrent(l, day, last) })
	}
	return s.states(days, func(day int32) headcount { return s.counts[day-first] })
}

// areCommon tells whether rows bear common days. Where nobody has rows around a day, most customers have to
// have several.
func (s *stock) areCommon() bool {
	var within, rows, share float64
	for _, n := range s.counts {
		if n.within > 0 {
			within += float64(n.within)
			rows += float64(n.seen)
			share += float64(n.seen) * float64(n.seen) / float64(n.within)
		}
	}
	if within > 0 {
		return rows > 0 && share >= commonShare*rows
	}
	return 2*s.several >= s.customers
}

// states returns the common days among days: those on which half of the customers within have a row. A day
// that nobody is around, as the first and the last, is one unless it lies much nearer to the next common
// day than those lie apart, as a late correction does.
func (s *stock) states(days []int32, of func(day int32) headcount) []int32 {
	var common, edges []int32
	for _, day := range days {
		switch n := of(day); {
		case n.within > 0 && n.rows > 0 && 2*n.seen >= n.within:
			common = append(common, day)
		case n.within == 0 || n.rows == 0:
			edges = append(edges, day)
		}
	}
	apart := medianStep(common)
	for _, day := range edges {
		at, _ := slices.BinarySearch(common, day)
		near := at > 0 && 2*(day-common[at-1]) < apart || at < len(common) && 2*(common[at]-day) < apart
		if !near {
			common = slices.Insert(common, at, day)
		}
	}
	return common
}

// medianStep returns the median of the steps between days, 0 for fewer than three of them.
func medianStep(days []int32) int32 {
	if len(days) < 3 {
		return 0
	}
	var steps []int32
	for i, day := range days[1:] {
		steps = append(steps, day-days[i])
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

// isCurrent tells whether a row of a day still speaks at the end of its period, or of the data: not where its
// customer would have had the next one long before, as in a quarter of monthly rows.
func (s *stock) isCurrent(l *Ledger, day, last int32) bool {
	zone := l.options.Dates.Zone
	_, until := l.options.Period.Bounds(int64(l.periodOf(day)), zone)
	end := int32(dates.Day.Index(until-1, zone))
	return s.step == 0 || 2*(min(end, last)-day) <= 3*s.step
}

// settle gives the days that speak for the end of a period its place.
func (s *stock) settle(c *Closing, days []int32) {
	if s.counts == nil {
		return
	}
	s.ords = slices.Repeat([]int32{-1}, len(s.counts))
	for i, day := range days {
		period := c.ledger.periodOf(day)
		if s.Own || i == len(days)-1 || c.ledger.periodOf(days[i+1]) != period {
			s.ords[day-c.days.first] = c.ords.of(period)
		}
	}
}

// count counts the customers of every day from the first to the last, and the days between their rows.
func (s *stock) count(l *Ledger, first, last int32) {
	s.counts = make([]headcount, last-first+1)
	spans := make([]int64, len(s.counts)+1) // differences of within
	steps := make([]int64, len(s.counts))
	var blocks []uint32
	for i := range l.shards {
		p := &l.shards[i]
		for number := range uint32(p.heads.n) {
			blocks = p.blocksOf(number, blocks)
			from, to := int32(-1), int32(-1)
			p.eachBase(blocks, func(base int32, blocks []uint32) {
				for place := range slotsPerBlock {
					if !p.seenIn(blocks, place) {
						continue
					}
					day := base*slotsPerBlock + int32(place) - first
					s.counts[day].rows++
					if to >= 0 {
						steps[day-to]++
						if to != from {
							s.counts[to].seen++
						}
					} else {
						from = day
					}
					to = day
				}
			})
			if from >= 0 {
				s.customers++
			}
			if to > from {
				s.several++
			}
			if to > from+1 {
				spans[from+1]++
				spans[to]--
			}
		}
	}
	var within int64
	for i := range s.counts {
		within += spans[i]
		s.counts[i].within = within
	}
	s.step = median(steps)
}

// median returns the median of values by how often each occurs.
func median(counts []int64) int32 {
	var all int64
	for _, n := range counts {
		all += n
	}
	for value, left := 0, all/2; value < len(counts); value++ {
		if left -= counts[value]; left < 0 {
			return int32(value)
		}
	}
	return 0
}

func (p *shard) seenIn(blocks []uint32, place int) bool {
	for _, at := range blocks {
		if p.blocks.at(at).meta.seen(place) {
			return true
		}
	}
	return false
}
