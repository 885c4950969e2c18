package delivery

import (
	"cmp"
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A clerk makes lines of rows, and adds the orders of one worker up.
type clerk struct {
	rules
	zone                          *time.Location
	now                           dates.Instant
	promisedDay, cameDay, madeDay bool // midnights stand for days
	parts                         string
	ordered, came                 bool // there are quantities to know

	same string

	total    loads
	groups   []loads
	repeated []int64 // by group, the rows that stand twice, where they count once
	notes    remarks
}

// Remarks are how often what is odd was met, of whole orders.
type remarks struct {
	repeated            offence // orders with several rows and no line that tells them apart
	split               offence // orders in several groups
	negative            offence // lines that came before they were ordered
	differing, promises offence // lines whose parts say different quantities, or promises
	vague, unpromised   offence // delivered lines whose time says too little, or that nothing was promised for
	unweighed           offence // delivered lines without a quantity
	nothing             offence // lines of which nothing was ordered
	spoilt              offence // orders with rows that cannot be used
	twins               offence // rows that say the same as another one of their line
	twinned             int64   // lines with such
	several, shares     int64   // lines in parts with quantities, and those of which every part is as large as what was ordered with it
	over                int64   // lines of which more came than was ordered
	crossed             int64   // lines in parts
}

func (m *remarks) add(o remarks) {
	for _, x := range []struct {
		to *offence
		of offence
	}{{&m.repeated, o.repeated}, {&m.split, o.split}, {&m.negative, o.negative}, {&m.differing, o.differing}, {&m.promises, o.promises},
		{&m.vague, o.vague}, {&m.unpromised, o.unpromised}, {&m.unweighed, o.unweighed}, {&m.nothing, o.nothing}, {&m.spoilt, o.spoilt}, {&m.twins, o.twins}} {
		x.to.add(x.of)
	}
	m.twinned += o.twinned
	m.several, m.shares, m.over, m.crossed = m.several+o.several, m.shares+o.shares, m.over+o.over, m.crossed+o.crossed
}

// order adds an order: to the total, and as far as its rows go to each of its groups.
func (c *clerk) order(of []parcel) {
	if len(of) > 1 {
		c.notes.repeated.meet(of[0].at)
		of = c.once(of)
	}
	lines, all := c.lines(of, &c.notes)
	c.total.take(c.rules, lines, all)
	apart := slices.ContainsFunc(of, func(p parcel) bool { return p.group != of[0].group })
	if !apart {
		c.group(of[0].group).take(c.rules, lines, all)
		return
	}
	c.notes.split.meet(of[0].at)
	rows := slices.Clone(of)
	slices.SortStableFunc(rows, func(a, b parcel) int { return cmp.Compare(a.group, b.group) })
	for _, part := range chunks(rows, func(a, b parcel) bool { return a.group == b.group }) {
		lines, all := c.lines(part, new(remarks))
		c.group(part[0].group).take(c.rules, lines, all)
	}
}

// once finds rows that say the same as another one of their line, and leaves them out where they are to count once.
func (c *clerk) once(of []parcel) (rows []parcel) {
	some := false
	for _, parts := range chunks(of, func(a, b parcel) bool { return a.line == b.line }) {
		if len(parts) > 1 && c.twins(parts, &rows) {
			some = true
		} else if len(parts) == 1 {
			rows = append(rows, parts[0])
		}
	}
	if some && c.same == sameOnce {
		return rows
	}
	return of
}

// twins adds the rows of a line that say something of their own, and tells whether there are others.
func (c *clerk) twins(parts []parcel, own *[]parcel) (some bool) {
	seen := make(map[parcel]bool, len(parts))
	for _, p := range parts {
		same := p
		same.at, same.group = tally.Place{}, 0
		if !seen[same] {
			seen[same] = true
			*own = append(*own, p)
			continue
		}
		if c.notes.twins.meet(p.at); !some {
			c.notes.twinned++
			some = true
		}
		for int(p.group) >= len(c.repeated) {
			c.repeated = append(c.repeated, 0)
		}
		c.repeated[p.group]++
	}
	return some
}

func (c *clerk) group(n int32) *loads {
	for int(n) >= len(c.groups) {
		c.groups = append(c.groups, loads{})
	}
	return &c.groups[n]
}

// chunks cuts a list into stretches of what belongs together.
func chunks[E any](list []E, together func(a, b E) bool) (out [][]E) {
	from := 0
	for i := range list {
		if i+1 == len(list) || !together(list[i], list[i+1]) {
			out, from = append(out, list[from:i+1]), i+1
		}
	}
	return out
}

// lines makes the lines of an order. Those with rows that cannot be used are left out; all tells whether there are none.
func (c *clerk) lines(of []parcel, notes *remarks) (lines []line, all bool) {
	all = true
	for _, parts := range chunks(of, func(a, b parcel) bool { return a.line == b.line }) {
		if slices.ContainsFunc(parts, func(p parcel) bool { return p.spoilt }) {
			all = false
			continue
		}
		lines = append(lines, c.line(parts, notes))
	}
	if !all && len(lines) > 0 {
		notes.spoilt.meet(of[0].at)
	}
	return lines, all
}

// line makes a line of its parts. Cancelled parts are no part of it, unless all are; the last part decides when it came.
func (c *clerk) line(parts []parcel, notes *remarks) line {
	if len(parts) > 1 {
		notes.crossed++
	}
	off := func(p parcel) bool { return p.fate == cancelled }
	if slices.ContainsFunc(parts, off) {
		if parts = slices.DeleteFunc(slices.Clone(parts), off); len(parts) == 0 {
			return line{fate: cancelled}
		}
	}
	l := line{fate: delivered}
	for _, p := range parts {
		l.fate = min(l.fate, p.fate)
		l.warned = max(l.warned, p.warned)
	}
	c.measure(&l, parts, notes)
	c.when(&l, parts, notes)
	return l
}

// when tells when the last part of a line came.
func (c *clerk) when(l *line, parts []parcel, notes *remarks) {
	last := slices.MaxFunc(parts, func(a, b parcel) int { return cmp.Compare(a.arrived.at, b.arrived.at) })
	promise, made := last.promised, stamped{}
	stamped := !slices.ContainsFunc(parts, func(p parcel) bool { return !p.arrived.known })
	for _, p := range parts {
		if p.promised.known && !promise.known {
			promise = p.promised
		}
		if p.promised.known && p.promised.at != promise.at && promise.known {
			notes.promises.meet(p.at)
		}
		if p.made.known && (!made.known || p.made.at < made.at) {
			made = p.made
		}
	}
	owed := occasion{promise.at, promise.day || promise.zero && c.promisedDay, promise.known}
	came := occasion{last.arrived.at, last.arrived.day || last.arrived.zero && c.cameDay, stamped}
	until, known := came.at, stamped
	if l.fate == open {
		until, known = c.now, true
		_, end := owed.bounds(c.zone)
		l.due = owed.known && end < c.now
	}
	l.wait, l.waits = c.between(made, last.arrived, until), known && made.known
	if l.waits && l.wait < 0 && l.fate == delivered {
		l.waits = false
		notes.negative.meet(last.at)
	}
	switch l.fate {
	case cancelled, open:
		return
	case failed: // whenever it would come, it is later than that
		l.waits, l.timing = false, timing{known: owed.known, early: tooLate, after: true}
		return
	}
	l.timing = hold(owed, came, c.window, c.zone)
	switch {
	case l.timing.known:
	case !promise.known:
		notes.unpromised.meet(last.at)
	default:
		notes.vague.meet(last.at)
	}
}

// between is how long a line took, in whole days where one of the times is a day.
func (c *clerk) between(made, arrived stamped, until dates.Instant) dates.Instant {
	if made.day || made.zero && c.madeDay || arrived.known && (arrived.day || arrived.zero && c.cameDay) {
		return (dates.Day.Index(until, c.zone) - dates.Day.Index(made.at, c.zone)) * dayLength
	}
	return until - made.at
}

// measure tells how much of a line was ordered and came. The ordered quantity that several rows repeat is one.
func (c *clerk) measure(l *line, parts []parcel, notes *remarks) {
	l.known = c.ordered && c.came
	var ordered quantity
	differ, shares, of := false, true, 0
	for _, p := range parts {
		if p.ordered.known && p.ordered.units > 0 {
			differ = differ || ordered.known && p.ordered.units != ordered.units
			shares = shares && p.came.known && p.came.units == p.ordered.units
			of++
			if c.parts == partShares {
				ordered.units += p.ordered.units
			} else {
				ordered.units = max(ordered.units, p.ordered.units)
			}
			ordered.known = true
		}
		if p.fate == delivered && !p.came.known {
			l.known = false
		}
		if p.fate != failed {
			l.came += p.came.units
		}
	}
	if !c.ordered || !c.came {
		return
	}
	l.ordered = ordered.units
	switch {
	case !ordered.known && slices.ContainsFunc(parts, func(p parcel) bool { return p.ordered.known }):
		notes.nothing.meet(parts[0].at)
		l.known = false
	case !ordered.known, !l.known && l.fate >= failed:
		notes.unweighed.meet(parts[0].at)
		l.known = false
	case differ && c.parts != partShares:
		notes.differing.meet(parts[0].at)
		l.known = false
	}
	if of > 1 {
		notes.several++
		if shares {
			notes.shares++
		}
	}
	if l.known && l.came > l.ordered*(1+1e-9) {
		notes.over++
	}
}
