package scan

import (
	"bytes"
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

// portableKernel is the kernel in plain Go. It looks for quotes with bytes.IndexByte, which is
// fast everywhere, and spares the blocks between them what only quotes make necessary.
func portableKernel(text, seps, ends []byte, k *kernelState) (blocks int) {
	blocks = len(ends) >> 3
	for i := 0; i < blocks; {
		quoted := k.nextQuote(text, i, blocks)
		if k.closed|k.closedCR != 0 {
			quoted = i // the block behind a closing quote needs a look too
		}
		k.unquoted(text[i<<6:quoted<<6], seps[i<<3:quoted<<3], ends[i<<3:quoted<<3])
		for i = quoted; i < blocks; i++ {
			quotes, sound := k.block((*[64]byte)(text[i<<6:]), seps[i<<3:], ends[i<<3:])
			if !sound {
				return i
			}
			if quotes == 0 || k.inside != 0 {
				i++
				break
			}
		}
	}
	return blocks
}

// unquoted takes blocks without quotes.
func (k *kernelState) unquoted(text, seps, ends []byte) {
	if len(text) == 0 {
		return
	}
	k.separated = 0
	if last := text[len(text)-1]; last == k.bytes[0] || last == k.bytes[2] {
		k.separated = 1
	}
	if k.inside != 0 {
		clear(seps)
		clear(ends)
		k.lines += uint64(bytes.Count(text, k.bytes[2:]))
		return
	}
	delimiter, lineEnd := spreadByte(k.bytes[0]), spreadByte(k.bytes[2])
	for i := 0; i < len(ends); i += 8 {
		block := (*[64]byte)(text[i<<3:])
		delims := findByte(block, delimiter)
		breaks := findByte(block, lineEnd)
		binary.LittleEndian.PutUint64(seps[i:], delims|breaks)
		binary.LittleEndian.PutUint64(ends[i:], breaks)
		k.lines += uint64(bits.OnesCount64(breaks))
	}
}

// nextQuote returns the next block with a quote, or the number of blocks.
func (k *kernelState) nextQuote(text []byte, i, blocks int) int {
	if k.quoting == 0 {
		return blocks
	}
	at := bytes.IndexByte(text[i<<6:blocks<<6], k.bytes[1])
	if at < 0 {
		return blocks
	}
	return i + at>>6
}

// block takes one block with or without quotes and returns them, and whether they are sound.
func (k *kernelState) block(block *[64]byte, seps, ends []byte) (quotes uint64, sound bool) {
	delimiter, quote, lineEnd := spreadByte(k.bytes[0]), spreadByte(k.bytes[1]), spreadByte(k.bytes[2])
	delims := findByte(block, delimiter)
	quotes = findByte(block, quote) & k.quoting
	breaks := findByte(block, lineEnd)
	inside, sound := k.quotes(block, quotes, delims, breaks)
	if !sound {
		return quotes, false
	}
	binary.LittleEndian.PutUint64(seps, (delims|breaks)&^inside)
	binary.LittleEndian.PutUint64(ends, breaks&^inside)
	k.separated = (delims | breaks) >> 63
	k.lines += uint64(bits.OnesCount64(breaks))
	return quotes, true
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

// findByte returns a bit for every byte of a block that equals the one that was spread. It is
// written out because the compiler does not do it.
func findByte(block *[64]byte, spread uint64) uint64 {
	return findIn(binary.LittleEndian.Uint64(block[:8]), spread) |
		findIn(binary.LittleEndian.Uint64(block[8:16]), spread)<<8 |
		findIn(binary.LittleEndian.Uint64(block[16:24]), spread)<<16 |
		findIn(binary.LittleEndian.Uint64(block[24:32]), spread)<<24 |
		findIn(binary.LittleEndian.Uint64(block[32:40]), spread)<<32 |
		findIn(binary.LittleEndian.Uint64(block[40:48]), spread)<<40 |
		findIn(binary.LittleEndian.Uint64(block[48:56]), spread)<<48 |
		findIn(binary.LittleEndian.Uint64(block[56:]), spread)<<56
}

// findIn does it for a word of eight bytes.
func findIn(word, spread uint64) uint64 {
	const low7, top = 0x7f7f7f7f7f7f7f7f, 0x8080808080808080
	x := word ^ spread
	x = top &^ (x&low7 + low7 | x) // the top bit of every byte that is zero
	return x * 0x0002040810204081 >> 56
}
