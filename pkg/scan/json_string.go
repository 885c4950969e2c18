package scan

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// appendJSONString appends the text that the inside of a valid JSON string stands for. An escape
// of half a surrogate pair stands for U+FFFD, as in encoding/json.
func appendJSONString(dst, inside []byte) []byte {
	for i := 0; i < len(inside); {
		if inside[i] != '\\' {
			plain := bytes.IndexByte(inside[i:], '\\')
			if plain < 0 {
				return append(dst, inside[i:]...)
			}
			dst = append(dst, inside[i:i+plain]...)
			i += plain
		}
		if inside[i+1] != 'u' {
			dst = append(dst, unescaped(inside[i+1]))
			i += 2
			continue
		}
		r := hexRune(inside[i+2:])
		i += 6
		if utf16.IsSurrogate(r) {
			low := rune(utf8.RuneError)
			if i+6 <= len(inside) && inside[i] == '\\' && inside[i+1] == 'u' {
				low = hexRune(inside[i+2:])
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 6
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// unescaped returns the byte that a one-letter escape stands for.
func unescaped(letter byte) byte {
	switch letter {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return letter
}

// hexRune returns the number that four hexadecimal digits stand for.
func hexRune(b []byte) rune {
	return hexDigit(b[0])<<12 | hexDigit(b[1])<<8 | hexDigit(b[2])<<4 | hexDigit(b[3])
}
