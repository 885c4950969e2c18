package scan

import (
	"fmt"
	"unicode/utf8"
)

// maxJSONDepth is how deep arrays and objects may stand inside each other, as in encoding/json.
const maxJSONDepth = 10000

// A jsonFail is the place in a text where the grammar of JSON (RFC 8259) breaks.
type jsonFail struct {
	at     int
	reason string
	short  bool // the text ended too early: more text could mend it
}

func (f *jsonFail) Error() string { return f.reason }

// A jsonText reads tokens from a piece of text. Its methods take the place of a token and return
// the place behind it.
type jsonText struct {
	b     []byte
	final bool   // nothing follows b
	end   string // what the end of b is called
}

// A token is plain to read: everything about it is decided here, and nothing is decided about
// speed. The fast reader asks this one whenever it meets something unusual.

// space returns the place of the first byte from i on that is not white space.
func (t *jsonText) space(i int) int {
	for i < len(t.b) && (t.b[i] == ' ' || t.b[i] == '\n' || t.b[i] == '\r' || t.b[i] == '\t') {
		i++
	}
	return i
}

// expected says that something else stands at i.
func (t *jsonText) expected(i int, what string) *jsonFail {
	return &jsonFail{at: i, short: i >= len(t.b), reason: "found " + t.found(i) + ", expected " + what}
}

// found describes what stands at i.
func (t *jsonText) found(i int) string {
	if i >= len(t.b) {
		return t.end
	}
	r, n := utf8.DecodeRune(t.b[i:])
	switch {
	case r == utf8.RuneError && n == 1:
		return fmt.Sprintf("byte 0x%02x, which is not UTF-8", t.b[i])
	case r == '\n' || r == '\r':
		return "a line break"
	}
	return fmt.Sprintf("%q", string(r))
}

// kind names the kind of value that begins at i.
func (t *jsonText) kind(i int) string {
	if i >= len(t.b) {
		return t.end
	}
	switch c := t.b[i]; {
	case c == '{':
		return "an object"
	case c == '[':
		return "an array"
	case c == '"':
		return "a string"
	case c == 't' || c == 'f':
		return "a boolean"
	case c == 'n':
		return "null"
	}
	return "a number"
}

// scalar reads a string, number or literal.
func (t *jsonText) scalar(i int) (int, *jsonFail) {
	if i >= len(t.b) {
		return i, t.expected(i, "a value")
	}
	switch c := t.b[i]; {
	case c == '"':
		return t.str(i)
	case c == '-' || c >= '0' && c <= '9':
		return t.number(i)
	case c == 't':
		return t.literal(i, "true")
	case c == 'f':
		return t.literal(i, "false")
	case c == 'n':
		return t.literal(i, "null")
	}
	return i, t.expected(i, "a value")
}

func (t *jsonText) literal(i int, word string) (int, *jsonFail) {
	for k := range len(word) {
		if i+k >= len(t.b) || t.b[i+k] != word[k] {
			return i, t.expected(i+k, word)
		}
	}
	return i + len(word), nil
}

// number reads a number. Where b is not final, a number that touches its end may go on.
func (t *jsonText) number(i int) (int, *jsonFail) {
	if t.b[i] == '-' {
		i++
	}
	start := i
	i, fail := t.digits(i)
	if fail != nil {
		return i, fail
	}
	if t.b[start] == '0' && i > start+1 {
		return i, t.expected(start+1, "no digit after a leading 0")
	}
	if i < len(t.b) && t.b[i] == '.' {
		if i, fail = t.digits(i + 1); fail != nil {
			return i, fail
		}
	}
	if i < len(t.b) && t.b[i]|0x20 == 'e' {
		i++
		if i < len(t.b) && (t.b[i] == '+' || t.b[i] == '-') {
			i++
		}
		if i, fail = t.digits(i); fail != nil {
			return i, fail
		}
	}
	if i == len(t.b) && !t.final {
		return i, t.expected(i, "the end of the number")
	}
	return i, nil
}

// comma reads what follows a member or an item: a comma, and more is true, or the end of the object or array.
func (t *jsonText) comma(i int, end byte) (next int, more bool, fail *jsonFail) {
	i = t.space(i)
	switch {
	case i < len(t.b) && t.b[i] == ',':
		return i + 1, true, nil
	case i < len(t.b) && t.b[i] == end:
		return i + 1, false, nil
	}
	return i, false, t.expected(i, fmt.Sprintf(`"," or "%c"`, end))
}

// digits reads one digit or more.
func (t *jsonText) digits(i int) (int, *jsonFail) {
	start := i
	for i < len(t.b) && t.b[i] >= '0' && t.b[i] <= '9' {
		i++
	}
	if i == start {
		return i, t.expected(i, "a digit")
	}
	return i, nil
}

// str reads a string with its quotes.
func (t *jsonText) str(i int) (int, *jsonFail) {
	open := i
	for i++; i < len(t.b); {
		switch c := t.b[i]; {
		case c == '"':
			return i + 1, nil
		case c == '\\':
			next, fail := t.escape(i)
			if fail != nil {
				return i, fail
			}
			i = next
		case c < 0x20:
			return i, &jsonFail{at: i, reason: fmt.Sprintf("found %s inside a string, expected it escaped", t.found(i))}
		case c < utf8.RuneSelf:
			i++
		default:
			r, n := utf8.DecodeRune(t.b[i:])
			if r == utf8.RuneError && n == 1 {
				return i, t.brokenRune(i)
			}
			i += n
		}
	}
	fail := t.expected(i, "the end of the string")
	fail.reason += fmt.Sprintf(" that began %d bytes before", i-open)
	return i, fail
}

// brokenRune says that the bytes at i are not UTF-8, or not yet.
func (t *jsonText) brokenRune(i int) *jsonFail {
	if !t.final && !utf8.FullRune(t.b[i:]) {
		return t.expected(len(t.b), "the end of the string")
	}
	return t.expected(i, "UTF-8")
}

// escape reads an escape, beginning with its backslash.
func (t *jsonText) escape(i int) (int, *jsonFail) {
	i++
	if i >= len(t.b) {
		return i, t.expected(i, `one of "\/bfnrtu after \`)
	}
	switch t.b[i] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 1, nil
	case 'u':
	default:
		return i, t.expected(i, `one of "\/bfnrtu after \`)
	}
	for k := 1; k <= 4; k++ {
		if i+k >= len(t.b) || hexDigit(t.b[i+k]) < 0 {
			return i, t.expected(i+k, `four hexadecimal digits after \u`)
		}
	}
	return i + 5, nil
}

// hexDigit returns the value of a hexadecimal digit, or -1.
func hexDigit(c byte) rune {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10
	}
	return -1
}

// A jsonWant is what the grammar asks for next.
type jsonWant byte

const (
	wantValue      jsonWant = iota
	wantFirstValue          // or the end of the empty array
	wantKey
	wantFirstKey // or the end of the empty object
	wantColon
	wantComma // or the end of the array or object
	wantNothing
)

// A jsonNest follows one value token by token, however deep it is.
type jsonNest struct {
	open  []byte // the brackets that are open, outermost first
	want  jsonWant
	limit int // how many brackets may be open
}

// begin prepares for the next value.
func (n *jsonNest) begin() { n.open, n.want = n.open[:0], wantValue }

// leave goes on behind a value.
func (n *jsonNest) leave() {
	n.want = wantComma
	if len(n.open) == 0 {
		n.want = wantNothing
	}
}

// step reads the next token, which begins at i. When it fails nothing has changed.
func (n *jsonNest) step(t *jsonText, i int) (int, *jsonFail) {
	if i >= len(t.b) {
		return i, t.expected(i, n.expectation())
	}
	c := t.b[i]
	switch n.want {
	case wantColon:
		if c != ':' {
			return i, t.expected(i, n.expectation())
		}
		n.want = wantValue
		return i + 1, nil
	case wantKey, wantFirstKey:
		return n.key(t, i)
	case wantComma:
		return n.comma(t, i)
	case wantFirstValue:
		if c == ']' {
			return n.close(i)
		}
	}
	if c == '{' || c == '[' {
		return n.enter(t, i)
	}
	next, fail := t.scalar(i)
	if fail != nil {
		return i, fail
	}
	n.leave()
	return next, nil
}

func (n *jsonNest) enter(t *jsonText, i int) (int, *jsonFail) {
	if len(n.open) >= n.limit {
		return i, &jsonFail{at: i, reason: fmt.Sprintf("found %s inside %d others, expected at most %d", t.kind(i), maxJSONDepth, maxJSONDepth)}
	}
	n.open = append(n.open, t.b[i])
	n.want = wantFirstKey
	if t.b[i] == '[' {
		n.want = wantFirstValue
	}
	return i + 1, nil
}

func (n *jsonNest) close(i int) (int, *jsonFail) {
	n.open = n.open[:len(n.open)-1]
	n.leave()
	return i + 1, nil
}

func (n *jsonNest) key(t *jsonText, i int) (int, *jsonFail) {
	if t.b[i] == '}' && n.want == wantFirstKey {
		return n.close(i)
	}
	if t.b[i] != '"' {
		return i, t.expected(i, n.expectation())
	}
	next, fail := t.str(i)
	if fail != nil {
		return i, fail
	}
	n.want = wantColon
	return next, nil
}

func (n *jsonNest) comma(t *jsonText, i int) (int, *jsonFail) {
	object := n.open[len(n.open)-1] == '{'
	switch c := t.b[i]; {
	case c == '}' && object, c == ']' && !object:
		return n.close(i)
	case c != ',':
		return i, t.expected(i, n.expectation())
	case object:
		n.want = wantKey
	default:
		n.want = wantValue
	}
	return i + 1, nil
}

// expectation says in words what the grammar asks for next.
func (n *jsonNest) expectation() string {
	switch n.want {
	case wantFirstValue:
		return `a value or "]"`
	case wantKey:
		return "a key in double quotes"
	case wantFirstKey:
		return `a key in double quotes or "}"`
	case wantColon:
		return `":"`
	case wantComma:
		if n.open[len(n.open)-1] == '{' {
			return `"," or "}"`
		}
		return `"," or "]"`
	}
	return "a value"
}

// skip reads one whole value that begins at i.
func (n *jsonNest) skip(t *jsonText, i int) (int, *jsonFail) {
	n.begin()
	for n.want != wantNothing {
		var fail *jsonFail
		if i, fail = n.step(t, t.space(i)); fail != nil {
			return i, fail
		}
	}
	return i, nil
}
