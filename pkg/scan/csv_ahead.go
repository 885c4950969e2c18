package scan

import (
	"bytes"
	"slices"
)

// csvAhead is what a worker has found out about its chunk before its turn: the masks of the whole
// chunk, on a guess whether it begins inside quotes. The guess is checked before anything is made
// of it. With it all work that goes over the bytes is done side by side; in turn, there remains the
// beginning of the record that the chunk before has left.
type csvAhead struct {
	inside uint64      // the guess: all ones inside quotes
	after  kernelState // at the end of the chunk
	blocks int         // of the chunk, 0 when nobody has looked ahead
	good   int         // so many of them are sound
}

// lookAhead makes the masks of a chunk.
func (p *csvPiece) lookAhead(r *csvReader, c csvChunk) {
	p.ahead = csvAhead{}
	if c.err != nil || c.size == 0 || r.exact {
		return
	}
	chunk := p.room[p.front : p.front+c.size+padding]
	r.pad(chunk[c.size:])
	size := c.size
	if c.last {
		size++ // the padding ends a record that has no line end of its own
	}
	p.ahead.blocks = (size + 63) / 64
	p.ahead.inside = r.guessInside(chunk[:c.size])
	k := r.kernelState()
	k.inside = p.ahead.inside
	k.list = p.stops[:0]
	p.ahead.good = p.chunkMasks(r, &k)
	p.ahead.after, p.stops = k, k.list
}

// chunkMasks runs the kernel over the chunk.
func (p *csvPiece) chunkMasks(r *csvReader, k *kernelState) (good int) {
	from, to := p.front/64, p.front/64+p.ahead.blocks
	return r.kernel(p.room[p.front:], p.sepRoom[8*from:8*to], p.endRoom[8*from:8*to], k)
}

// A guess looks at so many quotes, and at so much text.
const (
	guesses   = 16
	guessText = 8 << 10
)

// guessInside guesses whether a chunk begins inside quotes, from what stands around its first
// quotes. It is right nearly always, and never relied upon.
func (g *grammar) guessInside(chunk []byte) uint64 {
	var inside uint64
	chunk = chunk[:min(len(chunk), guessText)]
	for at := 0; g.quoting && inside < guesses; inside++ {
		i := bytes.IndexByte(chunk[at:], g.quote)
		if i < 0 {
			break
		}
		at += i + 1
		opens := at == 1 || g.isBreak(chunk[at-2])
		closes := at == len(chunk) || g.isBreak(chunk[at]) || chunk[at] == '\r'
		if opens != closes {
			if closes {
				inside++
			}
			return -(inside & 1)
		}
	}
	return 0
}

func (g *grammar) isBreak(b byte) bool { return b == g.delimiter || b == g.lineEnd }

// takeAhead takes the records of a piece by the masks that were made ahead. It returns false, and
// has done nothing, where only a closer look can tell.
func (r *csvReader) takeAhead(p *csvPiece, c csvChunk) bool {
	size := len(r.carry) + c.size
	if p.ahead.blocks == 0 || !r.calm() || r.skip || len(r.carry) > p.headroom ||
		size >= r.limit() || size < r.attempt && !c.last {
		return false
	}
	k, sound := r.carryMasks(p)
	if sound {
		sound = p.settleMasks(r, &k)
	}
	if !sound {
		return false
	}
	p.way, p.stopsFrom = k.way, (len(r.carry)+63)/64*64
	p.text = p.room[p.front-len(r.carry) : p.front+c.size]
	p.from = -(-len(r.carry) & 63)
	p.viewMasks(len(r.carry), c)
	to := max(0, min(p.from+lastBit(p.ends), len(p.text)))
	if c.last && to < len(p.text) {
		return false
	}
	inPadding := 64*p.ahead.blocks - c.size
	behind := bytes.Count(p.text[to:], []byte{r.lineEnd})
	p.line, p.most = r.line, p.mostRows(int(k.lines))
	p.quoted, p.doubles, p.returns, p.put = k.quoted, k.doubled != 0, k.returns != 0, to > 0
	r.line += int64(k.lines) - int64(inPadding+behind)
	r.text, r.last, r.pos, r.lined = p.text, c.last, to, to
	r.tryAt(len(p.text) - to)
	return true
}

// carryMasks puts the carry before the chunk and makes its masks. So that it ends with a block,
// delimiters stand before it, whose masks viewMasks takes away.
func (r *csvReader) carryMasks(p *csvPiece) (k kernelState, sound bool) {
	k = r.kernelState()
	blocks := (len(r.carry) + 63) / 64
	from := p.front - 64*blocks
	start := p.front - len(r.carry)
	for i := from; i < start; i++ {
		p.room[i] = r.delimiter
	}
	copy(p.room[start:], r.carry)
	k.way, k.origin, k.list = p.ahead.after.way, from-p.front, p.carryStops[:0]
	k.passed = from - start // without the delimiters that are no text
	masks := from / 64 * 8
	good := r.kernel(p.room[from:], p.sepRoom[masks:masks+8*blocks], p.endRoom[masks:masks+8*blocks], &k)
	p.carryStops = k.list
	return k, good == blocks
}

// settleMasks compares the guess with what the carry has shown, and makes the masks of the chunk
// anew if it was wrong. On return k is the state behind the chunk.
func (p *csvPiece) settleMasks(r *csvReader, k *kernelState) (sound bool) {
	a := &p.ahead
	opens := p.room[p.front] == r.quote
	if k.inside == a.inside && k.closed == 0 && k.closedCR == 0 && (k.separated != 0 || !opens) {
		k.lines += a.after.lines
		k.quoted = k.quoted || a.after.quoted
		k.doubled |= a.after.doubled
		k.returns |= a.after.returns
		if len(p.stops) > 0 {
			p.stops[0].delimiters += int32(k.passed)
		}
		p.stops = slices.Insert(p.stops, 0, k.list...)
		return a.good == a.blocks
	}
	k.origin, k.list = 0, append(p.stops[:0], k.list...)
	a.good = p.chunkMasks(r, k)
	p.stops = k.list
	return a.good == a.blocks
}

// viewMasks makes the masks of carry and chunk those of the stretch, without what is not text.
func (p *csvPiece) viewMasks(carry int, c csvChunk) {
	first, to := (p.front-carry)/64, p.front/64+p.ahead.blocks
	p.seps, p.ends = p.sepRoom[8*first:8*to+8], p.endRoom[8*first:8*to]
	for at := range -p.from {
		p.seps[at>>3] &^= 1 << (at & 7)
	}
	end := p.front - 64*first + c.size
	if c.last {
		end++
	}
	for at := end; at < 8*len(p.ends); at++ {
		p.ends[at>>3] &^= 1 << (at & 7)
	}
}
