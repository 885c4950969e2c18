package ledger

import "bytes"

// The customers of a shard are a table of keys with open addressing. Four keys, a line, share a line
// of the cache: a key stands in the line that its hash chooses or, where that is full, behind it. So
// looking for a customer mostly costs one cache miss, which is what reading a ledger mostly costs. The
// number of a customer is its place, until the table grows.
const lineSize = 4

// reserve makes room for so many more customers.
func (p *shard) reserve(more int, by *scratch) {
	if p.count+more > maxCustomers {
		p.crowded = true
	}
	slots := p.customers.n
	for (p.count+more)*4 > slots*3 {
		switch {
		case slots < pageSize:
			slots = max(lineSize, 2*slots)
		default:
			slots += (slots/pageSize/4 + 1) * pageSize
		}
	}
	if slots > p.customers.n && !p.crowded {
		p.grow(slots, by)
	}
}

// grow makes the table larger, which gives the customers new numbers. Facts have to be settled before
// there are numbers too large for them.
func (p *shard) grow(slots int, by *scratch) {
	if slots > 1<<spotBits && p.waiting.n > 0 {
		p.settle()
	}
	by.keys = p.customers.stretch(slots, by.keys[:0])
	by.places = append(by.places[:0], make([]uint32, len(by.keys))...)
	for old, k := range by.keys {
		if k.none() {
			continue
		}
		at := p.home(spotOf(p.hashOf(k)))
		for !p.customers.at(at).none() {
			at = p.next(at)
		}
		*p.customers.at(at) = k
		by.places[old] = at
	}
	for _, page := range p.waiting.list {
		for i, f := range page {
			page[i] = f.of(by.places[f.number()])
		}
	}
	if p.heads.n == 0 {
		return
	}
	by.heads = p.heads.stretch(slots, by.heads[:0])
	for old, h := range by.heads {
		if h != (heads{}) {
			*p.heads.at(by.places[old]) = h
		}
	}
}

// home returns where the line of a hash begins, of which it takes the spot.
func (p *shard) home(spot uint32) uint32 {
	return uint32(uint64(spot)*uint64(p.customers.n/lineSize)>>spotBits) * lineSize
}

func (p *shard) next(at uint32) uint32 {
	if at++; at == uint32(p.customers.n) {
		return 0
	}
	return at
}

// line returns the keys of the line that begins at a place.
func (p *shard) line(at uint32) *[lineSize]key {
	return (*[lineSize]key)(p.customers.list[at>>pageBits][at&(pageSize-1):])
}

// find returns the number of a customer, which is made when it is new; there has to be room.
func (p *shard) find(k key, spot uint32, texts *arena) uint32 {
	for at := p.home(spot); ; at = p.next(at) {
		have := p.customers.at(at)
		switch {
		case have.none():
			if *have = k; k.long() {
				have.lo = p.texts.add(texts.of(k))
			}
			p.count++
			return at
		case *have == k && !k.long() || k.long() && p.sameText(*have, k, texts):
			return at
		}
	}
}

func (p *shard) sameText(mine, other key, texts *arena) bool {
	return mine.hi == other.hi && bytes.Equal(p.texts.of(mine), texts.of(other))
}

func (p *shard) hashOf(k key) uint64 {
	if k.long() {
		return hashText(p.texts.of(k), p.ledger.seed)
	}
	return k.hash(p.ledger.seed)
}

// eachCustomer gives the numbers of all customers.
func (p *shard) eachCustomer(yield func(number uint32) bool) {
	for number := range uint32(p.customers.n) {
		if !p.customers.at(number).none() && !yield(number) {
			return
		}
	}
}

func (p *shard) appendName(dst []byte, number uint32) []byte {
	k := *p.customers.at(number)
	if k.long() {
		return append(dst, p.texts.of(k)...)
	}
	return k.appendText(dst)
}
