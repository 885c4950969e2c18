package scan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// stretch takes the records from pos on as far as the kernel proves their quoting sound. It
// returns true when nothing more can be done with the text at hand; otherwise the record at pos
// needs a closer look.
//
// Where every record ends is known at once. Their cells may wait until the reader has gone on to
// the next piece, unless some record can be beyond a limit.
func (r *csvReader) stretch(p *csvPiece) (done bool) {
	size := len(r.text) - r.pos
	if r.last {
		size++ // the padding ends a record that has no line end of its own
	}
	blocks := (size + 63) / 64
	k := r.kernelState()
	k.list = p.stops[:0]
	p.makeMasks(blocks)
	good := r.kernel(r.text[r.pos:len(r.text)+padding], p.seps, p.ends, &k)
	sound := good == blocks
	p.way, p.stopsFrom, p.stops = k.way, 0, k.list
	p.cutMasks(good, size)
	p.from, p.line, p.most = r.pos, r.lineAt(r.pos), p.mostRows(int(k.lines))
	p.quoted, p.doubles, p.returns = k.quoted, k.doubled != 0, k.returns != 0
	to := min(r.pos+lastBit(p.ends), len(r.text))
	limit := r.limit()
	if sound && size <= limit && (!r.last || to == len(r.text)) {
		inPadding := blocks*64 - (len(r.text) - r.pos)
		behind := bytes.Count(r.text[to:], []byte{r.lineEnd})
		r.line += int64(k.lines) - int64(inPadding+behind)
		r.tryAt(len(r.text) - to)
		p.put = to > r.pos
		r.pos, r.lined = to, to
		return true
	}
	r.pos = r.walk(p, limit)
	rest := len(r.text) - r.pos
	if r.pos < to || !sound || r.last || rest > limit {
		return r.ended()
	}
	r.tryAt(rest)
	return true
}

// makeMasks makes room for the masks of a stretch. Behind the separators there is more of it, so
// that eight bytes can be read from every place.
func (p *csvPiece) makeMasks(blocks int) {
	if len(p.endRoom) < 8*blocks {
		p.sepRoom, p.endRoom = make([]byte, 8*blocks+8), make([]byte, 8*blocks)
	}
	p.seps, p.ends = p.sepRoom[:8*blocks+8], p.endRoom[:8*blocks]
}

// cutMasks cuts the masks to a number of blocks, and to a size in bytes of text.
func (p *csvPiece) cutMasks(blocks, size int) {
	p.seps, p.ends = p.seps[:8*blocks+8], p.ends[:8*blocks]
	for at := size; at < 64*blocks; at++ {
		p.ends[at>>3] &^= 1 << (at & 7)
	}
}

// lastBit returns the place behind the last bit that is set in whole words.
func lastBit(mask []byte) int {
	for i := len(mask) - 8; i >= 0; i -= 8 {
		if word := binary.LittleEndian.Uint64(mask[i:]); word != 0 {
			return i<<3 + bits.Len64(word)
		}
	}
	return 0
}

// mostRows returns the most rows that the masks can hold. The number of line ends will do, unless
// there are many, which may all stand in one long cell.
func (p *csvPiece) mostRows(lines int) int {
	if lines < 1<<14 {
		return lines
	}
	rows := 0
	for i := 0; i < len(p.ends); i += 8 {
		rows += bits.OnesCount64(binary.LittleEndian.Uint64(p.ends[i:]))
	}
	return rows
}

// walkLater walks the stretch that waits in the piece.
func (r *csvReader) walkLater(p *csvPiece) {
	if p.put {
		p.put = false
		r.walk(p, hugeRecord)
	}
}
