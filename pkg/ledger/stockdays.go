package ledger

import (
	"sync"
	"sync/atomic"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// stockDays knows which days the rows of a balance bear. A balance is a stock: of several days in one
// period, the last one says what the period ends with. In most ledgers every period has one day, and
// then the period itself is the slot of its rows; as soon as some period has two, all slots are days.
type stockDays struct {
	mu   sync.Mutex
	only map[int32]int32 // by period: the first day of it that was met, its only one unless fine
	fine atomic.Bool     // some period has rows of several days
}

// learn takes note of a day with rows. It has to be called before such a row goes to a part.
func (d *stockDays) learn(period, day int32) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.only == nil {
		d.only = make(map[int32]int32)
	}
	if have, ok := d.only[period]; !ok {
		d.only[period] = day
	} else if have != day {
		d.fine.Store(true)
	}
}

// dayOf returns the only day of a period.
func (d *stockDays) dayOf(period int32) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.only[period]
}

// merge adds the days of another ledger.
func (d *stockDays) merge(o *stockDays) {
	for period, day := range o.only {
		d.learn(period, day)
	}
	if o.fine.Load() {
		d.fine.Store(true)
	}
}

// refine turns the slots of a part from periods into days, where the ledger has come to need that.
func (p *part) refine() {
	if p.fine || !p.ledger.days.fine.Load() {
		return
	}
	old := part{ledger: p.ledger, blocks: p.blocks, blockGroups: p.blockGroups, heads: p.heads}
	p.blocks, p.blockGroups, p.heads = pages[block]{}, pages[[slotsPerBlock]uint16]{}, pages[heads]{}
	p.openHeads()
	repeated := p.repeated
	p.fine = true
	for number := range uint32(old.heads.n) {
		old.eachEntry(number, func(e entry) {
			e.moment = p.settled(e.moment)
			p.addAmountOf(number, &e)
		})
	}
	p.repeated = repeated
}

// settled is a moment whose slot is what the part counts by.
func (p *part) settled(at moment) moment {
	if p.fine {
		at.slot = at.day
	}
	return at
}

// momentOf gives a slot of the part its day, in a balance, and the day its period.
func (p *part) momentOf(slot int32) moment {
	l := p.ledger
	switch {
	case l.options.Shape != Balance:
		return slotted(slot)
	case p.fine:
		return moment{l.periodOf(slot), slot}
	}
	return moment{slot, l.days.dayOf(slot)}
}

// periodOf returns the period of a day.
func (l *Ledger) periodOf(day int32) int32 {
	since, _ := dates.Day.Bounds(int64(day), l.options.Dates.Zone)
	return int32(l.options.Period.Index(since, l.options.Dates.Zone))
}

// A stock says which days of a balance speak for their periods.
type stock struct {
	// ords is, by the number of days after the first with rows, the place of the period that a day speaks
	// for, −1 for none; nil where every period has one day.
	ords []int32
	// Own tells that customers have days of their own: the last of each in a period counts. Otherwise rows
	// bear common days, of which the last one of a period counts.
	Own bool
}

// A headcount is how many customers have rows on a day, and how many have rows on it or before and after.
type headcount struct{ rows, alive int64 }

// settle finds the days that speak for their periods.
func (s *stock) settle(c *Closing, days []int32) {
	l := c.ledger
	if l.options.Shape != Balance || !l.days.fine.Load() {
		return
	}
	counts := l.headcounts(c.days.first, c.days.last)
	s.Own = !areCommon(counts)
	s.ords = make([]int32, len(counts))
	for i := range s.ords {
		s.ords[i] = -1
	}
	state := make(map[int32]int32) // the day of each period that counts
	for _, day := range days {
		period := c.days.period[day-c.days.first]
		if s.Own {
			s.ords[day-c.days.first] = c.ord(period)
			continue
		}
		n := counts[day-c.days.first]
		if last, ok := state[period]; !ok || 2*n.rows >= n.alive || !counts[last-c.days.first].common() {
			state[period] = day
		}
	}
	for period, day := range state {
		s.ords[day-c.days.first] = c.ord(period)
	}
}

// common tells whether at least half of the customers of a day have a row on it.
func (n headcount) common() bool { return 2*n.rows >= n.alive }

// areCommon tells whether an average row stands on a day on which three of four customers have one. So a few
// rows on days of their own between the common ones make no difference, and customers who each have a
// day in the month do not share any.
func areCommon(counts []headcount) bool {
	var rows, share float64
	for _, n := range counts {
		if n.rows > 0 {
			rows += float64(n.rows)
			share += float64(n.rows) * float64(n.rows) / float64(n.alive)
		}
	}
	return share >= 0.75*rows
}

// headcounts counts the customers of every day from the first to the last.
func (l *Ledger) headcounts(first, last int32) []headcount {
	counts := make([]headcount, last-first+1)
	ends := make([]int64, len(counts)+1)
	var blocks []uint32
	for i := range l.parts {
		p := &l.parts[i]
		for number := range uint32(p.heads.n) {
			blocks = p.blocksOf(number, blocks)
			from, to := int32(-1), int32(-1)
			p.eachBase(blocks, func(base int32, blocks []uint32) {
				for place := range slotsPerBlock {
					if !p.seenIn(blocks, place) {
						continue
					}
					to = base*slotsPerBlock + int32(place) - first
					counts[to].rows++
					if from < 0 {
						from = to
					}
				}
			})
			if from >= 0 {
				counts[from].alive++
				ends[to+1]++
			}
		}
	}
	var alive int64
	for i := range counts {
		alive += counts[i].alive - ends[i]
		counts[i].alive = alive
	}
	return counts
}

// seenIn tells whether a place has rows.
func (p *part) seenIn(blocks []uint32, place int) bool {
	for _, at := range blocks {
		if p.blocks.at(at).meta.seen(place) {
			return true
		}
	}
	return false
}
