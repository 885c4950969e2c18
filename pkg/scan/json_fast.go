package scan

import (
	"bytes"
	"unicode/utf8"
)

// A jsonFast reads records like a jsonPicker, only faster, and gives up where something is wrong
// or unusual: then the picker reads the record again and says what it is. Masks of the bytes that
// strings stop at carry it over strings, which most bytes belong to.
//
// Its methods take the place of a token and return the place behind it, or -1.
type jsonFast struct {
	b      []byte    // the text, with zeros behind it: whole blocks, and room for an escape
	stops  []uint64  // where strings stop, see maskStringsPortable
	flaws  maskFlaws // what is wrong somewhere in the text
	breaks bool      // a line break is white space
	able   bool      // the wanted columns are of the usual kind

	root  *jsonNode
	width int
	spans []Span // the cells of all rows so far
	row   []Span // the cells of this row
	seen  uint64 // bit by node: the record had a value there
	cells *jsonUnescaped
	key   []byte                // memory for a key with escapes
	slots [][fastSlots]jsonSlot // by node
}

// jsonPad is how many zeros stand behind the text at least.
const jsonPad = 8

// fastDepth is how many brackets jsonFast follows.
const fastDepth = 64

// A jsonUnescaped holds the cells that had to be unescaped.
type jsonUnescaped struct {
	data []byte
	base int // where data will be in the data of the batch
}

// add unescapes the inside of a string.
func (u *jsonUnescaped) add(inside []byte) Span {
	from := len(u.data)
	u.data = appendJSONString(u.data, inside)
	return Span{Off: uint32(u.base + from), Len: uint32(len(u.data) - from)}
}

// load prepares for a part, and returns its text, which may have moved.
func (s *jsonFast) load(part jsonPart) []byte {
	n := len(part.data)
	blocks := (n+jsonPad)/maskBlock + 1
	if cap(part.data) < blocks*maskBlock {
		part.data = append(make([]byte, 0, blocks*maskBlock), part.data...)
	}
	if cap(s.stops) < blocks {
		s.stops = make([]uint64, blocks)
	}
	s.b, s.stops = part.data[:blocks*maskBlock], s.stops[:blocks]
	clear(s.b[n:])
	s.flaws = maskStrings(s.b, s.stops)
	s.breaks = part.body != bodyLines
	s.spans = s.spans[:0]
	return part.data
}

// record reads the object at i and adds its cells.
func (s *jsonFast) record(i int) int {
	if !s.able || s.b[i] != '{' {
		return -1
	}
	s.seen = 0
	rows, unescaped := len(s.spans), len(s.cells.data)
	for range s.width {
		s.spans = append(s.spans, Absent)
	}
	s.row = s.spans[rows:]
	end := s.object(i, s.root)
	if end < 0 || s.flaws != 0 && s.flawed(s.b[i:end]) {
		s.spans, s.cells.data = s.spans[:rows], s.cells.data[:unescaped]
		return -1
	}
	return end
}

// flawed says whether a flaw of the text may be in this record.
func (s *jsonFast) flawed(record []byte) bool {
	return s.flaws&flawUTF8 != 0 && !utf8.Valid(record) || s.flaws&flawEscape != 0 && bytes.IndexByte(record, '\\') >= 0
}

// undo takes the last row back.
func (s *jsonFast) undo() { s.spans = s.spans[:len(s.spans)-s.width] }

// object reads the object at i, which n stands for, and keeps the cells in it.
func (s *jsonFast) object(i int, n *jsonNode) int {
	slots := &s.slots[n.id]
	i++
	for k := 0; ; k++ {
		var kid *jsonNode
		at := k
		if at >= fastSlots {
			at = 1 + k%(fastSlots-1) // the first is special: no comma stands before it
		}
		if slot := &slots[at]; slot.fits(s.b, i) {
			i, kid = i+slot.n, slot.kid
		} else {
			from := i
			if i, kid = s.member(i, n, k == 0); i < 0 {
				return -1
			}
			if s.b[i-1] == '}' {
				return i
			}
			if s.flaws&flawEscape == 0 {
				slot.learn(s.b[from:i], kid)
			}
		}
		if kid == nil {
			i = s.skip(i)
		} else {
			i = s.wanted(i, kid)
		}
		if i < 0 {
			return -1
		}
		if s.b[i] == '}' {
			return i + 1
		}
	}
}

// member reads from the beginning of an object or from behind a value up to the next value, or up
// to the end of the object, behind which it is then.
func (s *jsonFast) member(i int, n *jsonNode, first bool) (int, *jsonNode) {
	b := s.b
	if i = s.space(i); b[i] == '}' {
		return i + 1, nil
	}
	if !first {
		if b[i] != ',' {
			return -1, nil
		}
		i = s.space(i + 1)
	}
	if b[i] != '"' {
		return -1, nil
	}
	key := i
	if i = s.str(i); i < 0 {
		return -1, nil
	}
	kid := s.find(n, b[key+1:i-1])
	if i = s.space(i); b[i] != ':' {
		return -1, nil
	}
	return s.space(i + 1), kid
}

// find returns the place inside n with the key as it is written, or nil. An escape that may be
// flawed is left alone: the record will be given up.
func (s *jsonFast) find(n *jsonNode, key []byte) *jsonNode {
	if s.flaws&flawEscape == 0 && bytes.IndexByte(key, '\\') >= 0 {
		s.key = appendJSONString(s.key[:0], key)
		key = s.key
	}
	return n.find(key)
}

// wanted reads the value at i, which n stands for, and keeps the cells in it.
func (s *jsonFast) wanted(i int, n *jsonNode) int {
	if s.seen&(1<<n.id) != 0 {
		return -1 // the picker has a word to say on repeated keys
	}
	s.seen |= 1 << n.id
	cell, end := Span{Off: uint32(i)}, 0
	switch b := s.b; {
	case b[i] == '"':
		if end = s.str(i); end > 0 && len(n.cols) > 0 {
			cell = s.text(i+1, end-1)
		}
	case b[i] == 'n':
		cell, end = Absent, s.skip(i)
	case b[i] == '{' && len(n.kids) > 0:
		end = s.object(i, n)
		cell.Len = uint32(end - i)
	case b[i] == '[' && n.items:
		end = s.array(i, n)
		cell.Len = uint32(end - i)
	default:
		if end = s.skip(i); end > i && hasExponent(b[i:end]) {
			return -1 // the picker writes it plainly
		}
		cell.Len = uint32(end - i)
	}
	for _, col := range n.cols {
		s.row[col] = cell
	}
	return end
}

// text returns the cell of the string whose inside stands from i to end; see find for flaws.
func (s *jsonFast) text(i, end int) Span {
	if s.flaws&flawEscape == 0 && bytes.IndexByte(s.b[i:end], '\\') >= 0 {
		return s.cells.add(s.b[i:end])
	}
	return Span{Off: uint32(i), Len: uint32(end - i)}
}

// array reads the array at i, of which some items are wanted.
func (s *jsonFast) array(i int, n *jsonNode) int {
	if i = s.space(i + 1); s.b[i] == ']' {
		return i + 1
	}
	for item := 0; ; item++ {
		if kid := n.item(item); kid != nil {
			i = s.wanted(i, kid)
		} else {
			i = s.skip(i)
		}
		if i < 0 {
			return -1
		}
		i = s.space(i)
		if s.b[i] == ']' {
			return i + 1
		}
		if s.b[i] != ',' {
			return -1
		}
		i = s.space(i + 1)
	}
}
