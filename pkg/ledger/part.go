package ledger

import (
	"bytes"
	"sync"
)

// A customer is its key and its lists of blocks: one for even and one for odd bases, so that of two
// neighbouring years each has its own. Orders are all in the first.
type customer struct {
	key
	heads [2]uint32 // number of the first block plus 1, 0 for none
}

// headOf returns the list that a base belongs to.
func (c *customer) headOf(base int32) *uint32 { return &c.heads[base&1] }

// An entry is one fact on its way into a part: a customer, a period (or a day), an amount.
type entry struct {
	key
	hash     uint64
	amount   int64
	slot     int32
	group    uint16 // number of the group plus 1, 0 for none
	currency uint8
	flags    uint8 // seen, and a cause above it
}

// flagSeen says that the row makes its customer present, or that something begins.
const flagSeen = 1

func flagsOf(seen bool, cause uint8) uint8 {
	if seen {
		return cause<<1 | flagSeen
	}
	return cause << 1
}

// A part holds the customers whose hash begins alike.
type part struct {
	mu     sync.Mutex
	ledger *Ledger

	index     []uint32 // by hash: the number of a customer plus 1 (24 bits) and its tag
	customers pages[customer]
	texts     arena // of long keys

	blocks      pages[block]
	blockGroups pages[[slotsPerBlock]uint16] // side by side with blocks; empty without groups
	orders      pages[orderBlock]
	waiting     pages[fact] // what has found its customer and waits for its block

	repeated   int64    // rows beyond the first of a customer and period
	mixed      bool     // rows of one customer and period name several groups
	overflowed []string // customers whose sum did not fit
	crowded    bool     // more customers than a part can number

	_ [64]byte // so that workers on neighbouring parts do not share a cache line
}

// scratch is what looking for the customers of a batch needs.
type scratch struct {
	numbers [batchSize]uint32
	hashes  [batchSize]uint64
	loads   uint32 // depends on what was only loaded to be near, so that it is loaded
}

const (
	numberBits   = 32 - tagBits
	maxCustomers = 1<<numberBits - 2
)

// add takes a batch of entries. The long keys among them have their place in texts.
func (p *part) add(entries []entry, texts *arena, by *scratch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	found := &by.numbers
	p.warm(entries, found)
	for i := range entries {
		found[i] = p.find(&entries[i], texts)
	}
	if p.crowded {
		return
	}
	if p.ledger.options.Shape == Transaction {
		for i := range entries {
			p.addOrder(found[i], &entries[i])
		}
		return
	}
	for i := range entries {
		p.addAmountOf(found[i], &entries[i])
	}
}

// warm reads what a batch will need, one kind of thing after the other. The loads of one loop do not
// wait for each other, so their cache misses overlap: that is what batches are for.
func (p *part) warm(entries []entry, found *[batchSize]uint32) {
	if len(entries) < 8 || len(p.index) == 0 {
		return
	}
	for i := range entries {
		found[i] = p.probe(entries[i].hash)
	}
	for i, number := range found[:len(entries)] {
		if number != 0 {
			base, _ := floorSlot(entries[i].slot)
			found[i] = *p.customers.at(number - 1).headOf(base)
		}
	}
	if p.ledger.options.Shape == Transaction {
		return
	}
	for i, at := range found[:len(entries)] {
		if at != 0 {
			found[i] = p.blocks.at(at - 1).next
		}
	}
}

// probe returns what the index has for a hash: the number plus 1 of the first customer with its tag,
// which is nearly always the right one, or 0.
func (p *part) probe(hash uint64) uint32 {
	mask := uint32(len(p.index) - 1)
	tag := tagOf(hash) << numberBits
	for at := uint32(hash) & mask; ; at = (at + 1) & mask {
		if have := p.index[at]; have == 0 || have&^(1<<numberBits-1) == tag {
			return have & (1<<numberBits - 1)
		}
	}
}

// find returns the number of an entry's customer, which is made when it is new.
func (p *part) find(e *entry, texts *arena) uint32 {
	if p.customers.n >= len(p.index)/4*3 {
		p.grow()
	}
	mask := uint32(len(p.index) - 1)
	tag := tagOf(e.hash) << numberBits
	for at := uint32(e.hash) & mask; ; at = (at + 1) & mask {
		have := p.index[at]
		if have == 0 {
			number := p.insert(e, texts)
			p.index[at] = tag | (number + 1)
			return number
		}
		if have&^(1<<numberBits-1) != tag {
			continue
		}
		number := have&(1<<numberBits-1) - 1
		c := p.customers.at(number)
		if c.key == e.key && !e.long() || e.long() && p.sameText(c.key, e.key, texts) {
			return number
		}
	}
}

func (p *part) sameText(mine, other key, texts *arena) bool {
	return mine.hi == other.hi && bytes.Equal(p.texts.of(mine), texts.of(other))
}

func (p *part) insert(e *entry, texts *arena) uint32 {
	if p.customers.n >= maxCustomers {
		p.crowded = true
		return 0
	}
	number := p.customers.add()
	c := p.customers.at(number)
	c.key = e.key
	if e.long() {
		c.key.lo = p.texts.add(texts.of(e.key))
	}
	return number
}

// grow doubles the index. The customers keep their numbers.
func (p *part) grow() {
	p.index = make([]uint32, max(16, 2*len(p.index)))
	mask := uint32(len(p.index) - 1)
	for number := range uint32(p.customers.n) {
		hash := p.hashOf(p.customers.at(number).key)
		at := uint32(hash) & mask
		for p.index[at] != 0 {
			at = (at + 1) & mask
		}
		p.index[at] = tagOf(hash)<<numberBits | (number + 1)
	}
}

func (p *part) hashOf(k key) uint64 {
	if k.long() {
		return hashText(p.texts.of(k), p.ledger.seed)
	}
	return k.hash(p.ledger.seed)
}

// appendName appends the text of a customer's key.
func (p *part) appendName(dst []byte, k key) []byte {
	if k.long() {
		return append(dst, p.texts.of(k)...)
	}
	return k.appendText(dst)
}

// addAmountOf adds an entry to its customer's period.
func (p *part) addAmountOf(number uint32, e *entry) {
	base, place := floorSlot(e.slot)
	at := p.blockOf(p.customers.at(number).headOf(base), identity(base, e.currency))
	b := p.blocks.at(at)
	if e.flags&flagSeen != 0 {
		if b.meta.seen(place) {
			p.repeated++
		}
		b.meta |= 1 << place
	}
	if cause := e.flags >> 1; cause != 0 {
		b.meta.raiseCause(place, cause)
	}
	if e.group != 0 {
		p.setGroup(&p.blockGroups.at(at)[place], e.group)
	}
	if !p.addAmount(at, place, e.amount) {
		p.overflowed = append(p.overflowed, string(p.appendName(nil, p.customers.at(number).key)))
	}
}

// blockOf returns the number of the block with an identity in a customer's list, which is made when it
// is new.
func (p *part) blockOf(head *uint32, want meta) uint32 {
	for at := *head; at != 0; {
		b := p.blocks.at(at - 1)
		if b.meta&identityMask == want {
			return at - 1
		}
		at = b.next
	}
	at := p.blocks.add()
	*p.blocks.at(at) = block{next: *head, meta: want}
	if p.ledger.options.Grouped {
		p.blockGroups.add()
	}
	*head = at + 1
	return at
}

// setGroup gives a customer-period its group. When its rows name several, the first by text stands,
// so that the order of the rows does not matter.
func (p *part) setGroup(have *uint16, group uint16) {
	switch {
	case *have == 0:
		*have = group
	case *have != group:
		p.mixed = true
		*have = p.ledger.groups.first(*have, group)
	}
}

// takeOver adds the customers of a part of another ledger; ids gives its groups their numbers here.
func (l *Ledger) takeOver(o *part, ids []uint16) {
	o.settle()
	var batch [1]entry
	var found scratch
	for number := range uint32(o.customers.n) {
		c := o.customers.at(number)
		e := &batch[0]
		*e = l.rehash(o, c.key)
		target := &l.parts[partOf(e.hash)]
		o.eachEntry(c, func(x entry) {
			e.amount, e.slot, e.currency, e.flags = x.amount, x.slot, x.currency, x.flags
			if e.group = x.group; x.group != 0 {
				e.group = ids[x.group]
			}
			target.add(batch[:], &o.texts, &found)
		})
	}
	mine := &l.parts[0]
	mine.mu.Lock()
	defer mine.mu.Unlock()
	mine.repeated += o.repeated
	mine.mixed = mine.mixed || o.mixed
	mine.overflowed = append(mine.overflowed, o.overflowed...)
	mine.crowded = mine.crowded || o.crowded
}

// rehash returns an entry for a key of another ledger's part, hashed by this ledger's seed.
func (l *Ledger) rehash(o *part, k key) entry {
	if !k.long() {
		return entry{key: k, hash: k.hash(l.seed)}
	}
	text := o.texts.of(k)
	hash := hashText(text, l.seed)
	return entry{key: longKeyOf(k.lo, len(text), hash), hash: hash}
}

// eachEntry gives back what was added for a customer, one entry per period or order.
func (p *part) eachEntry(c *customer, yield func(entry)) {
	if p.ledger.options.Shape == Transaction {
		p.eachOrder(c, func(o order) {
			yield(entry{amount: o.amount, slot: o.day, group: o.group, currency: o.currency, flags: flagsOf(o.seen, 0)})
		})
		return
	}
	p.eachBlock(c, func(at uint32) {
		b := p.blocks.at(at)
		for i := range slotsPerBlock {
			e := entry{amount: p.amount(b, i), slot: b.meta.base()*slotsPerBlock + int32(i), currency: b.meta.currency(),
				flags: flagsOf(b.meta.seen(i), b.meta.cause(i))}
			if p.ledger.options.Grouped {
				e.group = p.blockGroups.at(at)[i]
			}
			if e.amount != 0 || e.flags != 0 || e.group != 0 {
				yield(e)
			}
		}
	})
}

// eachBlock gives the numbers of a customer's blocks.
func (p *part) eachBlock(c *customer, yield func(at uint32)) {
	for _, at := range c.heads {
		for at != 0 {
			yield(at - 1)
			at = p.blocks.at(at - 1).next
		}
	}
}
