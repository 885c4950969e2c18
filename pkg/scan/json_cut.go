package scan

import (
	"bytes"
	"math/bits"
)

// A jsonCut is a place between records, and what was learnt on the way to it. It is found by
// brackets and quotes alone. That is exact as long as the grammar holds; where it breaks, the
// worker that reads the stretch finds the break, which comes before any harm.
type jsonCut struct {
	at     int  // where the last whole record of the stretch ends, 0 when none does
	closed bool // the body ends at this place

	depth   int
	quoted  bool // inside a string
	escaped bool // behind a backslash
}

// cut goes on with a cut in buf, of which the bytes before from were looked at.
func (f *jsonFeed) cut(c jsonCut, buf []byte, from int) jsonCut {
	if f.body == bodyLines {
		if last := lastLineEnd(buf[from:]); last >= 0 {
			c.at = from + last + 1
		}
		return c
	}
	for len(buf)-from >= maskBlock && !c.closed {
		marks := f.marks[:min(len(f.marks), (len(buf)-from)/maskBlock)]
		maskMarks(buf[from:from+len(marks)*maskBlock], marks)
		for k := range marks {
			c.block(f.body, &marks[k], from)
			from += maskBlock
		}
	}
	for i := from; i < len(buf) && !c.closed; i++ {
		c.step(f.body, buf[i], i)
	}
	return c
}

// lastLineEnd returns the place of the last line feed in b, or -1.
func lastLineEnd(b []byte) int {
	const window = 4096 // searching forward is much faster than backward
	for end := len(b); end > 0; {
		begin := max(end-window, 0)
		if bytes.IndexByte(b[begin:end], '\n') >= 0 {
			return begin + bytes.LastIndexByte(b[begin:end], '\n')
		}
		end = begin
	}
	return -1
}

// block looks at the 64 bytes from place at on by their marks.
func (c *jsonCut) block(body jsonBody, m *jsonMarks, at int) {
	if c.closed {
		return
	}
	inside := c.inside(m)
	open, shut := m.open&^inside, m.shut&^inside
	if c.depth > bits.OnesCount64(shut) {
		c.depth += bits.OnesCount64(open) - bits.OnesCount64(shut)
		return
	}
	for left := open | shut | m.comma&^inside; left != 0 && !c.closed; left &= left - 1 {
		i := at + bits.TrailingZeros64(left)
		switch bit := left & -left; {
		case open&bit != 0:
			c.depth++
		case shut&bit != 0:
			c.shut(body, i)
		default:
			c.comma(body, i)
		}
	}
}

// inside returns which bytes of a block belong to strings, and keeps what the next block needs.
func (c *jsonCut) inside(m *jsonMarks) uint64 {
	quote := m.quote
	if m.backslash != 0 || c.escaped {
		quote &^= c.escapes(m.backslash)
	}
	inside := prefixXor(quote)
	if c.quoted {
		inside = ^inside
	}
	c.quoted = inside>>63 != 0
	return inside
}

// escapes returns which bytes stand behind a backslash that is not itself behind one. Where a run
// of backslashes begins decides which of its bytes those are: a subtraction carries through the
// run. It is the way of simdjson (json_escape_scanner.h).
func (c *jsonCut) escapes(backslash uint64) uint64 {
	const odd = 0xaaaaaaaaaaaaaaaa
	first := uint64(0)
	if c.escaped {
		first = 1
	}
	begins := backslash &^ first
	codes := (begins<<1 | odd) - begins ^ odd
	c.escaped = codes&backslash>>63 != 0
	return codes ^ (backslash | first)
}

// step looks at the byte at place i.
func (c *jsonCut) step(body jsonBody, b byte, i int) {
	if c.quoted {
		switch {
		case c.escaped:
			c.escaped = false
		case b == '\\':
			c.escaped = true
		case b == '"':
			c.quoted = false
		}
		return
	}
	switch b {
	case '"':
		c.quoted = true
	case '{', '[':
		c.depth++
	case '}', ']':
		c.shut(body, i)
	case ',':
		c.comma(body, i)
	}
}

// comma looks at a comma outside strings.
func (c *jsonCut) comma(body jsonBody, i int) {
	if c.depth == 0 && body == bodyArray {
		c.at = i + 1
	}
}

// shut looks at a closing bracket.
func (c *jsonCut) shut(body jsonBody, i int) {
	c.depth--
	switch {
	case body == bodyArray && c.depth < 0, body == bodyObject && c.depth <= 0:
		c.at, c.closed = i+1, true
	case body == bodyStream && c.depth <= 0:
		c.at, c.depth = i+1, 0
	}
}
