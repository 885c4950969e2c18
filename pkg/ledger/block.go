package ledger

import "math"

// slotsPerBlock is how many neighbouring periods a block holds: with it, a block fills one cache
// line, and twelve months of a customer are one block.
const slotsPerBlock = 12

// A block holds what a customer brings in slotsPerBlock neighbouring periods, or by how much that
// changes in them. Amounts are the low halves of int64; a block that needs the high halves has a
// companion for them.
type block struct {
	next uint32 // number of the customer's next block plus 1, 0 for none
	high uint32 // number of the companion plus 1, 0 when every amount fits 32 bits
	meta meta
	low  [slotsPerBlock]uint32
}

// meta packs, from the low end: seen (12 bits), causes (12 × 2 bits), currency (8 bits), base (20
// bits, signed), which is the number of the block's first period / 12.
type meta uint64

const (
	causeBits    = 2
	causeAt      = slotsPerBlock
	currencyAt   = causeAt + slotsPerBlock*causeBits
	baseAt       = currencyAt + 8
	identityMask = ^meta(1<<currencyAt - 1)
	maxBase      = 1<<19 - 1
)

// identity is what tells the blocks of a customer apart.
func identity(base int32, currency uint8) meta {
	return meta(uint64(base)<<baseAt | uint64(currency)<<currencyAt)
}

func (m meta) base() int32     { return int32(int64(m) >> baseAt) }
func (m meta) currency() uint8 { return uint8(m >> currencyAt) }
func (m meta) seen(i int) bool { return m>>i&1 != 0 }
func (m meta) cause(i int) uint8 {
	return uint8(m>>(causeAt+causeBits*i)) & (1<<causeBits - 1)
}

func (m meta) plain() bool { return m>>causeAt&(1<<(causeBits*slotsPerBlock)-1) == 0 }

// raiseCause keeps the highest cause that was met in a period.
func (m *meta) raiseCause(i int, cause uint8) {
	if have := m.cause(i); cause > have {
		*m ^= meta(have^cause) << (causeAt + causeBits*i)
	}
}

func (p *shard) amount(b *block, i int) int64 {
	if b.high == 0 {
		return int64(int32(b.low[i]))
	}
	return int64(p.blocks.at(b.high - 1).low[i])<<32 | int64(b.low[i])
}

// addAmount adds to the amount in place i; it returns false when the sum does not fit.
func (p *shard) addAmount(at uint32, i int, by int64) bool {
	b := p.blocks.at(at)
	have := p.amount(b, i)
	sum := have + by
	if (sum > have) != (by > 0) {
		return false
	}
	if b.high == 0 {
		if sum == int64(int32(sum)) {
			b.low[i] = uint32(sum)
			return true
		}
		b = p.widen(at)
	}
	b.low[i] = uint32(sum)
	p.blocks.at(b.high - 1).low[i] = uint32(sum >> 32)
	return true
}

// widen gives a block a companion for the high halves of its amounts.
func (p *shard) widen(at uint32) *block {
	companion := p.blocks.add()
	b, high := p.blocks.at(at), p.blocks.at(companion)
	if p.ledger.options.Grouped {
		p.blockGroups.add()
	}
	for i, low := range b.low {
		if int32(low) < 0 {
			high.low[i] = math.MaxUint32
		}
	}
	b.high = companion + 1
	return b
}

// floorSlot splits the number of a period into block and place.
func floorSlot(slot int32) (base int32, place int) {
	base = slot / slotsPerBlock
	place = int(slot % slotsPerBlock)
	if place < 0 {
		base, place = base-1, place+slotsPerBlock
	}
	return base, place
}
