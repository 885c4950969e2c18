package scan

import (
	"encoding/binary"
	"math/bits"
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
	for k := range stops {
		var stop, backslash uint64
		for w := 0; w < maskBlock; w += 8 {
			word := binary.LittleEndian.Uint64(b[k*maskBlock+w:])
			back := wordEqual(word, '\\')
			stop |= packBits(wordEqual(word, '"')|wordBelow(word, 0x20)) << w
			if back != 0 {
				backslash |= packBits(back) << w
			}
		}
		if backslash != 0 || escapes.escaped {
			escaped := escapes.escapes(backslash)
			if !soundEscapes(b, k*maskBlock, escaped) {
				flaws |= flawEscape
			}
			stop &^= quotesOf(b[k*maskBlock:], escaped)
		}
		stops[k] = stop
	}
	return flaws
}

// soundEscapes says whether the marked bytes from place at on may stand behind a backslash.
func soundEscapes(b []byte, at int, escaped uint64) bool {
	for ; escaped != 0; escaped &= escaped - 1 {
		i := at + bits.TrailingZeros64(escaped)
		switch b[i] {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		case 'u':
			if i+4 >= len(b) || hexDigit(b[i+1])|hexDigit(b[i+2])|hexDigit(b[i+3])|hexDigit(b[i+4]) < 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// quotesOf returns which of the marked bytes of a block are quotes.
func quotesOf(block []byte, marked uint64) (quotes uint64) {
	for ; marked != 0; marked &= marked - 1 {
		if block[bits.TrailingZeros64(marked)] == '"' {
			quotes |= marked & -marked
		}
	}
	return quotes
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
