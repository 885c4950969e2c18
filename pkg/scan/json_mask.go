package scan

import (
	"encoding/binary"
	"unicode/utf8"
)

// A mask says for 64 neighbouring bytes of a text which of them are of a kind: bit k for byte k.

// maskBlock is how many bytes a mask covers. Texts that are masked have memory for whole blocks.
const maskBlock = 64

// maskFlaws says what was found wrong in a text that was masked.
type maskFlaws uint64

const (
	flawUTF8   maskFlaws = 1 << iota // it is not UTF-8
	flawEscape                       // a backslash does not begin an escape
)

// maskStringsPortable fills one mask for every block of b, whose length is a whole number of
// blocks, with the bytes that a string does not step over: control characters, and the quotes that
// no backslash stands before. Backslashes outside strings count like those inside.
func maskStringsPortable(b []byte, stops []uint64) (flaws maskFlaws) {
	if !utf8.Valid(b) {
		flaws = flawUTF8
	}
	var escapes jsonCut
	need := uint64(0) // the first bytes that must be hexadecimal digits
	for k := range stops {
		block := b[k*maskBlock : (k+1)*maskBlock]
		var quote, backslash, control uint64
		for w := range 8 {
			word := binary.LittleEndian.Uint64(block[8*w:])
			quote |= packBits(wordEqual(word, '"')) << (8 * w)
			backslash |= packBits(wordEqual(word, '\\')) << (8 * w)
			control |= packBits(wordBelow(word, 0x20)) << (8 * w)
		}
		if backslash != 0 || need != 0 || escapes.escaped {
			escaped := escapes.escapes(backslash)
			quote &^= escaped
			letter, u, hex := escapeKinds(block)
			four := escaped & u
			need |= four<<1 | four<<2 | four<<3 | four<<4
			if escaped&^(letter|u)|need&^hex != 0 {
				flaws |= flawEscape
			}
			need = four>>63 | four>>62 | four>>61 | four>>60
		}
		stops[k] = quote | control
	}
	return flaws
}

// escapeKinds says which bytes may stand behind a backslash and end an escape, which are u, and
// which are hexadecimal digits.
func escapeKinds(block []byte) (letter, u, hex uint64) {
	for k, c := range block {
		bit := uint64(1) << k
		switch c {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			letter |= bit
		case 'u':
			u |= bit
		}
		if hexDigit(c) >= 0 {
			hex |= bit
		}
	}
	return letter, u, hex
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x8080808080808080
)

// wordEqual sets the high bit of every byte of word that is c, and of no other.
func wordEqual(word uint64, c byte) uint64 {
	return wordBelow(word^(everyByte*uint64(c)), 1)
}

// wordBelow sets the high bit of every byte of word that is less than c, at most 0x80, and of no
// other.
func wordBelow(word uint64, c byte) uint64 {
	return ^((word&^highBits + everyByte*uint64(0x80-c)) | word) & highBits
}

// packBits moves the high bits of eight bytes together.
func packBits(high uint64) uint64 { return high >> 7 * 0x0102040810204080 >> 56 }

// The masks below are for cutting a document between records.

// A jsonMarks is the masks of one block that brackets and strings are found by.
type jsonMarks struct{ quote, backslash, open, shut, comma uint64 }

// maskMarksPortable fills the marks of every block of b.
func maskMarksPortable(b []byte, marks []jsonMarks) {
	for k := range marks {
		var m jsonMarks
		for w := range 8 {
			word := binary.LittleEndian.Uint64(b[k*maskBlock+8*w:])
			lower := word | everyByte*0x20
			m.quote |= packBits(wordEqual(word, '"')) << (8 * w)
			m.backslash |= packBits(wordEqual(word, '\\')) << (8 * w)
			m.open |= packBits(wordEqual(lower, '{')) << (8 * w)
			m.shut |= packBits(wordEqual(lower, '}')) << (8 * w)
			m.comma |= packBits(wordEqual(word, ',')) << (8 * w)
		}
		marks[k] = m
	}
}
