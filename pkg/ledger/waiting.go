package ledger

// A fact is what a usual row says of a customer whose number is known, in eight bytes: from the low
// end, the amount, the number of its class, and that of the customer.
type fact uint64

const (
	amountBits = 28
	classBits  = 16
	numberAt   = amountBits + classBits
)

func newFact(number uint32, class uint16, amount int32) fact {
	return fact(number)<<numberAt | fact(class)<<amountBits | fact(amount)
}

func (f fact) of(number uint32) fact { return f&(1<<numberAt-1) | fact(number)<<numberAt }

func (f fact) number() uint32 { return uint32(f >> numberAt) }
func (f fact) class() uint16  { return uint16(f >> amountBits) }
func (f fact) amount() int64  { return int64(f & (1<<amountBits - 1)) }

// usualWaiting is how many facts wait in a shard before they go to blocks. In most ledgers they wait
// until their shard is counted: then its blocks are near, and those of other shards need no memory.
// Only where there are so many rows that facts might take more memory than blocks is it done before.
const usualWaiting = 1 << 17

func (p *shard) addUsual(entries []usual, by *scratch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reserve(len(entries), by); p.crowded {
		return
	}
	p.recognise(entries, by)
	for i, number := range by.numbers[:len(entries)] {
		u := &entries[i]
		if number == unknown {
			number = p.find(u.key, u.number(), nil)
		}
		if number >= 1<<(64-numberAt) {
			p.addFar(number, u.fact)
			continue
		}
		p.waiting.push(u.of(number))
	}
	if p.waiting.n > p.ledger.waitingSize {
		p.settle()
	}
}

// unknown is the number of no customer.
const unknown = ^uint32(0)

// recognise finds the numbers of the customers that stand in the lines of their hashes; the others are
// unknown.
func (p *shard) recognise(entries []usual, by *scratch) {
	for i := range entries {
		by.numbers[i] = p.home(entries[i].number())
	}
	p.load(by, len(entries))
	for i, home := range by.numbers[:len(entries)] {
		line, k, number := p.line(home), entries[i].key, uint32(unknown)
		for j := range uint32(lineSize) {
			if (line[j].lo^k.lo)|(line[j].hi^k.hi) == 0 {
				number = home + j
			}
		}
		by.numbers[i] = number
	}
}

// addFar adds what is said of a customer whose number is too large for a fact.
func (p *shard) addFar(number uint32, f fact) {
	p.openHeads()
	of := p.ledger.classes.all()[f.class()]
	p.refine()
	p.addAmountOf(number, &entry{slotDay: p.settled(of.slotDay), group: of.group, amount: f.amount(), currency: p.ledger.currency.Number(), flags: flagSeen})
}

func (p *shard) settle() {
	p.openHeads()
	p.refine()
	classes := p.ledger.classes.all()
	e := entry{currency: p.ledger.currency.Number(), flags: flagSeen}
	for _, page := range p.waiting.list {
		for _, f := range page {
			of := classes[f.class()]
			e.slotDay, e.group, e.amount = p.settled(of.slotDay), of.group, f.amount()
			p.addAmountOf(f.number(), &e)
		}
	}
	p.waiting = pages[fact]{}
}
