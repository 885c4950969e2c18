package scan

import (
	"encoding/binary"
	"math/bits"
)

// A kernel turns text into masks with a bit for every byte, the first byte of eight being the
// lowest bit: seps has delimiters and line ends outside quotes, ends has the line ends among them.
//
// It takes 64 bytes at a time, as many times as ends has room for, and stops before the first
// ones in which the quoting is not sound: where an opening quote does not follow a delimiter, a
// line end or a closing quote (two quotes are a doubled one), or a closing quote is not followed
// by a delimiter, a line end, a quote or CRLF. It returns the number of blocks done.
type kernel func(text, seps, ends []byte, k *kernelState) (blocks int)

// kernelState is what a kernel looks for and what one block hands on to the next. The assembler
// knows the offsets of its fields.
type kernelState struct {
	inside    uint64 // 0   all ones inside quotes
	closed    uint64 // 8   1 after a closing quote
	separated uint64 // 16  1 after a delimiter or line end
	closedCR  uint64 // 24  1 after a closing quote and CR
	lines     uint64 // 32  line ends so far, also those inside quotes

	quoting uint64  // 40  all ones when quote means anything
	crlf    uint64  // 48  all ones when CRLF ends lines
	bytes   [3]byte // 56  delimiter, quote, line end
	quoted  bool    // 59  there was a quote
	doubled uint64  // 64  not 0 when there were doubled quotes
}

// kernelState returns the state at the start of a record.
func (g *grammar) kernelState() kernelState {
	k := kernelState{separated: 1, bytes: [3]byte{g.delimiter, g.quote, g.lineEnd}}
	if g.quoting {
		k.quoting = ^uint64(0)
	}
	if g.lineEnd == '\n' {
		k.crlf = ^uint64(0)
	}
	return k
}

// portableKernel is the kernel in plain Go.
func portableKernel(text, seps, ends []byte, k *kernelState) (blocks int) {
	delimiter, quote, lineEnd := spreadByte(k.bytes[0]), spreadByte(k.bytes[1]), spreadByte(k.bytes[2])
	for i := 0; i < len(ends); i += 8 {
		block := (*[64]byte)(text[i<<3:])
		delims := findByte(block, delimiter)
		breaks := findByte(block, lineEnd)
		quotes := findByte(block, quote) & k.quoting
		inside := k.inside
		if quotes|k.closed|k.closedCR != 0 {
			var sound bool
			if inside, sound = k.quotes(block, quotes, delims, breaks); !sound {
				return i >> 3
			}
		}
		binary.LittleEndian.PutUint64(seps[i:], (delims|breaks)&^inside)
		binary.LittleEndian.PutUint64(ends[i:], breaks&^inside)
		k.separated = (delims | breaks) >> 63
		k.lines += uint64(bits.OnesCount64(breaks))
	}
	return len(ends) >> 3
}

// quotes checks a block with quotes in or right before it and returns what is inside them. The
// state is left alone when the quoting is not sound.
func (k *kernelState) quotes(block *[64]byte, quotes, delims, breaks uint64) (inside uint64, sound bool) {
	k.quoted = true
	inside = prefixXor(quotes) ^ k.inside
	opening, closing := quotes&inside, quotes&^inside
	before := (delims|breaks|closing)<<1 | k.separated | k.closed
	odd := closing<<1 | k.closed
	k.doubled |= odd & quotes
	odd &^= delims | breaks | quotes
	bad := opening &^ before
	var closedCR uint64
	if odd|k.closedCR != 0 {
		closedCR = odd & findByte(block, spreadByte('\r')) & k.crlf
		bad |= odd &^ closedCR
		bad |= (closedCR<<1 | k.closedCR) &^ breaks
	}
	if bad != 0 {
		return 0, false
	}
	k.inside = uint64(int64(inside) >> 63)
	k.closed = closing >> 63
	k.closedCR = closedCR >> 63
	return inside, true
}

// prefixXor sets every bit to the parity of the bits up to it.
func prefixXor(x uint64) uint64 {
	x ^= x << 1
	x ^= x << 2
	x ^= x << 4
	x ^= x << 8
	x ^= x << 16
	return x ^ x<<32
}

func spreadByte(b byte) uint64 { return uint64(b) * 0x0101010101010101 }

// findByte returns a bit for every byte of a block that equals the one that was spread.
func findByte(block *[64]byte, spread uint64) (mask uint64) {
	const low7 = 0x7f7f7f7f7f7f7f7f
	for i := 0; i < 64; i += 8 {
		x := binary.LittleEndian.Uint64(block[i:]) ^ spread
		x = ^((x&low7 + low7) | x | low7) // the top bit of every byte that is zero
		mask |= x >> 7 * 0x0102040810204080 >> 56 << i
	}
	return mask
}
