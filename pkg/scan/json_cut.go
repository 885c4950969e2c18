package scan

import "bytes"

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
		c.at = 0
		if last := bytes.LastIndexByte(buf[from:], '\n'); last >= 0 {
			c.at = from + last + 1
		}
		return c
	}
	for i := from; i < len(buf) && !c.closed; i++ {
		c.step(f.body, buf[i], i)
	}
	return c
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
		if c.depth == 0 && body == bodyArray {
			c.at = i + 1
		}
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
