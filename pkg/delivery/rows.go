package delivery

import (
	"bytes"
	"cmp"
	"hash/maphash"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A parcel is what a row says.
type parcel struct {
	line                    uint64
	at                      tally.Place
	group                   int32
	spoilt                  bool // the row cannot be used, so that its line is not known, nor its order
	fate                    fate
	warned                  answered
	ordered, came           quantity
	promised, arrived, made stamped
}

// A quantity is a number, if it is known.
type quantity struct {
	units float64
	known bool
}

// A stamped is a time as it was written: a day, or a clock at midnight, which may stand for a day.
type stamped struct {
	at              dates.Instant
	known, day, odd bool
	zero            bool // it is at midnight, by a clock
}

// An offence is how often something odd was met, and the first place.
type offence struct {
	n     int64
	first tally.Place
}

func (o *offence) meet(at tally.Place) {
	if o.n++; o.n == 1 || at.Before(o.first) {
		o.first = at
	}
}

func (o *offence) add(p offence) {
	if o.n == 0 || p.n > 0 && p.first.Before(o.first) {
		o.first = p.first
	}
	o.n += p.n
}

// A habit is how the times of a column are written.
type habit struct{ days, midnights, others int64 }

func (h *habit) see(s stamped) {
	switch {
	case !s.known:
	case s.day:
		h.days++
	case s.zero:
		h.midnights++
	default:
		h.others++
	}
}

func (h *habit) add(o habit) {
	h.days, h.midnights, h.others = h.days+o.days, h.midnights+o.midnights, h.others+o.others
}

// means tells whether midnights of the column are days: nothing happens at midnight only.
func (h habit) means() bool { return h.midnights > 0 && h.others == 0 }

// A docket gathers rows.
type docket struct {
	plan                    *errand
	store                   *cases.Store[parcel]
	words, asked            *facts.Lexicon
	name                    []byte
	newest                  dates.Instant
	unread, against         offence // times of orders that are none; states that stamps contradict
	uncome                  offence // times of delivery that are still to come
	overnight               offence // times of day of one date that lie on both sides of midnight
	promised, arrived, made habit
}

// Take takes a row.
func (d *docket) Take(r *facts.Fact) pass.Became {
	p := parcel{at: r.Place(), group: r.Group}
	name, out, ok := d.names(r, &p)
	if !ok {
		return out
	}
	out = d.read(r, &p)
	p.spoilt = out.Account != pass.Counted
	d.store.Add(name, p)
	return out
}

// read reads what a row says of its line.
func (d *docket) read(r *facts.Fact, p *parcel) pass.Became {
	for _, q := range []struct {
		column int
		to     *quantity
	}{{orderedQty, &p.ordered}, {deliveredQty, &p.came}} {
		if out, ok := number(r, q.column, q.to); !ok {
			return out
		}
	}
	p.made = d.stamp(r, orderedAt)
	if d.ahead(p.made) { // it would be the newest time, until which others wait
		p.made = stamped{odd: true}
	}
	if p.promised = d.promise(r, p.made); p.promised.odd {
		return d.noPromise(r)
	}
	if p.arrived = d.stamp(r, deliveredAt); p.arrived.odd {
		return r.NoTime(deliveredAt)
	}
	planned := d.ahead(p.arrived)
	if planned {
		p.arrived = stamped{}
	}
	if p.made.odd {
		d.unread.meet(p.at)
	}
	d.apart(r, p)
	d.note(p)
	p.fate = d.fate(r, p, planned)
	switch {
	case planned && p.fate == delivered:
		return r.Wrong("invalid", deliveredAt, "is later than now, of what is said to have come")
	case planned && p.fate == open:
		d.uncome.meet(p.at)
	}
	if text := r.Text(warnedOf); len(text) > 0 {
		p.warned = map[string]answered{"yes": yes, "no": no}[d.asked.Meaning(text)]
	}
	return facts.Counted()
}

// ahead tells whether a time is still to come.
func (d *docket) ahead(s stamped) bool { return s.known && d.plan.Now != nil && s.at > *d.plan.Now }

// apart brings times of day of one date to both sides of midnight: nothing comes before it is ordered, and what would lie half a
// day from its promise rather lies on the other side.
func (d *docket) apart(r *facts.Fact, p *parcel) {
	const half = dayLength / 2
	shifted := false
	later := func(s *stamped, beyond bool) {
		if beyond {
			s.at, shifted = r.DayAfter(s.at), true
		}
	}
	both := func(a, b int, x, y stamped) bool { return x.known && y.known && r.SameDay(a, b) }
	later(&p.promised, both(orderedAt, promisedAt, p.made, p.promised) && p.promised.at < p.made.at)
	later(&p.arrived, both(orderedAt, deliveredAt, p.made, p.arrived) && p.arrived.at < p.made.at)
	if both(promisedAt, deliveredAt, p.promised, p.arrived) {
		off := p.arrived.at - p.promised.at
		later(&p.arrived, off < -half)
		later(&p.promised, off > half)
	}
	if shifted {
		d.overnight.meet(p.at)
	}
}

// names reads which order and which line of it a row is about.
func (d *docket) names(r *facts.Fact, p *parcel) (order []byte, out pass.Became, ok bool) {
	text := r.Text(lineNo)
	switch {
	case r.Has(lineNo) && len(text) == 0:
		return nil, r.Wrong("blank", lineNo, "names no line"), false
	case r.Has(lineNo):
		p.line = maphash.Bytes(d.plan.seed, text)
	case d.plan.row != rowParts:
		p.line = maphash.Bytes(d.plan.seed, d.placed(p.at))
	}
	if !r.Has(orderNo) {
		return d.placed(p.at), out, true
	}
	order = r.Text(orderNo)
	if len(order) == 0 {
		return nil, r.Wrong("blank", orderNo, "names no order"), false
	}
	return order, out, true
}

// placed is a name that only one row has.
func (d *docket) placed(at tally.Place) []byte {
	d.name = d.name[:0]
	for _, n := range []int64{int64(at.Source), at.Line, at.Record} {
		d.name = strconv.AppendInt(append(d.name, ' '), n, 10)
	}
	return d.name
}

// mostUnits is more than anybody orders of one thing, and leastUnits less.
const (
	mostUnits  = 1e12
	leastUnits = 1e-9
)

func number(r *facts.Fact, column int, to *quantity) (out pass.Became, ok bool) {
	x, state := r.Number(column, 0)
	switch {
	case state == facts.Blank:
		return out, true
	case state == facts.Bad:
		return r.Wrong("invalid", column, "is not a quantity"), false
	case x < 0:
		return r.Wrong("out_of_range", column, "is below 0"), false
	case x > mostUnits, x > 0 && x < leastUnits:
		return r.Wrong("out_of_range", column, "is no quantity"), false
	}
	*to = quantity{x, true}
	return out, true
}

// stamp reads a time. One without a clock is a day.
func (d *docket) stamp(r *facts.Fact, column int) stamped {
	at, state := r.When(column)
	s := stamped{at: at, known: state == facts.Good, odd: state == facts.Bad}
	const quarter = 900_000_000 // no zone begins its days between the quarters of an hour
	if !s.known || at%quarter != 0 {
		return s
	}
	if from, _ := dates.Day.Bounds(dates.Day.Index(at, d.plan.Zone), d.plan.Zone); from == at {
		s.zero = r.Joined(column) || bytes.IndexByte(r.Text(column), ':') >= 0
		s.day = !s.zero
	}
	return s
}

// note remembers how times are written, and the newest of those that have happened.
func (d *docket) note(p *parcel) {
	d.promised.see(p.promised)
	d.arrived.see(p.arrived)
	d.made.see(p.made)
	for _, s := range []stamped{p.arrived, p.made} {
		if s.known {
			d.newest = max(d.newest, s.at)
		}
	}
}

// fate tells what became of a row: its word says so, or else whether it came. planned says that its time is still to come.
func (d *docket) fate(r *facts.Fact, p *parcel, planned bool) fate {
	came := p.arrived.known || p.came.known && (p.came.units > 0 || !r.Has(deliveredAt))
	text := r.Text(statusOf)
	if len(text) == 0 {
		if came {
			return delivered
		}
		return open
	}
	f := map[string]fate{"delivered": delivered, "open": open, "failed": failed, "cancelled": cancelled}[d.words.Meaning(text)]
	some := p.arrived.known || p.came.known && p.came.units > 0
	if f == delivered && !came && !planned && r.Has(deliveredAt) || f < failed && some {
		d.against.meet(p.at)
	}
	return f
}

// Merge adds what another one has gathered.
func (d *docket) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*docket)
	d.words.Merge(o.words)
	d.asked.Merge(o.asked)
	d.newest = max(d.newest, o.newest)
	d.unread.add(o.unread)
	d.overnight.add(o.overnight)
	d.uncome.add(o.uncome)
	d.against.add(o.against)
	d.promised.add(o.promised)
	d.arrived.add(o.arrived)
	d.made.add(o.made)
	d.store.Merge(o.store, func(p *parcel) { p.group = group[p.group] })
	return nil
}

func compareParcels(a, b parcel) int {
	return cmp.Or(cmp.Compare(a.line, b.line), a.at.Compare(b.at))
}
