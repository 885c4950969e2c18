package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// Seams tell how the subscriptions of a customer follow each other, which shows what their ends mean. Customers
// are drawn by their hash, so those of all workers and of any order of rows are the same.
type Seams struct {
	days   map[seam]uint8
	skip   uint64 // the bits that the hash of a customer must not have
	newest int64  // the day of the latest start of all customers that has come
}

// A seam is a day on which subscriptions of a customer begin or end.
type seam struct {
	who uint64
	day int64
}

const (
	seamBegins uint8 = 1 << iota
	seamEnds
	seamWithin // a subscription of this day alone, which does not follow itself
)

// seamsKept bounds the memory of seams. Beyond it, every other customer is let go.
const seamsKept = 1 << 16

// seamNear is within how many days of an end another start still follows it.
const seamNear = 7

// addSeam takes note of the days of a subscription.
func (c *Collector) addSeam(who []byte, t term) {
	s := &c.found.Seams
	hash, zone := hashText(who, orderSeed), c.options.Dates.Zone
	from, until := dates.Day.Index(t.from, zone), dates.Day.Index(t.until, zone)
	if !c.isAhead(t.from) {
		s.newest = max(s.newest, from)
	}
	if hash&s.skip != 0 {
		return
	}
	if t.ends && from == until {
		s.add(seam{hash, from}, seamWithin)
		return
	}
	s.add(seam{hash, from}, seamBegins)
	if t.ends {
		s.add(seam{hash, until}, seamEnds)
	}
}

func (s *Seams) add(at seam, flags uint8) {
	if at.who&s.skip != 0 {
		return
	}
	if s.days == nil {
		s.days = make(map[seam]uint8)
	}
	s.days[at] |= flags
	for len(s.days) > seamsKept && s.skip != 1<<63-1 {
		s.narrow(s.skip<<1 | 1)
	}
}

// narrow lets go of the customers whose hash has one of the bits.
func (s *Seams) narrow(skip uint64) {
	s.skip = skip
	for at := range s.days {
		if at.who&skip != 0 {
			delete(s.days, at)
		}
	}
}

// Merge adds the seams of another collector.
func (s *Seams) Merge(o *Seams) {
	s.newest = max(s.newest, o.newest)
	if o.skip > s.skip {
		s.narrow(o.skip)
	}
	for at, flags := range o.days {
		s.add(at, flags)
	}
}

// MonthEnds tells whether all subscriptions begin on first days of months and end on last ones, in months of several lengths: whoever
// writes ends that way means the last day of service.
func (s *Seams) MonthEnds() bool {
	const fewest = 3 // that are no chance
	ends, lengths := 0, make(map[int64]bool)
	for at, flags := range s.days {
		month := dates.Month.Index(dates.Instant(at.day)*dayMicros, nil)
		since, until := dates.Month.Bounds(month, nil)
		first, last := int64(since)/dayMicros, int64(until)/dayMicros-1
		if flags&(seamBegins|seamWithin) != 0 && at.day != first || flags&(seamEnds|seamWithin) != 0 && at.day != last {
			return false
		}
		if flags&seamEnds != 0 {
			ends++
			lengths[last-first] = true
		}
	}
	return ends >= fewest && len(lengths) > 1
}

const dayMicros = 24 * 60 * 60 * 1_000_000

// Ends returns how many ends of subscriptions are kept.
func (s *Seams) Ends() (n int64) {
	for _, flags := range s.days {
		if flags&(seamEnds|seamWithin) != 0 {
			n++
		}
	}
	return n
}

// Followed returns how many ends have the next start of their customer within a week, and for how many of
// them it is on the very next day.
func (s *Seams) Followed() (all, nextDay int64) {
	for at, flags := range s.days {
		if flags&(seamEnds|seamWithin) == 0 {
			continue
		}
		for gap := range int64(seamNear + 1) {
			begins := seamBegins | seamWithin
			if gap == 0 && flags&seamEnds == 0 {
				begins = seamBegins
			}
			if s.days[seam{at.who, at.day + gap}]&begins == 0 {
				continue
			}
			if all++; gap == 1 {
				nextDay++
			}
			break
		}
	}
	return all, nextDay
}
