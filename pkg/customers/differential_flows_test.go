package customers_test

import (
	"maps"

	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A refFlow is the movements of a period, or of a group in it, in cents and customers.
type refFlow struct {
	opening, fresh, reactivation, expansion, contraction, churn, rates, closing int64
	movedIn, movedOut                                                           int64

	cOpening, cNew, cReactivated, cLost, cClosing, cMovedIn, cMovedOut, passing int

	// Those who bring more or less: surely, and with those whose group is new to them or left altogether, of which
	// the rules do not say whether they count.
	cExpanded, cExpandedMost, cContracted, cContractedMost int
	// slack is how many cents the split of what moves may be off.
	slack int64
}

func (f *refFlow) add(o refFlow) {
	f.opening += o.opening
	f.fresh += o.fresh
	f.reactivation += o.reactivation
	f.expansion += o.expansion
	f.contraction += o.contraction
	f.churn += o.churn
	f.rates += o.rates
	f.closing += o.closing
	f.movedIn += o.movedIn
	f.movedOut += o.movedOut
	f.cOpening += o.cOpening
	f.cNew += o.cNew
	f.cReactivated += o.cReactivated
	f.cLost += o.cLost
	f.cClosing += o.cClosing
	f.cMovedIn += o.cMovedIn
	f.cMovedOut += o.cMovedOut
	f.passing += o.passing
	f.cExpanded += o.cExpanded
	f.cExpandedMost += o.cExpandedMost
	f.cContracted += o.cContracted
	f.cContractedMost += o.cContractedMost
	f.slack += o.slack
}

// A refPeriod is a shown period: all its movements, and those of each group.
type refPeriod struct {
	label  string
	all    refFlow
	groups map[string]refFlow
}

// periods returns the movements of the periods that are shown.
func (b *refBook) periods() (out []refPeriod) {
	previous := -1
	for i, s := range b.slots {
		if !b.told[i] {
			continue
		}
		if previous >= 0 && b.shown(s) && b.losable(s) {
			out = append(out, b.between(previous, i))
		}
		previous = i
	}
	return out
}

// losable tells whether somebody could have been lost until the end of a period.
func (b *refBook) losable(s refSlot) bool {
	first, _ := b.extent()
	return b.shape != ledger.Transaction || b.back(s) > first
}

// between compares two periods.
func (b *refBook) between(i, j int) refPeriod {
	p := refPeriod{label: b.slots[j].label, groups: make(map[string]refFlow)}
	for customer := range b.groups {
		s, e := b.worth[i][customer], b.worth[j][customer]
		all, groups := refFlow{}, map[string]refFlow{}
		switch {
		case s.there && e.there:
			all, groups = b.stays(i, j, customer)
		case e.there:
			all, groups = b.comes(i, j, customer)
		case s.there:
			all, groups = b.goes(i, customer)
		}
		if b.passing[j] != nil && b.passing[j][customer] != nil {
			all.passing = 1
			for group := range b.passing[j][customer] {
				groups[group] = refFlow{passing: 1}
			}
		}
		p.all.add(all)
		for group, f := range groups {
			sum := p.groups[group]
			sum.add(f)
			p.groups[group] = sum
		}
	}
	return p
}

// in returns the groups in which a customer is: those where it brings something, or else the only one it ever
// has.
func (b *refBook) in(customer string, w refWorth, day int) map[string]bool {
	groups := make(map[string]bool)
	for group := range w.money {
		if b.inGroup(w, group, day) > 0 {
			groups[group] = true
		}
	}
	if w.there && len(groups) == 0 && len(b.groups[customer]) == 1 {
		return b.groups[customer]
	}
	return groups
}

// known tells whether a customer was there, or came and left, before a period.
func (b *refBook) known(customer string, j int) bool {
	for i := range j {
		if b.told[i] && b.worth[i][customer].there || b.passing[i] != nil && b.passing[i][customer] != nil {
			return true
		}
	}
	return b.early[customer]
}

// comes is somebody who was not there at the start: at the rates of the start, and what they changed since.
func (b *refBook) comes(i, j int, customer string) (all refFlow, groups map[string]refFlow) {
	w, start, end := b.worth[j][customer], b.slots[i].end-1, b.slots[j].end-1
	known := b.known(customer, j)
	join := func(before, after int64) refFlow {
		f := refFlow{closing: after, rates: after - before, cClosing: 1}
		if known {
			f.reactivation, f.cReactivated = before, 1
		} else {
			f.fresh, f.cNew = before, 1
		}
		return f
	}
	groups = make(map[string]refFlow)
	for group := range b.in(customer, w, end) {
		groups[group] = join(b.inGroup(w, group, start), b.inGroup(w, group, end))
	}
	return join(b.total(w, start), b.total(w, end)), groups
}

// goes is somebody who is not there at the end.
func (b *refBook) goes(i int, customer string) (all refFlow, groups map[string]refFlow) {
	w, start := b.worth[i][customer], b.slots[i].end-1
	lose := func(cents int64) refFlow { return refFlow{opening: cents, churn: cents, cOpening: 1, cLost: 1} }
	groups = make(map[string]refFlow)
	for group := range b.in(customer, w, start) {
		groups[group] = lose(b.inGroup(w, group, start))
	}
	return lose(b.total(w, start)), groups
}

// stays is somebody who is there at the start and at the end.
func (b *refBook) stays(i, j int, customer string) (all refFlow, groups map[string]refFlow) {
	s, e, start, end := b.worth[i][customer], b.worth[j][customer], b.slots[i].end-1, b.slots[j].end-1
	before, after := b.total(s, start), b.total(e, start)
	all = refFlow{opening: before, closing: b.total(e, end), rates: b.total(e, end) - after, cOpening: 1, cClosing: 1,
		expansion: max(after-before, 0), contraction: max(before-after, 0)}
	all.expanded(true)

	was, is := b.in(customer, s, start), b.in(customer, e, end)
	out, in := int64(0), int64(0)
	both := maps.Clone(was)
	maps.Copy(both, is)
	for group := range both {
		d := b.inGroup(e, group, start) - b.inGroup(s, group, start)
		out, in = out+max(-d, 0), in+max(d, 0)
	}
	moved := min(out, in)
	groups = make(map[string]refFlow)
	for group := range both {
		groups[group] = b.part(refStay{s, e, group, start, end, was[group], is[group]}, out, in, moved)
	}
	return all, groups
}

// A refStay is what a customer that stays has in a group.
type refStay struct {
	s, e       refWorth
	group      string
	start, end int
	was, is    bool
}

// part is the share of a group in what a customer brings more or less, and moves: out leaves groups, in enters
// others, and moved is what is in both.
func (b *refBook) part(x refStay, out, in, moved int64) refFlow {
	before, after := b.inGroup(x.s, x.group, x.start), b.inGroup(x.e, x.group, x.start)
	f := refFlow{opening: before, closing: b.inGroup(x.e, x.group, x.end)}
	f.rates = f.closing - after
	if more := max(after-before, 0); more > 0 {
		f.movedIn = (2*more*moved + in) / (2 * in)
		f.expansion = more - f.movedIn
		f.inexact(more*moved, in)
	}
	if less := max(before-after, 0); less > 0 {
		f.movedOut = (2*less*moved + out) / (2 * out)
		f.contraction = less - f.movedOut
		f.inexact(less*moved, out)
	}
	if x.was {
		f.cOpening = 1
	}
	if x.is {
		f.cClosing = 1
	}
	f.cMovedOut, f.cMovedIn = max(f.cOpening-f.cClosing, 0), max(f.cClosing-f.cOpening, 0)
	f.expanded(x.was && x.is)
	return f
}

// inexact notes a share that is no whole cent.
func (f *refFlow) inexact(product, whole int64) {
	if product%whole != 0 {
		f.slack = 1
	}
}

// expanded counts the customer of a flow among those who bring more or less.
func (f *refFlow) expanded(sure bool) {
	if f.expansion > 0 {
		f.cExpandedMost = 1
	}
	if f.contraction > 0 {
		f.cContractedMost = 1
	}
	if sure {
		f.cExpanded, f.cContracted = f.cExpandedMost, f.cContractedMost
	}
	if f.slack > 0 { // a cent decides
		f.cExpanded, f.cContracted = 0, 0
		f.cExpandedMost, f.cContractedMost = 1, 1
	}
}
