package scan

import (
	"io"
	"strconv"
)

// A jsonFrame reads what stands around the records of a document, token by token, until it comes
// to the records.
type jsonFrame struct {
	path    []string
	nest    jsonNest
	matched int      // how many keys of path lead to where the reader is
	onPath  bool     // the next value is the one that the matched keys lead to
	found   bool     // the records of this document were met
	keys    []string // the first keys where the next key of path was looked for
}

// maxRecordsKeys is how many keys an error lists.
const maxRecordsKeys = 20

// begin prepares for the next document.
func (r *jsonFrame) begin() {
	r.nest.limit = maxJSONDepth
	r.nest.begin()
	r.matched, r.onPath, r.found, r.keys = 0, true, false, nil
}

// open reads on in f.rest until records follow, and takes the bytes before them away. It returns
// io.EOF at the end of the text.
func (r *jsonFrame) open(f *jsonFeed) (jsonBody, error) {
	text := jsonText{end: "the end of the text"}
	for i := 0; ; {
		text.b, text.final = f.rest, f.readEr != nil
		i = text.space(i)
		body, next, err := r.token(&text, i)
		fail, broken := err.(*jsonFail)
		switch {
		case err == nil && body != bodyNone:
			f.drop(next)
			return body, nil
		case err == nil:
			i = next
		case !broken:
			return bodyNone, err
		case fail.short && f.readEr == nil:
			if err := f.more(i); err != nil {
				return bodyNone, err
			}
			i = 0
		case fail.short && f.readEr != io.EOF:
			return bodyNone, f.readEr
		case i == len(text.b) && r.nest.want == wantNothing:
			return bodyNone, io.EOF
		default:
			return bodyNone, f.place.syntaxError(text.b, fail)
		}
	}
}

// token reads the token at i, or finds that records begin there. An error is a *jsonFail or a
// *RecordsError.
func (r *jsonFrame) token(t *jsonText, i int) (jsonBody, int, error) {
	if i >= len(t.b) {
		return bodyNone, i, t.expected(i, r.nest.expectation())
	}
	switch want := r.nest.want; {
	case want == wantNothing:
		if t.b[i] != '{' || len(r.path) == 0 {
			return bodyNone, i, t.expected(i, "the end of the text")
		}
		r.begin()
		return bodyNone, i, nil
	case want == wantValue && r.onPath && r.matched == len(r.path):
		return r.records(t, i)
	case want == wantValue && r.onPath:
		if t.b[i] != '{' {
			return bodyNone, i, r.misplaced(t, i)
		}
		r.onPath, r.keys = false, nil
	case t.b[i] == '"' && (want == wantKey || want == wantFirstKey):
		return r.key(t, i)
	}
	return r.step(t, i)
}

// step reads a token that does not lead to the records.
func (r *jsonFrame) step(t *jsonText, i int) (jsonBody, int, error) {
	depth := len(r.nest.open)
	next, fail := r.nest.step(t, i)
	if fail != nil {
		return bodyNone, i, fail
	}
	if left := len(r.nest.open) < depth; !left || depth != r.matched+1 {
		return bodyNone, next, nil
	}
	if !r.found {
		return bodyNone, next, &RecordsError{Path: r.path[:r.matched+1], Found: "nothing", Keys: r.keys}
	}
	r.matched = max(r.matched-1, 0)
	return bodyNone, next, nil
}

// key reads a key and compares it with the path.
func (r *jsonFrame) key(t *jsonText, i int) (jsonBody, int, error) {
	next, fail := r.nest.step(t, i)
	if fail != nil {
		return bodyNone, i, fail
	}
	if len(r.nest.open) != r.matched+1 {
		return bodyNone, next, nil
	}
	name := string(appendJSONString(nil, t.b[i+1:next-1]))
	if name != r.path[r.matched] {
		if len(r.keys) < maxRecordsKeys {
			r.keys = append(r.keys, name)
		}
		return bodyNone, next, nil
	}
	r.matched++
	r.onPath = true
	if r.found && r.matched == len(r.path) {
		return bodyNone, i, &jsonFail{at: i, reason: "found the key " + strconv.Quote(name) + " twice, expected the records in one place"}
	}
	return bodyNone, next, nil
}

// records begins the records, which are the value at i.
func (r *jsonFrame) records(t *jsonText, i int) (jsonBody, int, error) {
	switch c := t.b[i]; {
	case c == '[':
		next, fail := r.nest.step(t, i)
		if fail != nil {
			return bodyNone, i, fail
		}
		r.onPath, r.found = false, true
		return bodyArray, next, nil
	case len(r.path) == 0:
		return bodyStream, i, nil
	case c == '{':
		r.onPath, r.found = false, true
		return bodyObject, i, nil
	case c != 'n':
		return bodyNone, i, r.misplaced(t, i)
	}
	next, fail := r.nest.step(t, i)
	if fail != nil {
		return bodyNone, i, fail
	}
	r.onPath, r.found = false, true
	r.matched--
	return bodyNone, next, nil
}

// misplaced says what stands at i, where an array of records or a way to it was expected.
func (r *jsonFrame) misplaced(t *jsonText, i int) error {
	if _, fail := t.scalar(i); fail != nil && t.b[i] != '[' && t.b[i] != '{' {
		return fail
	}
	return &RecordsError{Path: r.path[:r.matched], Found: t.kind(i)}
}

// leave goes on behind the records.
func (r *jsonFrame) leave(body jsonBody) {
	if body == bodyArray {
		r.nest.open = r.nest.open[:len(r.nest.open)-1]
	}
	r.nest.leave()
	r.matched = max(r.matched-1, 0)
}
