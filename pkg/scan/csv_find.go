package scan

import "encoding/binary"

// A byteFinder finds delimiters, quotes and line ends, eight bytes at a time.
//
// In a word whose bytes are 0x7f where one that is looked for is, and below elsewhere, adding 1 to
// every byte sets the top bits of just these. A multiplication then gathers the top bits in a byte.
// The numbers for it are variables, or the compiler would make them anew for every word.
type byteFinder struct {
	low7, ones, top uint64 // 0x7f, 0x01 and 0x80 in every byte
	gather          uint64 // gathers top bits in the byte on top

	delimiter, quote, lineEnd, cr uint64 // 0x7f less it, in every byte
	ascii                         bool   // delimiter and line end are ASCII
}

// finder returns the byteFinder of what a kernel looks for.
func (k *kernelState) finder() *byteFinder {
	const ones = 0x0101010101010101
	return &byteFinder{
		low7: 0x7f * ones, ones: ones, top: 0x80 * ones, gather: 0x0002040810204081,
		delimiter: 0x7f*ones ^ uint64(k.bytes[0])*ones,
		quote:     0x7f*ones ^ uint64(k.bytes[1])*ones,
		lineEnd:   0x7f*ones ^ uint64(k.bytes[2])*ones,
		cr:        (0x7f ^ '\r') * ones,
		ascii:     k.bytes[0]|k.bytes[2] < 0x80,
	}
}

// separators sets the masks of whole blocks.
func (f *byteFinder) separators(text, seps, ends []byte) {
	for i := 0; i < len(ends); i += 8 {
		if f.ascii {
			i += f.asciiSeparators(text[i<<3:], seps[i:], ends[i:])
		}
		if i < len(ends) {
			s, e := f.block((*[64]byte)(text[i<<3:]))
			binary.LittleEndian.PutUint64(seps[i:], s)
			binary.LittleEndian.PutUint64(ends[i:], e)
		}
	}
}

// asciiSeparators sets the masks of blocks up to the first that is not all ASCII. It returns for
// how many words of text.
func (f *byteFinder) asciiSeparators(text, seps, ends []byte) (words int) {
	ones, top, gather, delimiter, lineEnd := f.ones, f.top, f.gather, f.delimiter, f.lineEnd
	for i := 0; i < len(ends); i += 8 {
		t := (*[64]byte)(text[i<<3:])
		s, e := (*[8]byte)(seps[i:]), (*[8]byte)(ends[i:])
		any := word(t, 0) | word(t, 1) | word(t, 2) | word(t, 3) | word(t, 4) | word(t, 5) | word(t, 6) | word(t, 7)
		if any&top != 0 {
			return i
		}
		s[0], e[0] = asciiWord(word(t, 0), delimiter, lineEnd, ones, top, gather)
		s[1], e[1] = asciiWord(word(t, 1), delimiter, lineEnd, ones, top, gather)
		s[2], e[2] = asciiWord(word(t, 2), delimiter, lineEnd, ones, top, gather)
		s[3], e[3] = asciiWord(word(t, 3), delimiter, lineEnd, ones, top, gather)
		s[4], e[4] = asciiWord(word(t, 4), delimiter, lineEnd, ones, top, gather)
		s[5], e[5] = asciiWord(word(t, 5), delimiter, lineEnd, ones, top, gather)
		s[6], e[6] = asciiWord(word(t, 6), delimiter, lineEnd, ones, top, gather)
		s[7], e[7] = asciiWord(word(t, 7), delimiter, lineEnd, ones, top, gather)
	}
	return len(ends)
}

// asciiWord returns the masks of one word. Its arguments are fields of the finder.
func asciiWord(w, delimiter, lineEnd, ones, top, gather uint64) (seps, ends byte) {
	e := w ^ lineEnd + ones
	s := (w ^ delimiter + ones | e) & top
	e &= top
	return byte(s * gather >> 56), byte(e * gather >> 56)
}

// between adds the separators of text[at:to] to the masks.
func (f *byteFinder) between(text, seps, ends []byte, at, to int) {
	for at < to {
		i := min(at>>3, len(ends)-8)
		s, e := f.block((*[64]byte)(text[i<<3:]))
		mask := ^uint64(0) << (uint(at-i<<3) & 63)
		if at = i<<3 + 64; at > to {
			mask &= ^uint64(0) >> (uint(at-to) & 63)
		}
		binary.LittleEndian.PutUint64(seps[i:], binary.LittleEndian.Uint64(seps[i:])|s&mask)
		binary.LittleEndian.PutUint64(ends[i:], binary.LittleEndian.Uint64(ends[i:])|e&mask)
	}
}

// block returns the masks of one block.
func (f *byteFinder) block(t *[64]byte) (seps, ends uint64) {
	if !f.ascii {
		ends = f.find(t, f.lineEnd)
		return f.find(t, f.delimiter) | ends, ends
	}
	low7, ones, top, gather, delimiter, lineEnd := f.low7, f.ones, f.top, f.gather, f.delimiter, f.lineEnd
	var s, e uint64
	s, e = anyWord(word(t, 0), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<0, ends|e<<0
	s, e = anyWord(word(t, 1), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<8, ends|e<<8
	s, e = anyWord(word(t, 2), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<16, ends|e<<16
	s, e = anyWord(word(t, 3), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<24, ends|e<<24
	s, e = anyWord(word(t, 4), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<32, ends|e<<32
	s, e = anyWord(word(t, 5), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<40, ends|e<<40
	s, e = anyWord(word(t, 6), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<48, ends|e<<48
	s, e = anyWord(word(t, 7), delimiter, lineEnd, low7, ones, top, gather)
	seps, ends = seps|s<<56, ends|e<<56
	return seps, ends
}

// anyWord returns the masks of one word. Its arguments are fields of the finder.
func anyWord(w, delimiter, lineEnd, low7, ones, top, gather uint64) (seps, ends uint64) {
	ascii, low := top&^w, w&low7
	e := low ^ lineEnd + ones
	s := (low ^ delimiter + ones | e) & ascii
	e &= ascii
	return s * gather >> 56, e * gather >> 56
}

// find returns a bit for every byte of a block that is the one looked for, of whatever kind.
func (f *byteFinder) find(t *[64]byte, what uint64) (found uint64) {
	low7, top, gather := f.low7, f.top, f.gather
	what ^= low7
	return ^(otherWord(word(t, 0)^what, low7, top, gather) |
		otherWord(word(t, 1)^what, low7, top, gather)<<8 |
		otherWord(word(t, 2)^what, low7, top, gather)<<16 |
		otherWord(word(t, 3)^what, low7, top, gather)<<24 |
		otherWord(word(t, 4)^what, low7, top, gather)<<32 |
		otherWord(word(t, 5)^what, low7, top, gather)<<40 |
		otherWord(word(t, 6)^what, low7, top, gather)<<48 |
		otherWord(word(t, 7)^what, low7, top, gather)<<56)
}

// otherWord returns a bit for every byte that is not zero. Its arguments are fields of the finder.
func otherWord(x, low7, top, gather uint64) uint64 {
	return ((x&low7 + low7 | x) & top) * gather >> 56
}

// word returns one of the eight words of a block.
func word(t *[64]byte, i int) uint64 { return binary.LittleEndian.Uint64(t[i<<3 : i<<3+8]) }
