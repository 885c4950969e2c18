package scan

import (
	"bytes"
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
	p.makeMasks(blocks)
	k := r.kernelState()
	good := r.kernel(r.text[r.pos:len(r.text)+padding], p.sep[:blocks], p.end[:blocks], &k)
	sound := good == blocks
	if sound && size%64 != 0 {
		inside := uint64(1)<<(size%64) - 1
		p.sep[blocks-1] &= inside
		p.end[blocks-1] &= inside
	}
	p.sep[good] = 0
	p.from, p.line = r.pos, r.lineAt(r.pos)
	to := min(r.pos+lastEnd(p.end[:good]), len(r.text))
	limit := min(r.maxCell, r.maxRecord)
	p.end = p.end[:good]
	if sound && size <= limit && (!r.last || to == len(r.text)) {
		r.line += int64(k.lines) - int64(blocks*64-len(r.text)+r.pos) - int64(bytes.Count(r.text[to:], []byte{r.lineEnd}))
		r.pos, r.lined, p.put = to, to, true
		r.attempt = 2 * (len(r.text) - to)
		return true
	}
	r.pos = r.walk(p, limit)
	rest := len(r.text) - r.pos
	if r.pos < to || !sound || r.last || rest > limit {
		return r.ended()
	}
	r.attempt = 2 * rest
	return true
}

// makeMasks makes room for the masks of a stretch and one word behind them.
func (p *csvPiece) makeMasks(blocks int) {
	if cap(p.sep) <= blocks {
		n := max(blocks+1, (headroom+chunkSize)/64+2)
		p.sep, p.end = make([]uint64, n), make([]uint64, n)
	}
	p.sep, p.end = p.sep[:cap(p.sep)], p.end[:cap(p.end)]
}

// lastEnd returns the place behind the last set bit.
func lastEnd(masks []uint64) int {
	for i := len(masks) - 1; i >= 0; i-- {
		if masks[i] != 0 {
			return i<<6 + bits.Len64(masks[i])
		}
	}
	return 0
}

// walkLater walks the stretch that waits in the piece.
func (r *csvReader) walkLater(p *csvPiece) {
	if p.put {
		p.put = false
		r.walk(p, hugeRecord)
	}
}
