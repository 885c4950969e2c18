package ledger

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
