package scan

import (
	"encoding/binary"
	"unicode/utf8"
)

// A mask says for 64 neighbouring bytes of a text which of them are of a kind: bit k for byte k.

// maskBlock is how many bytes a mask covers. Texts that are masked have memory for whole blocks.
const maskBlock = 64

// maskStopsPortable fills one mask for every block of b with the bytes that a string cannot step
// over: quotes, backslashes and control characters. It says whether b is UTF-8.
func maskStopsPortable(b []byte, masks []uint64) (valid bool) {
	for k := range masks {
		var m uint64
		for w := range 8 {
			m |= packBits(wordStops(binary.LittleEndian.Uint64(b[k*maskBlock+8*w:]))) << (8 * w)
		}
		masks[k] = m
	}
	return utf8.Valid(b)
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x8080808080808080
)

// wordStops sets the high bit of every byte that is a quote, a backslash or below 0x20.
func wordStops(word uint64) uint64 {
	return wordEqual(word, '"') | wordEqual(word, '\\') | wordBelow(word, 0x20)
}

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
