package scan

import (
	"bytes"
	"encoding/binary"
)

// A kernel turns text into masks with a bit for every byte, the first byte of eight being the
// lowest bit: seps has delimiters and line ends outside quotes, ends has the line ends among them.
//
// It takes 64 bytes at a time, as many times as ends has room for, and stops before the first
// ones in which the quoting is not sound: where an opening quote does not follow a delimiter, a
// line end or a closing quote (two quotes are a doubled one), or a closing quote is not followed
// by a delimiter, a line end, a quote or CRLF. It returns the number of blocks done.
//
// The portable kernel may note stops instead of making seps.
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
	returns uint64  // 72  not 0 when there may have been carriage returns

	stops // of the portable kernel
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

// segment is how many blocks the kernel takes in the same way.
const segment = 128

// denseQuotes is from how many bytes for every quote on it costs less to go from one quote to the
// next than to look for all of them in every block.
const denseQuotes = 48

// portableKernel is the kernel in plain Go. What only quotes make necessary is spared where there
// are none, and bytes.Count, which is fast everywhere, tells where.
func portableKernel(text, seps, ends []byte, k *kernelState) (blocks int) {
	k.returns = 1
	n := len(ends) >> 3
	if k.way == undecided {
		k.choose(text[:n<<6])
	}
	if k.way == withStops && n > 0 {
		return k.noteStops(text[:n<<6], ends)
	}
	f := k.finder()
	for blocks < n {
		to := min(blocks+segment, n)
		done := k.segment(f, text[blocks<<6:to<<6], seps[blocks<<3:to<<3], ends[blocks<<3:to<<3])
		k.lines += uint64(bytes.Count(text[blocks<<6:(blocks+done)<<6], k.bytes[2:]))
		if blocks += done; blocks < to {
			break
		}
	}
	return blocks
}

// segment takes a few blocks in the way that is best for as many quotes as they have.
func (k *kernelState) segment(f *byteFinder, text, seps, ends []byte) (blocks int) {
	quotes := 0
	if k.quoting != 0 {
		quotes = bytes.Count(text, k.bytes[1:2])
	}
	k.quoted = k.quoted || quotes > 0
	switch {
	case quotes == 0 && k.inside|k.closed|k.closedCR == 0:
		f.separators(text, seps, ends)
		k.separated = k.separator(text[len(text)-1])
		return len(ends) >> 3
	case quotes*denseQuotes > len(text):
		return k.dense(f, text, seps, ends)
	}
	return k.sparse(f, text, seps, ends)
}

// dense takes blocks with many quotes, all in the same way: to guess costs more.
func (k *kernelState) dense(f *byteFinder, text, seps, ends []byte) (blocks int) {
	for i := 0; i < len(ends); i += 8 {
		block := (*[64]byte)(text[i<<3:])
		quotes := f.find(block, f.quote)
		inside := prefixXor(quotes) ^ k.inside
		s, e := f.block(block)
		if !k.quotes(f, block, quotes, inside, s, e) {
			return i >> 3
		}
		k.separated = s >> 63
		binary.LittleEndian.PutUint64(seps[i:], s&^inside)
		binary.LittleEndian.PutUint64(ends[i:], e&^inside)
	}
	return len(ends) >> 3
}

// quotes checks a block with quotes in or right before it and returns what is inside them. The
// state is left alone when the quoting is not sound.
func (k *kernelState) quotes(f *byteFinder, block *[64]byte, quotes, inside, seps, breaks uint64) (sound bool) {
	opening, closing := quotes&inside, quotes&^inside
	before := (seps|closing)<<1 | k.separated | k.closed
	odd := closing<<1 | k.closed
	k.doubled |= odd & quotes
	odd &^= seps | quotes
	bad := opening &^ before
	var closedCR uint64
	if odd|k.closedCR != 0 {
		closedCR = odd & f.find(block, f.cr) & k.crlf
		bad |= odd &^ closedCR
		bad |= (closedCR<<1 | k.closedCR) &^ breaks
	}
	if bad != 0 {
		return false
	}
	k.inside = uint64(int64(inside) >> 63)
	k.closed = closing >> 63
	k.closedCR = closedCR >> 63
	return true
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
