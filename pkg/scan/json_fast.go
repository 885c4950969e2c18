package scan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
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

// A jsonSlot remembers what stood before a value the last time, as in `,"score": `, and what it
// meant. Programs write their records in one order, so the same is likely to stand there again.
type jsonSlot struct {
	n     int // bytes, 0 when there is nothing to remember
	words [slotWords]uint64
	last  uint64 // which bits of the last word count
	kid   *jsonNode
}

const (
	slotWords = 4
	fastSlots = 32 // values of an object that are remembered
)

// learn remembers text, which leads to the value that kid stands for.
func (l *jsonSlot) learn(text []byte, kid *jsonNode) {
	if l.n = len(text); l.n > 8*slotWords {
		l.n = 0
		return
	}
	var padded [8 * slotWords]byte
	copy(padded[:], text)
	for k := range l.words {
		l.words[k] = binary.LittleEndian.Uint64(padded[8*k:])
	}
	l.last = ^uint64(0) >> (8 * uint(-l.n&7))
	l.kid = kid
}

// fits says whether what was remembered stands in b at place i.
func (l *jsonSlot) fits(b []byte, i int) bool {
	if l.n == 0 || i+8*slotWords > len(b) {
		return false
	}
	at := b[i : i+8*slotWords]
	switch (l.n - 1) / 8 {
	case 0:
		return (binary.LittleEndian.Uint64(at)^l.words[0])&l.last == 0
	case 1:
		return binary.LittleEndian.Uint64(at) == l.words[0] && (binary.LittleEndian.Uint64(at[8:])^l.words[1])&l.last == 0
	case 2:
		return binary.LittleEndian.Uint64(at) == l.words[0] && binary.LittleEndian.Uint64(at[8:]) == l.words[1] &&
			(binary.LittleEndian.Uint64(at[16:])^l.words[2])&l.last == 0
	}
	return binary.LittleEndian.Uint64(at) == l.words[0] && binary.LittleEndian.Uint64(at[8:]) == l.words[1] &&
		binary.LittleEndian.Uint64(at[16:]) == l.words[2] && (binary.LittleEndian.Uint64(at[24:])^l.words[3])&l.last == 0
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
		end = s.skip(i)
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

// skip reads any value.
func (s *jsonFast) skip(i int) int {
	switch c := s.b[i]; {
	case c == '"':
		return s.str(i)
	case c == '{' || c == '[':
		return s.nested(i)
	}
	return s.bare(i)
}

// nested reads the array or object at i.
func (s *jsonFast) nested(i int) int {
	b := s.b
	objects, depth := uint64(0), 0 // bit 0 of objects: the innermost bracket is an object's
	for {
		switch c := b[i]; {
		case c == '"':
			i = s.str(i)
		case c == '{' || c == '[':
			if depth++; depth > fastDepth {
				return -1
			}
			objects <<= 1
			if i = s.space(i + 1); c == '{' {
				objects |= 1
			}
			if b[i] == c+2 { // "]" and "}" stand two behind "[" and "{"
				break
			}
			if c == '{' {
				if i = s.name(i); i < 0 {
					return -1
				}
			}
			continue
		default:
			i = s.bare(i)
		}
		if i < 0 {
			return -1
		}
		for i = s.space(i); b[i] == ']'+byte(objects&1)<<5; i = s.space(i) { // "}" stands 32 behind "]"
			i++
			objects >>= 1
			if depth--; depth == 0 {
				return i
			}
		}
		if b[i] != ',' || depth == 0 {
			return -1
		}
		i = s.space(i + 1)
		if objects&1 != 0 {
			if i = s.name(i); i < 0 {
				return -1
			}
		}
	}
}

// name reads a key with its colon and the white space behind it.
func (s *jsonFast) name(i int) int {
	if s.b[i] != '"' {
		return -1
	}
	if i = s.str(i); i < 0 {
		return -1
	}
	if i = s.space(i); s.b[i] != ':' {
		return -1
	}
	return s.space(i + 1)
}

// space returns the place of the first byte from i on that is not white space.
func (s *jsonFast) space(i int) int {
	const blanks = everyByte * ' '
	for {
		switch s.b[i] {
		case ' ':
			for i++; i+8 <= len(s.b) && binary.LittleEndian.Uint64(s.b[i:]) == blanks; {
				i += 8
			}
		case '\t', '\r':
			i++
		case '\n':
			if !s.breaks {
				return i
			}
			i++
		default:
			return i
		}
	}
}

// str reads the string at i.
func (s *jsonFast) str(i int) int {
	i++
	k := i / maskBlock
	if m := s.stops[k] >> (i % maskBlock); m != 0 {
		i += bits.TrailingZeros64(m)
	} else {
		for k++; s.stops[k] == 0; k++ {
		}
		i = k*maskBlock + bits.TrailingZeros64(s.stops[k])
	}
	if s.b[i] != '"' {
		return -1
	}
	return i + 1
}

// bare reads a number or literal.
func (s *jsonFast) bare(i int) int {
	switch b := s.b[i:]; b[0] {
	case 't':
		if string(b[:4]) == "true" {
			return i + 4
		}
	case 'f':
		if string(b[:5]) == "false" {
			return i + 5
		}
	case 'n':
		if string(b[:4]) == "null" {
			return i + 4
		}
	default:
		return s.number(i)
	}
	return -1
}

func (s *jsonFast) number(i int) int {
	b := s.b
	if b[i] == '-' {
		i++
	}
	if b[i] == '0' {
		i++
	} else if i = s.digits(i); i < 0 {
		return -1
	}
	if b[i] == '.' {
		if i = s.digits(i + 1); i < 0 {
			return -1
		}
	}
	if b[i]|0x20 == 'e' {
		if i++; b[i] == '+' || b[i] == '-' {
			i++
		}
		return s.digits(i)
	}
	return i
}

// digits reads one digit or more.
func (s *jsonFast) digits(i int) int {
	from, b := i, s.b
	for b[i]-'0' <= 9 {
		i++
	}
	if i == from {
		return -1
	}
	return i
}
