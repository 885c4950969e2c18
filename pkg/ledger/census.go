package ledger

import (
	"math"
	"math/bits"
)

// A census is what Prepare finds in the shards.
type census struct {
	slots      observed // the periods, or days, that rows tell about
	currencies [256]bool
	first      int32 // of changes: the first period at whose end somebody is there
	lastOrder  int32 // the last day with an order that is no refund
	lastDone   int32 // the same until today
	today      int32 // orders of later days are planned; the largest number where the clock has no say
}

// survey notes what the rows of a shard tell about. Days of waiting rows are among those that collectors pass.
func (p *shard) survey(seen *census) {
	if p.waiting.n > 0 {
		seen.currencies[p.ledger.currency.Number()] = true
	}
	shape := p.ledger.options.Shape
	var blocks []uint32
	for number := range uint32(p.heads.n) {
		if shape == Transaction {
			p.surveyOrders(number, seen)
			continue
		}
		p.eachBlock(number, func(at uint32) { p.surveyBlock(p.blocks.at(at), seen) })
		if shape.changes() {
			blocks = p.blocksOf(number, blocks)
			seen.first = min(seen.first, p.firstThere(blocks))
		}
	}
}

func (p *shard) surveyOrders(number uint32, seen *census) {
	p.eachOrder(number, func(o order) {
		seen.slots.tell(o.day)
		seen.currencies[o.currency] = true
		if o.seen {
			seen.lastOrder = max(seen.lastOrder, o.day)
		}
		if o.seen && o.day <= seen.today {
			seen.lastDone = max(seen.lastDone, o.day)
		}
	})
}

func (p *shard) surveyBlock(b *block, seen *census) {
	mask := uint16(b.meta & (1<<slotsPerBlock - 1))
	seen.currencies[b.meta.currency()] = true
	switch {
	case p.ledger.options.Shape.changes():
		mask |= p.touched(b)
	case p.ledger.options.Shape == Balance && !p.fine:
		for ; mask != 0; mask &= mask - 1 {
			period := b.meta.base()*slotsPerBlock + int32(bits.TrailingZeros16(mask))
			seen.slots.tell(p.ledger.days.dayOf(period))
		}
	}
	seen.slots.add(b.meta.base(), mask)
}

// firstThere returns the first period at whose end a customer of a ledger of changes is there, the largest
// number when it never is.
func (p *shard) firstThere(blocks []uint32) (first int32) {
	first = math.MaxInt32
	var brings [256]int64
	p.eachBase(blocks, func(base int32, blocks []uint32) {
		for place := 0; place < slotsPerBlock && first == math.MaxInt32; place++ {
			var sum int64
			for _, at := range blocks {
				b := p.blocks.at(at)
				brings[b.meta.currency()] += p.amount(b, place)
			}
			for _, at := range blocks {
				sum = max(sum, brings[p.blocks.at(at).meta.currency()])
			}
			if sum > 0 {
				first = base*slotsPerBlock + int32(place)
			}
		}
	})
	return first
}

func (p *shard) touched(b *block) (mask uint16) {
	for i := range slotsPerBlock {
		if p.amount(b, i) != 0 {
			mask |= 1 << i
		}
	}
	return mask
}
