package ledger

import (
	"cmp"
	"slices"
)

// An orderBlock holds three orders of a customer; a customer has a list of them.
type orderBlock struct {
	next       uint32 // number of the next block plus 1, 0 for none
	n          uint8
	currencies [3]uint8
	days       [3]int32
	groups     [3]uint16
	flags      [3]uint8
	amounts    [3]int64
}

// An order is one row of a transaction ledger.
type order struct {
	day      int32
	id       uint64 // of lines: tells the order from the others of its customer; 0 for an order of its own
	amount   int64
	group    uint16
	currency uint8
	seen     bool // it is an order, not a refund
}

func (p *shard) addOrder(number uint32, e *entry) {
	head := &p.heads.at(number)[0]
	if *head == 0 || p.orders.at(*head-1).n == 3 {
		at := p.orders.add()
		p.orders.at(at).next = *head
		if p.ledger.options.Lines {
			p.orderIDs.add()
		}
		*head = at + 1
	}
	b := p.orders.at(*head - 1)
	i := b.n
	b.n++
	b.days[i], b.amounts[i], b.groups[i], b.currencies[i], b.flags[i] = e.slot, e.amount, e.group, e.currency, e.flags
	if p.ledger.options.Lines {
		p.orderIDs.at(*head - 1)[i] = e.order
	}
}

func (p *shard) eachOrder(number uint32, yield func(order)) {
	for at := p.heads.at(number)[0]; at != 0; {
		b := p.orders.at(at - 1)
		for i := range b.n {
			o := order{day: b.days[i], amount: b.amounts[i], group: b.groups[i], currency: b.currencies[i], seen: b.flags[i]&flagSeen != 0}
			if p.ledger.options.Lines {
				o.id = p.orderIDs.at(at - 1)[i]
			}
			yield(o)
		}
		at = b.next
	}
}

// ordersOf returns the orders of a customer by day, refunds last, then by group; the slice is used
// again.
func (p *shard) ordersOf(number uint32, into []order) []order {
	into = into[:0]
	p.eachOrder(number, func(o order) { into = append(into, o) })
	slices.SortFunc(into, func(a, b order) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(flagsOf(b.seen, 0), flagsOf(a.seen, 0)), p.ledger.groups.compare(a.group, b.group))
	})
	return into
}
