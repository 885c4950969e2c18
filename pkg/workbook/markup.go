package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

const (
	markupBlock = 64 << 10
	// markupLimit bounds a tag, and the characters before one: a cell of a spreadsheet ends at 32 KiB.
	markupLimit = 16 << 20
)

// A markup reads XML tag by tag, as far as the parts of a workbook need it: no document types, no entities but the five of
// XML and those of characters. The library of Go takes ten times as long, and would be most of the time to read a sheet.
type markup struct {
	in       io.Reader
	buf      []byte
	at, till int // buf[at:till] is not read yet
	err      error

	// The tag that next has found. All of it is valid until the next call.
	name   []byte // without its prefix
	attrs  []byte // as they are written
	text   []byte // what stands before the tag, with its entities
	opens  bool   // <name> or <name/>
	closes bool   // </name> or <name/>

	gathered []byte // text that a comment or CDATA has cut into pieces
}

func newMarkup(in io.Reader) *markup {
	return &markup{in: in, buf: make([]byte, markupBlock)}
}

// next finds the next tag. It returns false at the end, and where the text breaks: failure says which.
func (m *markup) next() bool {
	m.gathered = m.gathered[:0]
	for {
		open := m.find(0, "<")
		if open < 0 {
			return false
		}
		if !m.need(open + 2) {
			return m.broken()
		}
		if c := m.buf[m.at+open+1]; c == '!' || c == '?' {
			if !m.special(open) {
				return m.broken()
			}
			continue
		}
		end := m.tagEnd(open + 1)
		if end < 0 {
			return m.broken()
		}
		m.text = m.buf[m.at : m.at+open]
		if len(m.gathered) > 0 {
			m.gathered = append(m.gathered, m.text...)
			m.text = m.gathered
		}
		m.split(m.buf[m.at+open+1 : m.at+end])
		m.at += end + 1
		return true
	}
}

// split takes a tag apart.
func (m *markup) split(tag []byte) {
	m.opens, m.closes = true, false
	if len(tag) > 0 && tag[0] == '/' {
		m.opens, m.closes = false, true
		tag = tag[1:]
	} else if len(tag) > 0 && tag[len(tag)-1] == '/' {
		m.closes = true
		tag = tag[:len(tag)-1]
	}
	n, from := 0, 0
	for n < len(tag) && tag[n] > ' ' {
		if tag[n] == ':' {
			from = n + 1
		}
		n++
	}
	m.name, m.attrs = tag[from:n], tag[n:]
}

// special passes over a comment, a declaration or an instruction, and keeps what stands in CDATA.
func (m *markup) special(open int) bool {
	begin, end := 2, ">"
	switch {
	case m.begins(open, "<!--"):
		begin, end = 4, "-->"
	case m.begins(open, "<![CDATA["):
		begin, end = 9, "]]>"
	case m.begins(open, "<?"):
		end = "?>"
	}
	close := m.find(open+begin, end)
	if close < 0 {
		return false
	}
	m.gathered = append(m.gathered, m.buf[m.at:m.at+open]...)
	if begin == 9 {
		m.gathered = append(m.gathered, bytes.ReplaceAll(m.buf[m.at+open+9:m.at+close], []byte("&"), []byte("&amp;"))...)
	}
	m.at += close + len(end)
	return len(m.gathered) <= markupLimit
}

func (m *markup) begins(at int, what string) bool {
	return m.need(at+len(what)) && string(m.buf[m.at+at:m.at+at+len(what)]) == what
}

// tagEnd finds the end of the tag whose inside begins at a place, past > in the values of attributes.
func (m *markup) tagEnd(from int) int {
	for end := from - 1; ; {
		if end = m.find(end+1, ">"); end < 0 {
			return -1
		}
		inside := m.buf[m.at+from : m.at+end]
		if len(inside) == 0 || inside[0] == '/' || !openQuote(inside) {
			return end
		}
	}
}

// openQuote tells whether a text ends inside a quote.
func openQuote(text []byte) bool {
	if bytes.IndexByte(text, '\'') < 0 {
		return bytes.Count(text, []byte{'"'})&1 == 1
	}
	quote := byte(0)
	for _, c := range text {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote != 0
}

// find returns the place of what from a place on, both counted from at; -1 where the text ends before it.
func (m *markup) find(from int, what string) int {
	for {
		if m.at+from <= m.till {
			if i := indexOf(m.buf[m.at+from:m.till], what); i >= 0 {
				return from + i
			}
			from = max(from, m.till-m.at-len(what)+1)
		}
		if !m.fill() {
			return -1
		}
	}
}

func indexOf(b []byte, what string) int {
	if len(what) == 1 {
		return bytes.IndexByte(b, what[0])
	}
	return bytes.Index(b, []byte(what))
}

// need tells whether there are n bytes, and reads them.
func (m *markup) need(n int) bool {
	for m.till-m.at < n {
		if !m.fill() {
			return false
		}
	}
	return true
}

// fill reads on behind what is not read yet.
func (m *markup) fill() bool {
	if m.err != nil {
		return false
	}
	m.till = copy(m.buf, m.buf[m.at:m.till])
	m.at = 0
	if m.till == len(m.buf) {
		if len(m.buf) >= markupLimit {
			m.err = fmt.Errorf("a piece of XML has more than %d MiB", markupLimit>>20)
			return false
		}
		m.buf = append(m.buf, make([]byte, len(m.buf))...)
	}
	n, err := m.in.Read(m.buf[m.till:])
	m.till += n
	m.err = err
	return n > 0 || err == nil
}

var errBroken = errors.New("the XML breaks off inside a tag")

func (m *markup) broken() bool {
	if m.err == nil || m.err == io.EOF {
		m.err = errBroken
	}
	return false
}

// failure returns why next found no more tags, nil at the end.
func (m *markup) failure() error {
	if m.err == io.EOF {
		return nil
	}
	return m.err
}

// nextAttr takes the first attribute off what stands in a tag. Names come without their prefix.
func nextAttr(attrs []byte) (name, value, rest []byte, ok bool) {
	i := 0
	for i < len(attrs) && attrs[i] <= ' ' {
		i++
	}
	from := i
	for i < len(attrs) && attrs[i] != '=' && attrs[i] > ' ' {
		if attrs[i] == ':' {
			from = i + 1
		}
		i++
	}
	name = attrs[from:i]
	for i < len(attrs) && (attrs[i] <= ' ' || attrs[i] == '=') {
		i++
	}
	if i >= len(attrs) || attrs[i] != '"' && attrs[i] != '\'' {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(attrs[i+1:], attrs[i])
	if end < 0 {
		return nil, nil, nil, false
	}
	return name, attrs[i+1 : i+1+end], attrs[i+end+2:], true
}

// attr returns the value of an attribute of the tag, "" where it has none.
func (m *markup) attr(wanted string) string {
	for attrs := m.attrs; ; {
		name, value, rest, ok := nextAttr(attrs)
		if !ok {
			return ""
		}
		if string(name) == wanted {
			return string(appendPlain(nil, value))
		}
		attrs = rest
	}
}

// is tells the name of the tag.
func (m *markup) is(name string) bool { return string(m.name) == name }

// appendPlain appends a text without its entities.
func appendPlain(dst, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(dst, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		r := rune(-1)
		if end > 0 {
			r = entity(string(text[1:end]))
		}
		if r < 0 {
			dst = append(dst, '&')
			text = text[1:]
			continue
		}
		dst = utf8.AppendRune(dst, r)
		text = text[end+1:]
	}
}

// entity returns the character that an entity stands for, -1 where it is none.
func entity(name string) rune {
	switch name {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	base := 10
	if len(name) < 2 || name[0] != '#' {
		return -1
	}
	if name = name[1:]; name[0] == 'x' || name[0] == 'X' {
		base, name = 16, name[1:]
	}
	n, err := strconv.ParseUint(name, base, 21)
	if err != nil {
		return -1
	}
	return rune(n)
}
