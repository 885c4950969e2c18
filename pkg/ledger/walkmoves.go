package ledger

import "github.com/cxcalc/cxcalc/pkg/tally"

// move tells the books what happened to the customer from period to period.
func (w *walker) move() {
	w.all = tally.CustomerSums{}
	for i, p := range w.points {
		switch {
		case i == 0 && p.ord == 0: // was there before the data begin, for all they tell
		case i == 0 && !w.passedBefore(p.ord):
			w.arrive(p, (*tally.Movement).Join)
		case i > 0 && w.points[i-1].ord == p.ord-1:
			w.remain(w.points[i-1], p)
		default:
			if i > 0 {
				w.leave(w.points[i-1])
			}
			w.arrive(p, (*tally.Movement).Return)
		}
	}
	if n := len(w.points); n > 0 && int(w.points[n-1].ord) < len(w.closing.slots)-1 {
		w.leave(w.points[n-1])
	}
	w.pass()
	if w.all != (tally.CustomerSums{}) {
		w.books.customers.Add(w.all)
	}
}

// passedBefore tells whether the customer came and left before a period.
func (w *walker) passedBefore(ord int32) bool { return len(w.passes) > 0 && w.passes[0].ord < ord }

// pass tells of the periods within which the customer came and left. Who does so in the first one is no
// news: it only opens the books.
func (w *walker) pass() {
	for _, p := range w.passes {
		if p.ord <= 0 || !w.closing.shown[p.ord] {
			continue
		}
		w.books.period(p.ord).Pass()
		for _, x := range w.shares[p.from:p.to] {
			w.books.cell(p.ord, x.group).Pass()
		}
	}
}

// remain tells that the customer was there in two neighbouring periods.
func (w *walker) remain(last, now point) {
	if !w.closing.shown[now.ord] {
		return
	}
	m := w.books.period(now.ord)
	m.Stay(last.amount, now.before)
	m.Revalue(now.amount - now.before)
	kept := min(last.amount, now.before)
	w.all.Start += last.amount
	w.all.Kept += kept
	w.all.Gained += now.before - kept
	w.all.Starts++
	w.closes(now)
	if w.closing.ledger.options.Grouped {
		w.stay(last, now)
	}
}

func (w *walker) closes(p point) {
	w.all.Close += p.amount
	w.all.Closes++
}

func (w *walker) arrive(p point, count func(*tally.Movement, int64)) {
	if !w.closing.shown[p.ord] {
		return
	}
	m := w.books.period(p.ord)
	count(m, p.before)
	m.Revalue(p.amount - p.before)
	w.closes(p)
	for _, x := range w.shares[p.from:p.to] {
		m := w.books.cell(p.ord, x.group)
		count(m, x.before)
		m.Revalue(x.amount - x.before)
	}
}

// leave tells that the customer was lost in the period after one in which it was there.
func (w *walker) leave(last point) {
	ord := last.ord + 1
	if !w.closing.shown[ord] {
		return
	}
	cause := tally.CauseUnknown
	for _, l := range w.causes {
		if l.ord == ord {
			cause = tally.Cause(l.cause)
		}
	}
	w.name = w.part.appendName(w.name[:0], w.at)
	w.books.period(ord).Lose(last.amount, cause, w.name)
	w.all.Start += last.amount
	w.all.Lost += last.amount
	w.all.Starts++
	for _, x := range w.shares[last.from:last.to] {
		w.books.cell(ord, x.group).Lose(x.amount, cause, w.name)
	}
}

// join tells the customer's cohort at which ages it was there, and how its first stay ended.
func (w *walker) join() {
	slots := w.closing.slots
	first, passed := w.beginning()
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
func (w *walker) beginning() (first point, passed bool) {
	if len(w.passes) > 0 && (len(w.points) == 0 || w.passes[0].ord < w.points[0].ord) {
		return w.passes[0], true
	}
	return w.points[0], false
}

// mainGroup is the group that a cohort is counted in: the one that brought most when its customer came, of
// equal ones the first by text.
func (w *walker) mainGroup(p point) uint16 {
	var group uint16
	most := int64(-1)
	for _, x := range w.shares[p.from:p.to] {
		if x.amount > most {
			group, most = x.group, x.amount
		}
	}
	return group
}
