package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A finding is the encoding of an input and how sure that is.
type finding struct {
	name        string
	bom         int  // bytes of the byte-order mark
	guessed     bool // told by the look of the bytes, not by a mark or by being valid
	invalid     int64
	invalidLine int64
}

// detectEncoding finds the encoding of raw, the first bytes of an input, or all of them when whole
// is true. A name given by people stands, and only its byte-order mark is looked for.
func detectEncoding(raw []byte, whole bool, given string) (finding, error) {
	marked, bom := byteOrderMark(raw)
	if given != "" {
		name, ok := EncodingName(given)
		if !ok {
			return finding{}, unknownEncoding(given)
		}
		return givenEncoding(raw, whole, name, marked, bom), nil
	}
	if marked == "" {
		marked = nulPattern(raw)
	}
	if marked != "" && marked != utf8Name {
		return finding{name: marked, bom: bom, guessed: bom == 0}, nil
	}
	if escapes(raw) {
		return finding{}, errMultiByte("ISO-2022-JP or ISO-2022-KR")
	}
	m := measureUTF8(raw[bom:], whole)
	if marked == utf8Name || m.plausible() {
		return finding{name: utf8Name, bom: bom, invalid: m.invalid, invalidLine: m.line}, nil
	}
	name, err := guessEncoding(raw)
	return finding{name: name, guessed: true}, err
}

func givenEncoding(raw []byte, whole bool, name, marked string, bom int) finding {
	if name == "utf-16" || name == "utf-32" {
		switch guess := nulPattern(raw); {
		case strings.HasPrefix(marked, name):
			name = marked
		case strings.HasPrefix(guess, name):
			name = guess
		default:
			name += "le" // what Windows means by Unicode
		}
	}
	if name != marked {
		bom = 0
	}
	var m utf8Measure
	if name == utf8Name {
		m = measureUTF8(raw[bom:], whole)
	}
	return finding{name: name, bom: bom, invalid: m.invalid, invalidLine: m.line}
}

// byteOrderMark returns the encoding that a byte-order mark stands for, and the mark's length.
func byteOrderMark(raw []byte) (name string, size int) {
	for _, mark := range []struct{ bytes, name string }{
		{"\xef\xbb\xbf", utf8Name},
		{"\xff\xfe\x00\x00", "utf-32le"}, // before UTF-16, whose mark begins it
		{"\x00\x00\xfe\xff", "utf-32be"},
		{"\xff\xfe", "utf-16le"},
		{"\xfe\xff", "utf-16be"},
	} {
		if bytes.HasPrefix(raw, []byte(mark.bytes)) {
			return mark.name, len(mark.bytes)
		}
	}
	return "", 0
}

// nulPattern recognises UTF-16 and UTF-32 without a byte-order mark by the bytes that are zero in
// ASCII characters: delimiters, digits and line ends are in every table. It returns "" when
// NUL bytes are few, or stand elsewhere.
func nulPattern(raw []byte) string {
	raw = raw[:min(len(raw), 64<<10)]
	var nul [4]int
	for i, c := range raw {
		if c == 0 {
			nul[i%4]++
		}
	}
	quarter := len(raw) / 4
	if quarter < 2 {
		return ""
	}
	most, few := quarter*9/10, quarter/10
	some := max(1, quarter/20)
	switch {
	case nul[0] <= few && nul[1] > few && nul[2] >= most && nul[3] >= most:
		return "utf-32le"
	case nul[3] <= few && nul[2] > few && nul[1] >= most && nul[0] >= most:
		return "utf-32be"
	case nul[1] >= some && nul[3] >= some && 20*(nul[0]+nul[2]) <= nul[1]+nul[3]:
		return "utf-16le"
	case nul[0] >= some && nul[2] >= some && 20*(nul[1]+nul[3]) <= nul[0]+nul[2]:
		return "utf-16be"
	}
	return ""
}

// escapes tells whether a text switches to an East Asian character set by escape sequences, as ISO-2022 does: all its
// bytes are ASCII then.
func escapes(raw []byte) bool {
	for _, set := range []string{"\x1b$)C", "\x1b$B", "\x1b$@", "\x1b$(D", "\x1b$A", "\x1b(J", "\x1b(I"} {
		if bytes.Contains(raw, []byte(set)) {
			return asciiPrefix(raw) == len(raw)
		}
	}
	return false
}

// utf8Measure counts what speaks for and against UTF-8.
type utf8Measure struct {
	wide    int64 // valid characters of more than one byte, if some bytes are not valid
	invalid int64 // bytes that belong to no character
	line    int64 // line of the first invalid byte
}

// plausible says whether the text is UTF-8, or was before a few bytes were damaged: single-byte
// text hardly ever looks like a wide character, so many of those and few others mean damage.
func (m utf8Measure) plausible() bool { return m.invalid == 0 || m.wide >= 2*m.invalid }

func measureUTF8(text []byte, whole bool) utf8Measure {
	var m utf8Measure
	if !whole {
		text = cutWideCharacter(text)
	}
	if utf8.Valid(text) {
		return m
	}
	for i := 0; i < len(text); {
		i += asciiPrefix(text[i:])
		if i == len(text) {
			break
		}
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r != utf8.RuneError || size > 1:
			m.wide++
		case m.invalid == 0:
			m.line = 1 + int64(bytes.Count(text[:i], []byte{'\n'}))
			fallthrough
		default:
			m.invalid++
		}
		i += size
	}
	return m
}

// cutWideCharacter leaves out a last character that the end of the sample cuts.
func cutWideCharacter(text []byte) []byte {
	for back := 1; back <= utf8.UTFMax && back <= len(text); back++ {
		if last := text[len(text)-back:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				return text[:len(text)-back]
			}
			break
		}
	}
	return text
}

// Repair makes text valid UTF-8 that people can read: a byte that belongs to no character becomes
// the character that it stands for in Windows-1252, the most common other encoding, or U+FFFD where
// that has none. damaged says whether there was anything to do.
func Repair(text string) (repaired string, damaged bool) {
	if utf8.ValidString(text) {
		return text, false
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			b.WriteRune(charmap.Windows1252.DecodeByte(text[i]))
		} else {
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String(), true
}
