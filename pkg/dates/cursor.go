package dates

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// A cursor walks over a text. Its methods take what they name off the front, or leave the text as
// it is.
type cursor struct{ rest []byte }

func trim(s []byte) []byte {
	if len(s) > 0 && s[0] > ' ' && s[0] < 0x7f && s[len(s)-1] > ' ' && s[len(s)-1] < 0x7f {
		return s
	}
	return bytes.TrimSpace(s)
}

func isDigit(b byte) bool { return b-'0' <= 9 }

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 }

func (c *cursor) done() bool { return len(c.rest) == 0 }

// peek returns the next byte, 0 at the end.
func (c *cursor) peek() byte {
	if len(c.rest) == 0 {
		return 0
	}
	return c.rest[0]
}

func (c *cursor) take(b byte) bool {
	if c.peek() != b || len(c.rest) == 0 {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

// number takes at most max digits, and returns their value and how many there were.
func (c *cursor) number(max int) (value, n int) {
	for n < max && n < len(c.rest) && isDigit(c.rest[n]) {
		value = value*10 + int(c.rest[n]-'0')
		n++
	}
	c.rest = c.rest[n:]
	return value, n
}

// blanks takes blanks of any kind; exports put narrow and no-break spaces before p. m.
func (c *cursor) blanks() (any bool) {
	before := len(c.rest)
	c.rest = bytes.TrimLeftFunc(c.rest, func(r rune) bool { return r == ' ' || r == '\t' || r >= utf8.RuneSelf && unicode.IsSpace(r) })
	return len(c.rest) < before
}

// word takes ASCII letters in any case; upper holds nothing but upper-case letters.
func (c *cursor) word(upper string) bool {
	if len(c.rest) < len(upper) {
		return false
	}
	for i := range len(upper) {
		if c.rest[i]&^0x20 != upper[i] {
			return false
		}
	}
	c.rest = c.rest[len(upper):]
	return true
}

// decimals takes any number of digits, and returns the value of so many of them: more are cut off, and zeros
// stand for those that are not there.
func (c *cursor) decimals(places int) (value int64, ok bool) {
	n := leadingDigits(c.rest)
	v, read := c.number(places)
	for ; read < places; read++ {
		v *= 10
	}
	c.rest = c.rest[max(0, n-places):]
	return int64(v), n > 0
}

// leadingDigits counts the digits at the front.
func leadingDigits(s []byte) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}
