package ledger

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
)

// A key is a customer's key. Up to 15 bytes sit exactly in two words, with the length in the last
// byte. A longer key has longKey there, its length and part of its hash in the rest of hi, and in lo
// the place of its bytes.
type key struct{ lo, hi uint64 }

const (
	shortKey = 15
	longKey  = 0xff << 56
	maxKey   = 1<<24 - 1
)

func (k key) long() bool { return k.hi>>56 == 0xff }

// none tells that there is no key: customers are never blank.
func (k key) none() bool { return k.hi == 0 }

// pack makes the key of a text of at most 15 bytes, without reading beyond it.
func pack(text []byte) key {
	n := uint64(len(text)) << 56
	switch {
	case len(text) >= 8:
		rest := binary.LittleEndian.Uint64(text[len(text)-8:])
		return key{binary.LittleEndian.Uint64(text), rest>>(uint(16-len(text))*8)&(1<<56-1) | n}
	case len(text) >= 4:
		low := uint64(binary.LittleEndian.Uint32(text))
		high := uint64(binary.LittleEndian.Uint32(text[len(text)-4:]))
		return key{low | high<<(uint(len(text)-4)*8), n}
	}
	var low uint64
	for i, c := range text {
		low |= uint64(c) << (8 * i)
	}
	return key{low, n}
}

func (k key) appendText(dst []byte) []byte {
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:], k.lo)
	binary.LittleEndian.PutUint64(b[8:], k.hi)
	return append(dst, b[:k.hi>>56]...)
}

// newSeed returns what keeps strangers from choosing keys that collide. No result depends on it.
func newSeed() [2]uint64 {
	h := maphash.MakeSeed()
	return [2]uint64{maphash.Comparable(h, 0) | 1, maphash.Comparable(h, 1) | 1}
}

func (k key) hash(seed [2]uint64) uint64 {
	h1, l1 := bits.Mul64(k.lo^seed[0], 0x9e3779b97f4a7c15)
	h2, l2 := bits.Mul64(k.hi^seed[1]^h1, 0xd6e8feb86659fd93^l1)
	return h2 ^ l2
}

func hashText(text []byte, seed [2]uint64) uint64 {
	h := key{uint64(len(text)), seed[1]}.hash(seed)
	for len(text) > 16 {
		h = key{binary.LittleEndian.Uint64(text) ^ h, binary.LittleEndian.Uint64(text[8:])}.hash(seed)
		text = text[16:]
	}
	tail := text
	if len(tail) > shortKey {
		h = key{h, uint64(tail[0])}.hash(seed)
		tail = tail[1:]
	}
	k := pack(tail)
	return key{k.lo ^ h, k.hi}.hash(seed)
}

// Where the bits of a hash go: the top ones choose the shard, the next ones, its spot, the place there.
const (
	shardBits  = 8
	shardCount = 1 << shardBits
	spotBits   = 64 - numberAt // as many as a fact has room for
)

func shardOf(hash uint64) int { return int(hash >> (64 - shardBits)) }
func spotOf(hash uint64) uint32 {
	return uint32(hash >> (64 - shardBits - spotBits) & (1<<spotBits - 1))
}

// An arena keeps the bytes of long keys.
type arena struct{ chunks [][]byte }

const chunkSize = 1 << 14

func (a *arena) add(text []byte) (place uint64) {
	last := len(a.chunks) - 1
	if last < 0 || cap(a.chunks[last])-len(a.chunks[last]) < len(text) {
		size := chunkSize
		if last < 0 {
			size = 256
		}
		a.chunks = append(a.chunks, make([]byte, 0, max(size, len(text))))
		last++
	}
	at := len(a.chunks[last])
	a.chunks[last] = append(a.chunks[last], text...)
	return uint64(last)<<32 | uint64(at)
}

func (a *arena) of(k key) []byte {
	n := k.hi >> 32 & maxKey
	at := k.lo & (1<<32 - 1)
	return a.chunks[k.lo>>32][at : at+n]
}

// reset forgets all texts and keeps the last chunk's memory.
func (a *arena) reset() {
	if n := len(a.chunks); n > 0 {
		a.chunks = append(a.chunks[:0], a.chunks[n-1][:0])
	}
}

// longKeyOf makes the key of a long text that has a place in an arena.
func longKeyOf(place uint64, n int, hash uint64) key {
	return key{lo: place, hi: longKey | uint64(n)<<32 | hash&(1<<32-1)}
}
