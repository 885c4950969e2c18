package ledger

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// move tells the books what happened to the customer from period to period.
func (w *bookkeeper) move() {
	w.all, w.parts = tally.CustomerSums{}, w.parts[:0]
	o := &w.closing.ledger.options
	switch {
	case o.Grouped:
		var one bool
		w.group, one = w.oneGroup()
		w.mixed = !one
		if w.mixed && slices.ContainsFunc(w.points, w.isShared) {
			w.books.shared++
		}
	case o.Called != nil:
		w.group = w.called.of(w.shard, w.at)
	}
	for i := range w.points {
		p := &w.points[i]
		switch {
		case i == 0 && p.ord == 0: // was there before the data begin, for all they tell
		case i == 0 && !w.passedBefore(p.ord):
			w.arrive(p, (*tally.Movement).Join)
		case i > 0 && w.points[i-1].ord == p.ord-1:
			w.remain(&w.points[i-1], p)
		default:
			if i > 0 {
				w.leave(&w.points[i-1])
			}
			w.arrive(p, (*tally.Movement).Return)
		}
	}
	if n := len(w.points); n > 0 && int(w.points[n-1].ord) < len(w.closing.slots)-1 {
		w.leave(&w.points[n-1])
	}
	w.pass()
	if w.closing.several && w.all.Starts+w.all.Closes > 0 {
		w.sumUp()
	}
	if w.closing.ledger.options.WantEach && w.all.Starts+w.all.Closes > 0 {
		w.books.each = append(w.books.each, Named{w.nameText(), w.all})
	}
}

// isShared tells whether a point that movements lead from or to belongs to several groups.
func (w *bookkeeper) isShared(p point) bool {
	shown := w.closing.shown
	return p.to-p.from > 1 && (shown[p.ord] || int(p.ord)+1 < len(shown) && shown[p.ord+1])
}

// passedBefore tells whether the customer came and left before a period.
func (w *bookkeeper) passedBefore(ord int32) bool { return len(w.passes) > 0 && w.passes[0].ord < ord }

// pass tells of the periods within which the customer came and left. Who does so in the first one is no
// news: it only opens the books.
func (w *bookkeeper) pass() {
	for i := range w.passes {
		p := &w.passes[i]
		if p.ord > 0 && w.closing.shown[p.ord] {
			w.period(p.ord).Pass()
			w.eachShare(p.ord, p, func(m *tally.Movement, _ share) { m.Pass() })
		}
	}
}

func (w *bookkeeper) period(ord int32) *tally.Movement {
	if w.mixed {
		return w.books.whole.of(ord, 0)
	}
	return w.books.alone.of(ord, w.group)
}

// eachShare gives what each group has of a point, and the group's movement of a period, of customers in
// several groups.
func (w *bookkeeper) eachShare(ord int32, p *point, yield func(*tally.Movement, share)) {
	if !w.mixed {
		return
	}
	var one [1]share
	for _, x := range w.sharesOf(p, &one) {
		yield(w.books.mixed.of(ord, x.group), x)
	}
}

// remain tells that the customer was there in two neighbouring periods.
func (w *bookkeeper) remain(last, now *point) {
	if !w.closing.shown[now.ord] {
		return
	}
	m := w.period(now.ord)
	m.Stay(last.amount, now.before)
	if now.amount != now.before {
		m.Revalue(now.amount - now.before)
	}
	kept := min(last.amount, now.before)
	w.all.AddStart(last.amount, kept, now.before-kept)
	w.closes(now)
	if w.mixed {
		w.stay(last, now)
	}
}

func (w *bookkeeper) closes(p *point) {
	w.all.AddClose(p.amount)
}

func (w *bookkeeper) arrive(p *point, count func(*tally.Movement, int64)) {
	if !w.closing.shown[p.ord] {
		return
	}
	add := func(m *tally.Movement, x share) {
		count(m, x.before)
		m.Revalue(x.amount - x.before)
	}
	add(w.period(p.ord), share{amount: p.amount, before: p.before})
	w.closes(p)
	w.eachShare(p.ord, p, func(m *tally.Movement, x share) {
		add(m, x)
		w.part(x.group).AddClose(x.amount)
	})
}

// leave tells that the customer was lost in the period after one in which it was there.
func (w *bookkeeper) leave(last *point) {
	ord := last.ord + 1
	asked, said := w.closing.ledger.options.Reasoned != nil, ""
	if asked {
		said = w.why(w.closing.slots[ord])
	}
	if !w.closing.shown[ord] {
		return
	}
	cause := tally.CauseUnknown
	for _, l := range w.causes {
		if l.ord == ord {
			cause = tally.Cause(l.cause)
		}
	}
	var name []byte // of a customer that somebody asks for
	if w.closing.ledger.options.WantLeavers {
		w.name = w.shard.appendName(w.name[:0], w.at)
		name = w.name
	}
	lose := func(m *tally.Movement, amount int64) {
		if m.Lose(amount, cause, name); asked {
			m.Tolls.Add(said, tally.Toll{Customers: 1, Money: amount})
		}
	}
	lose(w.period(ord), last.amount)
	w.all.AddLost(last.amount)
	w.eachShare(ord, last, func(m *tally.Movement, x share) {
		lose(m, x.amount)
		w.part(x.group).AddLost(x.amount)
	})
}

// join tells the customer's cohort at which ages it was there, and how its first stay ended.
func (w *bookkeeper) join() {
	slots := w.closing.slots
	first, passed := w.beginning()
	if first.ord < 0 {
		w.books.earlier++
	}
	if first.ord < 0 || !w.closing.begins[first.ord] {
		return
	}
	start := slots[first.ord]
	c := w.books.cohort(first.ord, w.mainGroup(first))
	firstStay := !passed
	if passed {
		c.Pass()
	}
	for i, p := range w.points {
		if firstStay && i > 0 && w.points[i-1].ord != p.ord-1 {
			firstStay = false
			c.Ended[slots[w.points[i-1].ord+1]-start]++
		}
		if !c.Add(int(slots[p.ord]-start), p.amount) {
			w.books.void = true
		}
	}
	if !firstStay {
		return
	}
	last := w.points[len(w.points)-1].ord
	if int(last) == len(slots)-1 {
		c.Staying[slots[last]-start]++
	} else {
		c.Ended[slots[last+1]-start]++
	}
}

// beginning returns the period in which the customer came, and whether it left within it.
func (w *bookkeeper) beginning() (first point, passed bool) {
	if len(w.passes) > 0 && (len(w.points) == 0 || w.passes[0].ord < w.points[0].ord) {
		return w.passes[0], true
	}
	return w.points[0], false
}

// mainGroup is the group that a cohort is counted in: the one that brought most when its customer came, of
// equal ones the first by text.
func (w *bookkeeper) mainGroup(p point) uint16 {
	group, most := p.group, int64(-1)
	for _, x := range w.shares[p.from:p.to] {
		if x.amount > most {
			group, most = x.group, x.amount
		}
	}
	return group
}
