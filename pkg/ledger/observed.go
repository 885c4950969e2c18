package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// neighbours holds a value for each number of an unbroken run, which grows to both sides.
type neighbours[T any] struct {
	first int32
	list  []T
}

// at returns the value of a number, for setting it.
func (n *neighbours[T]) at(number int32) *T {
	i := int(number) - int(n.first)
	switch {
	case len(n.list) == 0:
		n.first, n.list, i = number, make([]T, 1), 0
	case i < 0:
		n.first, n.list, i = number, append(make([]T, -i), n.list...), 0
	case i >= len(n.list):
		n.list = append(n.list, make([]T, i+1-len(n.list))...)
	}
	return &n.list[i]
}

// observed is a set of slots: a mask for each base.
type observed struct{ neighbours[uint16] }

func (o *observed) add(base int32, mask uint16) {
	if mask != 0 {
		*o.at(base) |= mask
	}
}

func (o *observed) tell(slot int32) {
	base, place := floorSlot(slot)
	o.add(base, 1<<place)
}

// merge adds the slots of another set.
func (o *observed) merge(x *observed) {
	for i, mask := range x.list {
		o.add(x.first+int32(i), mask)
	}
}

// slots returns the slots of the set, rising.
func (o *observed) slots() []int32 {
	var out []int32
	for i, mask := range o.list {
		for place := range slotsPerBlock {
			if mask>>place&1 != 0 {
				out = append(out, (o.first+int32(i))*slotsPerBlock+int32(place))
			}
		}
	}
	return out
}

// latest holds the last moment of each slot of which rows tell. It tells a period that the data end in from one that
// is whole.
type latest struct{ neighbours[lastMoment] }

type lastMoment struct {
	at    dates.Instant
	known bool
}

// maxLatest bounds the slots that are kept apart. Longer ledgers are cut in shorter periods than such a doubt is about.
const maxLatest = 1 << 14

func (l *latest) add(slot int32, at dates.Instant) {
	i := int(slot) - int(l.first)
	if len(l.list) > 0 && (i < 0 && len(l.list)-i > maxLatest || i >= maxLatest) {
		return
	}
	if m := l.at(slot); !m.known || m.at < at {
		*m = lastMoment{at, true}
	}
}

func (l *latest) merge(o *latest) {
	for i, m := range o.list {
		if m.known {
			l.add(o.first+int32(i), m.at)
		}
	}
}

// of returns the last moment of a slot; ok is false where there is none.
func (l *latest) of(slot int32) (at dates.Instant, ok bool) {
	if i := int(slot) - int(l.first); i >= 0 && i < len(l.list) {
		return l.list[i].at, l.list[i].known
	}
	return 0, false
}
