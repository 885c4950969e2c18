package ledger

import (
	"sync"
	"sync/atomic"
	"time"

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

// learn takes note of a day with rows. It has to be called before such a row goes to a shard.
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

// refine turns the slots of a shard from periods into days, where the ledger has come to need that.
func (p *shard) refine() {
	if p.fine || !p.ledger.days.fine.Load() {
		return
	}
	old := shard{ledger: p.ledger, blocks: p.blocks, blockGroups: p.blockGroups, heads: p.heads}
	p.blocks, p.blockGroups, p.heads = pages[block]{}, pages[[slotsPerBlock]uint16]{}, pages[heads]{}
	p.openHeads()
	repeated := p.repeated
	p.fine = true
	for number := range uint32(old.heads.n) {
		old.eachEntry(number, func(e entry) {
			e.slotDay = p.settled(e.slotDay)
			p.addAmountOf(number, &e)
		})
	}
	p.repeated = repeated
}

// settled is a slotDay whose slot is what the shard counts by.
func (p *shard) settled(at slotDay) slotDay {
	if p.fine {
		at.slot = at.day
	}
	return at
}

// momentOf gives a slot of the shard its day, in a balance, and the day its period.
func (p *shard) momentOf(slot int32) slotDay {
	l := p.ledger
	switch {
	case l.options.Shape != Balance:
		return slotted(slot)
	case p.fine:
		return slotDay{l.periodOf(slot), slot}
	}
	return slotDay{slot, l.days.dayOf(slot)}
}

func (l *Ledger) periodOf(day int32) int32 {
	since, _ := dates.Day.Bounds(int64(day), l.options.Dates.Zone)
	return int32(l.options.Period.Index(since, l.options.Dates.Zone))
}

// A dayBook is the calendar of a ledger whose rows each have a day: of transactions, and of a balance.
type dayBook struct {
	first, last int32   // the first and the last day with a row
	period      []int32 // by day − first: its period
	// from, since and until are days by the place of a period, which goes from since to until; from is
	// where the days begin that count for being there.
	from, since, until []int32
}

// periods returns the periods of days, rising.
func (b *dayBook) periods(days []int32, l *Ledger) []int32 {
	b.period = make([]int32, b.last-b.first+1)
	var out []int32
	for _, day := range days {
		period := l.periodOf(day)
		b.period[day-b.first] = period
		if len(out) == 0 || out[len(out)-1] != period {
			out = append(out, period)
		}
	}
	return out
}

// windows finds the days that count for each period of transactions.
func (b *dayBook) windows(slots []int32, o *Bookkeeping) {
	if o.Shape != Transaction {
		return
	}
	zone := o.Dates.Zone
	for _, slot := range slots {
		since, until := o.Period.Bounds(int64(slot), zone)
		begins, over := int32(dates.Day.Index(since, zone)), int32(dates.Day.Index(until, zone))
		from := begins
		if o.InactiveAfter.N > 0 {
			from = min(from, goBack(over, o.InactiveAfter))
		}
		b.from, b.since, b.until = append(b.from, from), append(b.since, begins), append(b.until, over)
	}
}

// goBack returns the day that lies a span before another. A month before the 31st is the last day of
// a shorter month.
func goBack(day int32, s Lapse) int32 {
	switch s.Unit {
	case dates.Day, "":
		return day - int32(s.N)
	case dates.Week:
		return day - int32(7*s.N)
	}
	months := map[dates.Period]int{dates.Month: 1, dates.Quarter: 3, dates.Year: 12}[s.Unit] * s.N
	at := time.Unix(int64(day)*86400, 0).UTC()
	first := time.Date(at.Year(), at.Month()-time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	length := first.AddDate(0, 1, -1).Day()
	return int32(first.Unix()/86400) + int32(min(at.Day(), length)-1)
}
