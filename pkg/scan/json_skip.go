package scan

import (
	"encoding/binary"
	"math/bits"
)

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
