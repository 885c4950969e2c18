package ledger

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// share cuts a point by its groups, in the order of their texts. What is below zero in a group counts as
// nothing there.
func (w *bookkeeper) share(p *point) {
	if !w.closing.ledger.options.Grouped {
		return
	}
	from := len(w.shares)
	for _, s := range w.sums {
		now, before := w.convert(p.ord, s.currency, s.amount)
		at := slices.IndexFunc(w.shares[from:], func(x share) bool { return x.group == s.group })
		if at < 0 {
			at = len(w.shares) - from
			w.shares = append(w.shares, share{group: s.group})
		}
		w.shares[from+at].amount += now
		w.shares[from+at].before += before
	}
	mine := w.shares[from:]
	for i := range mine {
		mine[i].amount, mine[i].before = max(mine[i].amount, 0), max(mine[i].before, 0)
	}
	if shape := w.closing.ledger.options.Shape; p.amount > 0 && !shape.rowsArePresence() {
		mine = slices.DeleteFunc(mine, func(x share) bool { return x.amount == 0 })
	}
	if len(mine) == 1 {
		p.group, w.shares = mine[0].group, w.shares[:from]
		return
	}
	slices.SortFunc(mine, func(a, b share) int { return w.closing.ledger.groups.compare(a.group, b.group) })
	w.shares = w.shares[:from+len(mine)]
	p.from, p.to = int32(from), int32(len(w.shares))
}

// sharesOf returns what each group has of a point; the slice is valid until one of the same buffer is made.
func (w *bookkeeper) sharesOf(p *point, buffer *[1]share) []share {
	if p.from < p.to {
		return w.shares[p.from:p.to]
	}
	buffer[0] = share{p.group, p.amount, p.before}
	return buffer[:]
}

// oneGroup returns the group that the customer was in all the time; ok is false where there are several.
func (w *bookkeeper) oneGroup() (group uint16, ok bool) {
	for i, points := range [2][]point{w.points, w.passes} {
		for j, p := range points {
			if i == 0 && j == 0 || j == 0 && len(w.points) == 0 {
				group = p.group
			}
			if p.group != group || p.from < p.to {
				return 0, false
			}
		}
	}
	return group, true
}

// settleGroups lets what a ledger of changes takes from a group that has nothing be taken from those that
// have: a row that ends a customer need not name the group in which its money stands.
func (w *bookkeeper) settleGroups() {
	if !w.closing.ledger.options.Grouped {
		return
	}
	slices.SortFunc(w.sums, func(a, b sum) int {
		return cmp.Or(cmp.Compare(a.currency, b.currency), w.closing.ledger.groups.compare(a.group, b.group))
	})
	for i := range w.sums {
		for j := range w.sums {
			short, has := &w.sums[i], &w.sums[j]
			if short.amount < 0 && has.amount > 0 && short.currency == has.currency {
				taken := min(-short.amount, has.amount)
				short.amount += taken
				has.amount -= taken
			}
		}
	}
}

// A groupStep is what one group had of a customer that stays, and what it has now.
type groupStep struct {
	group      uint16
	start, end int64
	was, is    bool  // the customer was, or is, there
	out, in    int64 // what moved to other groups, and from them
}

// stay tells the books how a customer that stays went from point to point in each group. Of what leaves
// some groups and enters others, as much as both go has moved, each in proportion; what is left of the
// larger side has grown or shrunk in its groups.
func (w *bookkeeper) stay(last, now *point) {
	if last.from == last.to && now.from == now.to && last.group == now.group { // as most do even of those who move
		m := w.books.mixed.of(now.ord, now.group)
		m.Stay(last.amount, now.before)
		m.Revalue(now.amount - now.before)
		kept := min(last.amount, now.before)
		sums := w.part(now.group)
		sums.AddStart(last.amount, kept, now.before-kept)
		sums.AddClose(now.amount)
		return
	}
	var one, other [1]share
	w.align(w.sharesOf(last, &one), w.sharesOf(now, &other))
	var out, in int64
	for _, s := range w.steps {
		out += max(s.start-s.end, 0)
		in += max(s.end-s.start, 0)
	}
	moved := min(out, in)
	var outs, ins int64 // so far, so that the parts add up to the cent
	for i := range w.steps {
		s := &w.steps[i]
		if s.start > s.end {
			s.out = portion(moved, outs+s.start-s.end, out) - portion(moved, outs, out)
			outs += s.start - s.end
		} else if s.end > s.start {
			s.in = portion(moved, ins+s.end-s.start, in) - portion(moved, ins, in)
			ins += s.end - s.start
		}
		w.books.mixed.of(now.ord, s.group).StayPart(s.start, s.end, s.was, s.is, s.out, s.in)
		if s.was {
			change := s.end - s.start + s.out - s.in // what the group itself gained or lost of it
			w.part(s.group).AddStart(s.start, s.start-max(-change, 0), max(change, 0))
		}
	}
	for _, x := range w.sharesOf(now, &other) {
		w.books.mixed.of(now.ord, x.group).Revalue(x.amount - x.before)
		w.part(x.group).AddClose(x.amount)
	}
}

// align puts the shares of two points side by side, group by group.
func (w *bookkeeper) align(last, now []share) {
	w.steps = w.steps[:0]
	for len(last)+len(now) > 0 {
		order := 0
		switch {
		case len(last) == 0:
			order = 1
		case len(now) == 0:
			order = -1
		default:
			order = w.closing.ledger.groups.compare(last[0].group, now[0].group)
		}
		var s groupStep
		if order <= 0 {
			s.group, s.start, s.was = last[0].group, last[0].amount, true
			last = last[1:]
		}
		if order >= 0 {
			s.group, s.end, s.is = now[0].group, now[0].before, true
			now = now[1:]
		}
		w.steps = append(w.steps, s)
	}
}

// portion returns part / whole of an amount, rounded down. part and whole are not negative.
func portion(amount, part, whole int64) int64 {
	if whole == 0 || part == whole {
		return amount * min(whole, 1)
	}
	x := new(big.Int).Mul(big.NewInt(amount), big.NewInt(part))
	return x.Quo(x, big.NewInt(whole)).Int64()
}

// A groupSums is what a group has of a customer over the periods that are shown.
type groupSums struct {
	group uint16
	tally.CustomerSums
}

// part returns the sums of the customer in one of its groups, for adding to them.
func (w *bookkeeper) part(group uint16) *tally.CustomerSums {
	at := slices.IndexFunc(w.parts, func(s groupSums) bool { return s.group == group })
	if at < 0 {
		at = len(w.parts)
		w.parts = append(w.parts, groupSums{group: group})
	}
	return &w.parts[at].CustomerSums
}

// sumUp tells the books what the customer adds up to: a customer of one group counts there and in the whole, one of
// several in each of them, and once in the whole.
func (w *bookkeeper) sumUp() {
	if at := slices.IndexFunc(w.points, func(p point) bool { return p.ord == w.closing.opening }); at >= 0 {
		w.all.Founder = true
		var one [1]share
		for _, x := range w.sharesOf(&w.points[at], &one) {
			if w.mixed {
				w.part(x.group).Founder = true
			}
		}
	}
	if !w.mixed {
		w.books.aloneSums.of(0, w.group).Add(w.all)
		return
	}
	w.books.customers.Add(w.all)
	for _, s := range w.parts {
		w.books.mixedSums.of(0, s.group).Add(s.CustomerSums)
	}
}
