package workbook

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// stringsLimit bounds the bytes of the texts that are kept.
const stringsLimit = 1 << 30

// A stringTable is the texts that the cells of a workbook share.
type stringTable struct {
	data []byte
	ends []uint32
}

// get returns a text by its number.
func (t *stringTable) get(i int) (text []byte, ok bool) {
	if i < 0 || i >= len(t.ends) {
		return nil, false
	}
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.data[from:t.ends[i]], true
}

// A selection is a set of the numbers of texts; nil for all of them.
type selection []uint64

func (s *selection) add(i int) {
	for i>>6 >= len(*s) {
		*s = append(*s, make([]uint64, 1+len(*s))...)
	}
	(*s)[i>>6] |= 1 << (i & 63)
}

func (s selection) has(i int) bool {
	return s == nil || i>>6 < len(s) && s[i>>6]>>(i&63)&1 == 1
}

// readStrings reads the shared texts. Those that are not selected are empty.
func readStrings(in io.Reader, wanted selection) (stringTable, error) {
	var t stringTable
	m := newMarkup(in)
	var phonetic bool
	var item []byte
	for m.next() {
		switch {
		case m.is("t") && m.closes && !m.opens && !phonetic && wanted.has(len(t.ends)):
			item = appendPlain(item, m.text)
		case m.is("rPh"):
			phonetic = m.opens && !m.closes
		case m.is("si") && m.closes:
			t.data = append(t.data, unescaped(item)...)
			if len(t.data) > stringsLimit {
				return t, fmt.Errorf("the texts of the workbook take more than %d MiB", stringsLimit>>20)
			}
			t.ends = append(t.ends, uint32(len(t.data)))
			item = item[:0]
		}
	}
	return t, m.failure()
}

// unescaped undoes the way in which Office writes characters that XML cannot hold: _x000D_.
func unescaped(text []byte) []byte {
	i := bytes.Index(text, []byte("_x"))
	if i < 0 {
		return text
	}
	out := append([]byte(nil), text[:i]...)
	for i < len(text) {
		if i+7 <= len(text) && text[i] == '_' && text[i+1] == 'x' && text[i+6] == '_' {
			if n, err := strconv.ParseUint(string(text[i+2:i+6]), 16, 16); err == nil {
				out = utf8.AppendRune(out, rune(n))
				i += 7
				continue
			}
		}
		out = append(out, text[i])
		i++
	}
	return out
}
