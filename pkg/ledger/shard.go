package ledger

import "sync"

// heads are the lists of blocks of a customer: one for even and one for odd bases, so that of two
// neighbouring years each has its own. Orders are all in the first. Each is the number of the first
// block plus 1, 0 for none.
type heads [2]uint32

// of returns the list that a base belongs to.
func (h *heads) of(base int32) *uint32 { return &h[base&1] }

// An entry is one fact on its way into a shard: a customer, a period (or a day), an amount.
type entry struct {
	key
	hash   uint64
	amount int64
	slotDay
	group    uint16 // number of the group plus 1, 0 for none
	currency uint8
	flags    uint8  // seen, and a cause above it
	order    uint64 // of a line: what tells its order from the customer's others; 0 for an order of its own
}

// flagSeen says that the row makes its customer present, or that something begins.
const flagSeen = 1

func flagsOf(seen bool, cause uint8) uint8 {
	if seen {
		return cause<<1 | flagSeen
	}
	return cause << 1
}

// A shard holds the customers whose hash begins alike.
type shard struct {
	mu     sync.Mutex
	ledger *Ledger

	customers pages[key]   // a table, see find
	count     int          // how many there are
	texts     arena        // of long keys
	heads     pages[heads] // side by side with customers; empty as long as there are no blocks

	blocks      pages[block]
	blockGroups pages[[slotsPerBlock]uint16] // side by side with blocks; empty without groups
	orders      pages[orderBlock]
	orderIDs    pages[[3]uint64] // side by side with orders; empty unless rows are lines
	waiting     pages[fact]      // what has found its customer and waits for its block

	repeated   int64    // rows beyond the first of a customer and period
	fine       bool     // slots are days, see stockDays
	overflowed []string // customers whose sum did not fit
	crowded    bool     // more customers than a shard can number

	_ [64]byte // so that workers on neighbouring shards do not share a cache line
}

// scratch is what finding the customers of a batch needs, and a shard that grows.
type scratch struct {
	numbers [batchSize]uint32
	loads   uint64 // depends on what was only loaded to be near, so that it is loaded

	keys   []key
	heads  []heads
	places []uint32 // by the old number of a customer
}

// maxCustomers is how many customers a shard may have.
const maxCustomers = 1<<24 - 2

// add takes a batch of entries. The long keys among them have their place in texts. Each loop reads one
// kind of thing: its loads do not wait for each other, so their cache misses overlap. That is what
// batches are for.
func (p *shard) add(entries []entry, texts *arena, by *scratch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reserve(len(entries), by); p.crowded {
		return
	}
	p.openHeads()
	p.refine()
	for i := range entries {
		by.numbers[i] = p.home(spotOf(entries[i].hash))
	}
	p.load(by, len(entries))
	for i := range entries {
		by.numbers[i] = p.find(entries[i].key, spotOf(entries[i].hash), texts)
	}
	if p.ledger.options.Shape == Transaction {
		for i := range entries {
			p.addOrder(by.numbers[i], &entries[i])
		}
		return
	}
	for i := range entries {
		entries[i].slotDay = p.settled(entries[i].slotDay)
		base, _ := floorSlot(entries[i].slot)
		if at := *p.heads.at(by.numbers[i]).of(base); at != 0 {
			by.loads ^= uint64(p.blocks.at(at - 1).meta)
		}
	}
	for i := range entries {
		p.addAmountOf(by.numbers[i], &entries[i])
	}
}

// load loads the lines that begin at the numbers of a batch. It does nothing else, and no load depends on
// another: the shorter such a loop is, the more cache misses overlap.
func (p *shard) load(by *scratch, n int) {
	loads := by.loads
	for _, home := range by.numbers[:n] {
		loads ^= p.customers.at(home).lo
	}
	by.loads = loads
}

func (p *shard) openHeads() {
	if p.heads.n < p.customers.n {
		p.heads.stretch(p.customers.n, nil)
	}
}

// addAmountOf adds an entry to its customer's slot and group.
func (p *shard) addAmountOf(number uint32, e *entry) {
	base, place := floorSlot(e.slot)
	head, want := p.heads.at(number).of(base), identity(base, e.currency)
	var at uint32
	if p.ledger.options.Grouped {
		at = p.blockOfGroup(head, want, place, e.group)
	} else {
		at = p.blockOf(head, want)
	}
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
	if !p.addAmount(at, place, e.amount) {
		p.overflowed = append(p.overflowed, string(p.appendName(nil, number)))
	}
}

// blockOf returns the number of the block with an identity in a customer's list, which is made when it
// is new.
func (p *shard) blockOf(head *uint32, want meta) uint32 {
	for at := *head; at != 0; {
		b := p.blocks.at(at - 1)
		if b.meta&identityMask == want {
			return at - 1
		}
		at = b.next
	}
	return p.newBlock(head, want)
}

// blockOfGroup is blockOf where places have groups: of the blocks with the identity, it is the one whose
// place belongs to the group, or else one whose place belongs to none yet. A customer with several groups
// in one slot so has as many blocks.
func (p *shard) blockOfGroup(head *uint32, want meta, place int, group uint16) uint32 {
	free := unknown
	for at := *head; at != 0; {
		b := p.blocks.at(at - 1)
		if b.meta&identityMask == want {
			switch p.blockGroups.at(at - 1)[place] {
			case group:
				return at - 1
			case 0:
				free = at - 1
			}
		}
		at = b.next
	}
	if free == unknown {
		free = p.newBlock(head, want)
	}
	p.blockGroups.at(free)[place] = group
	return free
}

func (p *shard) newBlock(head *uint32, want meta) uint32 {
	at := p.blocks.add()
	*p.blocks.at(at) = block{next: *head, meta: want}
	if p.ledger.options.Grouped {
		p.blockGroups.add()
	}
	*head = at + 1
	return at
}

// takeOver adds the customers of a shard of another ledger; ids gives its groups their numbers here.
func (l *Ledger) takeOver(o *shard, ids []uint16) {
	o.settle()
	var batch [1]entry
	var found scratch
	for number := range o.eachCustomer {
		e := &batch[0]
		*e = l.rehash(o, *o.customers.at(number))
		target := &l.shards[shardOf(e.hash)]
		o.eachEntry(number, func(x entry) {
			e.amount, e.slotDay, e.currency, e.flags, e.order = x.amount, x.slotDay, x.currency, x.flags, x.order
			if e.group = x.group; x.group != 0 {
				e.group = ids[x.group]
			}
			target.add(batch[:], &o.texts, &found)
		})
	}
	mine := &l.shards[0]
	mine.mu.Lock()
	defer mine.mu.Unlock()
	mine.repeated += o.repeated
	mine.overflowed = append(mine.overflowed, o.overflowed...)
	mine.crowded = mine.crowded || o.crowded
}

// rehash returns an entry for a key of another ledger's shard, hashed by this ledger's seed.
func (l *Ledger) rehash(o *shard, k key) entry {
	if !k.long() {
		return entry{key: k, hash: k.hash(l.seed)}
	}
	text := o.texts.of(k)
	hash := hashText(text, l.seed)
	return entry{key: longKeyOf(k.lo, len(text), hash), hash: hash}
}

// eachEntry gives back what was added for a customer, one entry per slot and group, or order.
func (p *shard) eachEntry(number uint32, yield func(entry)) {
	if p.ledger.options.Shape == Transaction {
		p.eachOrder(number, func(o order) {
			yield(entry{amount: o.amount, slotDay: slotDay{o.day, o.day}, group: o.group, currency: o.currency, flags: flagsOf(o.seen, 0), order: o.id})
		})
		return
	}
	p.eachBlock(number, func(at uint32) {
		b := p.blocks.at(at)
		for i := range slotsPerBlock {
			e := entry{amount: p.amount(b, i), slotDay: p.momentOf(b.meta.base()*slotsPerBlock + int32(i)), currency: b.meta.currency(),
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

func (p *shard) eachBlock(number uint32, yield func(at uint32)) {
	for _, at := range p.heads.at(number) {
		for at != 0 {
			yield(at - 1)
			at = p.blocks.at(at - 1).next
		}
	}
}
