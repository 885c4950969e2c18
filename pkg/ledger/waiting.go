package ledger

// A fact is a usual entry whose customer is known, in eight bytes: from the low end, the amount, the
// slot, and the number of the customer.
type fact uint64

const (
	amountBits = 28
	slotBits   = 16
	numberAt   = amountBits + slotBits
)

func newFact(number uint32, u *usual) fact {
	return fact(number)<<numberAt | fact(u.slot)<<amountBits | fact(u.amount)
}

func (f fact) number() uint32 { return uint32(f >> numberAt) }
func (f fact) slot() int32    { return int32(f >> amountBits & (1<<slotBits - 1)) }
func (f fact) amount() int64  { return int64(f & (1<<amountBits - 1)) }

// usualWaiting is how many facts wait in a part before they go to blocks. In most ledgers they wait
// until their part is counted: then its blocks are near, and those of other parts need no memory.
// Only where there are so many rows that facts might take more memory than blocks is it done before.
const usualWaiting = 1 << 17

// addUsual takes a batch of usual entries.
func (p *part) addUsual(entries []usual, by *scratch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.recognise(entries, by)
	for i, number := range by.numbers[:len(entries)] {
		u := &entries[i]
		if number == 0 {
			e := entry{key: u.key, hash: by.hashes[i]}
			if number = p.find(&e, nil) + 1; number > 1<<(64-numberAt) {
				e.amount, e.slot, e.currency, e.flags = int64(u.amount), u.slot, p.ledger.currency.Number(), flagSeen
				p.addAmountOf(number-1, &e)
				continue
			}
		}
		*p.waiting.at(p.waiting.add()) = newFact(number-1, u)
	}
	if p.waiting.n > p.ledger.waitingSize {
		p.settle()
	}
}

// recognise finds the numbers plus 1 of the customers that are known, 0 for those that are not or that take
// a second look. Each loop reads one kind of thing, and nothing in it depends on what it reads: so
// the cache misses of a batch overlap.
func (p *part) recognise(entries []usual, by *scratch) {
	found := &by.numbers
	if p.customers.n == 0 {
		p.find(&entry{key: entries[0].key, hash: entries[0].hash(p.ledger.seed)}, nil)
	}
	mask := uint32(len(p.index) - 1)
	loads := uint32(0)
	for i := range entries {
		hash := entries[i].hash(p.ledger.seed)
		loads ^= p.index[uint32(hash)&mask]
		by.hashes[i] = hash
	}
	for i, hash := range by.hashes[:len(entries)] {
		found[i] = p.probe(hash)
	}
	for _, number := range found[:len(entries)] {
		loads ^= uint32(p.customers.at(max(number, 1) - 1).lo)
	}
	for i, number := range found[:len(entries)] {
		if number != 0 && p.customers.at(number-1).key != entries[i].key {
			found[i] = 0
		}
	}
	by.loads = loads
}

// settle takes the waiting facts to their blocks.
func (p *part) settle() {
	e := entry{currency: p.ledger.currency.Number(), flags: flagSeen}
	for _, page := range p.waiting.list {
		for _, f := range page {
			e.slot, e.amount = f.slot(), f.amount()
			p.addAmountOf(f.number(), &e)
		}
	}
	p.waiting = pages[fact]{}
}
